"""What do work plans tell the forum's page, the quarter's checklist, the next agenda, the desk and whoever takes over?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Value
from django.utils.translation import gettext as _

from actionplans.models import Activity, Progress, WorkPlan, activities_of
from actionplans.plan_figures import line_of
from forums.access import may
from forums.models import Forum
from forums.quarter import Quarter
from meetings.models import Meeting
from members.models import Person

MOST_ON_AGENDA = 20


def forum_numbers(quarter: Quarter) -> dict[str, Any]:
    """The work plan of a quarter's year as columns of its forum, for the query that loads it."""
    plan = WorkPlan.objects.filter(forum=OuterRef("pk"), year=quarter.year)
    here = Activity.objects.filter(
        objective__plan__forum=OuterRef("pk"), objective__plan__year=quarter.year, dropped_on=None,
        quarters__in=masks(quarter.number),
    )  # fmt: skip
    said = Progress.objects.standing().filter(activity=OuterRef("pk"), quarter=quarter.number)
    return {
        "plan_key": plan.values("pk")[:1],
        "plan_state": plan.values("status")[:1],
        "plan_first": number_of(here),
        "plan_second": number_of(here.filter(Exists(said))),
    }


def number_of(rows: QuerySet) -> Any:
    """How many rows there are, as a column of something else; None for none."""
    counted = rows.order_by().annotate(all_of_them=Value(1)).values("all_of_them").annotate(number=Count("pk"))
    return counted.values("number")[:1]


def plan_now(forum: Forum, quarter: Quarter) -> WorkPlan | None:
    """The forum's plan of a quarter's year, with how much is `planned` and `rated` in that quarter; kept with the forum.

    No query where the forum was loaded with its numbers or the desk has asked already, else one.
    """
    kept = forum.__dict__.setdefault("_plans", {})
    if quarter.code not in kept:
        told = forum
        if not hasattr(forum, "plan_key") or quarter != Quarter.now():
            told = Forum.objects.filter(pk=forum.pk).annotate(**forum_numbers(quarter)).get()
        keep_counted(forum, quarter, told.plan_key, told.plan_state, told.plan_first, told.plan_second)
    return kept[quarter.code]


def keep_counted(
    forum: Forum,
    quarter: Quarter,
    key: int | None,
    state: str | None = "",
    planned: int | None = 0,
    rated: int | None = 0,
) -> None:
    """Keep with a forum what was counted of its plan; `key` None: there is none."""
    plan = None
    if key is not None:
        plan = WorkPlan(pk=key, forum=forum, year=quarter.year, status=state)
        plan.planned, plan.rated = planned or 0, rated or 0
    forum.__dict__.setdefault("_plans", {})[quarter.code] = plan


def masks(number: int) -> list[int]:
    """The sets of quarters, as they are kept, in which a quarter is."""
    return [mask for mask in range(16) if mask >> (number - 1) & 1]


def panel(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """How the work plan stands in the quarter that runs. No query where the forum was loaded with its numbers."""
    quarter = Quarter.of(today)
    yield {
        "order": 25,
        "template": "actionplans/_work_plan.html",
        "plan": plan_now(forum, quarter),
        "quarter": quarter,
        "may_begin": may(user, "keep_record", forum.area),
    }


def checklist_lines(forum: Forum, quarter: Quarter, today: dt.date) -> Iterator[dict[str, Any]]:
    """Whether it was said how the quarter's activities went. One query, shared."""
    plan = plan_now(forum, quarter)
    if plan is None or not plan.is_adopted:
        detail = _("A draft") if plan else _("There is no work plan")
        yield {"done": False, "title": _("Progress of the work plan rated"), "detail": detail, "order": 50}
        return
    said = {"rated": plan.rated, "of": plan.planned}
    yield {
        "done": plan.rated >= plan.planned,
        "title": _("Progress of the work plan rated"),
        "detail": _("%(rated)s of %(of)s activities") % said if plan.planned else _("Nothing is planned for it"),
        "order": 50,
    }


def agenda_fillers(meeting: Meeting, standing: str = "") -> Iterator[tuple[str, str, str]]:
    """What was to be done up to the meeting's quarter and is not met, and how it stands. Two queries."""
    if standing not in {"", "plan"}:
        return
    quarter = Quarter.of(meeting.held_on)
    until = [mask for mask in range(16) if any(mask >> (number - 1) & 1 for number in range(1, quarter.number + 1))]
    rows = Activity.objects.filter(
        objective__plan__forum=meeting.forum, objective__plan__year=quarter.year, objective__plan__status="adopted",
        quarters__in=until, dropped_on=None,
    ).select_related("objective__plan__forum")  # fmt: skip
    said = Prefetch("progress", Progress.objects.standing(), to_attr="standing")
    told = 0
    for activity in rows.prefetch_related(said):
        line = line_of(activity, activity.standing, meeting.held_on)
        if line.shape == "done" or told == MOST_ON_AGENDA:
            continue
        told += 1
        last = max(activity.standing, key=lambda word: word.quarter, default=None)
        words = f" {last.words}" if last else ""
        yield "plan", f"{activity.mark} {activity.title}: {line.words}.{words}", activity.get_absolute_url()


def handover_items(forum: Forum, seat: str) -> Iterator[dict[str, Any]]:
    """The plans of this year and those to come pass on with the office. One query."""
    for plan in WorkPlan.objects.filter(forum=forum, year__gte=Quarter.now().year):
        label = _("Work plan, %(year)s") % {"year": plan.financial_year}
        yield {"label": label, "detail": str(plan.get_status_display()), "url": plan.get_absolute_url()}


def held_here(person: Person, with_contacts: bool) -> Iterator[dict[str, Any]]:
    """For which activities a person is responsible. One query."""
    for activity in Activity.objects.filter(person=person).select_related("objective__plan"):
        words = f"{activity.title}, {activity.plan.financial_year}"
        yield {"order": 66, "what": _("Responsible in a work plan"), "words": words}


def person_merged(keep: Person, lose: Person) -> None:
    """Activities come to the kept one."""
    Activity.objects.filter(person=lose).update(person=keep)


def calendar_entries(user: Any, since: dt.date) -> Iterator[tuple[str, dt.date, str, str]]:
    """The last days of the quarters in which what I am responsible for is to end. One query."""
    for activity in activities_of(user, since):
        day = activity.plan.quarter(activity.planned[-1]).end
        if day >= since:
            words = _("Work plan: %(title)s") % {"title": activity.title}
            yield f"activity-{activity.pk}", day, words, activity.get_absolute_url()
