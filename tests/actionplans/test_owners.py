"""Whose is an action? A person's, or an office's: then it passes to the next holder; entered by hand, changed with a reason."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from actionplans.actions import add_action, change_action, has_left, owner_now
from actionplans.models import ActionPoint
from actionplans.panels import person_merged
from forums.workflow import StepRefused
from meetings.actions import attendance
from meetings.models import Deed, Resolution
from meetings.workflow import MINUTES
from members.models import Appointment, Membership, Office, Person
from tests.conftest import plan, write

SOON = dt.timedelta(days=20)


def by_hand(country, by, owner="Member 1", **more):
    said = {"text": "Mend the lamp", "owner": owner, "due": timezone.localdate() + SOON, "priority": "normal"}
    said |= {"officers_only": False, "forum": country.forums["032-njoro"]} | more
    return add_action(by=by, **said)


@pytest.fixture
def chairs_office(country):
    """The chair's office of Njoro, under the name that papers use."""
    office = Office.objects.get(forum=country.forums["032-njoro"], seat="chair")
    office.title = "Deputy County Commissioner, Njoro"
    office.save()
    return office


@pytest.mark.parametrize(
    ("written_owner", "person", "office"),
    [
        ("member 1", "Member 1", None),
        ("Chair, Organisation 2", "Member 2", None),
        ("Deputy County Commissioner, Njoro", None, "chair"),
        ("Sub-County Administrator", None, None),
    ],
)
def test_the_owner_written_in_the_minutes_is_found_on_the_roster_or_among_the_offices(
    held, cast, chairs_office, written_owner, person, office
):
    Deed.objects.filter(kind="action").update(owner=written_owner)
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    for user in (cast.chair, cast.co_chair):
        MINUTES.take(held.minutes, "clear", by=user)
    point = ActionPoint.objects.get()
    assert point.owner == written_owner
    assert (getattr(point.person, "name", None), getattr(point.office, "seat", None)) == (person, office)


def test_two_of_one_name_are_nobody_for_certain(country, cast, roster):
    twin = Person.objects.create(name="Member 1")
    forum = country.forums["032-njoro"]
    Membership.objects.create(forum=forum, person=twin, sector=country.sectors["S18"], designation="Treasurer")
    with pytest.raises(StepRefused, match="nobody on this forum's roster"):
        by_hand(country, cast.secretary)
    assert by_hand(country, cast.secretary, owner="Treasurer").person == twin


def test_an_offices_action_passes_to_its_next_holder(country, cast, roster, chairs_office):
    point = by_hand(country, cast.secretary, owner=chairs_office.title)
    assert owner_now(point) == cast.chair.person
    with time_machine.travel(timezone.now() + dt.timedelta(days=40)):
        today = timezone.localdate()
        Appointment.objects.filter(office=chairs_office).update(until=today - dt.timedelta(days=1))
        new = Person.objects.create(name="Beatrice Chelagat")
        Appointment.objects.create(office=chairs_office, person=new, basis="appointed", since=today)
        assert owner_now(ActionPoint.objects.with_meeting().get(pk=point.pk)) == new


