"""Something is added to sealed minutes: written by the secretariat, signed by both chairs, filed beside them."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from documents.filing import file_papers
from forums.rules import letterhead_of, rules_of
from forums.workflow import StepRefused
from meetings.models import Addendum, AddendumSignature, Minutes
from meetings.record import circulation_of, forum_of, meeting_of
from meetings.seats import CLEARING_SEATS, attested, filled_seats, holders, limit_of, seat_due, why_wait

# -> waiting


def one_waits(minutes: Minutes, by: Any) -> str:
    """Why nothing can be added now."""
    if any(addendum.status == Addendum.Status.WAITING for addendum in minutes.addenda.all()):
        return _("An addendum waits for its signatures. One is added after the other.")
    return ""


def write(minutes: Minutes, *, by: Any, note: str, text: str) -> None:
    """Keep what is added, and why; both chairs find it on their desks."""
    if not text.strip():
        raise StepRefused(_("Write what is added."))
    Addendum.objects.create(
        minutes=minutes,
        number=Addendum.objects.filter(minutes=minutes).count() + 1,
        text=text.replace("\r\n", "\n").strip(),
        why=note,
        written_by_name=by.name,
        written_by_office=by.office_line_at(minutes.area),
        by=by,
    )
    minutes._prefetched_objects_cache = {}


# waiting -> filed


def signed(addendum: Addendum) -> set[str]:
    """The seats that have signed."""
    return {row.seat for row in addendum.signatures.all()}


def no_signature_due(addendum: Addendum, by: Any) -> str:
    """Why this user cannot sign now."""
    if not seat_due(addendum.minutes, by, CLEARING_SEATS, signed(addendum)):
        return _("Your signature is already recorded, or your office does not sign this addendum.")
    return ""


def note_signature(addendum: Addendum, *, by: Any, note: str) -> None:
    """Keep who signed, in which seat and office."""
    seat = seat_due(addendum.minutes, by, CLEARING_SEATS, signed(addendum))
    AddendumSignature.objects.create(addendum=addendum, **attested(addendum.minutes, seat))
    addendum._prefetched_objects_cache = {}


def file_once_signed(addendum: Addendum) -> str:
    """File it when every chair's seat that is filled has signed."""
    return "file" if set(filled_seats(addendum.minutes)) <= signed(addendum) else ""


def signatures_awaited(addendum: Addendum, by: Any) -> str:
    """Why it may not yet be filed without the signature of everybody in office."""

    def limit() -> dt.date | None:
        return limit_of(addendum.at, rules_of(addendum.minutes.meeting.forum).signing_days)

    return why_wait(addendum.minutes, done=signed(addendum), excused=set(), limit=limit)


def file(addendum: Addendum, *, by: Any, note: str) -> None:
    """Note whose signature is missing and file it, as the next edition beside the sealed one."""
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=addendum.minutes_id)
    Minutes.objects.filter(pk=minutes.pk).update(edition=F("edition") + 1)
    addendum.edition, addendum.filed_at = minutes.edition + 1, timezone.now()
    addendum.missing = _missing(addendum)
    addendum.save(update_fields=["edition", "filed_at", "missing"])
    meeting = addendum.minutes.meeting
    with translation.override(rules_of(meeting.forum).language):
        title = _("Addendum %(number)s to the minutes of %(day)s") % {
            "number": addendum.number,
            "day": f"{meeting.held_on.day} {meeting.held_on:%B %Y}",
        }
        records = {copy: record_of(addendum, copy=copy) for copy in ("officers", "members")}
    file_papers(
        forum=meeting.forum,
        kind="minutes",
        label="addendum",
        edition=addendum.edition,
        subject=addendum.minutes,
        records=records,
        reference=meeting.reference,
        title=title,
        quarter=meeting.quarter,
        dated=meeting.held_on,
        is_sample=meeting.is_sample,
        by=by,
    )


def _missing(addendum: Addendum) -> list[dict[str, Any]]:
    held = holders(addendum.minutes)
    days = rules_of(addendum.minutes.meeting.forum).signing_days
    return [
        {
            "seat": seat,
            "why": "silent" if seat in held else "vacant",
            "name": held[seat].person.name if seat in held else "",
            "office": held[seat].office.title if seat in held else "",
            "days": days if seat in held else None,
        }
        for seat in CLEARING_SEATS
        if seat not in signed(addendum)
    ]


def record_of(addendum: Addendum, *, copy: str) -> dict[str, Any]:
    """The addendum as one dictionary of plain values, `addendum/1` in docs/record.md; every copy holds the same words."""
    meeting = addendum.minutes.meeting
    return {
        "form": "addendum/1",
        "language": rules_of(meeting.forum).language,
        "copy": copy,
        "edition": addendum.edition,
        "state": "addendum",
        "is_sample": meeting.is_sample,
        "reference": meeting.reference,
        "quarter": meeting.quarter_of_year.printed,
        "quarter_code": meeting.quarter,
        "letterhead": letterhead_of(meeting.forum),
        "forum": forum_of(meeting),
        "meeting": meeting_of(meeting),
        "number": addendum.number,
        "text": addendum.text,
        "why": addendum.why,
        "written_by": {
            "name": addendum.written_by_name,
            "office": addendum.written_by_office,
            "on": timezone.localtime(addendum.at).date().isoformat(),
        },
        "signatures": [
            {
                "seat": row.seat,
                "name": row.name,
                "office": row.office,
                "signed_at": timezone.localtime(row.at).isoformat(timespec="minutes"),
                "how": "portal",
                "reservation": "",
            }
            for row in addendum.signatures.all()
        ],
        "missing": addendum.missing,
        "chairs": [
            {"seat": seat, "name": held.person.name, "office": held.office.title}
            for seat, held in holders(addendum.minutes).items()
            if seat in CLEARING_SEATS
        ],
        "circulation": circulation_of(meeting.forum.area),
        "check_url": f"{settings.ORIGIN}/check/",
    }
