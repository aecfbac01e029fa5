"""Nobody is a veto and nobody is written out: silence, vacancy, paper, refusal and circulation."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from documents.models import Paper
from forums import instruments
from forums.models import Instrument, Rules
from forums.workflow import SomebodyWasFaster, StepRefused
from meetings.actions import attendance
from meetings.models import Minutes
from meetings.workflow import MINUTES
from members import grants
from members.models import Appointment, Membership, Office
from tests.conftest import make_user, plan

PDF = b"%PDF-1.7 signed copy\nstartxref\n0\n%%EOF\n"


def meet_again(country, cast):
    """The forum's next meeting, with two members who attended both."""
    later = plan(country, cast.secretary, dt.date(2025, 6, 11))
    members = Membership.objects.filter(forum=later.forum)
    attendance.mark(meeting=later, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    later.refresh_from_db()
    proposer, seconder = (m.person for m in members.exclude(person__user=cast.secretary)[:2])
    return later, proposer, seconder


def limits(minutes, **days):
    """The forum sets its limits."""
    Rules.objects.update_or_create(forum=minutes.meeting.forum, defaults=days)


def vacate(minutes, seat):
    """The office falls vacant."""
    held = Appointment.objects.filter(office__forum=minutes.meeting.forum, seat=seat)
    held.update(until=timezone.localdate() - dt.timedelta(days=1))
    for row in held.select_related("person__user"):
        grants.rebuild(row.person.user)


def again(minutes):
    """The minutes as the next request would find them."""
    return Minutes.objects.select_related("meeting__forum__area").get(pk=minutes.pk)


def paper(minutes, edition, copy="officers"):
    """The record of a paper."""
    return Paper.objects.get(subject_id=minutes.pk, edition=edition, copy=copy).record


def in_days(days):
    """Some days from now."""
    return time_machine.travel(timezone.now() + dt.timedelta(days=days), tick=False)


# clearing


def test_silence_does_not_pass_where_the_forum_has_set_no_limit(clearing, cast):
    MINUTES.take(clearing, "clear", by=cast.chair)
    with in_days(400), pytest.raises(StepRefused, match="no limit"):
        MINUTES.take(again(clearing), "pass", by=cast.secretary)
    assert again(clearing).status == "clearing"


def test_silence_past_the_limit_lets_minutes_circulate_and_is_printed(clearing, cast):
    limits(clearing, clearing_days=14)
    MINUTES.take(clearing, "clear", by=cast.chair)
    with in_days(14), pytest.raises(StepRefused, match="until"):
        MINUTES.take(again(clearing), "pass", by=cast.secretary)
    with in_days(15):
        for nobody in (cast.co_chair, cast.member, cast.county_chair):
            with pytest.raises(PermissionDenied):
                MINUTES.take(again(clearing), "pass", by=nobody)
        MINUTES.take(again(clearing), "pass", by=cast.secretary)
    record = paper(clearing, 1)
    assert again(clearing).status == "circulated"
    assert [row["seat"] for row in record["cleared_by"]] == ["chair"]
    assert [(row["seat"], row["name"], row["why"], row["days"]) for row in record["not_cleared_by"]] == [
        ("co_chair", "Co Chair", "silent", 14)
    ]


def test_what_nobody_has_read_never_circulates(clearing, cast):
    limits(clearing, clearing_days=14)
    with in_days(30), pytest.raises(StepRefused, match="Nobody has answered"):
        MINUTES.take(again(clearing), "pass", by=cast.secretary)


def test_a_vacant_office_is_not_waited_for_and_is_printed(clearing, cast, fresh):
    vacate(clearing, "co_chair")
    MINUTES.take(again(clearing), "clear", by=fresh(cast.chair))
    assert again(clearing).status == "circulated"
    assert [(row["seat"], row["why"], row["name"]) for row in paper(clearing, 1)["not_cleared_by"]] == [
        ("co_chair", "vacant", "")
    ]


def test_an_office_that_falls_vacant_after_the_other_has_cleared_holds_nothing_up(clearing, cast):
    MINUTES.take(clearing, "clear", by=cast.chair)
    vacate(clearing, "co_chair")
    MINUTES.take(again(clearing), "pass", by=cast.secretary)
    assert again(clearing).status == "circulated"


def test_silence_in_an_earlier_round_is_forgotten(clearing, cast):
    limits(clearing, clearing_days=14)
    MINUTES.take(clearing, "return", by=cast.chair, note="Which wards?")
    with in_days(20):
        MINUTES.take(again(clearing), "send", by=cast.secretary)
        MINUTES.take(again(clearing), "clear", by=cast.chair)
        with pytest.raises(StepRefused):
            MINUTES.take(again(clearing), "pass", by=cast.secretary)


# confirmation


def around(minutes, **changes):
    """What is recorded of a confirmation by circulation."""
    today = timezone.localdate()
    return {"sent_on": today, "confirmed_on": today, "answers": "31 of 45 agreed."} | changes


def test_minutes_are_confirmed_by_circulation_without_a_later_meeting(circulated, cast):
    MINUTES.take(circulated, "confirm_round", by=cast.secretary, **around(circulated))
    kept = again(circulated).confirmation
    assert (kept.way, kept.day, kept.meeting) == ("circulation", timezone.localdate(), None)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(again(circulated), "sign", by=user)
    said = paper(circulated, 2)["confirmation"]
    assert (said["way"], said["answers"]) == ("circulation", "31 of 45 agreed.")


def test_days_that_cannot_be_are_refused(circulated, cast):
    today, day = timezone.localdate(), dt.timedelta(days=1)
    for wrong in ({"sent_on": today - day}, {"confirmed_on": today - day}, {"confirmed_on": today + day}):
        with pytest.raises(StepRefused):
            MINUTES.take(circulated, "confirm_round", by=cast.secretary, **around(circulated, **wrong))
    with pytest.raises(PermissionDenied):
        MINUTES.take(circulated, "confirm_round", by=cast.co_chair, **around(circulated))
    assert again(circulated).status == "circulated"


def test_by_circulation_the_form_asks_that_nobody_objected(circulated, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("minutes_confirm_round", args=[circulated.pk])
    today = f"{timezone.localdate():%d/%m/%Y}"
    said = {"sent_on": today, "confirmed_on": today, "answers": "31 agreed."}
    answer = browser.post(address, said)
    assert answer.status_code == 422
    assert "only where nobody objects" in answer.content.decode()
    assert browser.post(address, said | {"sent_on": "1 January 2025", "nobody_objected": "on"}).status_code == 422
    assert browser.post(address, said | {"nobody_objected": "on"}).status_code == 302
    assert again(circulated).status == "confirmed"
    page = signed_in(cast.member).get(reverse("minutes", args=[circulated.pk])).content.decode()
    assert "Confirmed by circulation" in page and "31 agreed." in page
    assert "moved on" in browser.get(address).content.decode()


def test_after_a_transfer_page_and_paper_say_under_whom(circulated, cast, country, signed_in, fresh):
    later, proposer, seconder = meet_again(country, cast)
    Appointment.objects.filter(office__forum=later.forum, seat="chair").update(until=dt.date(2025, 5, 31))
    newcomer = make_user(country, "newcomer", "032-njoro", "member")
    office = Office.objects.get(forum=later.forum, seat="chair")
    Appointment.objects.create(office=office, person=newcomer.person, basis="appointed", since=dt.date(2025, 6, 1))
    grants.rebuild(newcomer)
    people = {"meeting": later, "proposer": proposer, "seconder": seconder}
    MINUTES.take(again(circulated), "confirm", by=fresh(cast.secretary), **people)
    for user in (newcomer, cast.co_chair):
        MINUTES.take(again(circulated), "sign", by=fresh(user))
    said = paper(circulated, 2)
    assert (said["confirmation"]["chaired_by"], said["confirmation"]["confirmed_under"]) == ("Chair", "Newcomer")
    assert said["signatures"][0]["name"] == "Newcomer"
    page = signed_in(cast.member).get(reverse("minutes", args=[circulated.pk])).content.decode()
    assert "The meeting was chaired by Chair; the minutes were confirmed under Newcomer." in page


# signing


def on_paper(minutes, cast, signed, day=None, content=PDF):
    """Signatures on a scanned copy are recorded."""
    forum = minutes.meeting.forum
    scan = instruments.known(forum, content) or instruments.put_on_file(
        forum=forum, title="Signed copy", dated=None, content=content, by=cast.secretary
    )
    day = day or timezone.localdate()
    MINUTES.take(again(minutes), "sign_paper", by=cast.secretary, signed=signed, signed_on=day, scan=scan)


def test_both_signatures_on_paper_seal_and_name_the_scan(confirmed, cast):
    on_paper(confirmed, cast, {"chair": "", "co_chair": "Two weeks, not three."}, dt.date(2025, 6, 12))
    rows = paper(confirmed, 2)["signatures"]
    assert again(confirmed).status == "sealed"
    assert [(row["how"], row["signed_at"], row["reservation"]) for row in rows] == [
        ("paper", "2025-06-12", ""),
        ("paper", "2025-06-12", "Two weeks, not three."),
    ]
    assert rows[0]["scan"] == Instrument.objects.get().sha256


def test_one_signs_on_paper_and_the_other_in_the_portal(confirmed, cast):
    MINUTES.take(confirmed, "sign", by=cast.chair)
    on_paper(confirmed, cast, {"co_chair": "", "secretary": ""})
    assert [(row["seat"], row["how"]) for row in paper(confirmed, 2)["signatures"]] == [
        ("chair", "portal"),
        ("co_chair", "paper"),
        ("secretary", "paper"),
    ]


def test_a_signature_on_paper_is_of_a_possible_day_and_recorded_once(confirmed, cast):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    for day in (dt.date(2025, 6, 10), tomorrow):
        with pytest.raises(StepRefused):
            on_paper(confirmed, cast, {"chair": ""}, day)
    with pytest.raises(StepRefused):
        on_paper(confirmed, cast, {})
    on_paper(confirmed, cast, {"chair": ""})
    with pytest.raises(StepRefused, match="recorded already"):
        on_paper(confirmed, cast, {"chair": ""})
    assert again(confirmed).signatures.count() == 1


def test_the_form_takes_a_scan_by_its_content_alone(confirmed, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("minutes_paper", args=[confirmed.pk])

    def post(content, **more):
        file = SimpleUploadedFile("signed.pdf", content)
        return browser.post(address, {"file": file, "signed_on": "12 June 2025", "signed_chair": "on"} | more)

    assert "neither a PDF" in post(b"MZ no scan").content.decode()
    assert post(PDF, reservation_co_chair="Words.").status_code == 422
    assert not Instrument.objects.exists()
    assert post(PDF).status_code == 302
    assert post(PDF, signed_chair="", signed_co_chair="on").status_code == 302
    assert Instrument.objects.count() == 1
    assert again(confirmed).status == "sealed"
    page = browser.get(reverse("minutes", args=[confirmed.pk])).content.decode()
    assert "On paper, 12 June 2025" in page and "The signed copy" in page
    assert "The signed copy" not in signed_in(cast.member).get(reverse("minutes", args=[confirmed.pk])).content.decode()
    assert (
        "Nobody is left" in browser.get(address).content.decode() or "moved on" in browser.get(address).content.decode()
    )


def test_a_scan_that_signatures_rest_on_stays_on_file(confirmed, cast, signed_in):
    on_paper(confirmed, cast, {"chair": ""})
    scan = Instrument.objects.get()
    answer = signed_in(cast.secretary).post(reverse("instrument_remove", args=[scan.pk]), follow=True)
    assert "stays on file" in answer.content.decode()
    assert Instrument.objects.filter(pk=scan.pk).exists()


# sealing without everybody


def test_minutes_are_not_sealed_over_somebody_within_the_limit(confirmed, cast):
    MINUTES.take(confirmed, "sign", by=cast.chair)
    gaps = {"co_chair": ("absent", "")}
    with pytest.raises(StepRefused, match="no limit"):
        MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.secretary, gaps=gaps)
    limits(confirmed, signing_days=14)
    with pytest.raises(StepRefused, match="until"):
        MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.secretary, gaps=gaps)
    with pytest.raises(PermissionDenied):
        MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.co_chair, gaps=gaps)
    assert again(confirmed).status == "confirmed"


