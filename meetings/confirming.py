"""From circulated to confirmed: at a later meeting, or by circulation where none comes soon; nothing is left open."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forums.workflow import StepRefused
from meetings.amending import open_amendments
from meetings.models import Confirmation, Meeting, Minutes
from meetings.seats import holders
from members.models import Person
from members.models.appointments import holders_of


def later_meetings(minutes: Minutes):
    """The forum's meetings held after the one these minutes are of."""
    return Meeting.objects.took_place().filter(forum=minutes.meeting.forum, held_on__gt=minutes.meeting.held_on)


def something_open(minutes: Minutes, by: Any) -> str:
    """Why minutes cannot be confirmed yet, in whichever way."""
    n = len(open_amendments(minutes))
    if n:
        return ngettext(
            "%(n)s amendment is not settled. Take it in or decline it, then confirm the minutes.",
            "%(n)s amendments are not settled. Take them in or decline them, then confirm the minutes.",
            n,
        ) % {"n": n}
    return ""


def no_later_meeting(minutes: Minutes, by: Any) -> str:
    """Why minutes cannot be confirmed at a meeting yet."""
    if not later_meetings(minutes).exists():
        return _("Minutes are confirmed at a later meeting. Plan and hold it first, or confirm them by circulation.")
    return something_open(minutes, by)


def note_confirmation(
    minutes: Minutes, *, by: Any, note: str, meeting: Meeting, proposer: Person, seconder: Person, corrections: str = ""
) -> None:
    """Keep at which meeting, proposed and seconded by whom. Raises StepRefused for somebody who had not attended."""
    came = dict(minutes.meeting.attendance.filter(status="present").values_list("person_id", "name"))
    if proposer.pk not in came or seconder.pk not in came:
        raise StepRefused(_("Proposer and seconder must have attended the meeting whose minutes are confirmed."))
    if proposer == seconder:
        raise StepRefused(_("The proposer and the seconder are two different people."))
    if not later_meetings(minutes).filter(pk=meeting.pk).exists():
        raise StepRefused(_("Choose a meeting of this forum that was held later."))
    Confirmation.objects.create(
        minutes=minutes,
        meeting=meeting,
        proposer=proposer,
        proposer_name=came[proposer.pk],
        seconder=seconder,
        seconder_name=came[seconder.pk],
        corrections=corrections.strip(),
        **_chairs(minutes, meeting.held_on),
    )


def note_round(
    minutes: Minutes,
    *,
    by: Any,
    note: str,
    sent_on: dt.date,
    confirmed_on: dt.date,
    answers: str,
    corrections: str = "",
) -> None:
    """Keep when the minutes went round and how the members answered. Raises StepRefused for days that cannot be."""
    if sent_on < timezone.localdate(minutes.circulated_at):
        raise StepRefused(_("They cannot have been sent round before they were circulated."))
    if confirmed_on < sent_on:
        raise StepRefused(_("The time to answer cannot have ended before they were sent round."))
    if confirmed_on > timezone.localdate():
        raise StepRefused(_("The time to answer is not over yet. Record it when it is."))
    Confirmation.objects.create(
        minutes=minutes,
        way=Confirmation.Way.CIRCULATION,
        sent_on=sent_on,
        confirmed_on=confirmed_on,
        answers=answers.strip(),
        corrections=corrections.strip(),
        **_chairs(minutes, confirmed_on),
    )


def _chairs(minutes: Minutes, day: dt.date) -> dict[str, str]:
    """Who was in the chair at the meeting, and who held it on the day of the confirmation."""
    presided = minutes.meeting.attendance.filter(seat="chair", status="present").first()
    held = holders_of(minutes.meeting.forum, day).get("chair") or holders(minutes).get("chair")
    return {"chaired_by": presided.name if presided else "", "confirmed_under": held.person.name if held else ""}
