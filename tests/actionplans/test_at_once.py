"""Two people at the same moment: a plan is begun once, adopted once, and one rating of a quarter holds."""

import pytest
from django.db import connection

from actionplans.models import Progress, WorkPlan
from actionplans.planning import adopt, begin_plan
from forums.models import LedgerEntry
from forums.quarter import Quarter
from forums.workflow import SomebodyWasFaster, StepRefused
from tests.actionplans.planned import adopted, drafted, said
from tests.meetings.test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite in memory has one connection; PostgreSQL runs this"
    ),
]


def test_a_plan_begun_twice_at_once_is_begun_once(held, cast):
    year = Quarter.now().year
    raised = at_once(
        lambda: begin_plan(forum=held.forum, year=year, by=cast.secretary),
        lambda: begin_plan(forum=held.forum, year=year, by=cast.chair),
    )
    assert sorted(str(type(wrong).__name__) for wrong in raised) == ["NoneType", "StepRefused"]
    assert isinstance(next(filter(None, raised)), StepRefused)
    assert WorkPlan.objects.count() == 1


def test_a_plan_adopted_twice_at_once_is_adopted_once(held, cast):
    plan = drafted(held.forum, cast.secretary).plan
    raised = at_once(
        lambda: adopt(plan=WorkPlan.objects.get(pk=plan.pk), meeting=held, by=cast.secretary),
        lambda: adopt(plan=WorkPlan.objects.get(pk=plan.pk), meeting=held, by=cast.chair),
    )
    assert [type(wrong) for wrong in raised if wrong] == [SomebodyWasFaster]
    assert LedgerEntry.objects.filter(verb="plan.adopt").count() == 1


def test_of_two_ratings_at_once_one_holds_and_both_are_kept(held, cast):
    made = adopted(held, cast.secretary)
    raised = at_once(
        lambda: said(made.activity, cast.secretary, words="One was held."),
        lambda: said(made.activity, cast.chair, words="None was held.", rating="none"),
    )
    assert raised == [None, None]
    assert (Progress.objects.count(), Progress.objects.standing().count()) == (2, 1)
