"""What do forums ask of higher offices, and how quickly are they answered? Lived through the portal's own steps, then dated back."""

import datetime as dt
from typing import Any

from django.utils import timezone

from actionplans import requesting
from actionplans.models import Request, RequestNotice
from actionplans.request_flow import REQUESTS, watch_clocks
from forums.models import Forum
from members.models import Office, User
from portal.jobs.models import Job
from reports.demonstration.words import requests as words

MOMENTS = ("sent_at", "acknowledge_by", "answer_by", "look_at", "acknowledged_at", "answered_at", "closed_at")
STOP_MOMENTS = ("since", "answer_by", "acknowledged_at", "answered_at", "left_at")


def ask_all(users: dict[str, User], now: dt.datetime) -> None:
    """Write, send and answer them as the officers would. Nobody is written to about what lies so far back."""
    for asked in words.REQUESTS:
        office = Office.objects.get(forum__area__code=asked.to[0], seat=asked.to[1])
        upward = requesting.write_request(
            forum=Forum.objects.with_area().get(area__code=asked.forum), office=office, urgency=asked.urgency,
            text=asked.text, why=asked.why, by=users[asked.by],
        )  # fmt: skip
        if asked.ago is None:
            continue
        sent = now - dt.timedelta(hours=asked.ago)
        for then in (words.Then("send", 0, asked.by), *asked.then):
            _step(upward.pk, then, users, sent + dt.timedelta(hours=then.hours))
    RequestNotice.objects.update(status=RequestNotice.Status.SENT)
    Job.objects.filter(kind="send_request_notice").delete()


def _step(pk: int, then: words.Then, users: dict[str, User], at: dt.datetime) -> None:
    """Take a step now, and date what it has written to the moment when it is to have happened."""
    upward, before = _read(pk)
    more: dict[str, Any] = dict(then.more)
    if "in_days" in more:
        more["due"] = timezone.localdate() + dt.timedelta(days=more.pop("in_days"))
    now = timezone.now()
    if then.verb == "raise":
        watch_clocks(now)
    elif then.verb == "answer":
        requesting.answer(request=upward, words=then.words, by=users[then.account], **more)
    else:
        REQUESTS.take(upward, then.verb, by=users[then.account], note=then.words, **more)
    upward, after = _read(pk)
    for row, names in [(upward, MOMENTS), *((stop, STOP_MOMENTS) for stop in upward.stops.all())]:
        changed = [name for name in names if after[row, name] and after[row, name] != before.get((row, name))]
        for name in changed:
            setattr(row, name, after[row, name] - (now - at))
        row.save(update_fields=changed)
    upward.happened.filter(pk=upward.happened.latest("pk").pk).update(at=at)


def _read(pk: int) -> tuple[Request, dict[tuple[Any, str], dt.datetime | None]]:
    """The request, and every moment of it and of its turns."""
    upward = Request.objects.with_offices().get(pk=pk)
    moments = {(upward, name): getattr(upward, name) for name in MOMENTS}
    moments |= {(stop, name): getattr(stop, name) for stop in upward.stops.all() for name in STOP_MOMENTS}
    return upward, moments
