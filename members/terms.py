"""Whose term ends soon, and which co-chair has left? What the desk tells those who fill offices, and the NSC."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.access import reach_of, scope
from members.models import Appointment
from members.models.appointments import seated
from portal.contributions import gather

SOON = dt.timedelta(days=60)
LATELY = dt.timedelta(days=30)
FILLED_BY = {"chair": "appoint_chair", "co_chair": "appoint_co_chair", "secretary": "appoint_secretary"}
AREA = "office__forum__area"


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """Terms that end within sixty days, co-chairs asked to accept, and for the NSC those who left within thirty.

    At most three queries. The first also brings who holds the seats of one's own forums, kept with them for the page.
    """
    rights = {seat: right for seat, right in FILLED_BY.items() if any(reach_of(user).outermost(right))}
    filled = Q(pk__in=[])
    for seat, right in rights.items():
        filled |= Q(seat=seat) & scope(user, right, AREA)
    ending = filled & Q(until__range=(today, today + SOON), ended_for="")
    asked = (Q(person__user=user) | filled) & Q(seat="co_chair", awaits_acceptance=True, ended_for="")
    own = [held.office.forum for held in user.appointments_now]
    here = Q(pk__in=Appointment.objects.seated(today).filter(office__forum__in=own).values("pk"))
    rows = Appointment.objects.filter(ending | asked | here).annotate(
        is_told=ExpressionWrapper(ending | asked, BooleanField()), is_here=ExpressionWrapper(here, BooleanField())
    )
    found = list(rows.select_related("person", "organisation", "office__forum__area").order_by("until"))
    for forum in own:
        forum._holders_today = seated(row for row in found if row.is_here and row.office.forum_id == forum.pk)
    for held in found:
        if not held.is_told:
            continue
        yield _asked_to_accept(held, user) if held.is_pending else _ending(held)
    if any(reach_of(user).outermost("change_areas")):
        yield from _co_chairs_gone(scope(user, "change_areas", AREA), today)


def _ending(held: Appointment) -> dict[str, Any]:
    return {
        "waits_for_me": True,
        "title": _("Find a successor: %(office)s") % {"office": held.office.title},
        "url": reverse("appoint", args=[held.office_id]),
        "detail": held.person.name,
        "status_kind": "going",
        "status": _("Term ends"),
        "when": date_format(held.until, "j F"),
        "order": 35,
    }


def _asked_to_accept(held: Appointment, user: Any) -> dict[str, Any]:
    """A co-chair who has been named and not answered: first to themselves, then to whoever named them."""
    own = held.person.user_id == user.pk
    title = _("Accept or decline: %(office)s") if own else _("Asked to accept: %(office)s")
    return {
        "waits_for_me": own,
        "title": title % {"office": held.office.title},
        "url": reverse("appointment_answer", args=[held.pk]),
        "detail": held.office.forum.title if own else held.person.name,
        "status_kind": "going",
        "status": _("Not answered yet"),
        "when": date_format(held.since, "j F"),
        "order": 5 if own else 60,
    }


def _co_chairs_gone(where: Q, today: dt.date) -> Iterator[dict[str, Any]]:
    """A co-chair's end is told to the NSC; one within thirty days of a reservation is flagged (rights page)."""
    rows = Appointment.objects.filter(where, seat="co_chair", until__range=(today - LATELY, today)).exclude(
        ended_for=""
    )
    gone = list(rows.select_related("person", "office__forum__area").order_by("until"))
    if not gone:
        return
    reserved = set(gather("reservations", [held.person_id for held in gone], today - 2 * LATELY))
    for held in gone:
        flagged = any(person == held.person_id and held.until - LATELY <= day <= held.until for person, day in reserved)
        yield {
            "waits_for_me": flagged,
            "title": _("%(office)s: %(name)s has left") % {"office": held.office.title, "name": held.person.name},
            "url": reverse("offices", args=[held.office.forum.slug]),
            "detail": str(held.get_ended_for_display()),
            "status_kind": "late" if flagged else "",
            "status": _("Soon after a reservation") if flagged else _("For your information"),
            "when": date_format(held.until, "j F"),
            "order": 12 if flagged else 70,
        }