def test_past_the_limit_they_are_sealed_and_the_paper_says_who_did_not_sign(confirmed, cast):
    limits(confirmed, signing_days=14)
    MINUTES.take(confirmed, "sign", by=cast.chair)
    with in_days(15):
        for gaps in ({}, {"co_chair": ("vacant", "")}, {"co_chair": ("declined", " ")}):
            with pytest.raises(StepRefused, match="nobody is written out"):
                MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.secretary, gaps=gaps)
        assert again(confirmed).status == "confirmed"
        told = {"co_chair": ("declined", "The bays were never agreed.")}
        MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.secretary, gaps=told)
    rows = paper(confirmed, 2, "members")["not_signed_by"]
    assert [(row["seat"], row["name"], row["why"], row["words"]) for row in rows] == [
        ("co_chair", "Co Chair", "declined", "The bays were never agreed.")
    ]
    assert again(confirmed).status == "sealed"


def test_who_declines_is_not_waited_for_and_may_still_sign(confirmed, cast):
    with pytest.raises(StepRefused):
        MINUTES.take(confirmed, "decline", by=cast.co_chair, note=" ")
    MINUTES.take(again(confirmed), "decline", by=cast.co_chair, note="I was not heard.")
    with pytest.raises(StepRefused):
        MINUTES.take(again(confirmed), "decline", by=cast.co_chair, note="Again.")
    with pytest.raises(StepRefused, match="Nobody has answered"):
        MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.secretary)
    MINUTES.take(again(confirmed), "sign", by=cast.chair)
    MINUTES.take(again(confirmed), "sign", by=cast.co_chair)
    assert again(confirmed).status == "sealed"
    assert paper(confirmed, 2)["not_signed_by"] == []


