"""What do requests upward tell the desk, the forum's page and a resolution's, and how does one stand in a word?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from actionplans.models import Request, RequestNotice
from forums.access import may, scope
from forums.models import Forum
from meetings.models import Resolution
from members.models import Person

MOST_ON_DESK = 40
MOST_WITH_OTHERS = 5
SHAPES = {"draft": "", "sent": "", "acknowledged": "going", "answered": "wait", "closed": "done", "withdrawn": "none"}
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def span(length: dt.timedelta) -> str:
    """A length of time in one unit: minutes, hours up to two days, then days."""
    if length < HOUR:
        n = max(1, round(length / dt.timedelta(minutes=1)))
        return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}
    if length < 2 * DAY:
        n = round(length / HOUR)
        return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n}
    n = round(length / DAY)
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def standing(request: Request, now: dt.datetime) -> tuple[str, str]:
    """The shape and the words of a request's pill: late before anything else."""
    if request.is_late(now):
        return "late", _("Late by %(span)s") % {"span": span(now - request.due)}
    return SHAPES[request.status], str(request.get_status_display())


def owed(request: Request) -> str:
    """What is owed next, by the office until which moment, or by whoever asked; empty where nothing is."""
    if request.status == Request.Status.ANSWERED:
        return _("to be closed")
    if not request.is_waiting:
        return ""
    moment = date_format(timezone.localtime(request.due), "j F, H:i")
    if request.status == Request.Status.SENT:
        return _("acknowledge by %(moment)s") % {"moment": moment}
    return _("answer by %(moment)s") % {"moment": moment}


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """What waits for my office, overdue first; answers for my forum to close; and what we asked that is open.

    One query.
    """
    mine = scope(user, "answer_requests", "office__forum__area") & Q(status__in=Request.WAITING)
    to_close = scope(user, "keep_record", "forum__area") & Q(status="answered")
    ours = scope(user, "see_drafts", "forum__area") & Q(status__in=Request.WAITING)
    rows = Request.objects.filter(mine | to_close | ours).with_offices().order_by("answer_by", "pk")
    now, others = timezone.now(), 0
    for request in rows[:MOST_ON_DESK]:
        if request.status == Request.Status.ANSWERED:
            yield _row(request, now, request.office.title) | {"waits_for_me": True, "order": 21}
        elif may(user, "answer_requests", request.office.forum.area):
            order = 4 if request.is_late(now) else 6 if request.urgency == Request.Urgency.URGENT else 20
            yield _row(request, now, request.forum.area.title) | {"waits_for_me": True, "order": order}
        elif others < MOST_WITH_OTHERS:
            others += 1
            yield _row(request, now, request.office.title) | {"waits_for_me": False, "order": 58}


def _row(request: Request, now: dt.datetime, other: str) -> dict[str, Any]:
    kind, words = standing(request, now)
    said = [other, str(request.get_urgency_display()), request.reference]
    return {
        "title": _("Request: %(text)s") % {"text": request.text[:160]}, "url": request.get_absolute_url(),
        "detail": " · ".join(said), "status_kind": kind, "status": words, "when": owed(request),
    }  # fmt: skip


def forum_facts(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """The way to the requests, for officers alone. No query."""
    if may(user, "see_drafts", forum.area) or may(user, "answer_requests", forum.area):
        yield {
            "order": 65,
            "label": _("Requests"),
            "value": _("What is asked of higher offices, and how it is answered"),
            "url": reverse("forum_requests", args=[forum.slug]),
            "link": pgettext("requests", "List"),
        }


def resolution_ways(resolution: Resolution) -> Iterator[tuple[str, str]]:
    """A higher office can be asked for what the forum cannot do itself."""
    address = reverse("request_ask", args=[resolution.forum.slug])
    yield _("Ask a higher office for help with it"), f"{address}?resolution={resolution.pk}"


def handover_items(forum: Forum, seat: str) -> Iterator[dict[str, Any]]:
    """What the forum has asked and is not closed passes on with the office, and what its office owes. One query."""
    open_now = Q(status__in=["draft", *Request.WAITING, "answered"])
    here = Q(office__forum=forum, office__seat=seat, status__in=Request.WAITING)
    for request in Request.objects.filter(Q(forum=forum) & open_now | here).order_by(
        F("answer_by").asc(nulls_last=True)
    ):
        said = [request.reference, str(request.get_status_display()), owed(request)]
        yield {"label": request.text, "detail": " · ".join(filter(None, said)), "url": request.get_absolute_url()}


def person_merged(keep: Person, lose: Person) -> None:
    """Messages come to the kept one."""
    RequestNotice.objects.filter(person=lose, step__notices__person=keep).delete()
    RequestNotice.objects.filter(person=lose).update(person=keep)
