"""Can something have been so on that day? Not ahead, not before it began, not before the last word on it."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.actions import FieldRefused


def day_words(day: dt.date) -> str:
    """`12 March 2025`."""
    return date_format(day, "j F Y")


def refuse_ahead(on: dt.date, field: str = "on") -> None:
    """Raise FieldRefused for a day that lies ahead."""
    if on > timezone.localdate():
        raise FieldRefused(field, _("The day lies ahead. Give the day on which it was so."))


def refuse_before(on: dt.date, since: dt.date, words: str, field: str = "on") -> None:
    """Raise FieldRefused in these words (which name the `%(day)s`) for a day before another."""
    if on < since:
        raise FieldRefused(field, words % {"day": day_words(since)})


def keep_word(document: Any, *, by: Any, note: str, on: dt.date, since: dt.date | None, too_early: str) -> None:
    """Keep how something stands since a day, and who says so. Raises FieldRefused in words for a day that cannot be.

    The document has `words`, `status` and `stood_on`; nothing can be said of it before `since`.
    """
    refuse_ahead(on)
    if since is not None:
        refuse_before(on, since, too_early)
    last = document.words.order_by("-on").first()
    if last is not None:
        refuse_before(on, last.on, _("There is a later word on it already, of %(day)s. Give that day or one after it."))
    document.words.create(
        status=document.status, words=note, on=on, name=by.name, office=by.office_line_at(document.area), by=by
    )
    type(document).objects.filter(pk=document.pk).update(stood_on=on)
    document.stood_on = on