def test_minutes_that_one_declined_are_sealed_at_once_in_their_words(confirmed, cast):
    MINUTES.take(confirmed, "decline", by=cast.co_chair, note="I was not heard.")
    MINUTES.take(again(confirmed), "sign", by=cast.chair)
    MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.secretary)
    assert [(row["why"], row["words"]) for row in paper(confirmed, 2)["not_signed_by"]] == [
        ("declined", "I was not heard.")
    ]


def test_a_vacant_office_is_no_obstacle_to_sealing(confirmed, cast):
    MINUTES.take(confirmed, "sign", by=cast.chair)
    vacate(confirmed, "co_chair")
    MINUTES.take(again(confirmed), "seal_with_gaps", by=cast.secretary)
    assert [(row["seat"], row["why"]) for row in paper(confirmed, 2)["not_signed_by"]] == [("co_chair", "vacant")]


def test_the_secretary_declines_nothing_as_nobody_waits_for_it(confirmed, cast):
    with pytest.raises(StepRefused):
        MINUTES.take(confirmed, "decline", by=cast.secretary, note="No.")


def test_the_page_asks_for_each_who_did_not_sign(confirmed, cast, signed_in):
    limits(confirmed, signing_days=14)
    MINUTES.take(confirmed, "sign", by=cast.chair)
    with in_days(15):
        browser, address = signed_in(cast.secretary), reverse("minutes_seal", args=[confirmed.pk])
        assert "Why has Co Chair not signed?" in browser.get(address).content.decode()
        assert browser.post(address, {"why_co_chair": "declined"}).status_code == 422
        assert browser.post(address, {"why_co_chair": "absent"}).status_code == 302
    page = signed_in(cast.member).get(reverse("minutes", args=[confirmed.pk])).content.decode()
    assert "Could not be reached" in page


def test_sealed_minutes_take_no_further_step(sealed, cast):
    for verb in ("seal_with_gaps", "decline", "sign"):
        with pytest.raises(SomebodyWasFaster):
            MINUTES.take(again(sealed), verb, by=cast.chair, note="No.")
