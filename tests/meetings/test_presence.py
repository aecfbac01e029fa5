"""Attendance: when somebody came late or left early, where it was noted."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from forums.workflow import StepRefused
from meetings.actions import attendance
from meetings.models import Attendance
from meetings.record import record_of
from members.models import Membership


def typed(member, came="", left="", mark="present"):
    return {f"m-{member.pk}": mark, f"c-{member.pk}": came, f"l-{member.pk}": left}


def times_of(member):
    return Attendance.objects.values_list("came_at", "left_at").get(person=member.person)


def test_times_are_kept_where_they_are_given_and_only_there(held, roster, cast, signed_in):
    late, usual = roster[:2]
    answer = signed_in(cast.secretary).post(
        f"/meetings/{held.pk}/attendance/", typed(late, "10.40 a.m.", "12:10") | typed(usual)
    )
    assert answer.status_code == 302
    assert times_of(late) == (dt.time(10, 40), dt.time(12, 10))
    assert times_of(usual) == (None, None)


def test_a_tap_keeps_the_times_too(held, roster, cast, signed_in):
    signed_in(cast.secretary).post(f"/meetings/{held.pk}/attendance/mark/", typed(roster[0], "10:40"))
    assert times_of(roster[0]) == (dt.time(10, 40), None)


def test_times_can_be_taken_back(held, roster, cast, signed_in):
    browser = signed_in(cast.secretary)
    for came in ("10:40", ""):
        browser.post(f"/meetings/{held.pk}/attendance/", typed(roster[0], came))
    assert times_of(roster[0]) == (None, None)


@pytest.mark.parametrize(
    ("came", "left", "words"),
    [
        ("late", "", "Write the time like this: 10:00."),
        ("12:00", "11:00", "Nobody leaves before they come: check both times."),
    ],
)
def test_times_that_cannot_be_are_refused_beside_the_person_and_stay_typed(
    held, roster, cast, signed_in, came, left, words
):
    answer = signed_in(cast.secretary).post(f"/meetings/{held.pk}/attendance/", typed(roster[0], came, left))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{came}"' in answer.content.decode()
    assert times_of(roster[0]) == (None, None)


def test_times_stand_once_the_minutes_are_sent(clearing, roster, cast):
    with pytest.raises(StepRefused):
        attendance.note_presence(
            meeting=clearing.meeting, times={roster[0].pk: (dt.time(10, 40), None)}, by=cast.secretary
        )


def test_another_forum_s_members_get_no_times(held, country, cast):
    other = Membership.objects.filter(forum=country.forums["032-naivasha"]).first()
    attendance.note_presence(meeting=held, times={other.pk: (dt.time(10, 40), None)}, by=cast.secretary)
    assert not Attendance.objects.filter(came_at__isnull=False).exists()


def test_the_database_refuses_a_leaving_before_a_coming(held, roster):
    row = Attendance.objects.get(person=roster[0].person)
    row.came_at, row.left_at = dt.time(12), dt.time(11)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_record_has_times_only_where_they_were_noted(held, roster, cast):
    attendance.note_presence(meeting=held, times={roster[0].pk: (dt.time(10, 40), None)}, by=cast.secretary)
    for copy in ("officers", "members"):
        present = record_of(held.minutes, copy=copy, state="unconfirmed")["attendance"]["present"]
        told = {row["name"]: (row.get("came_at"), "left_at" in row) for row in present}
        assert told.pop("Member 0") == ("10:40", False)
        assert set(told.values()) == {(None, False)}


def guest(browser, meeting, **said):
    """Sent as a device does that kept a guest while the line was down."""
    typed = {"guest-name": "Lilian Chebet", "guest-designation": "", "guest-organisation": "Radio Amani"} | said
    return browser.post(f"/meetings/{meeting.pk}/attendance/guest/", typed, headers={"accept": "application/json"})


def test_a_guest_sent_twice_by_a_device_is_entered_once(held, cast, signed_in):
    browser, once = signed_in(cast.secretary), str(uuid.uuid4())
    first, second = (guest(browser, held, once=once).json() for _time in range(2))
    assert (first["state"], second["state"]) == ("saved", "saved")
    assert "Lilian Chebet" in first["guests"]
    assert Attendance.objects.filter(meeting=held, is_guest=True).count() == 1


def test_a_guest_of_somebody_else_who_was_signed_in_and_one_without_a_name_are_not_entered(held, cast, signed_in):
    browser = signed_in(cast.secretary)
    assert guest(browser, held, writer="0").json() == {"state": "other"}
    answer = guest(browser, held, **{"guest-name": " "})
    assert (answer.status_code, answer.json()) == (422, {"state": "wrong"})
    assert not Attendance.objects.filter(is_guest=True).exists()


def test_a_guest_who_comes_too_late_for_the_minutes_is_told_why(clearing, cast, signed_in):
    answer = guest(signed_in(cast.secretary), clearing.meeting)
    assert (answer.status_code, answer.json()["state"]) == (409, "refused")
    assert answer.json()["words"]
