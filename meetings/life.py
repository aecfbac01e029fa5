"""From draft to circulated: what must be so before a step, and what happens with it?"""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.filing import file_papers
from forums.rules import rules_of
from meetings.actions.attendance import count_the_rest_absent
from meetings.actions.writing import drop_what_is_empty
from meetings.holding import MEETING
from meetings.models import Attendance, Clearance, Deed, Entry, Gap, Meeting, Minutes
from meetings.record import records_of
from meetings.resolving import enter_in_register
from meetings.seats import CLEARING_SEATS, attested, cleared_seats, filled_seats, holders, limit_of, seat_due, why_wait
from portal.contributions import tell

# draft -> clearing


def nothing_to_send(minutes: Minutes, by: Any) -> str:
    """Why a draft cannot be sent yet."""
    if not Entry.objects.filter(minutes=minutes).exclude(text="", deeds=None).exists():
        return _("Nothing is written yet. Write at least one entry, then send the minutes for clearing.")
    if not Attendance.objects.filter(meeting=minutes.meeting, status="present").exists():
        return _("Nobody is recorded as present. Record who came, then send the minutes for clearing.")
    if minutes.conflict_copies.undecided().exists():
        return _("Two texts of one entry wait for a decision. Decide first, then send the minutes for clearing.")
    unsaid = Deed.objects.without_words().filter(entry__minutes=minutes).select_related("entry__item").first()
    if unsaid is not None:
        said = {"item": unsaid.entry.item.position, "owner": unsaid.owner or "…"}
        return _("Under item %(item)s something is given to %(owner)s, but not what. Write it, or take it out.") % said
    return ""


def prepare(minutes: Minutes, *, by: Any, note: str) -> None:
    """Complete the attendance, drop what is empty and note who prepared the minutes."""
    count_the_rest_absent(minutes.meeting)
    drop_what_is_empty(minutes)
    minutes.prepared_by_name = by.name
    minutes.prepared_by_office = by.office_line_at(minutes.area)
    minutes.sent_at = timezone.now()
    minutes.save(update_fields=["prepared_by_name", "prepared_by_office", "sent_at"])


# clearing -> draft, circulated


def open_next_round(minutes: Minutes, *, by: Any, note: str) -> None:
    """Returned minutes are cleared afresh: earlier clearances belong to the text as it was."""
    minutes.round += 1
    minutes.save(update_fields=["round"])


def no_clearance_due(minutes: Minutes, by: Any) -> str:
    """Why this user cannot clear now."""
    if not seat_due(minutes, by, CLEARING_SEATS, cleared_seats(minutes)):
        return _("Your clearance is already recorded, or your office does not clear these minutes.")
    return ""


def note_clearance(minutes: Minutes, *, by: Any, note: str) -> None:
    """Keep who cleared, in which seat and office."""
    seat = seat_due(minutes, by, CLEARING_SEATS, cleared_seats(minutes))
    Clearance.objects.create(minutes=minutes, round=minutes.round, **attested(minutes, seat))
    minutes._prefetched_objects_cache = {}


def circulate_once_cleared(minutes: Minutes) -> str:
    """Circulate when every seat that is filled has cleared."""
    return "circulate" if set(filled_seats(minutes)) <= cleared_seats(minutes) else ""


def clearance_awaited(minutes: Minutes, by: Any) -> str:
    """Why minutes may not yet circulate without the clearance of everybody in office."""

    def limit() -> dt.date | None:
        return limit_of(minutes.sent_at, rules_of(minutes.meeting.forum).clearing_days)

    return why_wait(minutes, done=cleared_seats(minutes), excused=set(), limit=limit)


def circulate(minutes: Minutes, *, by: Any, note: str) -> None:
    """File the first edition, unconfirmed; actions start and the meeting closes."""
    minutes.edition += 1
    minutes.circulated_at = timezone.now()
    minutes.save(update_fields=["edition", "circulated_at"])
    _note_who_did_not_clear(minutes, by)
    enter_in_register(minutes, by=by)
    tell("minutes_circulated", minutes, by=by)
    if minutes.meeting.status == Meeting.Status.HELD:
        MEETING.take(minutes.meeting, "close", by=by, as_effect=True)
    file_edition(minutes, label="unconfirmed", by=by)


def _note_who_did_not_clear(minutes: Minutes, by: Any) -> None:
    """Keep for the paper which chair's office was vacant, and who had not answered within the forum's limit."""
    held, cleared = holders(minutes), cleared_seats(minutes)
    days = rules_of(minutes.meeting.forum).clearing_days
    for seat in CLEARING_SEATS:
        if seat in cleared:
            continue
        said = {"minutes": minutes, "step": Gap.Step.CLEARING, "round": minutes.round, "recorded_by": by}
        if seat in held:
            Gap.objects.create(why=Gap.Why.SILENT, days=days, **attested(minutes, seat), **said)
        else:
            Gap.objects.create(why=Gap.Why.VACANT, seat=seat, **said)


def file_edition(minutes: Minutes, *, label: str, by: Any) -> None:
    """Freeze both copies of the minutes as they stand and ask for them to be printed."""
    meeting = minutes.meeting
    file_papers(
        forum=meeting.forum,
        kind="minutes",
        label=label,
        edition=minutes.edition,
        subject=minutes,
        records=records_of(minutes, state=label),
        reference=meeting.reference,
        title=f"{meeting.name}, {meeting.held_on.day} {meeting.held_on:%B %Y}",
        quarter=meeting.quarter,
        dated=meeting.held_on,
        is_sample=meeting.is_sample,
        by=by,
    )
