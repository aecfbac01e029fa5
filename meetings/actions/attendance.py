"""How is it recorded who came?"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.workflow import StepRefused
from meetings.holding import MEETING
from meetings.models import Attendance, Meeting, Minutes
from members.models import Membership
from members.models.appointments import holders_of

Marks = dict[int, tuple[str, str]]
Times = dict[int, tuple[dt.time | None, dt.time | None]]
Asked = dict[int, tuple[str, str]]  # the same by person


def mark(*, meeting: Meeting, marks: Marks, by: Any) -> None:
    """Record membership id -> (status, represented by); the first mark records that the meeting was held.

    Raises StepRefused once the minutes have left the secretariat's hands.
    """
    with transaction.atomic():
        _hold(meeting, by)
        person_of = _people(meeting, marks)
        asked = {person: _kept(*marks[member]) for member, person in person_of.items()}
        known = meeting.attendance.filter(person__in=asked).values_list("person", "status", "represented_by")
        _write(meeting, asked, {person: (status, instead) for person, status, instead in known}, by)


def tick(
    *, meeting: Meeting, marks: Marks, seen: dict[int, int], times: Times | None = None, by: Any
) -> tuple[dict[int, int], dict[int, Attendance]]:
    """The same, but nobody's mark is changed unseen: `seen` is membership id -> version of the mark looked at (0: none).

    `times` is membership id -> when they came and left, kept with the mark unless somebody else was faster.
    Answers with the versions of what stands now as asked, and with the marks of others where somebody else was faster.
    Raises StepRefused as `mark` does.
    """
    with transaction.atomic():
        _hold(meeting, by)
        person_of = _people(meeting, marks)
        rows = meeting.attendance.filter(person__in=person_of.values()).select_related("marked_by")
        rows = rows.select_for_update(of=("self",))
        known = {row.person_id: row for row in rows}
        standing, others, asked = {}, {}, {}
        for member, person in person_of.items():
            row, wanted = known.get(person), _kept(*marks[member])
            if row is None or (row.status, row.represented_by) == wanted:
                standing[member] = row.version if row else 1
            elif seen.get(member, row.version) == row.version:
                standing[member] = row.version + 1
            else:
                others[member] = row
                continue
            asked[person] = wanted
        stood = {person: (row.status, row.represented_by) for person, row in known.items()}
        _write(meeting, asked, stood, by)
        noted = {person_of[member]: told for member, told in (times or {}).items() if member in standing}
        if any(any(told) for person, told in noted.items() if person not in known):
            known |= {row.person_id: row for row in meeting.attendance.filter(person__in=noted.keys() - known.keys())}
        _note(meeting, [known[person] for person in noted if person in known], noted)
    return standing, others


def _people(meeting: Meeting, marks: Marks) -> dict[int, int]:
    return dict(meeting.forum.memberships.filter(pk__in=marks).order_by().values_list("pk", "person_id"))


def _write(meeting: Meeting, asked: Asked, stood: Asked, by: Any) -> None:
    """Change the marks that differ from those that stood, enter those of whom there was none: person id -> mark."""
    changed = {person: wanted for person, wanted in asked.items() if person in stood and stood[person] != wanted}
    for wanted in set(changed.values()):
        people = [person for person in changed if changed[person] == wanted]
        meeting.attendance.filter(person__in=people).update(
            status=wanted[0], represented_by=wanted[1], version=F("version") + 1, marked_at=timezone.now(), marked_by=by
        )
    if asked.keys() - stood.keys():
        _enter(meeting, asked, by)
    ledger.record("attendance.mark", meeting, by=by, count=len(asked))


def _kept(status: str, represented_by: str) -> tuple[str, str]:
    """A mark, without a name where nobody was represented."""
    return status, represented_by if status == Attendance.Status.REPRESENTED else ""


def _enter(meeting: Meeting, asked: Asked, by: Any) -> None:
    """The first marks of those who have none yet: person id -> (status, represented by)."""
    seats = seats_of(meeting)
    known = meeting.attendance.filter(person__in=asked).values("person")
    members = meeting.forum.memberships.filter(person__in=asked).exclude(person__in=known)
    made = [frozen(meeting, member, seats) for member in members.select_related("person", "organisation", "sector")]
    for row in made:
        row.status, row.represented_by = asked[row.person_id]
        row.marked_at, row.marked_by = timezone.now(), by
    Attendance.objects.bulk_create(made)


def note_presence(*, meeting: Meeting, times: Times, by: Any) -> None:
    """Keep when somebody came late or left early: membership id -> (came at, left at), either unknown.

    Only those who have a mark have times. Raises StepRefused once the minutes have left the secretariat's hands.
    """
    with transaction.atomic():
        refuse_unless_open(meeting)
        person_of = dict(meeting.forum.memberships.filter(pk__in=times).order_by().values_list("pk", "person_id"))
        asked = {person: times[member] for member, person in person_of.items()}
        _note(meeting, list(meeting.attendance.filter(person__in=asked)), asked)


def _note(meeting: Meeting, rows: list[Attendance], asked: Times) -> None:
    """Change the times that differ: person id -> came at, left at."""
    changed = [row for row in rows if (row.came_at, row.left_at) != asked[row.person_id]]
    for row in changed:
        row.came_at, row.left_at = asked[row.person_id]
    if changed:
        meeting.attendance.bulk_update(changed, ["came_at", "left_at"])


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
    status = Minutes.objects.filter(meeting=meeting).values_list("status", flat=True).first()
    if status not in {None, Minutes.Status.DRAFT}:
        raise StepRefused(_("The minutes were sent for clearing, so the attendance stands as it is."))


def _hold(meeting: Meeting, by: Any) -> None:
    """Record that the meeting was held and begin its minutes, at the first mark."""
    if meeting.is_ahead:
        MEETING.take(meeting, "hold", by=by)
    elif not meeting.has_taken_place:
        raise StepRefused(_("This meeting was postponed or cancelled; nobody attended it."))
    refuse_unless_open(meeting)
