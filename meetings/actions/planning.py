"""How is a meeting planned, changed, and its agenda set?"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.models import Forum
from forums.quarter import Quarter
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.actions import agendas
from meetings.holding import MEETING
from meetings.models import Meeting


def plan_meeting(
    *,
    forum: Forum,
    kind: str,
    held_on: dt.date,
    starts_at: dt.time,
    venue: str,
    by: Any,
    is_sample: bool = False,
    like: str = "template",
) -> Meeting:
    """Plan a meeting in silence, numbered in its financial year; its agenda begins by the template or `last` one."""
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
        agendas.begin(meeting, like=like)
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
