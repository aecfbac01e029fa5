"""What do the action points tell the forum's page, the desk and the printed matrix?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, Case, Count, DateField, Q, Subquery, Value, When, Window
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans.models import ActionPoint, ActionReminder, LateDigest
from actionplans.models.points import owned_by
from actionplans.promises import desk_row, late_on_desk
from forums.access import scope
from forums.models import Area, Forum
from forums.workflow import StepRefused
from meetings.models import Meeting, Minutes, Resolution
from members.models import Person

MOST_ARISING = 20
MOST_ON_DESK = 40
MOST_LATE = 5
ON_DESK = ("what", "pk", "text", "owner", "reference", "due", "status", "done_by", "is_mine", "at_home")
DUE_SOON = 14  # days
FOLLOWS_BELOW = {"chair", "secretary", "nsc_director", "nsc_officer"}
STATES = {
    "not_started": "Not started",
    "in_progress": "In progress",
    "reported": "Done, to be verified",
    "done": "Done",
}
SHAPES = {"not_started": "", "in_progress": "going", "reported": "wait", "done": "done"}


def standing(point: ActionPoint, today: dt.date) -> tuple[str, str]:
    """The shape and the words of an action's pill: late before anything else."""
    if point.is_late(today):
        days = (today - point.due).days
        return "late", ngettext("Late by %(n)s day", "Late by %(n)s days", days) % {"n": days}
    return SHAPES[point.status], str(point.get_status_display())


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
    """What I took on and is due, what waits for me to verify it, what is late in my forum and below it, of pledges too.

    Two queries: late pledges come with the actions, as a desk asks seldom.
    """
    own, forum = owned_by(user), scope(user, "see_drafts", "forum__area")
    soon = Q(due__lte=today + dt.timedelta(days=DUE_SOON)) | Q(due=None)
    to_verify = Q(status="reported") & scope(user, "verify_actions", "forum__area")
    rows = ActionPoint.objects.filter(own & soon & ~Q(status="reported") | to_verify | forum & Q(due__lt=today))
    rows = rows.still_open().annotate(what=Value("action"), is_mine=_told(own), at_home=_told(forum))
    found = (
        rows.order_by().values_list(*ON_DESK).union(late_on_desk(user, today), all=True).order_by("due", "reference")
    )
    others = pledges = 0
    for what, pk, text, owner, reference, due, status, done_by, is_mine, at_home in found[:MOST_ON_DESK]:
        if what == "pledge":
            pledges += 1
            if pledges <= MOST_LATE:
                yield desk_row(pk, text, owner, reference, due, today)
            continue
        point = ActionPoint(pk=pk, text=text, owner=owner, reference=reference, due=due, status=status)
        if is_mine and status != "reported":
            yield row_of(point, today) | {"waits_for_me": True, "order": 25}
        elif status == "reported":
            mine = at_home and done_by != getattr(user.person, "pk", None) and not is_mine
            if mine:
                yield row_of(point, today) | {"waits_for_me": True, "order": 24}
        elif others < MOST_LATE:
            others += 1
            yield row_of(point, today) | {"waits_for_me": False, "order": 60}
    yield from _late_below(user, today)


def _told(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _late_below(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """One row for all that is late in the forums below one's own; nothing for who has none below. One query."""
    tops = [held.office.forum for held in user.appointments_now if held.office.seat in FOLLOWS_BELOW]
    if not tops or tops[0].area.level == Area.Level.SUB_COUNTY:
        return
    forum = tops[0]
    below = scope(user, "see_officers_copy", "forum__area") & Q(forum__area__path__startswith=forum.area.path)
    late = ActionPoint.objects.filter(below).late(today).exclude(forum=forum).order_by()
    told = late.aggregate(actions=Count("pk"), forums=Count("forum", distinct=True))
    if told["actions"]:
        yield {
            "title": ngettext("%(n)s action is late below", "%(n)s actions are late below", told["actions"])
            % {"n": told["actions"]},
            "url": reverse("actions_below", args=[forum.slug]),
            "detail": ngettext("in %(n)s forum", "in %(n)s forums", told["forums"]) % {"n": told["forums"]},
            "status_kind": "late",
            "status": _("Late"),
            "when": "",
            "waits_for_me": False,
            "order": 55,
        }


def matrix_states(minutes: Minutes) -> list[dict[str, str]]:
    """How far the actions of these minutes are, by reference. One query."""
    points = ActionPoint.objects.filter(deed__entry__minutes=minutes)
    return [{"reference": point.reference, "status": STATES[point.status]} for point in points]


def agenda_fillers(meeting: Meeting, standing: str = "") -> Iterator[tuple[str, str, str]]:
    """Open actions are the matters arising, and those done since the forum met last. One query."""
    if standing not in {"", "arising"}:
        return
    before = Meeting.objects.filter(forum=meeting.forum, held_on__lt=meeting.held_on).took_place()
    ever = Value(dt.date.min, DateField())  # a forum that never met before is told of all that was done
    met_last = Coalesce(Subquery(before.order_by("-held_on").values("held_on")[:1]), ever)
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


def held_here(person: Person, with_contacts: bool) -> Iterator[dict[str, Any]]:
    """Which actions a person took on. One query."""
    for point in ActionPoint.objects.filter(person=person).order_by("set_on"):
        said = [point.reference, point.text, str(point.get_status_display())]
        yield {"order": 65, "what": _("Action taken on"), "words": ", ".join(said)}


def person_merged(keep: Person, lose: Person) -> None:
    """Actions, and who did and verified them, come to the kept one. Raises StepRefused where one verified the other's."""
    theirs = Q(done_by=keep, verified_by=lose) | Q(done_by=lose, verified_by=keep)
    theirs |= Q(person=keep, verified_by=lose) | Q(person=lose, verified_by=keep)
    if ActionPoint.objects.filter(theirs).exists():
        raise StepRefused(_("One verified an action of the other, so they are two people."))
    for name in ("person", "done_by", "verified_by"):
        ActionPoint.objects.filter(**{name: lose}).update(**{name: keep})
    ActionReminder.objects.filter(person=lose, action__reminders__person=keep).delete()
    ActionReminder.objects.filter(person=lose).update(person=keep)
    LateDigest.objects.filter(person=lose).update(person=keep)


def calendar_entries(user: Any, since: dt.date) -> Iterator[tuple[str, dt.date, str, str]]:
    """The days by which what I took on is due: (mark, day, words, address). One query."""
    rows = ActionPoint.objects.filter(owned_by(user), due__gte=since).waiting()
    for point in rows.order_by("due", "reference"):
        words = _("Due: %(reference)s") % {"reference": point.reference}
        yield f"action-{point.pk}", point.due, words, point.get_absolute_url()


def resolution_follows(resolution: Resolution, user: Any) -> Iterator[dict[str, Any]]:
    """The actions that follow from a resolution: minuted under the same entry, or entered by hand. One query."""
    today = timezone.localdate()
    beside = Q(resolution=resolution) | Q(deed__entry=resolution.deed.entry_id)
    for point in ActionPoint.objects.of(resolution.forum, user).filter(beside):
        kind, words = standing(point, today)
        yield {
            "text": point.text, "url": point.get_absolute_url(), "reference": point.reference, "owner": point.owner,
            "due": point.due, "status_kind": kind, "status": words,
        }  # fmt: skip


def resolution_ways(resolution: Resolution) -> Iterator[tuple[str, str]]:
    """An action that follows can be entered."""
    address = reverse("action_add", args=[resolution.forum.slug])
    yield _("Enter an action that follows"), f"{address}?resolution={resolution.pk}"
