"""Who sits in a forum and who comes, by sector, women, youth and disability; the same over all forums below.

Source of the groups: 1-domain, "Composition"; youth is 18 to 34. The Constitution's thresholds are guides only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.elections import nearest, running
from forums.models import Forum
from forums.rules import period_of
from meetings.models import Attendance, Meeting
from members.models import Membership, Sector

LAST_MEETINGS = 4
HELD = ("held", "closed")
CAME = ("present", "represented")
GROUPS = {
    "women": Q(person__gender="F"),
    "youth": Q(person__age_band="youth"),
    "disability": Q(person__has_disability=True),
}


@dataclass
class SectorLine:
    """A sector on the roster and at the last meetings; `came` is the mean a meeting, None where none was held."""

    sector: Sector
    is_expected: bool
    roster: int = 0
    women: int = 0
    youth: int = 0
    disability: int = 0
    came: float | None = None


@dataclass
class ForumComposition:
    """One forum: its sectors, its totals, and who missed the last two meetings without an apology."""

    lines: list[SectorLine]
    totals: SectorLine
    meetings: list[Meeting]
    missed: list[Membership] = field(default_factory=list)

    @property
    def gaps(self) -> list[Sector]:
        """Expected sectors with nobody on the roster."""
        return [line.sector for line in self.lines if line.is_expected and not line.roster]

    @property
    def silent(self) -> list[Sector]:
        """Expected sectors with somebody on the roster of whom nobody came to the last meetings."""
        return [line.sector for line in self.lines if line.is_expected and line.roster and line.came == 0]

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((line.roster for line in self.lines), default=1) or 1


def composition_of_forum(forum: Forum) -> ForumComposition:
    """The composition of one forum. Six queries."""
    period = period_of(forum)
    besides = set(period.sectors) if period else set()
    counted = {
        row["sector"]: row
        for row in forum.memberships.on_roster()
        .order_by()
        .values("sector")
        .annotate(n=Count("pk"), **{name: Count("pk", filter=rule) for name, rule in GROUPS.items()})
    }
    meetings = list(Meeting.objects.filter(forum=forum, status__in=HELD).order_by("-held_on")[:LAST_MEETINGS])
    came = Counter(
        Attendance.objects.filter(meeting__in=meetings, status__in=CAME, is_guest=False).values_list(
            "sector", flat=True
        )
    )
    lines = []
    for sector in Sector.objects.all():
        row = counted.get(sector.pk, {})
        expected = sector.is_expected or sector.code in besides
        if expected or row:
            line = SectorLine(sector, expected, row.get("n", 0), *(row.get(name, 0) for name in GROUPS))
            line.came = round(came[sector.pk] / len(meetings), 1) if meetings else None
            lines.append(line)
    totals = SectorLine(Sector(), False, *(sum(getattr(line, name) for line in lines) for name in ("roster", *GROUPS)))
    totals.came = round(sum(came.values()) / len(meetings), 1) if meetings else None
    return ForumComposition(lines, totals, meetings, _missed(forum, meetings[:2]))


def _missed(forum: Forum, last_two: list[Meeting]) -> list[Membership]:
    """Those on the roster who were absent, without an apology, from both of the last two meetings."""
    if len(last_two) < 2:
        return []
    absences = Counter(
        Attendance.objects.filter(meeting__in=last_two, status="absent", person__isnull=False).values_list(
            "person", flat=True
        )
    )
    twice = [person for person, n in absences.items() if n == 2]
    rows = forum.memberships.on_roster().filter(person__in=twice)
    return list(rows.select_related("person", "organisation", "sector"))


def compositions_below(forums: Iterable[Forum]) -> list[Forum]:
    """The forums with `told`: roster, groups, gaps, who came to the last meeting, who missed two. Five queries."""
    forums = list(forums)
    ids = [forum.pk for forum in forums]
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    filled: dict[int, set[int]] = defaultdict(set)
    on_roster = set()
    roster = Membership.objects.on_roster().filter(forum__in=ids).order_by()
    for forum_id, person, sector, gender, age, disability in roster.values_list(
        "forum", "person", "sector", "person__gender", "person__age_band", "person__has_disability"
    ):
        told = {"n": True, "women": gender == "F", "youth": age == "youth", "disability": disability}
        counted[forum_id].update(name for name, is_so in told.items() if is_so)
        filled[forum_id].add(sector)
        on_roster.add((forum_id, person))
    last = _last_two(ids)
    came, absent = _attendance([meeting for pair in last.values() for meeting in pair])
    sectors, periods = list(Sector.objects.all()), running(timezone.localdate())
    for forum in forums:
        row = counted[forum.pk]
        period = nearest(periods, forum.area)
        besides = set(period.sectors) if period else set()
        expected = [sector for sector in sectors if sector.is_expected or sector.code in besides]
        pair = last.get(forum.pk, [])
        twice = Counter(person for meeting in pair for person in absent[meeting]) if len(pair) == 2 else Counter()
        forum.told = {
            "roster": row["n"],
            **{name: row[name] for name in GROUPS},
            "expected": len(expected),
            "gaps": sum(sector.pk not in filled[forum.pk] for sector in expected),
            "came": came.get(pair[0]) if pair else None,
            "missed": sum(n == 2 and (forum.pk, person) in on_roster for person, n in twice.items())
            if len(pair) == 2
            else None,
        }
    return forums


def _last_two(ids: list[int]) -> dict[int, list[int]]:
    """The last two meetings held of each forum, the latest first: forum -> meetings."""
    found: dict[int, list[int]] = defaultdict(list)
    since = timezone.localdate().replace(year=timezone.localdate().year - 2, day=1)
    rows = Meeting.objects.filter(forum__in=ids, status__in=HELD, held_on__gte=since)
    for forum, meeting in rows.order_by("-held_on").values_list("forum", "pk"):
        if len(found[forum]) < 2:
            found[forum].append(meeting)
    return found


def _attendance(meetings: list[int]) -> tuple[dict[int, int], dict[int, list[int]]]:
    """How many came to each of these meetings, and who was absent without an apology. One query."""
    came: Counter[int] = Counter()
    absent: dict[int, list[int]] = defaultdict(list)
    rows = Attendance.objects.filter(meeting__in=meetings, status__in=(*CAME, "absent"), is_guest=False)
    for meeting, status, person in rows.values_list("meeting", "status", "person"):
        if status in CAME:
            came[meeting] += 1
        elif person is not None:
            absent[meeting].append(person)
    return came, absent


def sums_of(forums: QuerySet[Forum]) -> dict[str, int]:
    """The rosters of all these forums together. One query."""
    roster = Membership.objects.on_roster().filter(forum__in=forums.values("pk")).order_by()
    return roster.aggregate(roster=Count("pk"), **{name: Count("pk", filter=rule) for name, rule in GROUPS.items()})


def sheet_of_forum(found: ForumComposition) -> tuple[list[str], list[list[Any]]]:
    """One forum's composition as a table to take along."""
    heads = [_("Sector"), _("Expected"), _("Roster"), _("Women"), _("Youth"), _("Disability"), _("Came, on average")]
    rows = [
        [line.sector.brief, _("yes") if line.is_expected else "", line.roster, line.women, line.youth, line.disability,
         line.came]
        for line in found.lines
    ]  # fmt: skip
    return heads, rows


def sheet_below(forums: list[Forum]) -> tuple[list[str], list[list[Any]]]:
    """The compositions of many forums as a table to take along."""
    heads = [_("Code"), _("Forum"), _("Roster"), _("Women"), _("Youth"), _("Disability")]
    heads += [_("Expected sectors with nobody"), _("Came to the last meeting"), _("Missed two running")]
    names = ("roster", *GROUPS, "gaps", "came", "missed")
    return heads, [[f.area.code, f.area.title, *(f.told[name] for name in names)] for f in forums]