def test_numbers_go_on_whether_an_action_is_minuted_or_entered_by_hand(country, cast, roster):
    today = timezone.localdate()
    first = by_hand(country, cast.secretary)
    meeting = plan(country, cast.secretary, today)
    attendance.mark(meeting=meeting, marks={roster[0].pk: ("present", "")}, by=cast.secretary)
    meeting.refresh_from_db()
    entry = write(meeting, cast.secretary)
    second = entry.deeds.get(kind="action")
    third = by_hand(country, cast.secretary)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert third.reference == f"NJORO/{today.year}/003"
    assert entry.deeds.get(kind="resolution").number == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"owner": "Somebody Else"}, "nobody on this forum's roster"),
        ({"due": dt.date(2025, 1, 1)}, "The day is past"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_entered(country, cast, roster, said, why):
    with pytest.raises(StepRefused, match=why):
        by_hand(country, cast.secretary, **said)
    assert not ActionPoint.objects.exists()


def test_somebody_who_left_the_forum_takes_nothing_on_and_what_they_had_is_flagged(country, cast, roster, signed_in):
    point = by_hand(country, cast.secretary)
    Membership.objects.filter(pk=roster[1].pk).update(standing="left", ended_on=timezone.localdate())
    again = ActionPoint.objects.with_meeting().get(pk=point.pk)
    assert has_left(again)
    assert "on this forum's roster no more" in signed_in(cast.secretary).get(point.get_absolute_url()).content.decode()
    with pytest.raises(StepRefused, match="nobody on this forum's roster"):
        by_hand(country, cast.secretary)


def test_only_who_keeps_the_record_enters_or_changes(country, cast, roster):
    with pytest.raises(PermissionDenied):
        by_hand(country, cast.member)
    point = by_hand(country, cast.secretary)
    with pytest.raises(PermissionDenied):
        change_action(point=point, owner="Member 2", due=point.due, priority="high", why="So.", by=cast.co_chair)


def test_a_change_keeps_its_reason_and_tells_the_new_day(country, cast, roster, signed_in):
    point = by_hand(country, cast.secretary)
    later = point.due + dt.timedelta(days=30)
    browser, address = signed_in(cast.secretary), reverse("action_change", args=[point.pk])
    said = {"owner": "Member 2", "due": f"{later:%d/%m/%Y}", "priority": "high", "why": "The lamp has to be ordered."}
    page = browser.post(address, said, follow=True).content.decode()
    assert "The lamp has to be ordered." in page and "from now on" in page
    point.refresh_from_db()
    assert (point.person.name, point.due, point.priority) == ("Member 2", later, "high")
    wrong = browser.post(address, said | {"owner": "Nobody"})
    assert (wrong.status_code, "nobody on this forum&#x27;s roster" in wrong.content.decode()) == (422, True)


def test_a_day_before_it_was_taken_on_is_refused(country, cast, roster):
    point = by_hand(country, cast.secretary)
    early = point.set_on - dt.timedelta(days=1)
    with pytest.raises(StepRefused, match="before the action was taken on"):
        change_action(point=point, owner=point.owner, due=early, priority="normal", why="So.", by=cast.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPoint.objects.filter(pk=point.pk).update(due=early)


def test_the_minute_book_refuses_a_day_before_the_meeting(held, cast, signed_in):
    entry = held.minutes.entries.get()
    deed = entry.deeds.get(kind="action")
    said = {
        "key": entry.key, "item": entry.item_id, "version": entry.version, "kind": "report", "text": entry.text,
        "deed-TOTAL_FORMS": 1, "deed-INITIAL_FORMS": 0, "deed-0-pk": deed.pk, "deed-0-kind": "action",
        "deed-0-text": deed.text, "deed-0-owner": deed.owner, "deed-0-due": "11 March 2025",
    }  # fmt: skip
    answer = signed_in(cast.secretary).post(reverse("entry_save", args=[held.minutes.pk]), said)
    assert (answer.status_code, "before the meeting" in answer.content.decode()) == (422, True)
    assert Deed.objects.get(pk=deed.pk).due == dt.date(2025, 4, 4)


def test_an_action_has_one_owner(country, cast, roster, chairs_office):
    point = by_hand(country, cast.secretary)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPoint.objects.filter(pk=point.pk).update(office=chairs_office)


def test_a_merged_persons_actions_come_along_unless_one_verified_the_other(country, cast, roster):
    point = by_hand(country, cast.secretary)
    keep, lose = Person.objects.create(name="M. One"), point.person
    person_merged(keep, lose)
    assert ActionPoint.objects.get().person == keep
    ActionPoint.objects.update(verified_by=lose, status="done")
    with pytest.raises(StepRefused, match="two people"):
        person_merged(keep, lose)


def test_a_by_hand_action_of_a_resolution_for_officers_is_for_officers(circulated, country, cast):
    Resolution.objects.update(officers_only=True)
    resolution = Resolution.objects.get()
    point = by_hand(country, cast.secretary, owner="Member 1", resolution=resolution)
    assert point.officers_only


def test_a_resolutions_page_leads_to_an_action_and_tells_it(circulated, country, cast, signed_in):
    browser, resolution = signed_in(cast.secretary), Resolution.objects.with_meeting().get()
    page = browser.get(resolution.get_absolute_url()).content.decode()
    address = f"{reverse('action_add', args=['032-njoro'])}?resolution={resolution.pk}"
    assert address in page
    due = timezone.localdate() + SOON
    said = {"text": "Ring the county", "owner": "Member 1", "due": f"{due:%d/%m/%Y}", "priority": "normal"}
    assert browser.post(address, said | {"resolution": resolution.pk}).status_code == 302
    assert "Ring the county" in browser.get(resolution.get_absolute_url()).content.decode()
    assert ActionPoint.objects.get(text="Ring the county").resolution == resolution
