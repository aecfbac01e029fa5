"""How do actions in minutes become action points?"""

from typing import Any

from actionplans.models import ActionPoint
from meetings.models import Deed, Minutes


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


def follow_amendment(deed: Deed, *, by: Any) -> None:
    """Let an action point say what its action says since it was amended."""
    ActionPoint.objects.filter(deed=deed).update(text=deed.text)
