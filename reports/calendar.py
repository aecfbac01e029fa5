"""Which forums met in which quarter of a financial year, which are about to, and what is called off?"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forums.models import Area
from forums.quarter import Quarter
from meetings.models import Meeting

# What a cell says where a quarter has several meetings: the first of these that it has
STATES = ("held", "convened", "planned", "postponed", "cancelled")
NONE = "none"
WORDS = {
    "held": gettext_lazy("Held"),
    "convened": gettext_lazy("Convened"),
    "planned": gettext_lazy("Planned"),
    "postponed": gettext_lazy("Postponed"),
    "cancelled": gettext_lazy("Cancelled"),
    NONE: gettext_lazy("None"),
}
SHAPES = {"held": "done", "convened": "wait", "planned": "", "postponed": "late", "cancelled": ""}


@dataclass
class Cell:
    """One forum in one quarter: the state, the day, where it leads, and how many meetings there are besides."""

    state: str
    url: str
    day: dt.date | None = None
    besides: int = 0

    @property
    def words(self) -> str:
        """`Held 12 Mar`; a meeting called off has no day to go by."""
        said = str(WORDS[self.state])
        return f"{said} {date_format(self.day, 'j M')}" if self.day and self.state in STATES[:3] else said

    @property
    def shape(self) -> str:
        """The shape of its pill."""
        return SHAPES.get(self.state, "")


@dataclass
class Line:
    """A forum with its four cells."""

    area: Area
    slug: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def met(self) -> int:
        """In how many quarters it met."""
        return sum(cell.state == "held" for cell in self.cells)


@dataclass
class Calendar:
    """The forums of one level over the four quarters of a financial year."""

    level: str
    quarters: list[Quarter]
    lines: list[Line]

    def counts(self) -> list[tuple[Quarter, dict[str, int]]]:
        """For each quarter how many forums stand how; `of` is all of them."""
        told = []
        for place, quarter in enumerate(self.quarters):
            states = Counter(line.cells[place].state for line in self.lines)
            told.append((quarter, {state: states[state] for state in (*STATES, NONE)} | {"of": len(self.lines)}))
        return told

    def finding(self, today: dt.date) -> str:
        """The page's heading: how many met in the quarter of today, or in the last of another year."""
        now = Quarter.of(today)
        quarter, told = next((pair for pair in self.counts() if pair[0] == now), self.counts()[-1])
        said = _met_of(self.level, told["held"])
        return said % {"n": told["held"], "of": told["of"], "quarter": quarter.label}


def _met_of(level: str, n: int) -> str:
    if level == Area.Level.REGION:
        return ngettext("%(n)s of %(of)s regions met in %(quarter)s", "%(n)s of %(of)s regions met in %(quarter)s", n)
    if level == Area.Level.COUNTY:
        return ngettext("%(n)s of %(of)s counties met in %(quarter)s", "%(n)s of %(of)s counties met in %(quarter)s", n)
    return ngettext(
        "%(n)s of %(of)s sub-counties met in %(quarter)s", "%(n)s of %(of)s sub-counties met in %(quarter)s", n
    )


def calendar_of(forums: QuerySet, meetings: QuerySet, *, level: str, year: int) -> Calendar:
    """The forums of a level over a financial year; `meetings` are those the reader may know of. Two queries."""
    quarters = [Quarter(year, number) for number in (1, 2, 3, 4)]
    rows = forums.filter(area__level=level).order_by("area__name", "area__path")
    columns = [f"area__{name}" for name in ("code", "name", "level", "path")]
    told: dict[tuple[int, str], list[tuple[str, dt.date, int]]] = defaultdict(list)
    sittings = meetings.filter(forum__area__level=level, financial_year=year).order_by("held_on")
    for forum, quarter, status, day, pk in sittings.values_list("forum", "quarter", "status", "held_on", "pk"):
        told[forum, quarter].append(("held" if status == Meeting.Status.CLOSED else status, day, pk))
    lines = []
    for pk, slug, code, name, of_level, path in rows.values_list("pk", "slug", *columns):
        area = Area(code=code, name=name, level=of_level, path=path)
        lines.append(Line(area, slug, [_cell(slug, quarter, told[pk, quarter.code]) for quarter in quarters]))
    return Calendar(level, quarters, lines)


def _cell(slug: str, quarter: Quarter, sittings: list[tuple[str, dt.date, int]]) -> Cell:
    if not sittings:
        return Cell(NONE, f"{reverse('meetings', args=[slug])}?year={quarter.year}")
    state, day, pk = min(sittings, key=lambda row: (STATES.index(row[0]), row[1]))
    return Cell(state, reverse("meeting", args=[pk]), day, len(sittings) - 1)


def years_of(meetings: QuerySet, today: dt.date) -> list[int]:
    """The financial years in which something is on record, and this one; the latest first. One query."""
    known = meetings.order_by().values_list("financial_year", flat=True).distinct()
    return sorted({*known, Quarter.of(today).year}, reverse=True)


def coming_of(meetings: QuerySet, today: dt.date) -> QuerySet:
    """The meetings that are still ahead, the next first."""
    ahead = meetings.filter(status__in=["planned", "convened"], held_on__gte=today)
    return ahead.select_related("forum__area__parent").order_by("held_on", "starts_at", "forum__area__path")


def sheet_of(found: Calendar) -> tuple[list[str], list[list[Any]]]:
    """The grid as a table to take along: its headings and its rows."""
    heads = [_("Code"), _("Area"), *(quarter.label for quarter in found.quarters), _("Quarters with a meeting")]
    rows = [[line.area.code, line.area.title, *(_said(cell) for cell in line.cells), line.met] for line in found.lines]
    return heads, rows


def _said(cell: Cell) -> str:
    day = f" {cell.day.isoformat()}" if cell.day else ""
    besides = f" +{cell.besides}" if cell.besides else ""
    return f"{WORDS[cell.state]}{day}{besides}"


def sheet_of_coming(meetings: Iterable[Meeting]) -> tuple[list[str], list[list[Any]]]:
    """The coming meetings as a table to take along."""
    heads = [_("Date"), _("Time"), _("Area"), _("Meeting"), _("Venue"), _("Quarter"), _("Standing")]
    return heads, [
        [
            meeting.held_on, f"{meeting.starts_at:%H:%M}", meeting.forum.area.title, meeting.name, meeting.venue,
            meeting.quarter_of_year.label, str(meeting.get_status_display()),
        ]
        for meeting in meetings
    ]  # fmt: skip


def forums_of(ground: Any, within: Area | None) -> QuerySet:
    """The forums of the ground, or of one area within it."""
    forums: QuerySet = ground.forums()
    return forums.filter(area__path__startswith=within.path) if within else forums


def level_of(ground: Any, within: Area | None, asked: str) -> str:
    """The level asked for, where it lies below; else the one below the highest."""
    levels = levels_below(ground, within)
    return asked if asked in levels else levels[min(1, len(levels) - 1)]


def levels_below(ground: Any, within: Area | None) -> list[str]:
    """The levels that there are in the ground, or in the area chosen in it."""
    levels = list(ground.levels)
    return levels[levels.index(within.level) :] if within and within.level in levels else levels


def meetings_of(user: Any, forums: QuerySet, kind: str) -> QuerySet:
    """The meetings of these forums that a user may know of; planning is silent, so a planned one is its officers' only."""
    rows = Meeting.objects.visible_to(user).filter(forum__in=forums.order_by().values("pk"))
    return rows.filter(kind=kind) if kind in Meeting.Kind.values else rows
