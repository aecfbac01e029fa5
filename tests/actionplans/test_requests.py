"""A forum asks a higher office: sent with a clock, acknowledged, answered, closed by the forum; unanswered it goes higher."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actionplans import jobs, request_figures, requesting
from actionplans.actions import FieldRefused
from actionplans.ladder import next_above, offices_above
from actionplans.models import ActionPoint, Request, RequestFile, RequestNotice, RequestStep, RequestStop
from actionplans.request_flow import REQUESTS, watch_clocks
from actionplans.request_panels import desk_rows
from forums import ledger, lines
from forums.models import LedgerEntry, Rules
from forums.quarter import Quarter
from forums.workflow import SomebodyWasFaster, StepRefused
from meetings.models import Resolution
from members import grants
from members.models import Appointment, Contact, Office, User
from portal.jobs import rounds, running
from portal.jobs.models import Heartbeat, Job
from tests.access.test_matrix import let_go
from tests.conftest import photograph, plan

assert jobs  # the worker's handlers
START = timezone.make_aware(dt.datetime(2026, 3, 2, 9))
HOUR = dt.timedelta(hours=1)


def at(moment):
    return time_machine.travel(moment, tick=False)


def office(country, code, seat):
    return Office.objects.select_related("forum__area").get(forum=country.forums[code], seat=seat)


def written(country, by, *, to=("032", "chair"), urgency="urgent", code="032-njoro", **more):
    return requesting.write_request(
        forum=country.forums[code], office=office(country, *to), urgency=urgency, text="Send a patrol to the bridge",
        why="Two nights of shooting, and one vehicle.", by=by, **more,
    )  # fmt: skip


@pytest.fixture
def njoro_asks(country, cast):
    """Njoro asks the County Commissioner, urgently, on 2 March 2026 at 9."""
    with at(START):
        upward = written(country, cast.secretary)
        REQUESTS.take(upward, "send", by=cast.secretary)
    return Request.objects.with_offices().get()


def anew(upward):
    return Request.objects.with_offices().get(pk=upward.pk)


def take(upward, verb, by, **said):
    REQUESTS.take(anew(upward), verb, by=by, **said)


def answered(upward, by, words="A patrol comes tonight."):
    requesting.answer(request=anew(upward), words=words, by=by)
    return anew(upward)


def delivered() -> list[str]:
    for job in Job.objects.filter(kind="send_request_notice", status="queued").order_by("pk"):
        running.run(job.pk)
    return [letter.to[0].split("@")[0] for letter in mail.outbox]


def test_offices_above_follow_the_line_the_chair_directly_above_first(country, cast):
    titles = [(row.forum.area.code, row.seat) for row in offices_above(country.forums["032-njoro"])]
    assert titles == [
        ("032", "chair"), ("032", "secretary"), ("RV", "chair"), ("KE", "nsc_director"), ("KE", "nsc_officer"),
    ]  # fmt: skip
    assert offices_above(country.forums["KE"]) == []


def test_a_dated_reporting_line_leads_elsewhere(country, cast, fresh):
    lines.set_line(
        area=country.areas["032-njoro"], to=country.areas["030"], since=timezone.localdate(), instrument="Gazette",
        by=cast.nsc_director,
    )  # fmt: skip
    assert [area.code for area in lines.above(country.areas["032-njoro"])] == ["030", "RV", "KE"]
    with pytest.raises(FieldRefused, match="above your forum"):
        written(country, fresh(cast.secretary))
    upward = written(country, fresh(cast.secretary), to=("030", "secretary"))
    REQUESTS.take(upward, "send", by=fresh(cast.secretary))
    assert list(Request.objects.visible_to(fresh(cast.county_chair))) == []
    assert list(Request.objects.visible_to(fresh(cast.baringo_secretary))) == [upward]
    answered(upward, fresh(cast.baringo_secretary))
    assert anew(upward).status == "answered"


def test_it_is_numbered_in_the_forums_year_and_its_clock_begins_with_sending(njoro_asks, country, cast):
    assert njoro_asks.reference == "NJORO/2026/R01"
    assert (njoro_asks.status, njoro_asks.sent_at) == ("sent", START)
    assert (njoro_asks.acknowledge_by, njoro_asks.answer_by) == (START + 2 * HOUR, START + 24 * HOUR)
    with at(START):
        assert written(country, cast.secretary).reference == "NJORO/2026/R02"
        assert written(country, cast.naivasha_secretary, code="032-naivasha").reference == "NAIVASHA/2026/R01"


def test_from_sent_to_closed_each_step_is_dated_and_in_the_ledger(njoro_asks, cast, signed_in):
    with at(START + HOUR):
        take(njoro_asks, "acknowledge", cast.county_secretary)
    with at(START + 5 * HOUR):
        requesting.answer(
            request=anew(njoro_asks), words="A patrol comes tonight.", will_do="Patrol twice a night",
            who="County police commander", due=dt.date(2026, 3, 20), by=cast.county_chair,
        )  # fmt: skip
    with at(START + 6 * HOUR):
        take(njoro_asks, "close", cast.chair)
    told = list(RequestStep.objects.values_list("verb", "at", "name"))
    assert told == [
        ("send", START, "Secretary"),
        ("acknowledge", START + HOUR, "County Secretary"),
        ("answer", START + 5 * HOUR, "County Chair"),
        ("close", START + 6 * HOUR, "Chair"),
    ]
    verbs = list(LedgerEntry.objects.filter(verb__startswith="request.").values_list("verb", flat=True))
    assert verbs == ["request.write", "request.send", "request.acknowledge", "request.answer", "request.close"]
    assert list(ledger.faults()) == []
    page = signed_in(cast.co_chair).get(njoro_asks.get_absolute_url()).content.decode()
    for words in ("“A patrol comes tonight.”", "Patrol twice a night", "County police commander", "by 20 March 2026"):
        assert words in page
    assert "What you can do" not in page


def test_an_answer_without_acknowledgement_is_both(njoro_asks, cast):
    with at(START + 3 * HOUR):
        upward = answered(njoro_asks, cast.county_chair)
    assert (upward.acknowledged_at, upward.answered_at) == (START + 3 * HOUR, START + 3 * HOUR)
    stop = RequestStop.objects.get()
    assert (stop.acknowledged_at, stop.answered_at, stop.left_at) == (START + 3 * HOUR, START + 3 * HOUR, None)


@pytest.mark.parametrize("who", ["chair", "secretary", "region_chair", "nsc_director", "county_co_chair"])
def test_only_the_office_it_lies_with_and_its_secretariat_answer(njoro_asks, cast, who):
    for verb, said in (("acknowledge", {}), ("answer", {"note": "No."}), ("forward", {"note": "There."})):
        with pytest.raises(PermissionDenied):
            take(njoro_asks, verb, getattr(cast, who), **said)


@pytest.mark.parametrize("who", ["county_chair", "county_secretary", "co_chair", "member", "naivasha_secretary"])
def test_only_the_forum_that_asked_closes_reopens_and_withdraws(njoro_asks, cast, who):
    answered(njoro_asks, cast.county_chair)
    for verb in ("close", "reopen", "withdraw"):
        with pytest.raises(PermissionDenied):
            take(njoro_asks, verb, getattr(cast, who), note="So.")


def test_whoever_stands_in_for_the_chair_that_asked_does_not_close_what_they_answered(country, cast, fresh):
    Appointment.objects.filter(office=office(country, "032-njoro", "chair")).update(
        until=timezone.localdate() - dt.timedelta(days=1)
    )
    grants.rebuild(cast.county_chair)
    upward = written(country, cast.secretary)
    REQUESTS.take(upward, "send", by=cast.secretary)
    answered(upward, cast.county_chair)
    with pytest.raises(StepRefused, match="Nobody closes what they answered"):
        take(upward, "close", cast.county_chair)
    with pytest.raises(IntegrityError, match="nobody_closes_what_they_answered"), transaction.atomic():
        Request.objects.update(status="closed", closed_at=timezone.now(), closed_by=cast.county_chair)
    take(upward, "close", cast.secretary)
    assert anew(upward).status == "closed"


def test_it_is_not_closed_before_its_answer_and_not_answered_without_words(njoro_asks, cast):
    with pytest.raises(SomebodyWasFaster):
        take(njoro_asks, "close", cast.secretary)
    with pytest.raises(StepRefused):
        requesting.answer(request=njoro_asks, words="  ", by=cast.county_chair)
    with pytest.raises(IntegrityError, match="before_its_answer"), transaction.atomic():
        Request.objects.update(status="closed", closed_at=timezone.now(), closed_by=cast.secretary)
    with pytest.raises(IntegrityError, match="has_words"), transaction.atomic():
        RequestStep.objects.create(request=njoro_asks, verb="answer", by=cast.county_chair)
    assert anew(njoro_asks).status == "sent"


def test_sent_twice_at_once_it_is_sent_once(country, cast):
    upward = written(country, cast.secretary)
    other = anew(upward)
    REQUESTS.take(upward, "send", by=cast.secretary)
    with pytest.raises(SomebodyWasFaster):
        REQUESTS.take(other, "send", by=cast.chair)
    assert (RequestStop.objects.count(), RequestStep.objects.count()) == (1, 1)


def test_a_page_sent_twice_makes_one_request(country, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("request_ask", args=["032-njoro"])
    said = {
        "office": office(country, "032", "chair").pk, "urgency": "soon", "text": "A vehicle", "why": "None runs.",
        "key": str(uuid.uuid4()), "then": "send",
    }  # fmt: skip
    assert browser.post(address, said).status_code == 302
    assert browser.post(address, said).status_code == 302
    assert (Request.objects.get().status, RequestStep.objects.count()) == ("sent", 1)


def test_a_page_gone_back_to_changes_its_draft_and_nothing_that_was_sent(country, cast, signed_in):
    browser, address = signed_in(cast.secretary), reverse("request_ask", args=["032-njoro"])
    said = {
        "office": office(country, "032", "chair").pk, "urgency": "soon", "why": "None runs.", "key": str(uuid.uuid4()),
    }  # fmt: skip
    browser.post(address, said | {"text": "A vehicle", "then": "keep"})
    browser.post(address, said | {"text": "Two vehicles", "then": "send"})
    assert (Request.objects.get().status, Request.objects.get().text) == ("sent", "Two vehicles")
    again = browser.post(address, said | {"text": "Three vehicles", "then": "send"}, follow=True).content.decode()
    assert "was sent already" in again and Request.objects.get().text == "Two vehicles"
    signed_in(cast.naivasha_secretary).post(
        reverse("request_ask", args=["032-naivasha"]), said | {"text": "A boat", "then": "keep"}
    )
    assert Request.objects.count() == 2


def test_an_office_that_is_not_above_is_refused_by_form_and_database(country, cast, signed_in):
    for code, seat in (("032-njoro", "chair"), ("032-naivasha", "secretary"), ("030", "secretary"), ("KE", "auditor")):
        with pytest.raises(FieldRefused):
            written(country, cast.secretary, to=(code, seat))
    browser, address = signed_in(cast.secretary), reverse("request_ask", args=["032-njoro"])
    said = {"office": office(country, "030", "secretary").pk, "urgency": "soon", "text": "A vehicle", "why": "None."}
    answer = browser.post(address, said)
    assert (answer.status_code, "Choose one from the list." in answer.content.decode()) == (422, True)
    upward = written(country, cast.secretary)
    for wrong in (office(country, "032-njoro", "chair"), office(country, "KE", "auditor")):
        with pytest.raises(IntegrityError, match="an office above"), transaction.atomic():
            Request.objects.filter(pk=upward.pk).update(office=wrong)


def test_a_vacant_office_cannot_be_asked_nor_a_draft_sent_to_it(country, cast):
    upward = written(country, cast.secretary)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Appointment.objects.filter(office=upward.office).update(until=yesterday)
    with pytest.raises(FieldRefused):
        written(country, cast.secretary)
    with pytest.raises(StepRefused, match="Nobody holds that office today"):
        take(upward, "send", cast.secretary)
    assert anew(upward).status == "draft"


def test_a_draft_is_changed_and_what_was_sent_is_not(country, cast):
    upward = written(country, cast.secretary)
    said = {"urgency": "soon", "why": "Floods.", "text": "A boat", "sector": None, "meeting": None}
    requesting.change_request(request=upward, office=office(country, "RV", "chair"), by=cast.chair, **said)
    upward = anew(upward)
    assert (upward.text, upward.office.forum.area.code, upward.first_office_id) == ("A boat", "RV", upward.office_id)
    REQUESTS.take(upward, "send", by=cast.secretary)
    with pytest.raises(StepRefused, match="sent meanwhile"):
        requesting.change_request(request=upward, office=office(country, "032", "chair"), by=cast.chair, **said)


def test_passed_on_its_clock_goes_on_and_both_offices_see_it(njoro_asks, country, cast):
    to = office(country, "RV", "chair")
    with at(START + HOUR):
        take(njoro_asks, "acknowledge", cast.county_chair)
        take(njoro_asks, "forward", cast.county_chair, note="The region has the vehicles.", to=to)
    upward = anew(njoro_asks)
    assert (upward.status, upward.office, upward.answer_by) == ("sent", to, START + 24 * HOUR)
    assert (upward.acknowledged_at, upward.acknowledge_by) == (None, START + 3 * HOUR)
    stops = list(RequestStop.objects.values_list("office__forum__area__code", "came", "left_at", "was_raised"))
    assert stops == [("032", "sent", START + HOUR, False), ("RV", "forwarded", None, False)]
    for user in (cast.county_chair, cast.county_secretary, cast.region_chair, cast.co_chair):
        assert Request.objects.visible_to(user).count() == 1
    with pytest.raises(PermissionDenied):
        take(upward, "answer", cast.county_chair, note="Too late.")


def test_it_is_not_passed_to_where_it_lies_nor_past_the_line(njoro_asks, country, cast):
    with pytest.raises(StepRefused, match="lies with that office already"):
        take(njoro_asks, "forward", cast.county_chair, note="Here.", to=njoro_asks.office)
    with pytest.raises(StepRefused, match="not above the forum"):
        take(njoro_asks, "forward", cast.county_chair, note="There.", to=office(country, "030", "secretary"))
    stop = RequestStop.objects.get()
    with pytest.raises(IntegrityError, match="where_it_lies"), transaction.atomic():
        RequestStop.objects.filter(pk=stop.pk).update(came="forwarded", came_from=stop.office)


def test_of_two_who_answer_and_pass_on_the_later_is_told_where_it_lies(njoro_asks, country, cast):
    stale = anew(njoro_asks)
    assert stale.office.forum.area.code == "032"
    take(njoro_asks, "forward", cast.county_secretary, note="There.", to=office(country, "RV", "chair"))
    with pytest.raises(StepRefused, match="lies with another office now"):
        requesting.answer(request=stale, words="We come.", by=cast.county_chair)
    assert anew(njoro_asks).status == "sent"


def test_reopened_it_lies_with_the_same_office_with_its_time_anew(njoro_asks, cast):
    with at(START + HOUR):
        answered(njoro_asks, cast.county_chair, "We shall see.")
    with at(START + 2 * HOUR), pytest.raises(StepRefused):
        take(njoro_asks, "reopen", cast.secretary, note=" ")
    with at(START + 2 * HOUR):
        take(njoro_asks, "reopen", cast.secretary, note="Nobody came.")
    upward = anew(njoro_asks)
    assert (upward.status, upward.answered_at, upward.answer_by) == ("acknowledged", None, START + 26 * HOUR)
    with at(START + 30 * HOUR - HOUR * 10):
        upward = answered(njoro_asks, cast.county_chair)
    stop = RequestStop.objects.get()
    assert stop.answered_at - stop.since == 20 * HOUR


def test_unanswered_past_its_clock_it_goes_one_filled_office_higher_until_the_top(njoro_asks, cast, country):
    assert watch_clocks(START + 23 * HOUR) == 0
    places = []
    with at(START + HOUR):
        take(njoro_asks, "acknowledge", cast.county_chair)  # acknowledged is not answered
    for hours in (25, 26, 50, 75, 100, 130):
        with at(START + hours * HOUR):
            watch_clocks(timezone.now())
        upward = anew(njoro_asks)
        places.append((upward.office.forum.area.code, upward.office.seat, upward.raised))
    assert places == [
        ("RV", "chair", 1), ("RV", "chair", 1), ("KE", "nsc_director", 2), ("KE", "nsc_director", 2),
        ("KE", "nsc_director", 2), ("KE", "nsc_director", 2),
    ]  # fmt: skip
    assert (upward.status, upward.first_office.forum.area.code) == ("sent", "032")
    assert upward.is_late(START + 130 * HOUR)
    raised = RequestStop.objects.values_list("office__forum__area__code", "was_raised", "came")
    assert list(raised) == [("032", True, "sent"), ("RV", True, "raised"), ("KE", False, "raised")]
    for user in (cast.county_chair, cast.region_chair, cast.nsc_officer):
        assert Request.objects.visible_to(user).count() == 1
    assert LedgerEntry.objects.filter(verb="request.raise", by=None).count() == 2
    assert list(ledger.faults()) == []


def test_a_vacant_office_is_passed_over_and_a_secretariats_chair_comes_first(country, cast):
    assert next_above(office(country, "032", "secretary")) == office(country, "032", "chair")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Appointment.objects.filter(office=office(country, "RV", "chair")).update(until=yesterday)
    assert next_above(office(country, "032", "chair")) == office(country, "KE", "nsc_director")
    assert next_above(office(country, "KE", "nsc_officer")) == office(country, "KE", "nsc_director")
    assert next_above(office(country, "KE", "nsc_director")) is None


def test_two_workers_move_it_once(njoro_asks, country):
    stale, to = anew(njoro_asks), office(country, "RV", "chair")
    with at(START + 25 * HOUR):
        assert watch_clocks(timezone.now()) == 1
        with pytest.raises(StepRefused, match="has not run out"):
            REQUESTS.take(stale, "raise", by=None, as_effect=True, to=to)
    assert (anew(njoro_asks).raised, RequestStop.objects.count()) == (1, 2)


def test_the_workers_sweep_watches_the_clocks_once_a_minute(njoro_asks):
    with at(START + 25 * HOUR):
        Heartbeat.objects.all().delete()
        assert rounds.watch_clocks(timezone.now()) is True
        assert rounds.watch_clocks(timezone.now()) is False
    assert anew(njoro_asks).raised == 1
    with at(START + 50 * HOUR):
        running.sweep()
    assert anew(njoro_asks).raised == 2


def test_what_is_answered_or_withdrawn_goes_nowhere(njoro_asks, country, cast):
    with at(START + HOUR):
        other = written(country, cast.secretary)
        REQUESTS.take(other, "send", by=cast.secretary)
        take(other, "withdraw", cast.secretary, note="It has come.")
        answered(njoro_asks, cast.county_chair)
    with at(START + 100 * HOUR):
        assert watch_clocks(timezone.now()) == 0


def test_holders_are_told_once_by_e_mail_and_by_text_where_it_is_urgent(njoro_asks, cast, settings):
    Contact.objects.create(person=cast.county_chair.person, phone="+254712345678")
    assert delivered() == ["county_chair"]
    letter, text = mail.outbox[0], next(settings.OUTBOX.glob("*.sms")).read_text()
    assert "NJORO/2026/R01" in letter.subject and "one office higher" in letter.body
    assert "Send a patrol" not in letter.body + text
    assert njoro_asks.get_absolute_url() in text
    for job in Job.objects.filter(kind="send_request_notice"):
        Job.objects.filter(pk=job.pk).update(status="queued")
    assert delivered() == ["county_chair"]
    with at(START + 25 * HOUR):
        watch_clocks(timezone.now())
    assert delivered() == ["county_chair", "region_chair"]
    answered(njoro_asks, cast.region_chair)
    assert sorted(delivered()) == ["chair", "county_chair", "region_chair", "secretary"]
    assert set(RequestNotice.objects.values_list("status", flat=True)) == {"sent"}


def test_a_message_whose_worker_died_is_not_sent_twice(njoro_asks):
    RequestNotice.objects.update(status="sending")
    assert delivered() == []


def test_the_clock_is_set_for_a_level_and_never_by_whoever_asks(country, cast, signed_in):
    Rules.objects.create(scope="every", urgent_answer_hours=48)
    Rules.objects.create(scope="sub_county", urgent_answer_hours=12, urgent_acknowledge_hours=20)
    with at(START):
        upward = written(country, cast.secretary)
        REQUESTS.take(upward, "send", by=cast.secretary)
    upward = anew(upward)
    assert (upward.acknowledge_by, upward.answer_by) == (START + 12 * HOUR, START + 12 * HOUR)
    with pytest.raises(IntegrityError, match="no_forum_sets_the_clock"), transaction.atomic():
        Rules.objects.create(scope="forum", forum=country.forums["032-njoro"], urgent_answer_hours=1)
    own = signed_in(cast.secretary).get(reverse("forum_rules", args=["032-njoro"])).content.decode()
    national = signed_in(cast.nsc_officer).get(reverse("default_rules", args=["every"])).content.decode()
    assert ("urgent request" in own, "urgent request" in national) == (False, True)
    zero = signed_in(cast.nsc_officer).post(reverse("default_rules", args=["region"]), {"urgent_answer_hours": "0"})
    assert (zero.status_code, "Give at least one" in zero.content.decode()) == (422, True)


def test_officers_alone_read_it_and_drafts_only_their_own(country, cast, njoro_asks):
    draft = written(country, cast.chair)
    assert draft.status == "draft"
    counted = {
        name: Request.objects.visible_to(user).count()
        for name, user in vars(cast).items()
        if Request.objects.visible_to(user).exists()
    }
    assert counted == {"secretary": 2, "chair": 2, "co_chair": 2, "county_secretary": 1, "county_chair": 1}


def test_offices_it_passes_by_read_it(country, cast):
    upward = written(country, cast.secretary, to=("KE", "nsc_director"))
    REQUESTS.take(upward, "send", by=cast.secretary)
    for user in (cast.county_secretary, cast.county_chair, cast.region_chair, cast.nsc_officer, cast.nsc_director):
        assert Request.objects.visible_to(user).count() == 1
    for user in (cast.county_co_chair, cast.baringo_secretary, cast.member, cast.auditor):
        assert Request.objects.visible_to(user).count() == 0


def test_the_desks_say_what_waits_overdue_first(njoro_asks, country, cast, signed_in):
    with at(START + HOUR):
        routine = written(country, cast.naivasha_secretary, code="032-naivasha", urgency="routine")
        REQUESTS.take(routine, "send", by=cast.naivasha_secretary)
    with at(START + 5 * HOUR):
        today = timezone.localdate()
        rows = sorted(desk_rows(cast.county_chair, today), key=lambda row: row["order"])
        told = [(row["waits_for_me"], row["status"], row["url"]) for row in rows]
        assert told == [
            (True, "Late by 3 hours", njoro_asks.get_absolute_url()), (True, "Sent", routine.get_absolute_url()),
        ]  # fmt: skip
        assert [row["waits_for_me"] for row in desk_rows(cast.secretary, today)] == [False]
        answered(njoro_asks, cast.county_chair)
        mine = list(desk_rows(cast.secretary, today))
        assert [(row["waits_for_me"], row["when"]) for row in mine] == [(True, "to be closed")]
        assert list(desk_rows(cast.member, today)) == []
    page = signed_in(cast.secretary).get(reverse("desk")).content.decode()
    assert njoro_asks.get_absolute_url() in page


def test_an_answer_brings_files_and_bad_ones_are_refused_in_words(njoro_asks, cast, signed_in):
    browser, address = signed_in(cast.county_secretary), reverse("request_answer", args=[njoro_asks.pk])
    empty = browser.post(address, {"words": ""})
    assert (empty.status_code, "Write the answer in words." in empty.content.decode()) == (422, True)
    half = browser.post(address, {"words": "Yes.", "who": "OCS"})
    assert (half.status_code, "Say what will be done" in half.content.decode()) == (422, True)
    bad = browser.post(address, {"words": "Yes.", "file": SimpleUploadedFile("x.exe", b"MZ" * 30)})
    assert (bad.status_code, "Only photographs" in bad.content.decode()) == (422, True)
    past = browser.post(address, {"words": "Yes.", "will_do": "Patrol", "due": "1 March 2025"})
    assert (past.status_code, "The day is past" in past.content.decode()) == (422, True)
    assert (anew(njoro_asks).status, RequestFile.objects.count()) == ("sent", 0)
    order = SimpleUploadedFile("order.jpg", photograph(), content_type="image/jpeg")
    assert browser.post(address, {"words": "Yes.", "file": order}).status_code == 302
    kept = RequestFile.objects.get()
    opened = signed_in(cast.co_chair).get(reverse("request_file", args=[kept.pk]))
    assert opened.status_code == 200
    let_go(opened)
    assert signed_in(cast.member).get(reverse("request_file", args=[kept.pk])).status_code == 404


def test_lists_are_filtered_and_taken_along(njoro_asks, country, cast, signed_in):
    draft = written(country, cast.secretary)
    Request.objects.filter(pk=draft.pk).update(text="=HYPERLINK(1)", urgency="soon")
    browser, address = signed_in(cast.secretary), reverse("forum_requests", args=["032-njoro"])
    page = browser.get(address).content.decode()
    assert njoro_asks.get_absolute_url() in page and draft.get_absolute_url() in page
    late = browser.get(address, {"state": "late"}).content.decode()
    assert (njoro_asks.get_absolute_url() in late, draft.get_absolute_url() in late) == (True, False)
    assert "No request fits" in browser.get(address, {"q": "nothing like it"}).content.decode()
    sheet = browser.get(address, {"as": "csv", "urgency": "soon"})
    assert "'=HYPERLINK(1)" in b"".join(sheet.streaming_content).decode()
    county = signed_in(cast.county_secretary).get(reverse("forum_requests", args=["032"]), {"show": "received"})
    assert (njoro_asks.reference in county.content.decode(), draft.reference in county.content.decode()) == (
        True,
        False,
    )
    assert "What we are asked" not in signed_in(cast.county_co_chair).get(
        reverse("forum_requests", args=["032"]), {"show": "received"}
    ).content.decode()  # fmt: skip


def test_a_resolutions_page_leads_to_asking_with_its_words(circulated, cast, signed_in, country):
    found = Resolution.objects.with_meeting().get()
    browser = signed_in(cast.secretary)
    address = f"{reverse('request_ask', args=['032-njoro'])}?resolution={found.pk}"
    assert address in browser.get(found.get_absolute_url()).content.decode()
    assert found.deed.text in browser.get(address).content.decode()
    said = {"office": office(country, "032", "chair").pk, "urgency": "soon", "text": "Allocate", "why": "Contested."}
    browser.post(address, said | {"then": "keep"})
    made = Request.objects.get()
    assert (made.resolution, made.meeting, made.status) == (found, found.meeting, "draft")


def test_medians_are_told_by_office_and_by_quarter(country, cast, signed_in):
    for hours in (1, 3, 20):
        with at(START):
            upward = written(country, cast.secretary)
            REQUESTS.take(upward, "send", by=cast.secretary)
        with at(START + hours * HOUR):
            take(upward, "acknowledge", cast.county_chair)
            answered(upward, cast.county_chair)
    with at(START):
        raised = written(country, cast.secretary)
        REQUESTS.take(raised, "send", by=cast.secretary)
    with at(START + 25 * HOUR):
        watch_clocks(timezone.now())
        answered(raised, cast.region_chair)
    figures = request_figures.figures_of(request_figures.stops_seen_by(cast.nsc_officer), None, timezone.localtime())
    told = {office.forum.area.code: tally for office, tally in figures.offices}
    assert (told["032"].came, told["032"].raised, told["032"].answered_in) == (4, 1, 3 * HOUR)
    assert (told["RV"].came, told["RV"].answered_in) == (1, dt.timedelta())
    assert [(quarter, tally.came) for quarter, tally in figures.quarters] == [(Quarter(2025, 3), 5)]
    page = signed_in(cast.nsc_officer).get(reverse("requests_country")).content.decode()
    assert "Half of the answers came within" in page
    picture = signed_in(cast.nsc_officer).get(reverse("requests_picture"))
    assert picture["Content-Type"] == "image/svg+xml" and "chair of Nakuru County: 3 hours" in picture.content.decode()
    sheet = signed_in(cast.county_chair).get(reverse("requests_country"), {"as": "csv"})
    lines_told = b"".join(sheet.streaming_content).decode("utf-8-sig").splitlines()
    assert lines_told[1:] == ["chair of Nakuru County,Nakuru County,4,0,0,1,3.0,3.0"]


def test_nobody_above_is_said_in_words(country, cast, signed_in):
    Appointment.objects.filter(office__forum__area__code__in=["032", "RV", "KE"]).update(until=dt.date(2025, 1, 1))
    page = signed_in(User.objects.get(pk=cast.secretary.pk)).get(reverse("request_ask", args=["032-njoro"]))
    assert "No office above is filled" in page.content.decode()


def test_what_is_asked_becomes_an_action_and_an_item_of_the_next_agenda(njoro_asks, country, cast, signed_in):
    browser = signed_in(cast.county_secretary)
    address = f"{reverse('action_add', args=['032'])}?request={njoro_asks.pk}"
    assert "Send a patrol to the bridge" in browser.get(address).content.decode()
    said = {"text": "Order the patrol", "owner": "chair of Nakuru County", "due": "in two weeks", "priority": "normal"}
    assert browser.post(address, said).status_code == 302
    point = ActionPoint.objects.get()
    assert (point.request, point.officers_only, point.forum.slug) == (njoro_asks, True, "032")
    page = browser.get(njoro_asks.get_absolute_url()).content.decode()
    assert point.get_absolute_url() in page and "Put it on the agenda" not in page
    assert point.get_absolute_url() not in signed_in(cast.secretary).get(njoro_asks.get_absolute_url()).content.decode()
    assert njoro_asks.get_absolute_url() in browser.get(point.get_absolute_url()).content.decode()
    elsewhere = f"{reverse('action_add', args=['032-naivasha'])}?request={njoro_asks.pk}"
    assert "Send a patrol" not in signed_in(cast.naivasha_secretary).get(elsewhere).content.decode()
    meeting = plan(country, cast.county_secretary, timezone.localdate() + dt.timedelta(days=9), code="032")
    assert browser.post(reverse("request_agenda", args=[njoro_asks.pk])).status_code == 302
    item = meeting.agenda.get(title__contains=njoro_asks.reference)
    assert "patrol" not in item.title
    with pytest.raises(StepRefused, match="already"):
        requesting.put_on_agenda(request=anew(njoro_asks), meeting=meeting, by=cast.county_secretary)
    assert "Put on an agenda" in signed_in(cast.chair).get(njoro_asks.get_absolute_url()).content.decode()
