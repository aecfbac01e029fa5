"""How is a job run once, whatever dies? Claimed by compare-and-swap with a lease, settled in one transaction."""

import datetime as dt
import errno
import importlib.util
import logging
import uuid
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.jobs.asking import ring
from portal.jobs.models import Heartbeat, Job
from portal.jobs.rounds import make_rounds, watch_clocks

logger = logging.getLogger(__name__)
Settle = Callable[[], None]
Progress = Callable[[int, Any], None]
Handler = Callable[[Job, Progress], Settle | None]
_handlers: dict[str, Handler] = {}


class JobError(Exception):
    """What went wrong, in words for the person who asked; `retry` when another attempt may help."""

    def __init__(self, words: Any, *, retry: bool = False) -> None:
        super().__init__(str(words))
        self.retry = retry


class LeaseLost(Exception):
    """Another worker has taken the job over; this one stops without leaving a trace."""


def job(kind: str) -> Callable[[Handler], Handler]:
    """Register a handler. It gets (job, progress) and may return `settle`, run in the finishing transaction."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def load_handlers() -> None:
    """Import the `jobs` module of every room, in the worker alone: the web process never learns to print."""
    for app in apps.get_app_configs():
        if app.name != "portal" and importlib.util.find_spec(f"{app.name}.jobs"):
            importlib.import_module(f"{app.name}.jobs")


def run(job_id: int) -> bool:
    """Run a job if nobody else does; whether it was claimed here."""
    claim = uuid.uuid4()
    if not _claim(job_id, claim):
        return False
    row = Job.objects.get(pk=job_id)
    try:
        handler = _handlers.get(row.kind)
        if handler is None:
            raise JobError(_("This portal does not know this kind of work."))
        settle = handler(row, _progress_of(row, claim))
        _finish(row, claim, settle)
    except LeaseLost:
        logger.warning("job %s: another worker has it", job_id)
    except JobError as wrong:
        _fail(row, claim, str(wrong), type(wrong).__name__, wrong.retry)
    except OSError as wrong:
        full = wrong.errno == errno.ENOSPC
        words = _("The disk is full. Ask whoever runs the portal to make room, then try again.") if full else TROUBLE
        _fail(row, claim, str(words), f"{type(wrong).__name__} {wrong.errno}", not full)
    except Exception as wrong:
        logger.exception("job %s failed", job_id)
        _fail(row, claim, str(TROUBLE), type(wrong).__name__, True)
    return True


TROUBLE = _(
    "Something went wrong with this work. It can be asked for again; if it fails again, tell whoever runs the portal."
)


def sweep(worker: str = "sweep") -> int:
    """Note the heartbeat and ring again for work that nobody does: queued and unheard, or its lease ran out. How many.

    The first of a day does its rounds too, and the first of a minute what hangs on a clock.
    """
    now = timezone.now()
    Heartbeat.objects.update_or_create(worker=worker, defaults={"at": now})
    unheard = Q(status=Job.Status.QUEUED, rung_at__lt=now - dt.timedelta(seconds=settings.SWEEP_SECONDS))
    orphaned = Q(status=Job.Status.RUNNING, lease_until__lt=now)
    Job.objects.filter(orphaned, attempts__gte=F("max_attempts")).update(
        status=Job.Status.FAILED, claim=None, lease_until=None, finished_at=now, error=str(TROUBLE), fault="LeaseRanOut"
    )
    rows = list(Job.objects.filter(unheard | orphaned).values_list("pk", flat=True)[:200])
    Job.objects.filter(pk__in=rows).update(rung_at=now)
    for row in rows:
        ring(row)
    make_rounds(now)
    watch_clocks(now)
    return len(rows)


def _claim(job_id: int, claim: uuid.UUID) -> bool:
    now = timezone.now()
    free = Q(status=Job.Status.QUEUED) | Q(status=Job.Status.RUNNING, lease_until__lt=now)
    taken = Job.objects.filter(free, pk=job_id, attempts__lt=F("max_attempts")).update(
        status=Job.Status.RUNNING,
        claim=claim,
        lease_until=_lease(now),
        attempts=F("attempts") + 1,
        started_at=now,
        error="",
        fault="",
    )
    return bool(taken)


def _lease(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(seconds=settings.LEASE_SECONDS)


def _mine(row: Job, claim: uuid.UUID) -> Any:
    return Job.objects.filter(pk=row.pk, status=Job.Status.RUNNING, claim=claim)


def _progress_of(row: Job, claim: uuid.UUID) -> Progress:
    def progress(percent: int, words: Any) -> None:
        if not _mine(row, claim).update(progress=percent, doing=str(words), lease_until=_lease(timezone.now())):
            raise LeaseLost

    return progress


def _finish(row: Job, claim: uuid.UUID, settle: Settle | None) -> None:
    with transaction.atomic():
        done = _mine(row, claim).update(
            status=Job.Status.DONE, claim=None, lease_until=None, progress=100, doing="", finished_at=timezone.now()
        )
        if not done:
            raise LeaseLost
        if settle:
            settle()


def _fail(row: Job, claim: uuid.UUID, words: str, fault: str, retry: bool) -> None:
    """Another attempt waits until the lease would have ended; the last one leaves the words on the page."""
    now = timezone.now()
    mine = _mine(row, claim)
    if retry and row.attempts < row.max_attempts:
        mine.update(error=words[:300], fault=fault[:120], lease_until=_lease(now))
    else:
        mine.update(
            status=Job.Status.FAILED,
            claim=None,
            lease_until=None,
            finished_at=now,
            error=words[:300],
            fault=fault[:120],
        )
