"""From confirmed to sealed: signed in the portal or on paper, or sealed with the names of those who did not sign."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Instrument
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.life import file_edition
from meetings.models import Gap, Minutes, Signature
from meetings.seats import (
    CLEARING_SEATS,
    SIGNING_SEATS,
    attested,
    declined_seats,
    holders,
    limit_of,
    seat_due,
    signed_seats,
    why_wait,
)
from members.models import Appointment
from members.models.appointments import holders_of

SIGNING = Gap.Step.SIGNING


def no_signature_due(minutes: Minutes, by: Any) -> str:
    """Why this user cannot sign now."""
    if not seat_due(minutes, by, SIGNING_SEATS, signed_seats(minutes)):
        return _("Your signature is already recorded, or your office does not sign these minutes.")
    return ""


def note_signature(minutes: Minutes, *, by: Any, note: str, reservation: str = "") -> None:
    """Keep who signed, in which seat and office, and their reservation in their words; whoever declined may think again."""
    seat = seat_due(minutes, by, SIGNING_SEATS, signed_seats(minutes))
    minutes.gaps.filter(step=SIGNING, seat=seat).delete()
    Signature.objects.create(minutes=minutes, reservation=reservation.strip(), **attested(minutes, seat))
    minutes._prefetched_objects_cache = {}


def everybody_signed(minutes: Minutes, by: Any) -> str:
    """Why no signature on paper can be recorded."""
    if set(SIGNING_SEATS) <= signed_seats(minutes):
        return _("Every signature is recorded already.")
    return ""


def note_paper(
    minutes: Minutes, *, by: Any, note: str, signed: dict[str, str], signed_on: dt.date, scan: Instrument
) -> None:
    """Keep who signed on paper, seat -> reservation as written there, with the scan. Raises StepRefused in words."""
    if signed_on < minutes.confirmation.day:
        raise StepRefused(_("They cannot have been signed before they were confirmed."))
    if signed_on > timezone.localdate():
        raise StepRefused(_("The day of signing cannot be ahead."))
    if not signed:
        raise StepRefused(_("Say who signed on the paper."))
    if scan.forum_id != minutes.meeting.forum_id:
        raise StepRefused(_("The scan lies on file for another forum."))
    for seat, reservation in signed.items():
        if seat not in SIGNING_SEATS or seat in signed_seats(minutes):
            raise StepRefused(_("One of these signatures is recorded already."))
        held = holder_on(minutes, seat, signed_on)
        if held is None:
            raise StepRefused(_("Nobody held one of these offices on that day, so nobody signed in it."))
        minutes.gaps.filter(step=SIGNING, seat=seat).delete()
        Signature.objects.create(
            minutes=minutes,
            reservation=reservation.strip(),
            how=Signature.How.PAPER,
            signed_on=signed_on,
            scan=scan,
            **attested(minutes, seat, held),
        )
    minutes._prefetched_objects_cache = {}


def holder_on(minutes: Minutes, seat: str, day: dt.date) -> Appointment | None:
    """Who held a seat on a day; for the chair, who acts now where nobody did."""
    return holders_of(minutes.meeting.forum, day).get(seat) or holders(minutes).get(seat)


def nothing_to_decline(minutes: Minutes, by: Any) -> str:
    """Why this user cannot decline to sign: only the chairs' signatures are waited for."""
    if not seat_due(minutes, by, CLEARING_SEATS, signed_seats(minutes) | declined_seats(minutes)):
        return _("Your answer is already recorded, or your signature is not waited for.")
    return ""


def note_refusal(minutes: Minutes, *, by: Any, note: str) -> None:
    """Keep who declined to sign, in their words, which will stand on the paper."""
    seat = seat_due(minutes, by, CLEARING_SEATS, signed_seats(minutes) | declined_seats(minutes))
    Gap.objects.create(
        minutes=minutes, step=SIGNING, why=Gap.Why.DECLINED, words=note, recorded_by=by, **attested(minutes, seat)
    )
    minutes._prefetched_objects_cache = {}


def seal_once_signed(minutes: Minutes) -> str:
    """Seal when chair and co-chair have signed; the secretary's signature is welcome and not waited for."""
    return "seal" if set(CLEARING_SEATS) <= signed_seats(minutes) else ""


def signatures_awaited(minutes: Minutes, by: Any) -> str:
    """Why minutes may not yet be sealed without the signature of everybody in office."""
    done, excused = signed_seats(minutes), declined_seats(minutes)
    return why_wait(minutes, done=done, excused=excused, limit=lambda: signing_ends(minutes))


def signing_ends(minutes: Minutes) -> dt.date | None:
    """The last day on which signatures are waited for; None where the forum has set no limit."""
    return limit_of(minutes.confirmation.at, rules_of(minutes.meeting.forum).signing_days)


def seats_to_explain(minutes: Minutes) -> list[str]:
    """The seats that somebody holds who has neither signed nor declined."""
    answered = signed_seats(minutes) | declined_seats(minutes)
    return [seat for seat in CLEARING_SEATS if seat in holders(minutes) and seat not in answered]


def seal_with_gaps(minutes: Minutes, *, by: Any, note: str, gaps: dict[str, tuple[str, str]] | None = None) -> None:
    """Keep who did not sign and why, then seal. `gaps`: seat -> (absent or declined, their words).

    Raises StepRefused where one who holds office is passed over without a word.
    """
    held, told = holders(minutes), gaps or {}
    answered = signed_seats(minutes) | declined_seats(minutes)
    for seat in (seat for seat in CLEARING_SEATS if seat not in answered):
        said = {"minutes": minutes, "step": SIGNING, "recorded_by": by}
        if seat not in held:
            Gap.objects.create(seat=seat, why=Gap.Why.VACANT, **said)
            continue
        why, words = told.get(seat, ("", ""))
        if why not in {Gap.Why.ABSENT, Gap.Why.DECLINED} or (why == Gap.Why.DECLINED and not words.strip()):
            raise StepRefused(_("Say of everybody who did not sign why, so that nobody is written out."))
        days = rules_of(minutes.meeting.forum).signing_days
        Gap.objects.create(why=why, words=words.strip(), days=days, **attested(minutes, seat), **said)
    minutes._prefetched_objects_cache = {}
    seal(minutes, by=by, note=note)


def seal(minutes: Minutes, *, by: Any, note: str) -> None:
    """File the confirmed edition beside those before."""
    minutes.edition += 1
    minutes.sealed_at = timezone.now()
    minutes.save(update_fields=["edition", "sealed_at"])
    file_edition(minutes, label="confirmed", by=by)
