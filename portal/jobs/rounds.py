"""What is looked after once a day? The first sweep of a day in Nairobi does every room's round, whoever sweeps."""

import datetime as dt
import logging

from django.utils import timezone

from portal.contributions import each
from portal.jobs.models import Heartbeat

logger = logging.getLogger(__name__)
ROUNDS = "rounds"


def make_rounds(now: dt.datetime) -> bool:
    """Do the rounds unless they were done today; whether they were done now. A round that fails is logged, the rest go on."""
    last, _made = Heartbeat.objects.get_or_create(worker=ROUNDS, defaults={"at": dt.datetime.fromtimestamp(0, dt.UTC)})
    today = timezone.localdate(now)
    if timezone.localdate(last.at) >= today:
        return False
    if not Heartbeat.objects.filter(worker=ROUNDS, at=last.at).update(at=now):
        return False  # another worker was faster
    for do in each("daily_rounds"):
        try:
            do(today)
        except Exception:
            logger.exception("The round %s.%s failed", do.__module__, do.__qualname__)
    return True
