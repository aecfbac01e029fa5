"""The minute book: nothing typed is lost, nothing is saved twice, nobody overwrites another unseen."""

import datetime as dt
import uuid

import pytest

from forums.workflow import StepRefused
from meetings.actions import agendas, attendance, planning, writing
from meetings.models import Attendance, Deed, Entry, EntryRevision
from meetings.workflow import MINUTES
from tests.conftest import write


def save(held, by, *, key, version, text, deeds=()):
    return writing.save_entry(
        minutes=held.minutes,
        key=key,
        item=held.agenda.get(position=5),
        version=version,
        kind="discussion",
        text=text,
        officers_only=False,
        deeds=list(deeds),
        by=by,
    )


def test_sending_the_same_entry_twice_saves_it_once(held, cast):
    key = uuid.uuid4()
    first = save(held, cast.secretary, key=key, version=0, text="The line dropped.")
    second = save(held, cast.secretary, key=key, version=0, text="The line dropped.")
    assert (first.pk, second.version) == (second.pk, 1)


def test_every_saving_keeps_what_was_there_before(held, cast):
    key = uuid.uuid4()
    save(held, cast.secretary, key=key, version=0, text="First.")
    save(held, cast.secretary, key=key, version=1, text="Second.")
    assert [r.said["text"] for r in EntryRevision.objects.filter(entry__key=key)] == ["First."]
    assert Entry.objects.get(key=key).text == "Second."


def test_two_writers_of_one_entry_lose_neither_text(held, cast):
    key = uuid.uuid4()
    save(held, cast.secretary, key=key, version=0, text="Base.")
    save(held, cast.chair, key=key, version=1, text="The chair's words.")
    with pytest.raises(writing.SomebodyElseWrote) as conflict:
        save(held, cast.secretary, key=key, version=1, text="The secretary's words.")
    assert conflict.value.entry.text == "The chair's words."
    kept = EntryRevision.objects.get(is_conflict_copy=True)
    assert kept.said["text"] == "The secretary's words."


def test_the_page_shows_both_texts_and_takes_the_decision(held, cast, signed_in):
    key = uuid.uuid4()
    save(held, cast.secretary, key=key, version=0, text="Base.")
    save(held, cast.chair, key=key, version=1, text="The chair's words.")
    typed = {
        "key": str(key), "item": held.agenda.get(position=5).pk, "version": 1, "kind": "discussion",
        "text": "The secretary's words.", "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0,
    }  # fmt: skip
    browser = signed_in(cast.secretary)
    answer = browser.post(f"/minutes/{held.minutes.pk}/save/", typed)
    assert answer.status_code == 409
    for words in ("The chair&#x27;s words.", "The secretary&#x27;s words."):
        assert words in answer.content.decode()
    assert browser.post(f"/minutes/{held.minutes.pk}/save/", typed | {"version": 2}).status_code == 302
    assert Entry.objects.get(key=key).text == "The secretary's words."


