"""Whose word do minutes wait for: who holds which seat, who has spoken, and when need nobody wait any longer?"""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Gap, Minutes
from members.models import Appointment
from members.models.appointments import holders_of
from members.standing_in import acting_for

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


def seat_due(minutes: Minutes, user: Any, seats: tuple[str, ...], done: Collection[str]) -> str:
    """The seat in which this user's word is still awaited, or nothing."""
    person = getattr(user, "person", None)
    for seat in seats:
        held = holders(minutes).get(seat)
        if held and person and held.person_id == person.pk and seat not in done:
            return seat
    return ""


def cleared_seats(minutes: Minutes) -> set[str]:
    """The seats that have cleared this round's draft; no query where a list has read it along."""
    if hasattr(minutes, "cleared_already"):
        return minutes.cleared_already
    return {c.seat for c in minutes.clearances.all() if c.round == minutes.round}


def signed_seats(minutes: Minutes) -> set[str]:
    """The seats that have signed; no query where a list has read it along."""
    if hasattr(minutes, "signed_already"):
        return minutes.signed_already
    return {s.seat for s in minutes.signatures.all()}


def declined_seats(minutes: Minutes) -> set[str]:
    """The seats whose holders declined to sign; no query where a list has read it along."""
    if hasattr(minutes, "declined_already"):
        return minutes.declined_already
    return {gap.seat for gap in minutes.gaps.all() if gap.step == Gap.Step.SIGNING and gap.why == Gap.Why.DECLINED}


def filled_seats(minutes: Minutes) -> list[str]:
    """The chairs' seats that somebody holds."""
    held = holders(minutes)
    return [seat for seat in CLEARING_SEATS if seat in held]


def attested(minutes: Minutes, seat: str, held: Appointment | None = None) -> dict[str, Any]:
    """Who speaks in a seat, as it is kept: name and office as of now."""
    held = held or holders(minutes)[seat]
    return {"seat": seat, "person": held.person, "name": held.person.name, "office": held.office.title}


def limit_of(began: dt.datetime | None, days: int | None) -> dt.date | None:
    """The last day on which a word is waited for; None where the forum has set no limit."""
    return timezone.localdate(began) + dt.timedelta(days=days) if began and days is not None else None


def names_of(minutes: Minutes, seats: Collection[str]) -> str:
    """The holders of these seats by name, in the order of the seats."""
    held = holders(minutes)
    return ", ".join(held[seat].person.name for seat in CLEARING_SEATS if seat in seats and seat in held)


def why_wait(minutes: Minutes, *, done: set[str], excused: set[str], limit: Callable[[], dt.date | None]) -> str:
    """Why a chair's word is still waited for, or nothing.

    A vacant office is not waited for, nor one that declined or was silent past the limit: nobody is a veto. But where
    anybody holds office, somebody must have spoken: nothing goes out that nobody stands by. `limit` is asked only where
    it matters.
    """
    filled = set(filled_seats(minutes))
    if filled and not done:
        return _("Nobody has answered yet. At least one of those asked must stand by the text.")
    waiting = filled - done - excused
    if not waiting:
        return ""
    said = {"names": names_of(minutes, waiting)}
    last = limit()
    if last is None:
        return _("An answer is awaited from %(names)s; the forum has set no limit to that.") % said
    if timezone.localdate() <= last:
        said["day"] = date_format(last, "j F Y")
        return _("An answer is awaited from %(names)s until %(day)s.") % said
    return ""
