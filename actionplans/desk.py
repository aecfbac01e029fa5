"""What waits on my desk of all that was promised? Actions, plans and what is late below: one question to the database.

Every source is a part of one union with the same columns, and a function that makes rows of the desk from its lines.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPoint, Activity, Pledge, Progress, WorkPlan
from actionplans.models.points import owned_by
from actionplans.panels import row_of
from actionplans.plan_panels import keep_counted, masks, number_of
from actionplans.promises import late_pledge
from actionplans.workflow import VERIFYING_SEATS
from forums.access import scope
from forums.models import Area, Forum
from forums.quarter import Quarter
from members.models import Appointment

MOST_OF_MINE = 8
MOST_LATE = 5
DUE_SOON = 14  # days
BEFORE_THE_END = 21  # days of a quarter in which its ratings are due
FOLLOWS_BELOW = {"chair", "secretary", "nsc_director", "nsc_officer"}
RATES = {"secretary"}


class Line(NamedTuple):
    """One line of the union; what a part does not say is None."""

    what: str
    key: int
    of_forum: int
    words: str
    whose: str
    mark: str
    day: dt.date | None
    state: str
    is_mine: int
    at_home: int
    first: int
    second: int
    third: int


KINDS: dict[Any, type[Field]] = {str: CharField, int: IntegerField, dt.date | None: DateField}
COLUMNS: dict[str, Field] = {name: KINDS[kind]() for name, kind in Line.__annotations__.items()}


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """What I took on and is due, what waits for me to verify it, which quarters are to be rated, what is late, of pledges
    too. One query.
    """
    homes = _homes(user)
    asked = (_actions(user, today), _plans(homes, user, today), _late_below(user, today), _late_pledges(user, today))
    parts = [rows for rows in asked if rows is not None]
    lines = [Line(*line) for line in parts[0].union(*parts[1:], all=True)]
    lines.sort(key=lambda line: (line.day or dt.date.max, line.mark or ""))
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.what].append(line)
    yield from _told_of_actions(found["action"], user, today)
    yield from _told_of_plans(found["plan"], homes, user, today)
    for line in found["pledge"][:MOST_LATE]:
        yield late_pledge(line.key, line.words, line.whose, line.mark, line.day, today)
    yield from _told_of_below(found["below"], user)


def part(rows: QuerySet, what: str, **said: Any) -> QuerySet:
    """The rows as lines of the union; a column that is not `said` is empty."""
    # an empty column has its kind, as a database that begins with it would take it for words
    given = {name: Cast(Value(None), field) for name, field in COLUMNS.items()} | {"what": Value(what)} | said
    columns = {f"desk_{name}": given[name] for name in COLUMNS}
    return rows.order_by().annotate(**columns).values_list(*columns)


def _homes(user: Any) -> dict[int, Forum]:
    """The forums in which a user holds an office; else the one of which they are a member."""
    held = {appointment.office.forum_id: appointment.office.forum for appointment in user.appointments_now}
    return held or {membership.forum_id: membership.forum for membership in user.memberships_now[:1]}


def told(condition: Q) -> Case:
    """Whether a condition holds, as a column: 1 or 0."""
    return Case(When(condition, then=1), default=0)


def _actions(user: Any, today: dt.date) -> QuerySet:
    own, home = owned_by(user), scope(user, "see_drafts", "forum__area")
    soon = Q(due__lte=today + dt.timedelta(days=DUE_SOON)) | Q(due=None)
    to_verify = Q(status="reported") & scope(user, "verify_actions", "forum__area")
    rows = ActionPoint.objects.filter(own & soon & ~Q(status="reported") | to_verify | home & Q(due__lt=today))
    person = getattr(user, "person", None)
    did_it = Q(done_by=person) if person else Q(pk__in=[])
    others = Appointment.objects.live().filter(office__forum=OuterRef("forum"), seat__in=VERIFYING_SEATS)
    for somebody in ("done_by", "person"):
        others = others.exclude(person=Coalesce(OuterRef(somebody), 0))
    return part(
        rows.exclude(status="done"), "action", key=F("pk"), of_forum=F("forum"), words=F("text"), whose=F("owner"),
        mark=F("reference"), day=F("due"), state=F("status"), is_mine=told(own), at_home=told(home & ~did_it),
        first=told(~Exists(others)), second=F("forum__area__parent"),
    )  # fmt: skip


def _told_of_actions(lines: list[Line], user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    mine: list[Line] = []
    others = 0
    chaired = {held.office.forum.area_id for held in user.appointments_now if held.office.seat == "chair"}
    for line in lines:
        if line.is_mine and line.state != "reported":
            mine.append(line)
            if len(mine) > MOST_OF_MINE:
                continue
        elif line.state != "reported" and others >= MOST_LATE:
            continue
        point = ActionPoint(
            pk=line.key, text=line.words, owner=line.whose, reference=line.mark, due=line.day, status=line.state
        )
        if line.is_mine and point.status != "reported":
            yield row_of(point, today) | {"waits_for_me": True, "order": 25}
        elif point.status == "reported":
            # the chair right above is asked where nobody of the forum can verify it
            if not line.is_mine and (line.at_home or line.first and line.second in chaired):
                yield row_of(point, today) | {"waits_for_me": True, "order": 24}
        else:
            others += 1
            yield row_of(point, today) | {"waits_for_me": False, "order": 60}
    if len(mine) > MOST_OF_MINE:
        yield _more_of_mine(mine[MOST_OF_MINE:], today)


def _more_of_mine(lines: list[Line], today: dt.date) -> dict[str, Any]:
    """One row for what a long list would hide."""
    late = sum(line.day is not None and line.day < today for line in lines)
    words = ngettext("%(n)s more action that you took on", "%(n)s more actions that you took on", len(lines))
    return {
        "title": words % {"n": len(lines)},
        "url": reverse("my_actions"),
        "detail": "",
        "status_kind": "late" if late else "",
        "status": ngettext("%(n)s late", "%(n)s late", late) % {"n": late} if late else "",
        "when": "",
        "waits_for_me": True,
        "order": 26,
    }


def _rates(user: Any) -> set[int]:
    """The forums of which the user says how their plans go."""
    return {held.office.forum_id for held in user.appointments_now if held.office.seat in RATES}


def _plans(homes: dict[int, Forum], user: Any, today: dt.date) -> QuerySet:
    """Of the plans at home: what is planned in the quarter that runs, what of it is rated, and what of the last is not."""
    now = Quarter.of(today)
    last = now.previous()
    rows = WorkPlan.objects.filter(forum__in=homes, year__in={now.year, last.year})
    here, over = (
        Activity.objects.filter(objective__plan=OuterRef("pk"), dropped_on=None, quarters__in=masks(quarter.number))
        for quarter in (now, last)
    )
    rated = here.filter(Exists(Progress.objects.standing().filter(activity=OuterRef("pk"), quarter=now.number)))
    unrated = {}
    if _rates(user):
        unsaid = ~Exists(Progress.objects.standing().filter(activity=OuterRef("pk"), quarter=last.number))
        unrated["third"] = number_of(over.filter(unsaid))
    return part(
        rows, "plan", key=F("pk"), of_forum=F("forum"), mark=Cast("year", CharField()), state=F("status"),
        first=number_of(here), second=number_of(rated), **unrated,
    )  # fmt: skip


def _told_of_plans(lines: list[Line], homes: dict[int, Forum], user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    now = Quarter.of(today)
    last = now.previous()
    rates = _rates(user)
    for forum in homes.values():
        mine = next((line for line in lines if line.of_forum == forum.pk and int(line.mark) == now.year), None)
        if mine is None:
            keep_counted(forum, now, None)
        else:
            keep_counted(forum, now, mine.key, mine.state, mine.first, mine.second)
    for line in lines:
        if line.of_forum not in rates or line.state != "adopted":
            continue
        year = int(line.mark)
        unrated = [(last, line.third or 0)] if year == last.year else []
        if year == now.year and (now.end - today).days <= BEFORE_THE_END:
            unrated.append((now, (line.first or 0) - (line.second or 0)))
        for quarter, number in unrated:
            if number:
                yield _to_rate(line.key, homes[line.of_forum], quarter, number, today)


def _to_rate(plan: int, forum: Forum, quarter: Quarter, number: int, today: dt.date) -> dict[str, Any]:
    words = ngettext(
        "Say how %(n)s activity of the work plan went", "Say how %(n)s activities of the work plan went", number
    )
    return {
        "title": words % {"n": number},
        "url": reverse("plan", args=[plan]),
        "detail": f"{forum.title}, {quarter.label}",
        "status_kind": "late" if quarter.end < today else "",
        "status": _("Not rated"),
        "when": _("by %(day)s") % {"day": date_format(quarter.end, "j F")},
        "waits_for_me": True,
        "order": 35,
    }


def _late_pledges(user: Any, today: dt.date) -> QuerySet | None:
    """Pledges due and not delivered, to forums whose secretariat the user is."""
    if not _rates(user):
        return None
    rows = Pledge.objects.filter(scope(user, "keep_record", "forum__area")).late(today)
    return part(rows, "pledge", key=F("pk"), words=F("purpose"), whose=F("giver"), mark=F("kind"), day=F("due"))


def _top(user: Any) -> Forum | None:
    """The forum whose forums below a user follows; none for who has none below."""
    tops = [held.office.forum for held in user.appointments_now if held.office.seat in FOLLOWS_BELOW]
    return tops[0] if tops and tops[0].area.level != Area.Level.SUB_COUNTY else None


def _late_below(user: Any, today: dt.date) -> QuerySet | None:
    """One line for all that is late in the forums below one's own."""
    forum = _top(user)
    if forum is None:
        return None
    below = scope(user, "see_officers_copy", "forum__area") & Q(forum__area__path__startswith=forum.area.path)
    late = ActionPoint.objects.filter(below).late(today).exclude(forum=forum).order_by()
    counted = late.annotate(together=Value(1)).values("together")
    return part(counted, "below", first=Count("pk"), second=Count("forum", distinct=True))


def _told_of_below(lines: list[Line], user: Any) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.first:
            yield {
                "title": ngettext("%(n)s action is late below", "%(n)s actions are late below", line.first)
                % {"n": line.first},
                "url": reverse("actions_below", args=[_top(user).slug]),
                "detail": ngettext("in %(n)s forum", "in %(n)s forums", line.second) % {"n": line.second},
                "status_kind": "late",
                "status": _("Late"),
                "when": "",
                "waits_for_me": False,
                "order": 55,
            }
