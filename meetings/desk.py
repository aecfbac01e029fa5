"""What waits on somebody's desk from the meeting room, and what does it tell the forum's page?"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    Count,
    Exists,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    Subquery,
    Value,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.access import may, scope
from forums.models import Forum
from forums.quarter import Quarter
from meetings import life, sealing
from meetings.models import (
    Addendum,
    AddendumSignature,
    Amendment,
    Attendance,
    Clearance,
    EntryRevision,
    Gap,
    Meeting,
    Minutes,
    Resolution,
    Signature,
)
from members.models import Person

SEATS = {"chair", "co_chair", "secretary"}


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """Minutes to write, clear, confirm and sign, and meetings to plan or to record. A constant number of queries."""
    own = scope(user, "see_drafts", "meeting__forum__area")
    later = Meeting.objects.filter(forum=OuterRef("meeting__forum"), held_on__gt=OuterRef("meeting__held_on"))
    undecided = EntryRevision.objects.undecided().filter(minutes=OuterRef("pk"))
    rows = (
        Minutes.objects.filter(own)
        .annotate(
            forum_met_since=Exists(later.took_place()),
            to_decide=Exists(undecided),
            **_open_beside(user),
        )
        .exclude(Q(status="sealed") & Q(addendum_waits=False))
        .select_related("meeting", "confirmation")
        .order_by("meeting__held_on")
    )
    for minutes in _with_what_decides(list(rows), user):
        yield from _minutes_rows(minutes, user)
        yield from _amendment_rows(minutes, user)
        yield from _addendum_rows(minutes, user)
    yield from _meeting_rows(user, today)


def _with_what_decides(rows: list[Minutes], user: Any) -> list[Minutes]:
    """The same minutes, with what tells whether anybody is still waited for. One query, none where nothing waits."""
    forums = _forums_of([minutes.meeting for minutes in rows], user)
    waiting = [minutes for minutes in rows if minutes.status in {"clearing", "confirmed"}]
    said = _said_of(waiting)
    person = getattr(getattr(user, "person", None), "pk", None)
    for minutes in rows:
        minutes.meeting.forum = forums[minutes.meeting.forum_id]
        words = [word for word in said[minutes.pk] if word.what != "cleared" or word.round == minutes.round]
        minutes.cleared_already = {word.seat for word in words if word.what == "cleared"}
        minutes.signed_already = {word.seat for word in words if word.what == "signed"}
        minutes.declined_already = {word.seat for word in words if word.what == Gap.Why.DECLINED}
        own = {word.what for word in words if word.person == person}
        minutes.i_cleared, minutes.i_signed = "cleared" in own, bool(own - {"cleared"})
    return rows


def _forums_of(meetings: list[Meeting], user: Any) -> dict[int, Forum]:
    """The forums of these meetings, by number: those whose office the user holds are at hand. One query for any other."""
    forums = {held.office.forum_id: held.office.forum for held in user.appointments_now}
    others = {meeting.forum_id for meeting in meetings} - forums.keys()
    return forums | (Forum.objects.with_area().in_bulk(others) if others else {})


class Said(NamedTuple):
    """A word that somebody gave on minutes: cleared (in which round), signed, or why not."""

    minutes: int
    seat: str
    person: int | None
    round: int
    what: str


def _said_of(waiting: list[Minutes]) -> dict[int, list[Said]]:
    """Every word given on these minutes, by minutes. One query; none where nothing waits."""
    found: dict[int, list[Said]] = defaultdict(list)
    if waiting:
        asked = [minutes.pk for minutes in waiting]
        plain = ("minutes_id", "seat", "person_id")
        none, signed = Value(0, PositiveSmallIntegerField()), Value("signed", CharField())
        cleared = Clearance.objects.filter(minutes__in=asked).order_by()
        signatures = Signature.objects.filter(minutes__in=asked).order_by()
        gaps = Gap.objects.filter(minutes__in=asked, step=Gap.Step.SIGNING).order_by()
        rows = cleared.values_list(*plain, "round", Value("cleared", CharField())).union(
            signatures.values_list(*plain, none, signed), gaps.values_list(*plain, none, "why"), all=True
        )
        for row in rows:
            found[row[0]].append(Said(*row))
    return found


def handover_items(forum: Forum, seat: str) -> Iterator[dict[str, Any]]:
    """Minutes that are not sealed, addenda that wait, and the meetings ahead: they pass on with the office, as resolutions do. Four queries."""
    waiting = Minutes.objects.filter(meeting__forum=forum).exclude(status="sealed").select_related("meeting")
    for minutes in waiting.order_by("meeting__held_on"):
        yield {
            "label": _("Minutes of %(day)s") % {"day": date_format(minutes.meeting.held_on, "j F Y")},
            "detail": minutes.get_status_display(),
            "url": minutes.get_absolute_url(),
        }
    for addendum in Addendum.objects.waiting().filter(minutes__meeting__forum=forum).select_related("minutes__meeting"):
        yield {
            "label": _("Addendum to the minutes of %(day)s")
            % {"day": date_format(addendum.minutes.meeting.held_on, "j F Y")},
            "detail": addendum.get_status_display(),
            "url": f"{addendum.minutes.get_absolute_url()}#addenda",
        }
    for resolution in Resolution.objects.filter(forum=forum).still_open().with_meeting():
        yield {
            "label": _("Resolution %(reference)s") % {"reference": resolution.reference},
            "detail": resolution.get_status_display(),
            "url": resolution.get_absolute_url(),
        }
    for meeting in Meeting.objects.filter(forum=forum, status__in=["planned", "convened"]).order_by("held_on"):
        yield {
            "label": _("Meeting of %(day)s") % {"day": date_format(meeting.held_on, "j F Y")},
            "detail": meeting.get_status_display(),
            "url": meeting.get_absolute_url(),
        }


def resolution_facts(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """The way to the register. No query."""
    yield {
        "order": 60,
        "label": _("Resolutions"),
        "value": _("What was resolved, and what has become of it"),
        "url": reverse("resolutions", args=[forum.slug]),
        "link": _("Register"),
    }


def held_here(person: Person, with_contacts: bool) -> Iterator[dict[str, Any]]:
    """At which meetings a person is on record, and how; what amendments they proposed. Two queries."""
    for row in Attendance.objects.filter(person=person).select_related("meeting").order_by("meeting__held_on"):
        said = [row.meeting.reference, date_format(row.meeting.held_on, "j F Y"), str(row.get_status_display())]
        yield {"order": 60, "what": _("Attendance"), "words": ", ".join(said)}
    for row in Amendment.objects.filter(person=person).select_related("minutes__meeting"):
        said = [row.minutes.meeting.reference, row.why, str(row.get_status_display())]
        yield {"order": 61, "what": _("Amendment to minutes"), "words": ", ".join(said)}


def reservations(people: list[int], since: dt.date) -> Iterator[tuple[int, dt.date]]:
    """Which of these people signed minutes with a reservation, on which days. One query."""
    rows = Signature.objects.filter(person__in=people, at__date__gte=since).exclude(reservation="")
    for person, at in rows.values_list("person_id", "at"):
        yield person, timezone.localdate(at)


def _open_beside(user: Any) -> dict[str, Any]:
    """What else waits with minutes: how many amendments, an addendum and whether this user signed it."""
    amendments = Amendment.objects.waiting().filter(minutes=OuterRef("pk")).order_by()
    addenda = Addendum.objects.waiting().filter(minutes=OuterRef("pk"))
    mine = AddendumSignature.objects.filter(addendum=OuterRef("pk"), person=getattr(user, "person", None))
    return {
        "amendments_wait": Subquery(amendments.values("minutes").annotate(n=Count("pk")).values("n")),
        "addendum_waits": Exists(addenda),
        "addendum_waits_for_me": Exists(addenda.exclude(Exists(mine))),
    }


def _minutes_rows(minutes: Minutes, user: Any) -> Iterator[dict[str, Any]]:
    day = date_format(minutes.meeting.held_on, "j F Y")
    area = minutes.meeting.forum.area
    keeps, clears = may(user, "keep_record", area), may(user, "clear_minutes", area)
    row = {"url": minutes.get_absolute_url(), "detail": f"{area.title}, {minutes.meeting.name.lower()}", "order": 20}
    when = date_format(minutes.meeting.held_on, "j F")
    if minutes.to_decide and keeps:
        yield row | {
            "waits_for_me": True,
            "title": _("Decide between two texts in the minutes of %(day)s") % {"day": day},
            "url": reverse("decisions", args=[minutes.pk]),
            "status_kind": "late",
            "status": _("Needs your decision"),
            "when": when,
            "order": 5,
        }
    if minutes.status == "draft" and keeps:
        returned = minutes.round > 1
        title = _("Put the minutes of %(day)s right") if returned else _("Write the minutes of %(day)s")
        yield row | {
            "waits_for_me": True,
            "title": title % {"day": day},
            "url": reverse("minute_book", args=[minutes.meeting_id]),
            "status_kind": "late" if returned else "going",
            "status": _("Returned") if returned else _("Draft"),
            "when": when,
        }
    elif minutes.status == "clearing":
        mine = clears and not minutes.i_cleared
        ready = keeps and not mine and not life.clearance_awaited(minutes, user)
        title = _("Clear the minutes of %(day)s") if mine else _("Clearing of the minutes of %(day)s")
        yield row | {
            "waits_for_me": mine or ready,
            "title": title % {"day": day} if not ready else _("Circulate the minutes of %(day)s") % {"day": day},
            "status_kind": "" if mine or ready else "wait",
            "status": _("Not started") if mine else _("Nobody is waited for") if ready else _("With the chairs"),
            "when": date_format(minutes.sent_at, "j F") if minutes.sent_at else when,
            "order": 10,
        }
    elif minutes.status == "circulated" and keeps:
        ready = minutes.forum_met_since
        title = _("Confirm the minutes of %(day)s") if ready else _("Confirmation of the minutes of %(day)s")
        yield row | {
            "waits_for_me": ready,
            "title": title % {"day": day},
            "url": reverse("minutes_confirm", args=[minutes.pk]) if ready else row["url"],
            "status_kind": "" if ready else "wait",
            "status": _("The forum has met") if ready else _("At the next meeting"),
            "when": when,
        }
    elif minutes.status == "confirmed":
        mine = clears and not minutes.i_signed
        ready = keeps and not mine and not sealing.signatures_awaited(minutes, user)
        title = _("Sign the minutes of %(day)s") if mine else _("Signatures to the minutes of %(day)s")
        yield row | {
            "waits_for_me": mine or ready,
            "title": title % {"day": day} if not ready else _("Seal the minutes of %(day)s") % {"day": day},
            "url": f"{row['url']}#attest" if mine or ready else row["url"],
            "status_kind": "" if mine or ready else "wait",
            "status": _("Confirmed") if mine else _("Nobody is waited for") if ready else _("With the chairs"),
            "when": when,
            "order": 10,
        }


def _amendment_rows(minutes: Minutes, user: Any) -> Iterator[dict[str, Any]]:
    """Amendments that this secretariat has to settle."""
    if minutes.status == "circulated" and minutes.amendments_wait and may(user, "keep_record", minutes.area):
        day = date_format(minutes.meeting.held_on, "j F Y")
        yield {
            "waits_for_me": True,
            "title": _("Settle the amendments to the minutes of %(day)s") % {"day": day},
            "url": minutes.get_absolute_url(),
            "detail": f"{minutes.area.title}, {minutes.meeting.name.lower()}",
            "status_kind": "wait",
            "status": _("%(n)s proposed") % {"n": minutes.amendments_wait},
            "when": date_format(minutes.meeting.held_on, "j F"),
            "order": 18,
        }


def _addendum_rows(minutes: Minutes, user: Any) -> Iterator[dict[str, Any]]:
    """An addendum that waits for a signature."""
    if minutes.addendum_waits:
        due = minutes.addendum_waits_for_me and may(user, "clear_minutes", minutes.area)
        title = _("Sign the addendum to the minutes of %(day)s") if due else _("Addendum to the minutes of %(day)s")
        yield {
            "waits_for_me": due,
            "title": title % {"day": date_format(minutes.meeting.held_on, "j F Y")},
            "url": f"{minutes.get_absolute_url()}#addenda",
            "detail": f"{minutes.area.title}, {minutes.meeting.name.lower()}",
            "status_kind": "" if due else "wait",
            "status": _("Not started") if due else _("With the chairs"),
            "when": date_format(minutes.meeting.held_on, "j F"),
            "order": 19,
        }


def _meeting_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """Meetings whose day has come, and the quarter's meeting where none is planned; one query, shared with the checklist."""
    kept = scope(user, "keep_record", "forum__area") & Q(status__in=["planned", "convened"])
    quarter = Quarter.of(today)
    own = {held.office.forum_id: held.office.forum for held in user.appointments_now if held.office.seat in SEATS}
    theirs = Q(forum__in=own) & _of_the_checklist(quarter, today)
    rows = list(Meeting.objects.filter(kept | theirs).select_related("minutes"))
    forums = _forums_of(rows, user)
    for meeting in rows:
        meeting.forum = forums[meeting.forum_id]
    for pk, forum in own.items():
        of_forum = [m for m in rows if m.forum_id == pk and (m.quarter == quarter.code or m.held_on >= today)]
        forum.__dict__.setdefault("_sittings", {})[quarter.code] = of_forum
    planned_for = set()
    for meeting in rows:
        if not meeting.is_ahead or not may(user, "keep_record", meeting.area):
            continue
        planned_for.add(meeting.forum_id)
        has_come = meeting.held_on <= today
        yield {
            "waits_for_me": has_come,
            "title": _("Record who came to the meeting of %(day)s") % {"day": date_format(meeting.held_on, "j F Y")}
            if has_come
            else _("Meeting of %(day)s") % {"day": date_format(meeting.held_on, "j F Y")},
            "url": reverse("attendance" if has_come else "meeting", args=[meeting.pk]),
            "detail": f"{meeting.forum.area.title}, {meeting.name.lower()}",
            "status_kind": "" if has_come else "wait",
            "status": _("Not started") if has_come else meeting.get_status_display(),
            "when": date_format(meeting.held_on, "j F"),
            "order": 15,
        }
    offices = [a for a in user.appointments_now if a.office.seat in {"chair", "secretary"}]
    for appointment in offices:
        forum = appointment.office.forum
        if forum.is_open and forum.pk not in planned_for:
            planned_for.add(forum.pk)
            yield {
                "waits_for_me": True,
                "title": _("Plan the next quarterly meeting"),
                "url": reverse("meeting_plan", args=[forum.slug]),
                "detail": _("%(forum)s: none is planned") % {"forum": forum.title},
                "status_kind": "",
                "status": _("Not started"),
                "when": Quarter.of(today).label,
                "order": 40,
            }


