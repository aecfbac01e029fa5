"""How is work asked for? A row committed with the deed that asks; the bell rings afterwards, and may stay silent."""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.celery import app
from portal.jobs.models import Job

logger = logging.getLogger(__name__)


def ask(kind: str, key: str, *, by: Any = None, **ids: int) -> Job:
    """Ask for work, in the caller's transaction. The same `key` asks once, however often it is called."""
    job, is_new = Job.objects.get_or_create(key=key, defaults={"kind": kind, "arguments": ids, "asked_by": by})
    if is_new:
        transaction.on_commit(lambda: ring(job.pk))
    return job


def ask_again(job: Job, *, by: Any = None, even_done: bool = False) -> bool:
    """Give a failed job its attempts afresh, `even_done` also one that has ended well; whether it was over."""
    over = [Job.Status.FAILED, Job.Status.DONE] if even_done else [Job.Status.FAILED]
    again = Job.objects.filter(pk=job.pk, status__in=over).update(
        status=Job.Status.QUEUED,
        attempts=0,
        error="",
        fault="",
        progress=0,
        doing="",
        finished_at=None,
        rung_at=timezone.now(),
        asked_by=by,
    )
    if again:
        transaction.on_commit(lambda: ring(job.pk))
    return bool(again)


def ring(job_id: int) -> None:
    """Tell a worker that there is work. A dead broker is no harm: the sweep rings again."""
    try:
        app.send_task("portal.jobs.tasks.run_job", args=[job_id], retry=False)
    except Exception as wrong:  # noqa: BLE001 - whatever the broker says, the row stands
        logger.warning("job %s: the doorbell did not ring (%s)", job_id, type(wrong).__name__)