def test_a_wrong_date_is_explained_and_the_words_stay(held, cast, signed_in):
    typed = {
        "key": str(uuid.uuid4()), "item": held.agenda.get(position=5).pk, "version": 0, "kind": "discussion",
        "text": "Long and carefully typed.", "deed-TOTAL_FORMS": 1, "deed-INITIAL_FORMS": 0, "deed-0-pk": "",
        "deed-0-kind": "action", "deed-0-text": "Call the team", "deed-0-owner": "Secretary", "deed-0-due": "some day",
    }  # fmt: skip
    answer = signed_in(cast.secretary).post(f"/minutes/{held.minutes.pk}/save/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write the date like this: 4 April 2025." in page
    assert "Long and carefully typed." in page
    assert "Call the team" in page


def test_deeds_are_numbered_by_forum_kind_and_year(held, cast):
    write(held, cast.secretary, position=6)
    assert list(Deed.objects.order_by("kind", "number").values_list("kind", "year", "number")) == [
        ("action", 2025, 1),
        ("action", 2025, 2),
        ("resolution", 2025, 1),
        ("resolution", 2025, 2),
    ]
    assert Deed.objects.get(kind="action", number=2).reference == "NJORO/2025/002"
    assert Deed.objects.get(kind="resolution", number=2).reference == "NJORO/R/2025/002"


def test_what_is_no_draft_takes_no_words_and_gives_them_back(clearing, cast, signed_in):
    with pytest.raises(StepRefused):
        save(clearing.meeting, cast.secretary, key=uuid.uuid4(), version=0, text="Too late.")
    typed = {
        "key": str(uuid.uuid4()), "item": clearing.meeting.agenda.get(position=5).pk, "version": 0,
        "kind": "discussion", "text": "Too late, and kept.", "deed-TOTAL_FORMS": 0, "deed-INITIAL_FORMS": 0,
    }  # fmt: skip
    answer = signed_in(cast.secretary).post(f"/minutes/{clearing.pk}/save/", typed)
    assert answer.status_code == 409
    assert "Too late, and kept." in answer.content.decode()


def test_empty_entries_and_deeds_fall_away_when_the_minutes_are_sent(held, cast):
    entry = save(held, cast.secretary, key=uuid.uuid4(), version=0, text="")
    writing.add_deed(entry=entry, kind="action", by=cast.secretary)
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    assert not Entry.objects.filter(pk=entry.pk).exists()


def test_an_action_with_an_owner_and_no_words_is_kept_and_not_sent_without_them(held, cast):
    owed = writing.DeedText("action", "", owner="Ward Administrator", due=dt.date(2025, 4, 4))
    entry = save(
        held, cast.secretary, key=uuid.uuid4(), version=0, text="Lights.", deeds=[owed, writing.DeedText("action", "")]
    )
    assert [(deed.owner, deed.text) for deed in entry.deeds.all()] == [("Ward Administrator", "")]
    with pytest.raises(StepRefused, match="something is given to Ward Administrator, but not what"):
        MINUTES.take(held.minutes, "send", by=cast.secretary)
    kept = entry.deeds.get()
    save(
        held,
        cast.secretary,
        key=entry.key,
        version=1,
        text="Lights.",
        deeds=[writing.DeedText("action", "", pk=kept.pk)],
    )
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    assert not entry.deeds.exists()


def test_entries_change_places_under_their_item(held, cast):
    first = save(held, cast.secretary, key=uuid.uuid4(), version=0, text="First.")
    second = save(held, cast.secretary, key=uuid.uuid4(), version=0, text="Second.")
    writing.move_entry(entry=second, up=True, by=cast.secretary)
    rows = Entry.objects.filter(item=first.item).order_by("position")
    assert [row.text for row in rows] == ["Second.", "First."]


def test_the_closing_items_stay_last_when_one_is_added(held, cast):
    agendas.add_item(meeting=held, title="Peace charter", by=cast.secretary)
    titles = list(held.agenda.order_by("position").values_list("title", flat=True))
    assert titles[5:] == ["Peace charter", "Any other business", "Date of next meeting and adjournment"]
    assert list(held.agenda.order_by("position").values_list("position", flat=True)) == list(range(1, 9))


def test_an_item_with_words_under_it_stays_on_the_agenda(held, cast):
    with pytest.raises(StepRefused):
        agendas.remove_item(item=held.agenda.get(position=4), by=cast.secretary)


def test_whoever_was_not_marked_is_absent_once_the_minutes_are_sent(held, cast, roster):
    Attendance.objects.filter(person=roster[0].person).delete()
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    assert Attendance.objects.get(person=roster[0].person).status == "absent"


def test_a_meeting_whose_day_has_not_come_cannot_have_been_attended(country, cast, roster):
    meeting = planning.plan_meeting(
        forum=country.forums["032-njoro"], kind="ordinary", held_on=dt.date.today() + dt.timedelta(days=3),
        starts_at=dt.time(10), venue="Njoro", by=cast.secretary,
    )  # fmt: skip
    with pytest.raises(StepRefused):
        attendance.mark(meeting=meeting, marks={roster[0].pk: ("present", "")}, by=cast.secretary)
    assert not Attendance.objects.exists()


def test_designation_and_seat_stay_as_they_were_on_the_day(held, cast, roster):
    roster[0].designation = "Somebody else by now"
    roster[0].save()
    assert Attendance.objects.get(person=roster[0].person).designation == "Chair"
    assert Attendance.objects.get(person=cast.chair.person).seat == "chair"