def next_meeting(forum: Forum, today: dt.date) -> Meeting | None:
    """The forum's next meeting, planned or convened. One query, shared with the checklist."""
    sittings = _sittings(forum, Quarter.of(today), today)
    coming = [meeting for meeting in sittings if meeting.is_ahead and meeting.held_on >= today]
    return min(coming, key=lambda meeting: (meeting.held_on, meeting.starts_at), default=None)


def checklist_lines(forum: Forum, quarter: Quarter, today: dt.date) -> Iterator[dict[str, Any]]:
    """Whether the forum met in the quarter, and whether its minutes are confirmed. One query, shared."""
    sittings = _sittings(forum, quarter, today)
    held = [meeting for meeting in sittings if meeting.quarter == quarter.code and meeting.has_taken_place]
    met = max(held, key=lambda meeting: meeting.held_on, default=None)
    yield {
        "done": met is not None,
        "title": _("Forum met"),
        "detail": date_format(met.held_on, "j F Y") if met else "",
        "order": 20,
    }
    minutes = getattr(met, "minutes", None)
    confirmed = minutes is not None and minutes.status in {"confirmed", "sealed"}
    yield {
        "done": confirmed,
        "title": _("Minutes confirmed"),
        "detail": minutes.get_status_display() if minutes else "",
        "order": 40,
    }


def _sittings(forum: Forum, quarter: Quarter, today: dt.date) -> list[Meeting]:
    """The forum's meetings of a quarter and those to come, with their minutes; kept with the forum for the request."""
    kept = forum.__dict__.setdefault("_sittings", {})
    if quarter.code not in kept:
        rows = Meeting.objects.filter(_of_the_checklist(quarter, today), forum=forum)
        kept[quarter.code] = list(rows.select_related("minutes"))
    return kept[quarter.code]


def _of_the_checklist(quarter: Quarter, today: dt.date) -> Q:
    return Q(quarter=quarter.code) | Q(held_on__gte=today)
