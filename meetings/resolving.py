"""What becomes of a resolution? It enters the register with circulation, and moves by dated words alone."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.workflow import StepRefused
from meetings.models import Deed, Meeting, Minutes, Resolution


def enter_in_register(minutes: Minutes, *, by: Any) -> None:
    """Enter every resolution of minutes that are being circulated; twice does no harm."""
    deeds = Deed.objects.filter(entry__minutes=minutes, kind="resolution", resolution=None).exclude(text="")
    Resolution.objects.bulk_create(
        Resolution(forum=minutes.meeting.forum, deed=deed, officers_only=deed.entry.officers_only)
        for deed in deeds.select_related("entry")
    )


def later_meetings(resolution: Resolution) -> Any:
    """The meetings that could have rescinded it: those held since, the meeting itself not among them."""
    passed = resolution.meeting
    rows = Meeting.objects.filter(forum=resolution.forum, held_on__gte=passed.held_on).exclude(pk=passed.pk)
    return rows.took_place().order_by("-held_on")


def note_word(resolution: Resolution, *, by: Any, note: str, on: dt.date, meeting: Meeting | None = None) -> None:
    """Keep what was said of it and on which day. Raises StepRefused for a day that cannot be, or no meeting to rescind it."""
    if resolution.status == Resolution.Status.RESCINDED:
        if meeting is None or not later_meetings(resolution).filter(pk=meeting.pk).exists():
            raise StepRefused(_("Only a later meeting of the forum rescinds a resolution. Choose the meeting."))
        if on < meeting.held_on:
            raise StepRefused(_("The day lies before the meeting that rescinded it."))
    else:
        meeting = None
    keep_word(resolution, by=by, note=note, on=on, meeting=meeting)


def keep_word(document: Any, *, by: Any, note: str, on: dt.date, said_by: Any = None, **more: Any) -> None:
    """Keep how something that was asked for stands since a day. Raises StepRefused in words for a day that cannot be.

    The document has `words`, and `asked_on`: the day before which nothing can be said of it. `said_by` is the person
    who said it, where that is not the user who enters it.
    """
    check_day(on, asked_on=document.asked_on, said=document.words)
    name = said_by.name if said_by else by.name
    office = by.office_line_at(document.area) if by else ""
    document.words.create(status=document.status, words=note, on=on, name=name, office=office, by=by, **more)
    type(document).objects.filter(pk=document.pk).update(stood_on=on)
    document.stood_on = on


def check_day(on: dt.date, *, asked_on: dt.date, said: Any) -> None:
    """Raise StepRefused in words for a day ahead, before the one on which it was asked for, or before the last word `said`."""
    if on > timezone.localdate():
        raise StepRefused(_("The day lies ahead. Give the day on which it was so."))
    if on < asked_on:
        day = date_format(asked_on, "j F Y")
        raise StepRefused(_("The day lies before this was asked for, which was on %(day)s.") % {"day": day})
    last = said.order_by("-on").first()
    if last is not None and on < last.on:
        known = {"day": date_format(last.on, "j F Y")}
        raise StepRefused(_("There is a later word on it already, of %(day)s. Give that day or one after it.") % known)
