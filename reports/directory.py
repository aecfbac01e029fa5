"""Which forums lie below, who chairs them, when did they last meet, and who is missing on their rosters?"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.elections import nearest, running
from forums.models import Area, Forum
from forums.quarter import Quarter
from meetings.models import Meeting
from members.models import Appointment, Membership, Sector
from reports.establishment import ESTABLISHED

SEATS = ("chair", "co_chair")
SORTS: dict[str, tuple[Any, Any]] = {
    "name": (gettext_lazy("Name"), F("area__name").asc()),
    "met": (gettext_lazy("Last met, latest first"), F("last_met").desc(nulls_last=True)),
    "long_ago": (gettext_lazy("Last met, longest ago first"), F("last_met").asc(nulls_last=True)),
    "roster": (gettext_lazy("Roster, largest first"), F("roster_size").desc()),
    "small": (gettext_lazy("Roster, smallest first"), F("roster_size").asc()),
}
STAGES = [("established", gettext_lazy("Established")), *Forum.Stage.choices]


def told_of(forums: QuerySet) -> QuerySet:
    """The forums with the day they last met and the number of their members, invited or confirmed."""
    sittings = Meeting.objects.took_place().filter(forum=OuterRef("pk"))
    seats = Membership.objects.on_roster().filter(forum=OuterRef("pk")).order_by().values("forum")
    return forums.with_area().annotate(
        last_met=Subquery(sittings.values("held_on")[:1]),
        roster_size=Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n")), 0),
    )


def filtered(forums: QuerySet, asked: dict[str, str], counties: list[Area], today: dt.date) -> QuerySet:
    """Those that fit what was asked, in the order asked; what is not understood does not narrow."""
    if asked["q"]:
        forums = forums.filter(Q(area__name__icontains=asked["q"]) | Q(area__parent__name__icontains=asked["q"]))
    if asked["level"] in Area.Level.values:
        forums = forums.filter(area__level=asked["level"])
    if asked["stage"] == "established":
        forums = forums.filter(stage__in=ESTABLISHED)
    elif asked["stage"] in Forum.Stage.values:
        forums = forums.filter(stage=asked["stage"])
    for county in counties:
        if county.code == asked["county"]:
            forums = forums.filter(area__path__startswith=county.path)
    if asked["vacant"]:
        in_post = Appointment.objects.on(today).accepted().filter(office__forum=OuterRef("pk"), office__seat="chair")
        forums = forums.filter(~Exists(in_post))
    if asked["silent"]:
        forums = forums.filter(_is_silent(silent_since(today)))
    return forums.order_by(SORTS[asked["sort"]][1], "area__name", "area__path")


def silent_since(today: dt.date) -> dt.date:
    """The day from which two whole quarters have gone by, and what has passed of this one."""
    return Quarter.of(today).previous().previous().start


def _is_silent(since: dt.date) -> Q:
    """Established by then, and no meeting on record from then on; what nobody told of is not called silent."""
    launched_later = Q(stage=Forum.Stage.LAUNCHED, stage_since__gte=since)
    return Q(stage__in=ESTABLISHED) & ~launched_later & (Q(last_met__isnull=True) | Q(last_met__lt=since))


def with_people(forums: Iterable[Forum], today: dt.date) -> list[Forum]:
    """The forums with `chair`, `co_chair` (an appointment or None) and `gaps`, the expected sectors with nobody.

    Whoever acts comes before the substantive holder. Four queries, however many forums.
    """
    forums = list(forums)
    ids = [forum.pk for forum in forums]
    held: dict[tuple[int, str], Appointment] = {}
    in_post = Appointment.objects.on(today).accepted().filter(office__forum__in=ids, office__seat__in=SEATS)
    for row in in_post.select_related("office", "person").order_by("-is_acting", "since"):
        held.setdefault((row.office.forum_id, row.office.seat), row)
    sectors, periods = list(Sector.objects.all()), running(today)
    filled: dict[int, set[int]] = defaultdict(set)
    seats = Membership.objects.on_roster().filter(forum__in=ids)
    for forum_id, sector_id in seats.order_by().values_list("forum", "sector").distinct():
        filled[forum_id].add(sector_id)
    for forum in forums:
        forum.chair, forum.co_chair = (held.get((forum.pk, seat)) for seat in SEATS)
        is_told_of = forum.is_open or forum.roster_size
        period = nearest(periods, forum.area)
        besides = set(period.sectors) if period else set()
        forum.gaps = [
            sector
            for sector in sectors
            if (sector.is_expected or sector.code in besides) and sector.pk not in filled[forum.pk] and is_told_of
        ]
        forum.is_told_of = is_told_of
    return forums


def sheet_of(forums: QuerySet, today: dt.date) -> tuple[list[str], list[list[Any]]]:
    """The whole list as a table to take along, worked out before the answer begins: afterwards its language is gone."""
    heads = [_("Code"), _("Area"), _("Level"), _("Lies in"), _("Standing"), _("Since"), _("Chair"), _("Co-chair")]
    heads += [_("Last met"), _("Roster"), _("Expected sectors with nobody"), _("Which")]
    rows = []
    for forum in with_people(forums, today):
        area = forum.area
        rows.append(
            [
                area.code, area.name, area.get_level_display(), area.parent.name, forum.get_stage_display(),
                forum.stage_since, _holder(forum.chair), _holder(forum.co_chair), forum.last_met, forum.roster_size,
                len(forum.gaps) if forum.is_told_of else None, ", ".join(sector.brief for sector in forum.gaps),
            ]
        )  # fmt: skip
    return heads, rows


def _holder(appointment: Appointment | None) -> str:
    if appointment is None:
        return ""
    acting = _("%(name)s, acting") % {"name": appointment.person.name}
    return acting if appointment.is_acting else appointment.person.name
