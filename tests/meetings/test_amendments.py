"""Circulated minutes change by accepted amendments alone, and each one files a new edition."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from actionplans.models import ActionPoint
from documents.models import Paper
from forums.models import LedgerEntry
from forums.workflow import SomebodyWasFaster, StepRefused
from meetings.actions import writing
from meetings.models import Attendance, Minutes
from meetings.workflow import MINUTES
from tests.conftest import plan, write


def propose(minutes, by, text="The Chief reported six cases.", deed=None, why="The patrol book shows six."):
    """An amendment to the only entry, or to a deed under it."""
    entry = minutes.entries.get()
    MINUTES.take(minutes, "amend", by=by, note=why, entry=entry, deed=deed, text=text)
    return minutes.amendments.latest("pk")


def accept(minutes, amendment, by, **changes):
    """Take it in as it was proposed, unless said otherwise."""
    version = amendment.entry.__class__.objects.get(pk=amendment.entry_id).version
    details = {"text": amendment.text, "version": version} | changes
    MINUTES.take(minutes, "take_in", by=by, note="", amendment=amendment.pk, **details)


def test_a_member_who_attended_proposes_and_the_text_stands_until_it_is_settled(circulated, cast):
    made = propose(circulated, cast.member)
    assert (made.name, made.office, made.status) == ("Member", "Member", "proposed")
    assert made.before == circulated.entries.get().text == "The Chief reported calm."
    assert circulated.edition == 1


def test_officers_propose_too_and_in_their_office(circulated, cast):
    assert propose(circulated, cast.co_chair).office == "Co-Chairperson, Njoro Sub-County"


def test_who_did_not_attend_cannot_propose(circulated, cast):
    Attendance.objects.filter(person=cast.member.person).update(status="apology")
    with pytest.raises(StepRefused):
        propose(circulated, cast.member)
    for above in (cast.county_chair, cast.nsc_officer):
        with pytest.raises(StepRefused):
            propose(circulated, above)
    with pytest.raises(PermissionDenied):
        propose(circulated, cast.naivasha_secretary)
    assert not circulated.amendments.exists()


def test_an_amendment_changes_something_and_says_why(circulated, cast):
    for text, why in (("The Chief reported calm.", "Why not"), ("   ", "Why not"), ("Other words.", "  ")):
        with pytest.raises(StepRefused):
            propose(circulated, cast.member, text, why=why)


def test_a_member_never_learns_of_an_entry_for_officers(held, cast, signed_in):
    write(held, cast.secretary, text="Only for officers: CANARY.", officers_only=True)
    minutes = held.minutes
    MINUTES.take(minutes, "send", by=cast.secretary)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(minutes, "clear", by=user)
    minutes.refresh_from_db()
    entry = minutes.entries.get(officers_only=True)
    said = {"entry": entry, "deed": None, "text": "CANARY, amended.", "note": "CANARY too."}
    with pytest.raises(PermissionDenied):
        MINUTES.take(minutes, "amend", by=cast.member, **said)
    MINUTES.take(minutes, "amend", by=cast.co_chair, **said)
    address = reverse("minutes", args=[minutes.pk])
    assert signed_in(cast.co_chair).get(address).content.decode().count("CANARY") > 2
    page = signed_in(cast.member).get(address).content.decode()
    assert "CANARY" not in page and "waits to be settled" not in page
    MINUTES.take(minutes, "turn_down", by=cast.secretary, note="CANARY again.", amendment=minutes.amendments.get().pk)
    assert "CANARY" not in signed_in(cast.member).get(address).content.decode()


def test_drafts_and_confirmed_minutes_take_no_amendment(clearing, cast, confirmed):
    with pytest.raises(SomebodyWasFaster):
        propose(confirmed, cast.member)


def test_one_taken_in_changes_the_text_keeps_what_it_said_and_files_an_edition(circulated, cast):
    made = propose(circulated, cast.member)
    accept(circulated, made, cast.secretary)
    circulated.refresh_from_db()
    made.refresh_from_db()
    entry = circulated.entries.get()
    assert entry.text == "The Chief reported six cases."
    assert entry.revisions.get().said["text"] == "The Chief reported calm."
    assert (made.status, made.edition, circulated.edition, circulated.status) == ("accepted", 2, 2, "circulated")
    papers = Paper.objects.filter(subject_id=circulated.pk, edition=2)
    assert sorted(papers.values_list("copy", "label")) == [("members", "unconfirmed"), ("officers", "unconfirmed")]
    record = papers.get(copy="members").record
    assert record["items"][3]["entries"][0]["text"] == "The Chief reported six cases."
    assert [(row["paragraph"], row["outcome"], row["name"], row["edition"]) for row in record["amendments"]] == [
        ("4.1", "accepted", "Member", 2)
    ]
    first = Paper.objects.get(subject_id=circulated.pk, edition=1, copy="members").record
    assert first["items"][3]["entries"][0]["text"] == "The Chief reported calm."


def test_the_secretariat_may_put_it_in_other_words(circulated, cast):
    made = propose(circulated, cast.member)
    accept(circulated, made, cast.secretary, text="The Chief reported six cases in January.")
    made.refresh_from_db()
    assert circulated.entries.get().text == made.taken == "The Chief reported six cases in January."
    assert made.text == "The Chief reported six cases."


def test_one_declined_leaves_the_text_and_says_why(circulated, cast):
    made = propose(circulated, cast.member)
    with pytest.raises(StepRefused):
        MINUTES.take(circulated, "turn_down", by=cast.secretary, note=" ", amendment=made.pk)
    MINUTES.take(circulated, "turn_down", by=cast.secretary, note="Not said at the meeting.", amendment=made.pk)
    made.refresh_from_db()
    assert (made.status, made.answer) == ("declined", "Not said at the meeting.")
    assert circulated.entries.get().text == "The Chief reported calm."
    assert Minutes.objects.get(pk=circulated.pk).edition == 1


def test_only_the_secretariat_settles(circulated, cast):
    made = propose(circulated, cast.member)
    for user in (cast.co_chair, cast.member, cast.county_secretary):
        with pytest.raises(PermissionDenied):
            MINUTES.take(circulated, "turn_down", by=user, note="No.", amendment=made.pk)


def test_one_is_settled_once(circulated, cast):
    made = propose(circulated, cast.member)
    accept(circulated, made, cast.secretary)
    with pytest.raises(StepRefused, match="settled already"):
        MINUTES.take(circulated, "turn_down", by=cast.chair, note="No.", amendment=made.pk)
    assert Paper.objects.filter(subject_id=circulated.pk).count() == 4


def test_two_to_one_paragraph_do_not_undo_each_other_unseen(circulated, cast):
    first, second = propose(circulated, cast.member), propose(circulated, cast.co_chair, "The Chief reported peace.")
    seen = second.entry.version
    accept(circulated, first, cast.secretary)
    with pytest.raises(StepRefused, match="changed since"):
        accept(circulated, second, cast.secretary, version=seen)
    accept(circulated, second, cast.secretary, text="The Chief reported six cases, and peace.")
    assert [r.said["text"] for r in circulated.entries.get().revisions.all()] == [
        "The Chief reported calm.",
        "The Chief reported six cases.",
    ]


def test_a_resolution_and_an_action_are_amended_and_the_action_point_follows(circulated, cast):
    entry = circulated.entries.get()
    resolution, action = entry.deeds.all()
    accept(circulated, propose(circulated, cast.member, "That both sides sit.", resolution), cast.secretary)
    accept(circulated, propose(circulated, cast.member, "Name both teams", action), cast.secretary)
    record = Paper.objects.get(subject_id=circulated.pk, edition=3, copy="members").record
    assert [deed["text"] for deed in record["items"][3]["entries"][0]["deeds"]] == [
        "That both sides sit.",
        "Name both teams",
    ]
    assert ActionPoint.objects.get(deed=action).text == "Name both teams"
    assert [row["reference"] for row in record["amendments"]] == ["NJORO/R/2025/001", "NJORO/2025/001"]


def test_minutes_are_not_confirmed_while_one_is_open(circulated, cast, country):
    from tests.meetings.test_sealing import meet_again

    later, proposer, seconder = meet_again(country, cast)
    made = propose(circulated, cast.member)
    people = {"meeting": later, "proposer": proposer, "seconder": seconder}
    with pytest.raises(StepRefused, match="1 amendment is not settled"):
        MINUTES.take(circulated, "confirm", by=cast.secretary, **people)
    MINUTES.take(circulated, "turn_down", by=cast.secretary, note="No.", amendment=made.pk)
    MINUTES.take(circulated, "confirm", by=cast.secretary, **people)
    assert circulated.status == "confirmed"


def test_a_circulated_text_changes_in_no_other_way(circulated, cast):
    entry = circulated.entries.get()
    with pytest.raises(StepRefused):
        write(circulated.meeting, cast.secretary)
    with pytest.raises(StepRefused):
        writing.remove_entry(entry=entry, by=cast.secretary)


def test_the_page_shows_amendments_beside_the_paragraph_and_the_words_that_changed(circulated, cast, signed_in):
    made = propose(circulated, cast.member)
    page = signed_in(cast.member).get(reverse("minutes", args=[circulated.pk])).content.decode()
    assert "The patrol book shows six." in page and "<ins>six cases.</ins>" in page
    assert "Settle it" not in page
    accept(circulated, made, cast.secretary)
    page = signed_in(cast.secretary).get(reverse("minutes", args=[circulated.pk])).content.decode()
    assert "4.1 The Chief reported <del>calm.</del> <ins>six cases.</ins>" in page
    assert "Compare editions" in page


def test_the_forms_propose_and_settle(circulated, cast, signed_in):
    entry = circulated.entries.get()
    address = reverse("minutes_amend", args=[circulated.pk, entry.key])
    member, secretary = signed_in(cast.member), signed_in(cast.secretary)
    assert member.post(address, {"text": entry.text, "why": "x"}).status_code == 422
    assert member.post(address + "?deed=NJORO/R/2025/009", {}).status_code == 404
    member.post(address + "?deed=NJORO/R/2025/001", {"text": "That both sit.", "why": "As said."})
    made = circulated.amendments.get()
    assert made.deed.kind == "resolution"
    settle = reverse("amendment_settle", args=[made.pk])
    said = {"outcome": "accept", "text": "That both sit.", "answer": "", "version": entry.version}
    assert secretary.post(settle, said | {"outcome": "decline"}).status_code == 422
    assert secretary.post(settle, said | {"version": 99}).status_code == 422
    assert secretary.post(settle, said).status_code == 302
    assert secretary.get(settle).status_code == 200
    made.refresh_from_db()
    assert made.status == "accepted"


def test_two_editions_are_compared_as_each_copy_may_be_read(held, cast, signed_in):
    write(held, cast.secretary, text="Only for officers: CANARY one.", officers_only=True)
    minutes = held.minutes
    MINUTES.take(minutes, "send", by=cast.secretary)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(minutes, "clear", by=user)
    minutes.refresh_from_db()
    for entry, text in zip(minutes.entries.all(), ("The Chief reported peace.", "CANARY two."), strict=True):
        MINUTES.take(minutes, "amend", by=cast.chair, note="So it was.", entry=entry, deed=None, text=text)
        accept(minutes, minutes.amendments.latest("pk"), cast.secretary)
    address = reverse("minutes_editions", args=[minutes.pk])
    officers = signed_in(cast.co_chair).get(address + "?from=1&to=3").content.decode()
    assert "2 paragraphs differ" in officers and "CANARY" in officers
    members = signed_in(cast.member).get(address + "?from=1&to=3").content.decode()
    assert "One paragraph differs" in members and "<ins>peace.</ins>" in members
    assert "CANARY" not in members and "CANARY" in str(Paper.objects.get(edition=3, copy="officers").record)
    assert "0 paragraphs differ" in signed_in(cast.member).get(address + "?from=2&to=3").content.decode()
    for nonsense in ("?from=9&to=7", "?from=x", "?from=3&to=1"):
        assert signed_in(cast.member).get(address + nonsense).status_code == 200


def test_every_deed_is_in_the_ledger(circulated, cast):
    accept(circulated, propose(circulated, cast.member), cast.secretary)
    verbs = LedgerEntry.objects.filter(subject="meetings.minutes").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["minutes.amend", "minutes.take_in"]


def test_joint_meeting_people_of_another_forum_see_nothing(country, cast, circulated, signed_in):
    plan(country, cast.naivasha_secretary, code="032-naivasha")
    made = propose(circulated, cast.member)
    assert signed_in(cast.naivasha_secretary).get(reverse("amendment_settle", args=[made.pk])).status_code == 404
