"""What was promised below and not done? By forum, by office, by sector, and quarter by quarter."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from actionplans.models import ActionPoint
from forums.access import scope
from forums.models import Forum
from forums.quarter import Quarter
from members.models import Membership

QUARTERS = 8
FINISHED = Q(status__in=["reported", "done"])


@dataclass
class ForumLine:
    """One forum: what is open and late now; what was due in the quarter, and what of it was done (None: nothing was due)."""

    forum: Forum
    open: int = 0
    late: int = 0
    due: int = 0
    done: int = 0

    @property
    def completion(self) -> int | None:
        """Per cent of what was due in the quarter that was done."""
        return round(100 * self.done / self.due) if self.due else None


def forums_below(forum: Forum, user: Any) -> QuerySet:
    """The forum itself and those below it whose officers' papers the user may read."""
    rows = Forum.objects.with_area().filter(scope(user, "see_officers_copy", "area"))
    return rows.filter(area__path__startswith=forum.area.path).order_by("area__path")


def lines_of(forums: QuerySet, quarter: Quarter, today: dt.date) -> list[ForumLine]:
    """Every forum with what is open, late, and was due in a quarter. Two queries, however many forums there are."""
    due = Q(due__range=(quarter.start, quarter.end))
    counted = (
        ActionPoint.objects.filter(forum__in=forums.order_by().values("pk"))
        .order_by()
        .values("forum")
        .annotate(
            now_open=Count("pk", filter=~Q(status="done")),
            now_late=Count("pk", filter=~FINISHED & Q(due__lt=today)),
            was_due=Count("pk", filter=due),
            was_done=Count("pk", filter=due & FINISHED),
        )
        .values_list("forum", "now_open", "now_late", "was_due", "was_done")
    )
    found = {forum: numbers for forum, *numbers in counted}
    return [ForumLine(forum, *found.get(forum.pk, ())) for forum in forums]


def late_in(forums: QuerySet, today: dt.date) -> QuerySet:
    """The late actions of these forums, the longest late first."""
    rows = ActionPoint.objects.filter(forum__in=forums.order_by().values("pk")).late(today)
    return rows.select_related("forum__area__parent", "office", "person").order_by("due", "reference")


def by_office(late: list[ActionPoint]) -> list[tuple[str, int]]:
    """How many are late by the office or whoever else is responsible, the most first."""
    return Counter(point.owner or _("nobody named") for point in late).most_common()


def by_sector(late: list[ActionPoint]) -> list[tuple[str, int]]:
    """How many are late by the sector for which whoever took them on stands in the forum. One query."""
    people = {point.person_id for point in late if point.person_id}
    rows = Membership.objects.filter(person__in=people, forum__in={point.forum_id for point in late})
    sectors = {(row.forum_id, row.person_id): row.sector for row in rows.select_related("sector")}
    counted: Counter[str] = Counter()
    for point in late:
        sector = sectors.get((point.forum_id, point.person_id))
        counted[sector.brief if sector else _("offices, and others without a sector")] += 1
    return counted.most_common()


def quarters_of(forums: QuerySet, now: Quarter) -> list[dict[str, Any]]:
    """The last eight quarters: what was due and what of it was done, as it stands today. One query."""
    quarters = [now]
    while len(quarters) < QUARTERS:
        quarters.append(Quarter.of(quarters[-1].start - dt.timedelta(days=1)))
    rows = ActionPoint.objects.filter(
        forum__in=forums.order_by().values("pk"), due__range=(quarters[-1].start, quarters[0].end)
    )
    counted: dict[Quarter, list[int]] = defaultdict(lambda: [0, 0])
    for due, status, number in rows.order_by().values_list("due", "status").annotate(Count("pk")):
        tally = counted[Quarter.of(due)]
        tally[0] += number
        tally[1] += number if status in {"reported", "done"} else 0
    return [
        {
            "quarter": quarter,
            "due": counted[quarter][0],
            "done": counted[quarter][1],
            "rate": round(100 * counted[quarter][1] / counted[quarter][0]) if counted[quarter][0] else None,
        }
        for quarter in quarters
    ]
