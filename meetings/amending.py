"""Circulated minutes change by amendments alone: who may propose one, and what happens when it is settled?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.access import may
from forums.workflow import StepRefused
from meetings.actions.writing import amend_paragraph
from meetings.life import file_edition
from meetings.models import Amendment, Attendance, Deed, Entry, Minutes
from portal.contributions import tell


def may_amend(minutes: Minutes, user: Any) -> bool:
    """Whether this user may propose amendments: own officers, and members who attended. One query for a member."""
    if may(user, "see_drafts", minutes.area):
        return True
    person = getattr(user, "person", None)
    came = Attendance.objects.filter(meeting=minutes.meeting_id, status__in=["present", "in_attendance"])
    return person is not None and may(user, "see_forum", minutes.area) and came.filter(person=person).exists()


def did_not_attend(minutes: Minutes, by: Any) -> str:
    """Why this user cannot propose an amendment."""
    return "" if may_amend(minutes, by) else _("Amendments are proposed by members who attended the meeting.")


def note_amendment(minutes: Minutes, *, by: Any, note: str, entry: Entry, deed: Deed | None, text: str) -> None:
    """Keep who proposes which wording for a paragraph, and why. Raises StepRefused where nothing would change."""
    entry, deed = _locked(minutes, entry.pk, deed.pk if deed else None)
    if entry.officers_only and not may(by, "see_officers_copy", minutes.area):
        raise PermissionDenied
    stands, wanted = _stands(entry, deed), _lines(text)
    if not wanted:
        raise StepRefused(_("Write the paragraph as it should read."))
    if wanted == stands:
        raise StepRefused(_("This is how the paragraph reads already. Change what should be different."))
    Amendment.objects.create(
        minutes=minutes,
        entry=entry,
        deed=deed,
        person=by.person,
        name=by.person.name,
        office=_as_what(minutes, by),
        before=stands,
        text=wanted,
        why=note,
    )


def take_in(minutes: Minutes, *, by: Any, note: str, amendment: int, text: str, version: int) -> None:
    """Change the paragraph, keep what it said, and file a new edition.

    Raises StepRefused where it was settled meanwhile, or the paragraph (whose `version` the settler saw) was changed.
    """
    found, entry, deed = _open(minutes, amendment)
    wanted = _lines(text)
    if entry.version != version:
        raise StepRefused(_("The paragraph was changed since you opened this page. Look at it again."))
    if not wanted:
        raise StepRefused(_("Write the paragraph as it should read."))
    if wanted == _stands(entry, deed):
        raise StepRefused(_("This is how the paragraph reads already. Change it, or leave it as it stands."))
    found.before, found.taken = _stands(entry, deed), wanted
    amend_paragraph(entry=entry, deed=deed, text=wanted, by=by)
    if deed is not None:
        tell("deed_amended", deed, by=by)
    minutes.edition += 1
    minutes.save(update_fields=["edition"])
    found.edition = minutes.edition
    _settle(found, Amendment.Status.ACCEPTED, note, by)
    minutes._prefetched_objects_cache = {}
    file_edition(minutes, label="unconfirmed", by=by)


def turn_down(minutes: Minutes, *, by: Any, note: str, amendment: int) -> None:
    """Leave the paragraph as it stands, with a word to whoever proposed."""
    found, _entry, _deed = _open(minutes, amendment)
    _settle(found, Amendment.Status.DECLINED, note, by)
    minutes._prefetched_objects_cache = {}


def open_amendments(minutes: Minutes) -> list[Amendment]:
    """Those that have yet to be settled."""
    return [amendment for amendment in minutes.amendments.all() if amendment.is_open]


def _settle(found: Amendment, status: str, answer: str, by: Any) -> None:
    found.status, found.answer, found.settled_at, found.settled_by = status, answer, timezone.now(), by
    found.save()


def _open(minutes: Minutes, pk: int) -> tuple[Amendment, Entry, Deed | None]:
    found = Amendment.objects.select_for_update().get(pk=pk, minutes=minutes)
    if not found.is_open:
        raise StepRefused(_("This amendment was settled already."))
    return found, *_locked(minutes, found.entry_id, found.deed_id)


def _locked(minutes: Minutes, entry: int, deed: int | None) -> tuple[Entry, Deed | None]:
    """The paragraph as it stands; the minutes' row is held by the step."""
    found = Entry.objects.get(pk=entry, minutes=minutes)
    return found, found.deeds.get(pk=deed) if deed else None


def _stands(entry: Entry, deed: Deed | None) -> str:
    return deed.text if deed else entry.text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _as_what(minutes: Minutes, by: Any) -> str:
    """As what somebody proposes: the office held now, or the designation of the day."""
    row = Attendance.objects.filter(meeting=minutes.meeting_id, person=by.person).first()
    return by.office_line_at(minutes.area) or (row.designation if row else "")
