"""What do the action points tell the forum's page, the desk and the printed matrix?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, Subquery, Window
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPoint
from forums.access import scope
from forums.models import Forum
from meetings.models import Meeting, Minutes

MOST_ARISING = 20
STATES = {"not_started": "Not started", "in_progress": "In progress", "done": "Done"}


def standing(point: ActionPoint, today: dt.date) -> tuple[str, str]:
    """The shape and the words of an action's pill: late before anything else."""
    if point.status != "done" and point.due and point.due < today:
        days = (today - point.due).days
        return "late", ngettext("Late by %(n)s day", "Late by %(n)s days", days) % {"n": days}
    return {"not_started": "", "in_progress": "going", "done": "done"}[point.status], point.get_status_display()


def row_of(point: ActionPoint, today: dt.date) -> dict[str, Any]:
    """An action as a row of a task list."""
    kind, words = standing(point, today)
    return {
        "title": point.text,
        "url": point.get_absolute_url(),
        "detail": " · ".join(filter(None, [point.owner, point.reference])),
        "status_kind": kind,
        "status": words,
        "when": _("due %(day)s") % {"day": date_format(point.due, "j F")} if point.due else "",
    }


def open_actions(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """The forum's open actions, the soonest due first. One query."""
    open_now = ActionPoint.objects.of(forum, user).still_open()
    rows = list(open_now.annotate(open_in_all=Window(Count("pk")))[:4])
    for point in rows:
        point.forum = forum
    yield {
        "order": 20,
        "template": "actionplans/_open_actions.html",
        "rows": [row_of(point, today) for point in rows],
        "count": rows[0].open_in_all if rows else 0,
    }


def handover_items(forum: Forum, seat: str) -> Iterator[dict[str, Any]]:
    """The forum's open actions pass on with the office. One query."""
    for point in ActionPoint.objects.filter(forum=forum).still_open():
        yield {
            "label": point.text,
            "detail": " · ".join(filter(None, [point.owner, point.reference])),
            "url": point.get_absolute_url(),
        }


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """Actions of one's own forum that are late. One query."""
    own = scope(user, "see_drafts", "forum__area")
    for point in ActionPoint.objects.filter(own, due__lt=today).still_open().select_related("forum")[:5]:
        yield row_of(point, today) | {"waits_for_me": False, "order": 60}


def matrix_states(minutes: Minutes) -> list[dict[str, str]]:
    """How far the actions of these minutes are, by reference. One query."""
    points = ActionPoint.objects.filter(deed__entry__minutes=minutes)
    return [{"reference": point.reference, "status": STATES[point.status]} for point in points]


def agenda_fillers(meeting: Meeting, standing: str = "") -> Iterator[tuple[str, str, str]]:
    """Open actions are the matters arising, and those done since the forum met last. One query."""
    if standing not in {"", "arising"}:
        return
    before = Meeting.objects.filter(forum=meeting.forum, held_on__lt=meeting.held_on).took_place()
    met_last = Subquery(before.order_by("-held_on").values("held_on")[:1])
    rows = ActionPoint.objects.filter(forum=meeting.forum)
    arising = rows.filter(~Q(status="done") | Q(stood_on__gte=met_last)).order_by("due", "reference")
    for point in arising[:MOST_ARISING]:
        owed = _("by %(day)s") % {"day": date_format(point.due, "j F Y")} if point.due else ""
        said = ", ".join(filter(None, [point.text.rstrip("."), point.owner, owed]))
        yield "arising", f"{point.reference}: {said}. {point.get_status_display()}.", point.get_absolute_url()


def items_with_open_actions(meeting: Meeting) -> list[int]:
    """The agenda items of a meeting from which an action is still open. One query."""
    rows = ActionPoint.objects.filter(deed__entry__item__meeting=meeting).still_open().order_by()
    return list(rows.values_list("deed__entry__item", flat=True).distinct())
