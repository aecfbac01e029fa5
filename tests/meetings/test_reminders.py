"""Whoever keeps minutes waiting is reminded once of each thing, after the days that the forum chose."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from meetings import jobs, reminding
from meetings.models import Reminder
from meetings.workflow import MINUTES
from portal.jobs import running
from portal.jobs.models import Job
from tests.meetings.test_addenda import add
from tests.meetings.test_amendments import propose
from tests.meetings.test_sealing import again, in_days, limits, meet_again

assert jobs  # the worker's handlers


def a_round(days):
    """The round of some days from now, and all that it asked for."""
    with in_days(days):
        reminding.daily_round(timezone.localdate())
        for job in Job.objects.filter(kind="send_reminder", status="queued"):
            running.run(job.pk)
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def told():
    """Who was sent how many reminders."""
    return sorted(letter.to[0].split("@")[0] for letter in mail.outbox)


def test_nobody_is_reminded_where_the_forum_has_set_no_days(clearing):
    assert a_round(400) == []
    assert not Reminder.objects.exists()


def test_both_chairs_are_reminded_to_clear_once(clearing, cast):
    limits(clearing, reminder_days=7)
    assert a_round(6) == []
    a_round(7)
    assert told() == ["chair", "co_chair"]
    a_round(7)
    a_round(8)
    assert told() == ["chair", "co_chair"]
    assert "wait for you to read and clear them" in mail.outbox[0].body
    assert reverse("minutes", args=[clearing.pk]) in mail.outbox[0].body


def test_who_has_cleared_is_not_reminded_and_a_new_round_is_a_new_thing(clearing, cast):
    limits(clearing, reminder_days=7)
    MINUTES.take(clearing, "clear", by=cast.chair)
    a_round(7)
    assert told() == ["co_chair"]
    MINUTES.take(again(clearing), "return", by=cast.chair, note="Which wards?")
    MINUTES.take(again(clearing), "send", by=cast.secretary)
    a_round(9)
    assert told() == ["chair", "co_chair", "co_chair"]


def test_the_secretary_is_reminded_to_settle_and_to_have_confirmed(circulated, cast, country):
    limits(circulated, reminder_days=7)
    made = propose(circulated, cast.member)
    meet_again(country, cast)
    a_round(7)
    assert told() == ["secretary", "secretary"]
    bodies = " ".join(letter.body for letter in mail.outbox)
    assert "waits to be settled" in bodies and "are not confirmed yet" in bodies
    assert reverse("amendment_settle", args=[made.pk]) in bodies


def test_who_neither_signed_nor_declined_is_reminded(confirmed, cast):
    limits(confirmed, reminder_days=7)
    MINUTES.take(confirmed, "decline", by=cast.chair, note="I was not heard.")
    a_round(7)
    assert told() == ["co_chair"]


def test_an_addendum_that_waits_is_a_thing_of_its_own(sealed, cast):
    limits(sealed, reminder_days=7)
    add(sealed, cast)
    a_round(7)
    assert told() == ["chair", "co_chair"]
    assert "an addendum to the minutes" in mail.outbox[0].body


def test_what_was_done_before_the_letter_went_is_not_sent(clearing, cast):
    limits(clearing, reminder_days=7)
    with in_days(7):
        reminding.daily_round(timezone.localdate())
    MINUTES.take(clearing, "clear", by=cast.chair)
    a_round(7)
    assert told() == ["co_chair"]
    assert set(Reminder.objects.values_list("person__name", "status")) == {("Chair", "failed"), ("Co Chair", "sent")}


def test_a_worker_that_died_sends_nothing_twice(clearing, cast):
    limits(clearing, reminder_days=7)
    with in_days(7):
        reminding.daily_round(timezone.localdate())
    Reminder.objects.filter(person=cast.chair.person).update(status="sending")
    a_round(7)
    assert told() == ["co_chair"]


def test_each_reads_it_in_their_language(clearing, cast):
    limits(clearing, reminder_days=7)
    cast.chair.language = "sw"
    cast.chair.save()
    a_round(7)
    by_name = {letter.to[0].split("@")[0]: letter.body for letter in mail.outbox}
    assert "Dear Co Chair" in by_name["co_chair"]
    assert "Dear Chair" not in by_name["chair"]


@pytest.mark.parametrize("seat", ["secretary", "chair"])
def test_the_desk_says_when_nobody_is_waited_for_any_longer(clearing, cast, signed_in, seat):
    limits(clearing, clearing_days=14)
    MINUTES.take(clearing, "clear", by=cast.chair)
    with time_machine.travel(timezone.now() + dt.timedelta(days=10), tick=False):
        assert "With the chairs" in signed_in(getattr(cast, seat)).get("/").content.decode()
    with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
        assert "Circulate the minutes of" in signed_in(getattr(cast, seat)).get("/").content.decode()


def test_the_desk_shows_amendments_to_settle_and_addenda_to_sign(circulated, cast, signed_in):
    propose(circulated, cast.member)
    assert "Settle the amendments to the minutes of" in signed_in(cast.secretary).get("/").content.decode()
    assert "Settle the amendments" not in signed_in(cast.co_chair).get("/").content.decode()


def test_the_desk_shows_addenda_to_sign(sealed, cast, signed_in):
    add(sealed, cast)
    assert "Sign the addendum to the minutes of" in signed_in(cast.co_chair).get("/").content.decode()
    page = signed_in(cast.secretary).get("/").content.decode()
    assert "Addendum to the minutes of" in page and "Sign the addendum" not in page
