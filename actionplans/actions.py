"""How do actions in minutes become action points, and how is kept what was done of them?"""

import datetime as dt
from typing import Any

from actionplans.models import ActionPoint, ActionWord
from meetings.models import Deed, Minutes
from meetings.resolving import check_day


def start_actions(minutes: Minutes, *, by: Any) -> None:
    """Begin an action point for every action in minutes that are being circulated; twice does no harm."""
    deeds = Deed.objects.filter(entry__minutes=minutes, kind="action", action_point=None).exclude(text="")
    ActionPoint.objects.bulk_create(
        ActionPoint(
            forum=deed.forum,
            deed=deed,
            reference=deed.reference,
            text=deed.text,
            owner=deed.owner,
            due=deed.due,
            officers_only=deed.entry.officers_only,
        )
        for deed in deeds.select_related("entry", "forum__area")
    )


def note_word(point: ActionPoint, *, by: Any, note: str, on: dt.date) -> None:
    """Keep what was done and on which day. Raises StepRefused in words for a day that cannot be."""
    check_day(on, meeting=point.meeting, said=point.words)
    ActionWord.objects.create(
        action=point,
        status=point.status,
        words=note,
        on=on,
        name=by.name,
        office=by.office_line_at(point.area),
        by=by,
    )
    ActionPoint.objects.filter(pk=point.pk).update(stood_on=on)
    point.stood_on = on


def follow_amendment(deed: Deed, *, by: Any) -> None:
    """Let an action point say what its action says since it was amended."""
    ActionPoint.objects.filter(deed=deed).update(text=deed.text)
