"""How is it recorded who came?"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.workflow import StepRefused
from meetings.holding import MEETING
from meetings.models import Attendance, Meeting, Minutes
from members.models import Membership
from members.models.offices import holders_of

Marks = dict[int, tuple[str, str]]


def mark(*, meeting: Meeting, marks: Marks, by: Any) -> None:
    """Record membership id -> (status, represented by); the first mark records that the meeting was held.

    Raises StepRefused once the minutes have left the secretariat's hands.
    """
    with transaction.atomic():
        _hold(meeting, by)
        members = list(
            Membership.objects.filter(forum=meeting.forum, pk__in=marks).select_related(
                "person", "organisation", "sector"
            )
        )
        people = [member.person_id for member in members]
        known = {row.person_id: row for row in meeting.attendance.filter(person__in=people)}
        seats = seats_of(meeting) if len(known) < len(people) else {}
        made, changed = [], []
        for member in members:
            status, represented_by = marks[member.pk]
            row = known.get(member.person_id)
            if row is None:
                made.append(row := frozen(meeting, member, seats))
            else:
                changed.append(row)
            row.status = status
            row.represented_by = represented_by if status == Attendance.Status.REPRESENTED else ""
        Attendance.objects.bulk_create(made)
        Attendance.objects.bulk_update(changed, ["status", "represented_by"])
        ledger.record("attendance.mark", meeting, by=by, count=len(made) + len(changed))


def note_times(*, meeting: Meeting, opened_at: dt.time | None, adjourned_at: dt.time | None, by: Any) -> None:
    """Note when the meeting was called to order and adjourned."""
    with transaction.atomic():
        refuse_unless_open(meeting)
        meeting.opened_at, meeting.adjourned_at = opened_at, adjourned_at
        meeting.save(update_fields=["opened_at", "adjourned_at"])


def add_guest(*, meeting: Meeting, name: str, designation: str, organisation: str, gender: str, by: Any) -> Attendance:
    """Add somebody who is not on the roster, in attendance."""
    with transaction.atomic():
        _hold(meeting, by)
        guest = Attendance.objects.create(
            meeting=meeting,
            name=name.strip(),
            designation=designation.strip(),
            organisation=organisation.strip(),
            gender=gender,
            status=Attendance.Status.IN_ATTENDANCE,
            is_guest=True,
        )
        ledger.record("attendance.guest", meeting, by=by, guest=guest.pk)
    return guest


def remove_guest(*, guest: Attendance, by: Any) -> None:
    """Take back a guest entered by mistake."""
    with transaction.atomic():
        refuse_unless_open(guest.meeting)
        ledger.record("attendance.guest_removed", guest.meeting, by=by, guest=guest.pk)
        guest.delete()


def count_the_rest_absent(meeting: Meeting) -> None:
    """Enter everybody on the roster who was not marked as absent, so that the paper is complete."""
    seats = seats_of(meeting)
    known = meeting.attendance.filter(person__isnull=False).values("person")
    rest = Membership.objects.on_roster().filter(forum=meeting.forum).exclude(person__in=known)
    Attendance.objects.bulk_create(
        frozen(meeting, member, seats) for member in rest.select_related("person", "organisation", "sector")
    )


def frozen(meeting: Meeting, member: Membership, seats: dict[int, str]) -> Attendance:
    """The member as of the day: absent until marked otherwise."""
    return Attendance(
        meeting=meeting,
        person=member.person,
        name=member.person.name,
        gender=member.person.gender,
        designation=member.designation,
        organisation=str(member.organisation or member.sector.short or member.sector.name_en),
        sector=member.sector,
        seat=seats.get(member.person_id, ""),
    )


def seats_of(meeting: Meeting) -> dict[int, str]:
    """Who held which seat on the day of the meeting: person id -> seat."""
    return {held.person_id: seat for seat, held in holders_of(meeting.forum, meeting.held_on).items()}


def refuse_unless_open(meeting: Meeting) -> None:
    """Raise StepRefused once the minutes are no longer a draft."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and not minutes.is_draft:
        raise StepRefused(_("The minutes were sent for clearing, so the attendance stands as it is."))


def _hold(meeting: Meeting, by: Any) -> None:
    """Record that the meeting was held and begin its minutes, at the first mark."""
    if meeting.is_ahead:
        MEETING.take(meeting, "hold", by=by)
    elif not meeting.has_taken_place:
        raise StepRefused(_("This meeting was postponed or cancelled; nobody attended it."))
    refuse_unless_open(meeting)
