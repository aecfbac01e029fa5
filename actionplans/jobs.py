"""What does the worker do for the action plans? It sends reminders, the weekly lists and word of requests, each once."""

from typing import Any

from actionplans import reminding, request_notices
from actionplans.models import ActionReminder, LateDigest, RequestNotice
from portal.jobs.running import Progress, job


@job("send_action_reminder")
def send_action_reminder(row: Any, progress: Progress) -> None:
    """Send one reminder, unless it was sent or what it is about is done."""
    rows = ActionReminder.objects.select_related("action__forum__area", "action__person", "action__office__forum")
    reminding.remind(rows.get(pk=row.arguments["reminder"]))


@job("send_late_digest")
def send_late_digest(row: Any, progress: Progress) -> None:
    """Send one weekly list of what is late."""
    reminding.tell_late(LateDigest.objects.select_related("forum__area").get(pk=row.arguments["digest"]))


@job("send_request_notice")
def send_request_notice(row: Any, progress: Progress) -> None:
    """Send one message about a request, unless it was sent."""
    rows = RequestNotice.objects.select_related("step__request__forum__area", "step__request__office")
    request_notices.deliver(rows.get(pk=row.arguments["notice"]))
