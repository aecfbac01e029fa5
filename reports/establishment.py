"""What does the circular of 25 July 2024 ask for, and what exists? Counts by level, and a line for each area."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forums.models import Area, Forum
from reports.ground import Ground

Stage = Forum.Stage
ESTABLISHED = (Stage.LAUNCHED, Stage.ACTIVE, Stage.DORMANT)
FURTHEST_FIRST = [
    *(Stage.ACTIVE, Stage.LAUNCHED, Stage.DORMANT, Stage.MAPPING),
    *(Stage.NOT_ESTABLISHED, Stage.NO_RECORD, Stage.CLOSED),
]
LEVEL_NAMES = {
    Area.Level.REGION: gettext_lazy("Regions"),
    Area.Level.COUNTY: gettext_lazy("Counties"),
    Area.Level.SUB_COUNTY: gettext_lazy("Sub-counties"),
}


@dataclass
class Place:
    """An area with how its forum stands; `below` counts the forums of its sub-counties, where it is a county."""

    level: str
    code: str
    name: str
    path: str
    slug: str
    stage: str
    stage_since: dt.date | None
    stage_words: str
    below: dict[str, int] | None = None

    @property
    def title(self) -> str:
        """`Nakuru County`."""
        return Area(level=self.level, name=self.name).title

    def get_stage_display(self) -> str:
        """The stage in words."""
        return str(Stage(self.stage).label)


@dataclass
class Establishment:
    """How a ground stands: a tally for each level, and the places that the page lists one by one."""

    levels: dict[str, dict[str, int]]
    listed_level: str
    places: list[Place]

    @property
    def of_listed(self) -> dict[str, int]:
        """The tally of the places listed."""
        return self.levels[self.listed_level]

    @property
    def whole(self) -> dict[str, int]:
        """The tally over all levels."""
        return sum((Counter(told) for told in self.levels.values()), Counter())

    @property
    def finding(self) -> str:
        """The page's heading."""
        n, of = self.of_listed["established"], self.of_listed["asked"]
        if self.listed_level == Area.Level.COUNTY:
            if not n:
                return _("No launch of a county forum is on record yet")
            said = ngettext("%(n)s of %(of)s counties has launched", "%(n)s of %(of)s counties have launched", n)
        else:
            if not n:
                return _("No launch of a sub-county forum is on record yet")
            said = ngettext(
                "%(n)s of %(of)s sub-counties has launched", "%(n)s of %(of)s sub-counties have launched", n
            )
        return said % {"n": n, "of": of}


def establishment_of(ground: Ground) -> Establishment:
    """Count the forums of a ground, and list its counties; where it is one county, its sub-counties. One query."""
    rows = ground.forums().order_by("area__name", "area__path")
    columns = ("level", "code", "name", "path")
    fields = [*(f"area__{column}" for column in columns), "slug", "stage", "stage_since", "stage_words"]
    places = [Place(*row) for row in rows.values_list(*fields)]
    by_level = {level: [place for place in places if place.level == level] for level in LEVEL_NAMES}
    counties = by_level[Area.Level.COUNTY]
    _count_below(counties, by_level[Area.Level.SUB_COUNTY])
    listed = Area.Level.COUNTY if len(counties) > 1 else Area.Level.SUB_COUNTY
    levels = {level: tally(found) for level, found in by_level.items() if found or level == listed}
    return Establishment(levels, listed, by_level[listed])


def tally(places: Iterable[Place]) -> dict[str, int]:
    """How many are asked for, established, and at each stage."""
    stages = Counter(place.stage for place in places)
    told = {str(stage): stages[stage] for stage in Stage.values}
    return told | {"asked": stages.total(), "established": sum(stages[stage] for stage in ESTABLISHED)}


def _count_below(counties: list[Place], sub_counties: list[Place]) -> None:
    within: dict[str, list[Place]] = {county.path: [] for county in counties}
    for place in sub_counties:
        above = place.path
        while above and above not in within:
            above = above.rstrip("/").rpartition("/")[0]
            above = f"{above}/" if above else ""
        if above:
            within[above].append(place)
    for county in counties:
        county.below = tally(within[county.path])


SORTS: dict[str, tuple[Any, Callable[[Place], Any]]] = {
    "name": (gettext_lazy("Name"), lambda place: 0),
    "stage": (gettext_lazy("Standing, furthest first"), lambda place: FURTHEST_FIRST.index(Stage(place.stage))),
    "since": (
        gettext_lazy("Since, latest first"),
        lambda place: -place.stage_since.toordinal() if place.stage_since else 0,
    ),
}
SORTS_OF_COUNTIES: dict[str, tuple[Any, Callable[[Place], Any]]] = {
    **SORTS,
    "established": (
        gettext_lazy("Sub-counties established, most first"),
        lambda place: -place.below["established"] if place.below else 0,
    ),
    "no_record": (
        gettext_lazy("Sub-counties without a record, most first"),
        lambda place: -place.below["no_record"] if place.below else 0,
    ),
}


def sorts_of(found: Establishment) -> dict[str, tuple[Any, Callable[[Place], Any]]]:
    """The ways to sort the places listed: code -> (words, key)."""
    return SORTS_OF_COUNTIES if found.listed_level == Area.Level.COUNTY else SORTS


def sheet_of(found: Establishment) -> tuple[list[str], list[list[Any]]]:
    """The places listed as a table to take along: its headings and its rows."""
    is_of_counties = found.listed_level == Area.Level.COUNTY
    heads = [_("Code"), _("County") if is_of_counties else _("Sub-county"), _("Standing"), _("Since"), _("In words")]
    if is_of_counties:
        heads += [_("Sub-counties"), _("Established"), _("Mapping"), _("Not established, confirmed")]
        heads += [_("No record yet"), _("Closed")]
    rows = []
    for place in found.places:
        row: list[Any] = [place.code, place.name, place.get_stage_display(), place.stage_since, place.stage_words]
        if place.below is not None:
            names = ("asked", "established", "mapping", "not_established", "no_record", "closed")
            row += [place.below[name] for name in names]
        rows.append(row)
    return heads, rows
