"""Two at the same moment: a request is written once, sent once, answered once, and goes one office higher once."""

import uuid

import pytest
from django.db import connection
from django.utils import timezone

from actionplans import requesting
from actionplans.models import Request, RequestNotice, RequestStop
from actionplans.request_flow import REQUESTS, watch_clocks
from forums.workflow import StepRefused
from tests.actionplans.test_requests import HOUR, anew, office, written
from tests.meetings.test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite in memory has one connection; PostgreSQL runs this"
    ),
]


@pytest.fixture
def upward(country, cast):
    """A request of Njoro to the County Commissioner."""
    found = written(country, cast.secretary)
    REQUESTS.take(found, "send", by=cast.secretary)
    return anew(found)


def test_a_page_sent_twice_at_once_makes_one_request(country, cast):
    key = uuid.uuid4()
    assert at_once(*[lambda: written(country, cast.secretary, key=key)] * 2) == [None, None]
    assert Request.objects.count() == 1


def test_a_draft_sent_twice_at_once_is_sent_once(country, cast):
    draft = written(country, cast.secretary)
    raised = at_once(*[lambda: REQUESTS.take(anew(draft), "send", by=cast.secretary)] * 2)
    assert sorted(isinstance(wrong, StepRefused) for wrong in raised) == [False, True]
    assert (RequestStop.objects.count(), RequestNotice.objects.count()) == (1, 1)


def test_two_workers_at_once_move_it_one_office_higher(upward):
    now = timezone.now()
    Request.objects.update(look_at=now, answer_by=now - HOUR)
    assert at_once(*[lambda: watch_clocks(now)] * 3) == [None, None, None]
    upward = anew(upward)
    assert (upward.raised, upward.office.forum.area.code, upward.stops.count()) == (1, "RV", 2)


def test_an_answer_and_the_clock_at_once_leave_it_answered_or_higher(upward, country, cast):
    now = timezone.now()
    Request.objects.update(look_at=now)
    at_once(
        lambda: requesting.answer(request=anew(upward), words="We come.", by=cast.county_chair),
        lambda: watch_clocks(now),
    )
    upward = anew(upward)
    assert (upward.status, upward.office) in {
        ("answered", office(country, "032", "chair")), ("sent", office(country, "RV", "chair")),
    }  # fmt: skip
    assert upward.stops.filter(left_at=None).count() == 1
