"""Which rights follow from an office or a membership? The rights table as data, and the only writer of grants."""

import datetime as dt

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from forums import lines
from forums.access import forget
from forums.models import Area, AreaGrant
from members import standing_in
from members.models import Appointment, Membership, Office, User

BELOW_FOR_CHAIRS = ("see_forum_below", "see_officers_copy_below", "see_progress_below")

FOR_THE_NSC = (
    *BELOW_FOR_CHAIRS,
    "establish_forum_below",
    "set_rules_below",
    "appoint_chair_below",
    "change_areas_below",
    "read_ledger_below",
    "answer_requests",
)

GRANTS = {
    "chair": (
        *("see_drafts", "keep_record", "clear_minutes", "sign_minutes", "see_contacts", "set_rules", "read_ledger"),
        *("verify_actions_below", "answer_requests"),
        *("establish_forum_below", "appoint_co_chair", "appoint_secretary"),
        *BELOW_FOR_CHAIRS,
    ),
    "co_chair": (
        "see_forum",
        "see_officers_copy",
        "see_drafts",
        "clear_minutes",
        "sign_minutes",
        "read_ledger",
        "see_agreed_contacts",
    ),
    "secretary": (
        *("see_drafts", "keep_record", "sign_minutes", "see_contacts", "set_rules", "read_ledger", "verify_actions"),
        "answer_requests",
        *BELOW_FOR_CHAIRS,
    ),
    "nsc_director": FOR_THE_NSC,
    "nsc_officer": FOR_THE_NSC,
    "auditor": ("read_ledger_below",),
    "administrator": ("run_machine_below",),
    "member": ("see_forum",),
}
# Held not at the own area but at each area directly below it
DIRECTLY_BELOW = {"chair": ("appoint_chair",)}

# Held where the chair's office is vacant and this chair's is the next filled one above
STANDING_IN = tuple(codename for codename in GRANTS["chair"] if not codename.endswith("_below"))

# What the officers of the areas that a joint forum covers may do in it; its lead chair and its secretariat are appointed
IN_JOINT_FORUMS = {
    "chair": ("see_forum", "see_officers_copy", "see_drafts", "keep_record", "see_contacts"),
    "co_chair": ("see_forum", "see_officers_copy", "see_drafts"),
    "secretary": ("see_forum", "see_officers_copy", "see_drafts", "keep_record"),
}


def rebuild(user: User) -> None:
    """Make the user's grants say exactly what their live appointments and memberships say today."""
    today = timezone.localdate()
    with transaction.atomic():
        # Each step asks for rows by their keys: joined into one question, it once ran for minutes on a fresh database
        held = [
            (appointment.office.seat, appointment.office.forum.area_id)
            for appointment in Appointment.objects.live().filter(person__user=user).select_related("office__forum")
        ]
        wanted = (
            {(codename, area) for seat, area in held for codename in GRANTS[seat]}
            | {
                (codename, area)
                for seat, area in _led(held)
                for codename in GRANTS[seat]
                if codename.endswith("_below")
            }
            | {(codename, area) for area in standing_in.vacant_below(_chaired(held)) for codename in STANDING_IN}
            | {(codename, area) for seat, area in _jointly(held) for codename in IN_JOINT_FORUMS[seat]}
            | {(codename, area) for seat, area in _directly_below(held) for codename in DIRECTLY_BELOW[seat]}
            | {
                (codename, membership.forum.area_id)
                for membership in Membership.objects.confirmed().filter(person__user=user).select_related("forum")
                for codename in GRANTS["member"]
            }
        )
        kept = set()
        for grant in AreaGrant.objects.filter(user=user).select_related("permission"):
            pair = (grant.permission.codename, grant.content_object_id)
            if pair in wanted and user.is_active:
                kept.add(pair)
            else:
                grant.delete()
        if user.is_active:
            permissions = dict(
                Permission.objects.filter(content_type__app_label="forums").values_list("codename", "pk")
            )
            AreaGrant.objects.bulk_create(
                [
                    AreaGrant(user=user, permission_id=permissions[codename], content_object_id=area)
                    for codename, area in sorted(wanted - kept)
                ]
            )
        user.grants_change_at = _next_change(user, today)
        user.save(update_fields=["grants_change_at"])
    forget(user)


def _chaired(held: list[tuple[str, int]]) -> set[int]:
    return {area for seat, area in held if seat == "chair"}


def _led(held: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each seat with each area that reports to its own by a line, though it lies elsewhere."""
    led = lines.led_from({area for _, area in held})
    return [(seat, area) for seat, at in held for area in led.get(at, ())]


def _jointly(held: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each seat that counts in joint forums, with each joint forum that covers its area."""
    seats = {(area, seat) for seat, area in held if seat in IN_JOINT_FORUMS}
    if not seats:
        return []
    covering = Area.covers.through.objects.filter(to_area__in={area for area, _ in seats})
    return [
        (seat, joint)
        for joint, covered in covering.values_list("from_area", "to_area")
        for at, seat in seats
        if at == covered
    ]


def _directly_below(held: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each seat whose rights are held directly below, with each area whose reporting line leads to it."""
    seats = {(area, seat) for seat, area in held if seat in DIRECTLY_BELOW}
    below = lines.directly_below({area for area, _ in seats})
    return [(seat, area) for area, above in below for at, seat in seats if at == above]


def rebuild_at(areas: set[int]) -> None:
    """Rebuild whoever holds an office at one of these areas or above it."""
    for user in User.objects.filter(person__appointments__office__forum__area__in=_upward(areas)).distinct():
        rebuild(user)


def _upward(areas: set[int]) -> set[int]:
    """These areas, and all that their paths and lines pass through."""
    found: set[int] = set()
    waiting = list(Area.objects.filter(pk__in=areas))
    while waiting:
        area = waiting.pop()
        if area.pk not in found:
            found.add(area.pk)
            waiting += [above for above in (area.parent, lines.reports_to(area)) if above is not None]
    return found


def _next_change(user: User, today: dt.date) -> dt.datetime | None:
    """The first midnight in Nairobi at which an appointment of theirs, or one acting in their office, begins or ends.

    For a chair also one of any other chair: where one falls vacant, the next above acts.
    """
    held = set(Appointment.objects.filter(person__user=user).values_list("office", "seat"))
    whose = Q(office__in={office for office, _seat in held})
    if any(seat == "chair" for _office, seat in held):
        whose |= Q(seat="chair")
    days = set()
    for since, until in Appointment.objects.filter(whose, Q(since__gt=today) | Q(until__gte=today)).values_list(
        "since", "until"
    ):
        days |= {since, until + dt.timedelta(days=1) if until else None}
    coming = sorted(day for day in days if day and day > today)
    return timezone.make_aware(dt.datetime.combine(coming[0], dt.time())) if coming else None


def rebuild_those_touched_by(appointment: Appointment) -> None:
    """Rebuild whoever holds or shares the office of an appointment that was made, changed or ended.

    Where it is a chair's, the chairs above too: one of them acts while it is vacant.
    """
    touched = Q(person__appointments__office=appointment.office)
    if appointment.seat == "chair":
        above = _upward({appointment.area.pk}) - {appointment.area.pk}
        touched |= Q(person__appointments__office__in=Office.objects.filter(seat="chair", forum__area__in=above))
    for user in User.objects.filter(touched).distinct():
        rebuild(user)
