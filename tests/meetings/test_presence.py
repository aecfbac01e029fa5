"""Attendance: when somebody came late or left early, where it was noted."""

import datetime as dt

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
