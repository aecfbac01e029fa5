"""How long do higher offices take? Medians by office and by quarter, over every office with which a request lay."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import RequestStop
from actionplans.request_panels import span
from forums.access import scope
from forums.quarter import Quarter
from members.models import Office

QUARTERS = 8
HOUR = dt.timedelta(hours=1)
Span = dt.timedelta | None


@dataclass
class Tally:
    """What came, what of it is open and late now, and what left unanswered; the medians of what was acknowledged and answered."""

    came: int = 0
    open: int = 0
    late: int = 0
    raised: int = 0
    to_acknowledge: list[dt.timedelta] = field(default_factory=list)
    to_answer: list[dt.timedelta] = field(default_factory=list)

    def add(self, stop: RequestStop, now: dt.datetime) -> None:
        """Count one office's turn. What is answered and then found not to be counts until its last answer."""
        self.came += 1
        if stop.left_at is None and stop.request.is_waiting:
            self.open += 1
            self.late += stop.request.is_late(now)
        self.raised += stop.was_raised
        if stop.acknowledged_at:
            self.to_acknowledge.append(stop.acknowledged_at - stop.since)
        if stop.answered_at:
            self.to_answer.append(stop.answered_at - stop.since)

    @property
    def acknowledged_in(self) -> Span:
        """The median time to acknowledge; None where nothing was."""
        return median(self.to_acknowledge) if self.to_acknowledge else None

    @property
    def answered_in(self) -> Span:
        """The median time to answer; None where nothing was."""
        return median(self.to_answer) if self.to_answer else None

    @property
    def acknowledged_words(self) -> str:
        """`3 hours`; a dash where nothing was acknowledged."""
        return span(self.acknowledged_in) if self.acknowledged_in is not None else "—"

    @property
    def answered_words(self) -> str:
        """`2 days`; a dash where nothing was answered."""
        return span(self.answered_in) if self.answered_in is not None else "—"


@dataclass
class Figures:
    """By office, the slowest to answer first; by quarter, the latest first; and over all."""

    offices: list[tuple[Office, Tally]]
    quarters: list[tuple[Quarter, Tally]]
    whole: Tally


def stops_seen_by(user: Any) -> QuerySet:
    """The turns of the offices whose figures a user may see: of their own area and below it. Figures alone, no words."""
    rows = RequestStop.objects.filter(scope(user, "see_officers_copy", "office__forum__area"))
    return rows.select_related("office__forum__area", "request")


def figures_of(stops: Iterable[RequestStop], quarter: Quarter | None, now: dt.datetime) -> Figures:
    """The figures of these turns; by office those of one quarter, where one is asked for. No query of its own."""
    by_office: dict[Office, Tally] = defaultdict(Tally)
    by_quarter: dict[Quarter, Tally] = defaultdict(Tally)
    whole = Tally()
    for stop in stops:
        then = Quarter.of(stop.since.astimezone(now.tzinfo).date())
        by_quarter[then].add(stop, now)
        if quarter in {None, then}:
            by_office[stop.office].add(stop, now)
            whole.add(stop, now)
    offices = sorted(by_office.items(), key=lambda row: (-(row[1].answered_in or dt.timedelta()), row[0].title))
    return Figures(offices, sorted(by_quarter.items(), reverse=True)[:QUARTERS], whole)


def finding(figures: Figures) -> str:
    """The page's heading: what the figures say, in a sentence."""
    if not figures.whole.came:
        return _("No request has come to an office here")
    if figures.whole.answered_in is None:
        n = figures.whole.came
        return ngettext("%(n)s request came, and none is answered", "%(n)s requests came, and none is answered", n) % {
            "n": n
        }
    return _("Half of the answers came within %(span)s") % {"span": span(figures.whole.answered_in)}


@dataclass(frozen=True)
class Bar:
    """One office's bar: its label, its length, where it stands, and the words at its end."""

    label: str
    words: str
    width: int
    y: int


WIDTH, ROW, LEFT, LONGEST, MOST_BARS = 400, 46, 10, 290, 12


def bars_of(figures: Figures) -> list[Bar]:
    """The offices that answered, the slowest first, each with a bar as long as its median."""
    answered = [(office, tally.answered_in, tally.answered_words) for office, tally in figures.offices]
    answered = [row for row in answered if row[1] is not None][:MOST_BARS]
    longest = max((length for _office, length, _words in answered), default=dt.timedelta()) or HOUR
    return [
        Bar(office.title, words, max(3, round(LONGEST * (length / longest))), ROW * place)
        for place, (office, length, words) in enumerate(answered)
    ]


def described(bars: list[Bar]) -> str:
    """The picture in a sentence, for whoever does not see it: the same figures as in the table."""
    told = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return _("Bars: the median time that each office took to answer. %(told)s.") % {"told": told}


def sheet_of(figures: Figures) -> tuple[list[str], list[list[Any]]]:
    """The offices as a table to take along, times in hours."""
    heads = [
        _("Office"), _("Area"), _("Came"), _("Open now"), _("Late now"), _("Went higher unanswered"),
        _("Median hours to acknowledge"), _("Median hours to answer"),
    ]  # fmt: skip
    return heads, [
        [
            office.title, office.forum.area.title, tally.came, tally.open, tally.late, tally.raised,
            _hours(tally.acknowledged_in), _hours(tally.answered_in),
        ]
        for office, tally in figures.offices
    ]  # fmt: skip


def _hours(length: Span) -> float | None:
    return round(length / HOUR, 1) if length is not None else None
