"""How does a plan stand? Activity by activity and quarter by quarter, and over all the forums below."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from actionplans.models import QUARTERS, Activity, Progress, WorkPlan
from forums.models import Forum
from forums.quarter import Quarter

SHAPES = {"met": "done", "on_track": "going", "constrained": "late", "none": "hot"}
RATINGS = ("met", "on_track", "constrained", "none")


@dataclass
class Cell:
    """An activity in one quarter: whether it is planned then, and what was said of it."""

    quarter: Quarter
    is_planned: bool
    said: Progress | None
    shape: str
    words: str

    @property
    def is_missing(self) -> bool:
        """Whether the quarter is over, and nothing was said of what was planned for it."""
        return self.shape == "late" and self.said is None


@dataclass
class Line:
    """An activity with its four quarters; `spent` None: nothing was said of money, which is not none."""

    activity: Activity
    cells: list[Cell]
    spent: int | None
    reached: Decimal | None
    shape: str
    words: str
    is_late: bool

    @property
    def over_budget(self) -> bool:
        """Whether more was spent than was planned."""
        return self.spent is not None and self.activity.budget is not None and self.spent > self.activity.budget


@dataclass
class Standing:
    """A plan in figures; money in whole shillings, None where nobody said any."""

    lines: list[Line]
    budget: int | None
    spent: int | None
    late: int
    missing: int
    done: int
    alive: int = 0
    by_rating: dict[str, int] = field(default_factory=dict)


def lines_of(plan: WorkPlan, today: dt.date, *, with_whom: bool = False) -> list[Line]:
    """Every activity of a plan, in its order; with its partners and joint forums. Two queries, five `with_whom`."""
    standing = Prefetch("progress", Progress.objects.standing(), to_attr="standing")
    rows = Activity.objects.filter(objective__plan=plan).select_related("objective")
    beside = (standing, "partners", "joint_with__area") if with_whom else (standing,)
    found = []
    for activity in rows.order_by("objective__number", "number").prefetch_related(*beside):
        activity.objective.plan = plan
        found.append(line_of(activity, activity.standing, today))
    return found


def line_of(activity: Activity, standing: list[Progress], today: dt.date) -> Line:
    """One activity with what was said of its quarters."""
    said = {word.quarter: word for word in standing}
    cells = [_cell(activity, number, said.get(number), today) for number in QUARTERS]
    spent = [word.spent for word in said.values() if word.spent is not None]
    reached = [said[number].reached for number in QUARTERS if number in said and said[number].reached is not None]
    last = said[max(said)] if said else None
    is_over = cells[activity.planned[-1] - 1].quarter.end < today
    is_late = activity.dropped_on is None and activity.plan.is_adopted and (
        any(cell.is_missing for cell in cells) or is_over and (last is None or last.rating != "met")
    )  # fmt: skip
    shape, words = _standing(activity, last, is_late, cells)
    return Line(activity, cells, sum(spent) if spent else None, reached[-1] if reached else None, shape, words, is_late)


def _standing(activity: Activity, last: Progress | None, is_late: bool, cells: list[Cell]) -> tuple[str, str]:
    if activity.dropped_on:
        return "none", _("Dropped")
    missing = [cell for cell in cells if cell.is_missing]
    if missing:
        return "late", _("Not rated: %(quarter)s") % {"quarter": f"Q{missing[0].quarter.number}"}
    if last is not None:
        return SHAPES[last.rating], str(last.get_rating_display())
    return "late" if is_late else "", _("Not started")


def _cell(activity: Activity, number: int, said: Progress | None, today: dt.date) -> Cell:
    quarter, is_planned = activity.plan.quarter(number), number in activity.planned
    if said is not None:
        return Cell(quarter, is_planned, said, SHAPES[said.rating], str(said.get_rating_display()))
    if not is_planned or activity.dropped_on:
        return Cell(quarter, is_planned and not activity.dropped_on, None, "", "")
    if quarter.end < today and activity.plan.is_adopted:
        return Cell(quarter, True, None, "late", _("Not rated"))
    if quarter.start <= today <= quarter.end:
        return Cell(quarter, True, None, "wait", _("Runs now"))
    return Cell(quarter, True, None, "", _("Planned"))


def standing_of(lines: list[Line]) -> Standing:
    """What the lines of a plan come to. No query."""
    alive = [line for line in lines if not line.activity.dropped_on]
    budgets = [line.activity.budget for line in alive if line.activity.budget is not None]
    spent = [line.spent for line in lines if line.spent is not None]
    ratings: dict[str, int] = dict.fromkeys(RATINGS, 0)
    for line in alive:
        said = [cell.said for cell in line.cells if cell.said]
        if said:
            ratings[said[-1].rating] += 1
    return Standing(
        lines=lines,
        budget=sum(budgets) if budgets else None,
        spent=sum(spent) if spent else None,
        late=sum(line.is_late for line in alive),
        missing=sum(any(cell.is_missing for cell in line.cells) for line in alive),
        done=ratings["met"],
        alive=len(alive),
        by_rating=ratings,
    )


@dataclass
class PlanLine:
    """One forum's plan in a quarter: how much is planned then, and how it was rated. `plan` None: there is none."""

    forum: Forum
    plan: WorkPlan | None = None
    activities: int = 0
    planned: int = 0
    ratings: dict[str, int] = field(default_factory=lambda: dict.fromkeys(RATINGS, 0))
    budget: int | None = None
    spent: int | None = None

    @property
    def rated(self) -> int:
        """Of how many activities something was said in the quarter."""
        return sum(self.ratings.values())

    @property
    def well(self) -> int:
        """How many are met or on track."""
        return self.ratings["met"] + self.ratings["on_track"]

    @property
    def badly(self) -> int:
        """How many are constrained, or without progress."""
        return self.ratings["constrained"] + self.ratings["none"]

    @property
    def going_well(self) -> int | None:
        """Per cent of what was planned for the quarter that is met or on track; None where nothing was planned."""
        return min(100, round(100 * self.well / self.planned)) if self.planned else None


