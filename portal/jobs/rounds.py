"""What is looked after once a day, and what once a minute? The first sweep of each does every room's round, whoever sweeps."""

import datetime as dt
import logging
from collections.abc import Callable

from django.utils import timezone

from portal.contributions import each
from portal.jobs.models import Heartbeat

logger = logging.getLogger(__name__)
ROUNDS = "rounds"
CLOCKS = "clocks"
MINUTE = dt.timedelta(minutes=1)


def make_rounds(now: dt.datetime) -> bool:
    """Do the rounds of the day unless they were done today, in Nairobi; whether they were done now."""
    today = timezone.localdate(now)
    if not _is_first(ROUNDS, now, lambda last: timezone.localdate(last) < today):
        return False
    _do_all("daily_rounds", today)
    return True


def watch_clocks(now: dt.datetime) -> bool:
    """Do the rounds of the minute unless they were done within it; whether they were done now."""
    if not _is_first(CLOCKS, now, lambda last: last <= now - MINUTE):
        return False
    _do_all("minute_rounds", now)
    return True


def _is_first(name: str, now: dt.datetime, is_due: Callable[[dt.datetime], bool]) -> bool:
    last, _made = Heartbeat.objects.get_or_create(worker=name, defaults={"at": dt.datetime.fromtimestamp(0, dt.UTC)})
    # Another worker may be faster, so the moment is changed only where it still is the one just read.
    return is_due(last.at) and bool(Heartbeat.objects.filter(worker=name, at=last.at).update(at=now))


def _do_all(name: str, moment: dt.date) -> None:
    """A round that fails is logged, the rest go on."""
    for do in each(name):
        try:
            do(moment)
        except Exception:
            logger.exception("The round %s.%s failed", do.__module__, do.__qualname__)
