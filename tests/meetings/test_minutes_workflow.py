"""The life of minutes, as secretariats live it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from documents.models import Paper
from forums import ledger
from forums.models import LedgerEntry
from forums.workflow import SomebodyWasFaster, StepRefused
from meetings.models import Meeting
from meetings.workflow import MINUTES
from portal.jobs.models import Job


def test_a_draft_with_nothing_written_is_not_sent(held, cast):
    held.minutes.entries.all().delete()
    with pytest.raises(StepRefused):
        MINUTES.take(held.minutes, "send", by=cast.secretary)
    held.minutes.refresh_from_db()
    assert held.minutes.status == "draft"


def test_members_and_officers_above_cannot_send(held, cast):
    for outsider in (cast.member, cast.co_chair, cast.county_chair, cast.nsc_officer, cast.naivasha_secretary):
        with pytest.raises(PermissionDenied):
            MINUTES.take(held.minutes, "send", by=outsider)


def test_both_chairs_clear_and_the_minutes_are_circulated(clearing, cast):
    MINUTES.take(clearing, "clear", by=cast.chair)
    assert clearing.status == "clearing"
    MINUTES.take(clearing, "clear", by=cast.co_chair)
    clearing.refresh_from_db()
    assert clearing.status == "circulated"
    assert [c.seat for c in clearing.clearances.all()] == ["chair", "co_chair"]


def test_nobody_clears_twice(clearing, cast):
    MINUTES.take(clearing, "clear", by=cast.chair)
    with pytest.raises(StepRefused):
        MINUTES.take(clearing, "clear", by=cast.chair)
    assert clearing.clearances.count() == 1


def test_returned_minutes_are_cleared_afresh(clearing, cast):
    MINUTES.take(clearing, "clear", by=cast.chair)
    MINUTES.take(clearing, "return", by=cast.co_chair, note="Say which wards.")
    clearing.refresh_from_db()
    assert (clearing.status, clearing.round) == ("draft", 2)
    MINUTES.take(clearing, "send", by=cast.secretary)
    MINUTES.take(clearing, "clear", by=cast.co_chair)
    assert clearing.status == "clearing"


def test_a_return_without_a_note_is_refused(clearing, cast):
    with pytest.raises(StepRefused):
        MINUTES.take(clearing, "return", by=cast.chair, note="  ")
    clearing.refresh_from_db()
    assert clearing.status == "clearing"


def test_circulation_files_both_copies_closes_the_meeting_and_starts_actions(circulated):
    papers = Paper.objects.filter(subject_id=circulated.pk)
    assert sorted(papers.values_list("copy", "edition", "label", "status")) == [
        ("members", 1, "unconfirmed", "asked"),
        ("officers", 1, "unconfirmed", "asked"),
    ]
    assert Job.objects.filter(kind="print_paper").count() == 2
    assert Meeting.objects.get(pk=circulated.meeting_id).status == "closed"


def test_the_members_copy_holds_neither_gender_nor_officers_only_entries(held, cast):
    from tests.conftest import write

    write(held, cast.secretary, text="Only for officers CANARY.", officers_only=True)
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    MINUTES.take(held.minutes, "clear", by=cast.chair)
    MINUTES.take(held.minutes, "clear", by=cast.co_chair)
    officers = Paper.objects.get(copy="officers").record
    members = Paper.objects.get(copy="members").record
    assert "CANARY" in str(officers)
    assert "CANARY" not in str(members)
    assert officers["attendance"]["present"][0]["gender"] == "F"
    assert "gender" not in members["attendance"]["present"][0]
    assert len(officers["action_matrix"]) == 2
    assert len(members["action_matrix"]) == 1


def test_two_officers_confirming_at_once_one_wins_and_the_other_is_told(circulated, cast, country):
    import copy as copies

    from tests.conftest import plan

    later = plan(country, cast.secretary, __import__("datetime").date(2025, 6, 11))
    from meetings.actions import attendance
    from members.models import Membership

    members = list(Membership.objects.filter(forum=later.forum))
    attendance.mark(meeting=later, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    later.refresh_from_db()
    people = {"meeting": later, "proposer": members[0].person, "seconder": members[1].person}
    second = copies.copy(circulated)
    MINUTES.take(circulated, "confirm", by=cast.secretary, **people)
    with pytest.raises(SomebodyWasFaster):
        MINUTES.take(second, "confirm", by=cast.chair, **people)


def test_the_proposer_must_have_attended(circulated, cast, country):
    import datetime as dt

    from meetings.actions import attendance
    from members.models import Membership
    from tests.conftest import plan

    later = plan(country, cast.secretary, dt.date(2025, 6, 11))
    members = list(Membership.objects.filter(forum=later.forum))
    attendance.mark(meeting=later, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    later.refresh_from_db()
    stranger = cast.naivasha_member.person
    with pytest.raises(StepRefused):
        MINUTES.take(
            circulated, "confirm", by=cast.secretary, meeting=later, proposer=stranger, seconder=members[0].person
        )
    circulated.refresh_from_db()
    assert circulated.status == "circulated"


def test_minutes_cannot_be_confirmed_before_a_later_meeting(circulated, cast):
    person = cast.member.person
    with pytest.raises(StepRefused):
        MINUTES.take(
            circulated, "confirm", by=cast.secretary, meeting=circulated.meeting, proposer=person, seconder=person
        )


def test_both_signatures_seal_and_file_the_confirmed_edition(sealed):
    assert sealed.status == "sealed"
    paper = Paper.objects.get(subject_id=sealed.pk, edition=2, copy="officers")
    assert paper.label == "confirmed"
    assert [s["seat"] for s in paper.record["signatures"]] == ["chair", "co_chair"]
    assert paper.record["signatures"][1]["reservation"] == "Three weeks were asked, not two."
    assert paper.record["confirmation"]["on"] == "2025-06-11"


def test_every_step_is_in_the_ledger_and_the_chain_holds(sealed):
    verbs = list(LedgerEntry.objects.filter(subject="meetings.minutes").values_list("verb", flat=True))
    assert verbs == [
        "minutes.send",
        "minutes.clear",
        "minutes.clear",
        "minutes.circulate",
        "minutes.confirm",
        "minutes.sign",
        "minutes.sign",
        "minutes.seal",
    ]
    assert list(ledger.faults()) == []


def test_the_ledger_names_a_changed_row(sealed):
    LedgerEntry.objects.filter(number=3).update(verb="minutes.nothing")
    assert list(ledger.faults()) == ["Entry 3 was changed after it was entered."]


def test_the_ledger_notices_a_cut_tail(sealed):
    last = LedgerEntry.objects.order_by("-number").first()
    LedgerEntry.objects.filter(pk=last.pk).delete()
    assert list(ledger.faults()) == [f"The chain ends at entry {last.number - 1}, but its head is entry {last.number}."]


def test_a_chair_who_reads_kiswahili_files_the_same_english_paper(clearing, cast):
    with translation.override("sw"):
        MINUTES.take(clearing, "clear", by=cast.chair)
        MINUTES.take(clearing, "clear", by=cast.co_chair)
    record = Paper.objects.filter(subject_id=clearing.pk).first().record
    assert record["language"] == "en"
    assert record["letterhead"][0] == "REPUBLIC OF KENYA"
    assert record["forum"]["name"] == "Njoro Sub-County"