def plans_of(forums: QuerySet, quarter: Quarter) -> list[PlanLine]:
    """Every forum with its plan of the quarter's year. Four queries, however many forums there are."""
    here = forums.order_by().values("pk")
    plans = {plan.forum_id: plan for plan in WorkPlan.objects.filter(forum__in=here, year=quarter.year)}
    found = [PlanLine(forum, plans.get(forum.pk)) for forum in forums]
    by_plan = {line.plan.pk: line for line in found if line.plan}
    masks = [mask for mask in range(16) if mask >> (quarter.number - 1) & 1]
    rows = Activity.objects.filter(objective__plan__in=list(by_plan), dropped_on=None).order_by()
    counted = rows.values("objective__plan").annotate(
        number=Count("pk"), planned=Count("pk", filter=Q(quarters__in=masks)), money=Sum("budget")
    )
    for row in counted:
        line = by_plan[row["objective__plan"]]
        line.activities, line.planned, line.budget = row["number"], row["planned"], row["money"]
    said = Progress.objects.standing().filter(activity__objective__plan__in=list(by_plan)).order_by()
    told = said.values("activity__objective__plan", "quarter", "rating").annotate(
        number=Count("pk"), money=Sum("spent")
    )
    for row in told:
        line = by_plan[row["activity__objective__plan"]]
        if row["quarter"] == quarter.number:
            line.ratings[row["rating"]] += row["number"]
        if row["money"] is not None:
            line.spent = (line.spent or 0) + row["money"]
    return found


def quarters_below(forums: QuerySet, now: Quarter) -> list[dict[str, Any]]:
    """The last eight quarters: how many activities were planned, and how they were rated. Two queries."""
    quarters = [now]
    while len(quarters) < 8:
        quarters.append(Quarter.of(quarters[-1].start - dt.timedelta(days=1)))
    years = {quarter.year for quarter in quarters}
    here = forums.order_by().values("pk")
    rows = Activity.objects.filter(
        objective__plan__forum__in=here,
        objective__plan__year__in=years,
        objective__plan__status="adopted",
        dropped_on=None,
    )
    planned: dict[Quarter, int] = defaultdict(int)
    for year, mask, number in rows.order_by().values_list("objective__plan__year", "quarters").annotate(Count("pk")):
        for quarter in QUARTERS:
            planned[Quarter(year, quarter)] += number * (mask >> (quarter - 1) & 1)
    said = Progress.objects.standing().filter(
        activity__objective__plan__forum__in=here, activity__objective__plan__year__in=years, activity__dropped_on=None
    )
    ratings: dict[Quarter, dict[str, int]] = defaultdict(lambda: dict.fromkeys(RATINGS, 0))
    grouped = said.order_by().values_list("activity__objective__plan__year", "quarter", "rating").annotate(Count("pk"))
    for year, quarter, rating, number in grouped:
        ratings[Quarter(year, quarter)][rating] += number
    found = []
    for quarter in quarters:
        well = ratings[quarter]["met"] + ratings[quarter]["on_track"]
        rate = min(100, round(100 * well / planned[quarter])) if planned[quarter] else None
        found.append(
            {"quarter": quarter, "planned": planned[quarter], "ratings": ratings[quarter], "well": well, "rate": rate}
        )
    return found
