"""How is a meeting planned, changed, and its agenda set?"""

import datetime as dt
from typing import Any

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.models import Forum
from forums.quarter import Quarter
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.holding import MEETING
from meetings.models import AgendaItem, Meeting

STANDING_ITEMS = [choice for choice in AgendaItem.Standing if choice]


def plan_meeting(
    *, forum: Forum, kind: str, held_on: dt.date, starts_at: dt.time, venue: str, by: Any, is_sample: bool = False
) -> Meeting:
    """Plan a meeting in silence, numbered in its financial year, with the standing items on its agenda."""
    quarter = Quarter.of(held_on)
    with transaction.atomic():
        Forum.objects.select_for_update().get(pk=forum.pk)
        number = _next_number(forum, quarter)
        meeting = Meeting(
            forum=forum,
            kind=kind,
            held_on=held_on,
            starts_at=starts_at,
            venue=venue,
            number=number,
            quarter=quarter.code,
            financial_year=quarter.year,
            is_sample=is_sample or forum.is_sample,
        )
        meeting.reference = reference_for(meeting)
        meeting.full_clean()
        meeting.save()
        with translation.override(rules_of(forum).language):
            AgendaItem.objects.bulk_create(
                AgendaItem(meeting=meeting, position=position, title=str(standing.label), standing=standing)
                for position, standing in enumerate(STANDING_ITEMS, 1)
            )
        ledger.record("meeting.plan", meeting, by=by, held_on=held_on.isoformat())
    return meeting


def _next_number(forum: Forum, quarter: Quarter) -> int:
    """The quarter's own number for a first meeting in it, else the next one free in the financial year."""
    taken = set(Meeting.objects.filter(forum=forum, financial_year=quarter.year).values_list("number", flat=True))
    number = quarter.number
    while number in taken:
        number = max(taken | {4}) + 1
    return number


def reference_for(meeting: Meeting) -> str:
    """The meeting's reference by the forum's pattern: `MSCF/032/NJORO/3/2025`."""
    return rules_of(meeting.forum).reference_pattern.format(
        code=meeting.forum.area.reference_code,
        number=meeting.number,
        YYYY=meeting.held_on.year,
        MM=f"{meeting.held_on.month:02d}",
    )


def change_meeting(*, meeting: Meeting, held_on: dt.date, starts_at: dt.time, venue: str, by: Any) -> Meeting:
    """Change day, time or venue of a meeting still ahead, or give a postponed one its new day.

    Raises StepRefused once it was held or cancelled.
    """
    with transaction.atomic():
        kept = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if kept.status == Meeting.Status.POSTPONED:
            MEETING.take(meeting, "resume", by=by)
        elif not kept.is_ahead:
            raise StepRefused(_("This meeting is no longer ahead; its date and venue stand."))
        quarter = Quarter.of(held_on)
        if quarter.year != meeting.financial_year:
            meeting.number = _next_number(meeting.forum, quarter)
        meeting.held_on, meeting.starts_at, meeting.venue = held_on, starts_at, venue
        meeting.quarter, meeting.financial_year = quarter.code, quarter.year
        meeting.reference = reference_for(meeting)
        meeting.full_clean()
        meeting.save()
        ledger.record("meeting.change", meeting, by=by, held_on=held_on.isoformat())
    return meeting


def add_item(*, meeting: Meeting, title: str, by: Any) -> AgendaItem:
    """Add an item before any other business, so that the closing items stay last."""
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        items = list(meeting.agenda.all())
        after = [item for item in items if item.standing in {"other", "closing"}]
        position = after[0].position if after else len(items) + 1
        for item in reversed(after):
            AgendaItem.objects.filter(pk=item.pk).update(position=item.position + 1)
        item = AgendaItem.objects.create(meeting=meeting, position=position, title=title.strip())
        ledger.record("agenda.add", meeting, by=by, item=item.pk)
    return item


def move_item(*, item: AgendaItem, up: bool, by: Any) -> None:
    """Let an item change places with its neighbour; at the edge nothing happens."""
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=item.meeting_id)
        item.refresh_from_db()
        step = -1 if up else 1
        other = AgendaItem.objects.filter(meeting=item.meeting_id, position=item.position + step).first()
        if other is None:
            return
        here, there = item.position, other.position
        AgendaItem.objects.filter(pk=item.pk).update(position=0)
        AgendaItem.objects.filter(pk=other.pk).update(position=here)
        AgendaItem.objects.filter(pk=item.pk).update(position=there)
        ledger.record("agenda.move", item.meeting, by=by, item=item.pk)


def remove_item(*, item: AgendaItem, by: Any) -> None:
    """Take an item off the agenda. Raises StepRefused once something was written under it."""
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=item.meeting_id)
        if item.entries.exists():
            raise StepRefused(_("Something was written under this item, so it stays on the agenda."))
        ledger.record("agenda.remove", item.meeting, by=by, item=item.pk)
        later = AgendaItem.objects.filter(meeting=item.meeting_id, position__gt=item.position)
        item.delete()
        for row in later.order_by("position"):
            AgendaItem.objects.filter(pk=row.pk).update(position=models.F("position") - 1)
