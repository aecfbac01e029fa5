"""Who reviews whom? The reporting line in force, which by default leads to the area one lies in."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import require
from forums.models import Area, ReportingLine
from forums.workflow import StepRefused
from portal.contributions import tell


def reports_to(area: Area, day: dt.date | None = None) -> Area | None:
    """The area whose forum reviews this one's reports on a day; None for the country."""
    line = area.reporting_lines.on(day or timezone.localdate()).select_related("to").first()
    return line.to if line else area.parent


def above(area: Area) -> list[Area]:
    """The areas along the reporting line in force today, the nearest first. Two queries."""
    own = {line.area_id: line.to for line in ReportingLine.objects.on(timezone.localdate()).select_related("to")}
    paths = {path for found in (area, *own.values()) for path in _paths_down_to(found.path)}
    known = {found.pk: found for found in Area.objects.filter(path__in=paths)}
    found: list[Area] = []
    next_one = own.get(area.pk) or known.get(area.parent_id)
    while next_one is not None and next_one not in found:
        found.append(next_one)
        next_one = own.get(next_one.pk) or known.get(next_one.parent_id)
    return found


def _paths_down_to(path: str) -> list[str]:
    """`/KE/`, `/KE/RV/` ... down to a path itself."""
    codes = path.strip("/").split("/")
    return [f"/{'/'.join(codes[:number])}/" for number in range(1, len(codes) + 1)]


def led_from(areas: Collection[int]) -> dict[int, set[int]]:
    """Which areas report to each of these by a line of their own today, straight or through others. One query."""
    to = dict(ReportingLine.objects.on(timezone.localdate()).values_list("area", "to"))
    led: dict[int, set[int]] = defaultdict(set)
    for area in to:
        above = to.get(area)
        while above is not None:
            if above in areas:
                led[above].add(area)
            above = to.get(above)
    return led


def directly_below(areas: Collection[int]) -> list[tuple[int, int]]:
    """The areas whose reporting line leads straight to one of these today: (area, to). Two queries, or none."""
    if not areas:
        return []
    to = dict(ReportingLine.objects.on(timezone.localdate()).values_list("area", "to"))
    children = Area.objects.filter(parent__in=areas).exclude(pk__in=to).values_list("pk", "parent_id")
    return [*children, *((area, above) for area, above in to.items() if above in areas)]


def set_line(*, area: Area, to: Area, since: dt.date, instrument: str, by: Any) -> None:
    """Let an area report to another from a day on. Raises StepRefused in words where that cannot be."""
    require(by, "change_areas", Area.objects.get(level=Area.Level.NATIONAL))
    with transaction.atomic():
        open_line = area.reporting_lines.select_for_update().filter(until__isnull=True).first()
        before = reports_to(area, since)
        if before == to:
            raise StepRefused(_("%(area)s reports to %(to)s already.") % {"area": area.title, "to": to.title})
        if _leads_to(to, area):
            raise StepRefused(_("%(to)s reports to %(area)s itself.") % {"area": area.title, "to": to.title})
        if open_line and open_line.since >= since:
            raise StepRefused(
                _("The line in force began on %(day)s. Choose a later day.") % {"day": f"{open_line.since:%d/%m/%Y}"}
            )
        if open_line:
            open_line.until = since - dt.timedelta(days=1)
            open_line.save(update_fields=["until"])
        if to.pk != area.parent_id:
            ReportingLine.objects.create(area=area, to=to, since=since, instrument=instrument)
        ledger.record("area.report_to", area, by=by, area=area, note=instrument, to=to.pk)
        tell("lines_changed", {to.pk, before.pk} if before else {to.pk})


def _leads_to(area: Area | None, other: Area) -> bool:
    """Whether the line from an area upward passes through another."""
    seen: set[int] = set()
    while area is not None and area.pk not in seen:
        if area.pk == other.pk:
            return True
        seen.add(area.pk)
        area = reports_to(area)
    return False
