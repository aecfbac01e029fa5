"""What does the worker do for the meeting room? It sends notices, reminders and excerpts, each copy once."""

from typing import Any

from django.utils.translation import gettext as _

from meetings import excerpts, notices, reminding
from meetings.models import Excerpt, Notice, Reminder
from portal.jobs.running import Progress, job


@job("send_notice")
def send_notice(row: Any, progress: Progress) -> None:
    """Send the copies that wait; those that an earlier attempt has claimed are left as they are."""
    notice = Notice.objects.select_related("meeting__forum__area").get(pk=row.arguments["notice"])
    waiting = list(notice.deliveries.filter(status="waiting"))
    for n, delivery in enumerate(waiting):
        progress(100 * n // len(waiting), _("%(n)s of %(all)s sent") % {"n": n, "all": len(waiting)})
        delivery.notice = notice
        notices.deliver(delivery)


@job("send_reminder")
def send_reminder(row: Any, progress: Progress) -> None:
    """Send one reminder, unless it was sent or what it is about is done."""
    rows = Reminder.objects.select_related("minutes__meeting__forum__area", "minutes__confirmation__meeting")
    reminding.deliver(rows.get(pk=row.arguments["reminder"]))


@job("send_excerpt")
def send_excerpt(row: Any, progress: Progress) -> None:
    """Send one excerpt with its paper, unless an earlier attempt has claimed it."""
    rows = Excerpt.objects.select_related(
        "paper", "resolution__forum__area", "resolution__deed__entry__minutes__meeting"
    )
    excerpts.deliver(rows.get(pk=row.arguments["excerpt"]))
