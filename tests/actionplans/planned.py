"""A work plan to try things on: one objective and one activity of Njoro, a draft or adopted at a meeting."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

from django.utils import timezone

from actionplans.models import Activity, WorkPlan
from actionplans.planning import Wanted, add_activity, add_objective, adopt, begin_plan
from actionplans.progress import Said, say_progress
from forums.models import Forum
from forums.quarter import Quarter
from meetings.models import Meeting
from members.models import Office


def wanted(forum: Forum, **more) -> Wanted:
    """An activity that the secretary does in every quarter."""
    said = {
        "title": "Dialogue of the elders", "kind": "dialogue", "quarters": 15, "place": "Mauche", "budget": 60_000,
        "source": "partner", "indicator": "Dialogues held", "baseline": Decimal(0), "target": Decimal(4),
        "responsible": Office.objects.get(forum=forum, seat="secretary").title,
    }  # fmt: skip
    return Wanted(**said | more)


def drafted(forum: Forum, by, year: int | None = None) -> SimpleNamespace:
    """A plan of the year that runs with its objective and activity."""
    plan = begin_plan(forum=forum, year=Quarter.now().year if year is None else year, by=by)
    objective = add_objective(plan=plan, aim=1, text="Neighbours settle quarrels before they turn violent", by=by)
    activity = add_activity(objective=objective, wanted=wanted(forum), by=by)
    return SimpleNamespace(plan=plan, objective=objective, activity=activity)


def adopted(meeting: Meeting, by, year: int | None = None) -> SimpleNamespace:
    """The same, adopted at a meeting."""
    made = drafted(meeting.forum, by, year)
    adopt(plan=made.plan, meeting=meeting, by=by)
    return anew(made)


def anew(made: SimpleNamespace) -> SimpleNamespace:
    """The same rows as the database has them now."""
    plan = WorkPlan.objects.select_related("forum__area").get(pk=made.plan.pk)
    activity = Activity.objects.select_related("objective__plan__forum__area").get(pk=made.activity.pk)
    return SimpleNamespace(plan=plan, objective=activity.objective, activity=activity)


def said(activity: Activity, by, quarter: int = 1, **more):
    """Say that it is on track."""
    told = Said(**{"rating": "on_track", "words": "One dialogue was held."} | more)
    return say_progress(activity=activity, quarter=quarter, said=told, by=by)


def a_year_ago() -> int:
    """The financial year before the one that runs: all of its quarters have begun."""
    return Quarter.of(timezone.localdate() - dt.timedelta(days=365)).year
