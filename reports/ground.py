"""Over which ground does an officer look down? The areas whose forums, and all those below, they see."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from forums.access import reach_of
from forums.models import Area, Forum

ASKED_LEVELS = (Area.Level.REGION, Area.Level.COUNTY, Area.Level.SUB_COUNTY)


@dataclass(frozen=True)
class Ground:
    """The highest areas of somebody's reach, in the order of their paths."""

    tops: list[Area]

    @property
    def is_national(self) -> bool:
        """Whether it is the whole country."""
        return any(top.level == Area.Level.NATIONAL for top in self.tops)

    @property
    def name(self) -> str:
        """`Nakuru County`; several are named side by side."""
        units = [top for top in self.tops if top.level == Area.Level.SUB_REGION]
        return ", ".join(top.title for top in units or self.tops)

    @property
    def levels(self) -> list[str]:
        """The levels that can lie in it, from above down; the country has no forum of its own."""
        order = list(Area.Level.values)
        highest = min(order.index(top.level) for top in self.tops)
        return [level for level in ASKED_LEVELS if order.index(level) >= highest]

    def areas(self) -> QuerySet:
        """Its areas at the levels where the circular asks for a forum, without those that were closed."""
        within = reduce(or_, (Q(path__startswith=top.path) for top in self.tops))
        return Area.objects.filter(within, level__in=ASKED_LEVELS).exclude(status=Area.Status.CLOSED)

    def forums(self) -> QuerySet:
        """The forums of its areas."""
        within = reduce(or_, (Q(area__path__startswith=top.path) for top in self.tops))
        return Forum.objects.filter(within, area__level__in=ASKED_LEVELS).exclude(area__status=Area.Status.CLOSED)


def ground_of(user: Any) -> Ground:
    """The ground of a user. Raises Http404 where they see nothing below an area of theirs. One query."""
    _, paths = reach_of(user).outermost("see_forum")
    below = Area.objects.filter(parent=OuterRef("pk")).exclude(status=Area.Status.CLOSED)
    found = list(Area.objects.filter(path__in=paths).annotate(is_wide=Exists(below)).order_by("path"))
    # A sub-region has nothing below its own path, but areas that report to it.
    led = any(top.level == Area.Level.SUB_REGION for top in found)
    tops = [top for top in found if top.is_wide or led]
    if not tops:
        raise Http404
    return Ground(tops)
