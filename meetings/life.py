"""What must be so before a step with minutes, and what happens with it?"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.filing import file_papers
from forums.workflow import StepRefused
from meetings.actions.attendance import count_the_rest_absent
from meetings.actions.writing import drop_what_is_empty
from meetings.holding import MEETING
from meetings.models import Attendance, Clearance, Confirmation, Entry, Meeting, Minutes, Signature
from meetings.record import records_of
from members.models import Appointment, Person
from members.models.appointments import holders_of
from members.standing_in import acting_for
from portal.contributions import tell

CLEARING_SEATS = ("chair", "co_chair")
SIGNING_SEATS = ("chair", "co_chair", "secretary")


def holders(minutes: Minutes) -> dict[str, Appointment]:
    """Who holds the seats of the forum today; where there is no chair, the chair above who acts."""
    forum = minutes.meeting.forum
    found = dict(holders_of(forum))
    if "chair" not in found:
        if not hasattr(forum, "_acting_chair"):
            forum._acting_chair = acting_for(forum.area)  # for the rest of the request, as the holders are kept
        if forum._acting_chair is not None:
            found["chair"] = forum._acting_chair
    return found


def seat_due(minutes: Minutes, user: Any, seats: tuple[str, ...], done: set[str]) -> str:
    """The seat in which this user's word is still awaited, or nothing."""
    person = getattr(user, "person", None)
    for seat in seats:
        held = holders(minutes).get(seat)
        if held and person and held.person_id == person.pk and seat not in done:
            return seat
    return ""


def cleared_seats(minutes: Minutes) -> set[str]:
    """The seats that have cleared this round's draft."""
    return {c.seat for c in minutes.clearances.all() if c.round == minutes.round}


def signed_seats(minutes: Minutes) -> set[str]:
    """The seats that have signed."""
    return {s.seat for s in minutes.signatures.all()}


# draft -> clearing


def nothing_to_send(minutes: Minutes, by: Any) -> str:
    """Why a draft cannot be sent yet."""
    if not Entry.objects.filter(minutes=minutes).exclude(text="", deeds=None).exists():
        return _("Nothing is written yet. Write at least one entry, then send the minutes for clearing.")
    if not Attendance.objects.filter(meeting=minutes.meeting, status="present").exists():
        return _("Nobody is recorded as present. Record who came, then send the minutes for clearing.")
    if minutes.conflict_copies.undecided().exists():
        return _("Two texts of one entry wait for a decision. Decide first, then send the minutes for clearing.")
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
    Clearance.objects.create(minutes=minutes, round=minutes.round, **_attested(minutes, seat))
    minutes._prefetched_objects_cache = {}


def circulate_once_cleared(minutes: Minutes) -> str:
    """Circulate when every seat that is filled has cleared."""
    filled = {seat for seat in CLEARING_SEATS if seat in holders(minutes)}
    return "circulate" if filled <= cleared_seats(minutes) else ""


def circulate(minutes: Minutes, *, by: Any, note: str) -> None:
    """File the first edition, unconfirmed; actions start and the meeting closes."""
    minutes.edition += 1
    minutes.circulated_at = timezone.now()
    minutes.save(update_fields=["edition", "circulated_at"])
    tell("minutes_circulated", minutes, by=by)
    if minutes.meeting.status == Meeting.Status.HELD:
        MEETING.take(minutes.meeting, "close", by=by, as_effect=True)
    file_edition(minutes, label="unconfirmed", by=by)


# circulated -> confirmed


def no_later_meeting(minutes: Minutes, by: Any) -> str:
    """Why minutes cannot be confirmed yet."""
    if not later_meetings(minutes).exists():
        return _("Minutes are confirmed at a later meeting. Plan and hold it first.")
    return ""


def later_meetings(minutes: Minutes):
    """The forum's meetings held after the one these minutes are of."""
    return Meeting.objects.took_place().filter(forum=minutes.meeting.forum, held_on__gt=minutes.meeting.held_on)


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
    )


# confirmed -> sealed


def no_signature_due(minutes: Minutes, by: Any) -> str:
    """Why this user cannot sign now."""
    if not seat_due(minutes, by, SIGNING_SEATS, signed_seats(minutes)):
        return _("Your signature is already recorded, or your office does not sign these minutes.")
    return ""


def note_signature(minutes: Minutes, *, by: Any, note: str, reservation: str = "") -> None:
    """Keep who signed, in which seat and office, and their reservation in their words."""
    seat = seat_due(minutes, by, SIGNING_SEATS, signed_seats(minutes))
    Signature.objects.create(minutes=minutes, reservation=reservation.strip(), **_attested(minutes, seat))
    minutes._prefetched_objects_cache = {}


def seal_once_signed(minutes: Minutes) -> str:
    """Seal when chair and co-chair have signed; the secretary's signature is welcome and not waited for."""
    return "seal" if set(CLEARING_SEATS) <= signed_seats(minutes) else ""


def seal(minutes: Minutes, *, by: Any, note: str) -> None:
    """File the confirmed edition beside the first."""
    minutes.edition += 1
    minutes.sealed_at = timezone.now()
    minutes.save(update_fields=["edition", "sealed_at"])
    file_edition(minutes, label="confirmed", by=by)


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


def _attested(minutes: Minutes, seat: str) -> dict[str, Any]:
    held = holders(minutes)[seat]
    return {"seat": seat, "person": held.person, "name": held.person.name, "office": held.office.title}
