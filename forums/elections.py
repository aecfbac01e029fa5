"""Is it an election period here, and what follows from it?"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import require
from forums.models import Area, ElectionPeriod
from forums.workflow import StepRefused

RIGHT = "change_areas"


def period_at(area: Area, day: dt.date | None = None) -> ElectionPeriod | None:
    """The election period that an area is in on a day, the nearest area's before the country's. One query."""
    return nearest(running(day or timezone.localdate()), area)


def running(day: dt.date) -> list[ElectionPeriod]:
    """The periods that a day lies in. One query."""
    return list(ElectionPeriod.objects.on(day).select_related("area"))


def nearest(periods: list[ElectionPeriod], area: Area) -> ElectionPeriod | None:
    """Of these periods the one that governs an area: its own before its county's, before the country's."""
    here = [period for period in periods if area.path.startswith(period.area.path)]
    return max(here, key=lambda period: len(period.area.path), default=None)


def open_period(*, period: ElectionPeriod, by: Any) -> ElectionPeriod:
    """Enter an election period. Raises PermissionDenied without the right."""
    require(by, RIGHT, _country())
    with transaction.atomic():
        period.save()
        ledger.record("election.open", period, by=by, area=period.area, note=period.instrument)
    return period


def end_period(*, period: ElectionPeriod, by: Any) -> None:
    """Let a period end today; one that has not begun is taken back. Raises StepRefused for one that is over."""
    require(by, RIGHT, _country())
    today = timezone.localdate()
    with transaction.atomic():
        found = ElectionPeriod.objects.select_for_update().select_related("area").get(pk=period.pk)
        if found.until < today:
            raise StepRefused(_("This period is over already."))
        ledger.record("election.end", found, by=by, area=found.area)
        if found.since > today:
            found.delete()
        else:
            found.until = today
            found.save(update_fields=["until"])


def _country() -> Area:
    return Area.objects.get(level=Area.Level.NATIONAL)
