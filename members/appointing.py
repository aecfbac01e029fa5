"""How does somebody come into an office, hand it over, and leave it? Rights follow on the next request."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.access import may
from forums.workflow import StepRefused
from members import grants
from members.models import Appointment, Office, Organisation, Person, Representative

# Who may fill which seat, by the rights page; all other seats are the NSC's own.
RIGHTS = {
    Office.Seat.CHAIR: "appoint_chair",
    Office.Seat.CO_CHAIR: "appoint_co_chair",
    Office.Seat.SECRETARY: "appoint_secretary",
}
SOLE = {Office.Seat.CHAIR, Office.Seat.CO_CHAIR}
# The co-chair's protection: no chair ends the office at will.
# How an appointment ends only by the named person's own word
OWN_WORD = {"declined"}
CO_CHAIR_ENDINGS = {"term", "resignation", "recall", "resolution", "death"}


def right_for(office: Office) -> str:
    """The right that filling this office asks for."""
    return RIGHTS.get(Office.Seat(office.seat), "appoint_chair")


def may_fill(user: Any, office: Office) -> bool:
    """Whether this user may appoint to the office and end appointments to it."""
    return may(user, right_for(office), office.area)


def endings_for(office: Office) -> list[tuple[str, Any]]:
    """How an appointment to this office may end."""
    return [
        (value, label)
        for value, label in Appointment.Ending.choices
        if value not in OWN_WORD and (office.seat != Office.Seat.CO_CHAIR or value in CO_CHAIR_ENDINGS)
    ]


def appoint(
    *,
    office: Office,
    person: Person,
    since: dt.date,
    by: Any,
    basis: str = Appointment.Basis.APPOINTED,
    organisation: Organisation | None = None,
    delegated_by: Organisation | None = None,
    side: str = "",
    until: dt.date | None = None,
    is_acting: bool = False,
    instrument: str = "",
    accepted_on: dt.date | None = None,
    held_by_body: bool = False,
    ended_for: str = "",
) -> Appointment:
    """Put a person into an office from a day on; where somebody holds it, this is the handover.

    The holder's appointment then ends on the day before, for the reason given. A co-chair who has not accepted yet is
    asked to, and holds no right before. Raises PermissionDenied without the
    right; StepRefused in words for one's own appointment, for a holder without a reason to end, and for what overlaps.
    """
    _require(office, by)
    if person.user_id and person.user_id == by.pk:
        raise StepRefused(_("Nobody appoints himself or herself. Ask the office above."))
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        former = None
        if office.seat in SOLE and is_acting:
            _nobody_acts(office, since, until)
        elif office.seat in SOLE:
            former = _hand_over(office, person, since, ended_for, by)
        appointment = Appointment.objects.create(
            office=office,
            person=person,
            organisation=organisation,
            delegated_by=delegated_by,
            side=side,
            basis=basis,
            since=since,
            until=until,
            is_acting=is_acting,
            instrument=instrument,
            accepted_on=accepted_on,
            awaits_acceptance=office.seat == Office.Seat.CO_CHAIR and accepted_on is None,
            held_by_body=held_by_body,
        )
        if held_by_body:
            Representative.objects.create(appointment=appointment, person=person, since=since, instrument=instrument)
        ledger.record(
            "appointment.handover" if former else "appointment.make",
            appointment,
            by=by,
            area=office.area,
            **({"former": former.pk} if former else {}),
        )
        grants.rebuild_those_touched_by(appointment)
    return appointment


def enter_earlier(
    *,
    office: Office,
    person: Person,
    since: dt.date,
    until: dt.date,
    by: Any,
    basis: str = Appointment.Basis.APPOINTED,
    organisation: Organisation | None = None,
    delegated_by: Organisation | None = None,
    is_acting: bool = False,
    instrument: str = "",
    ended_for: str = "",
) -> Appointment:
    """Keep who held an office before, so that papers name whoever held it then; no right comes of it.

    Raises PermissionDenied without the right to fill the office; StepRefused in words for days that have not passed, and
    where one of a kind serves at a time, for days on which somebody else is entered.
    """
    _require(office, by)
    if until < since:
        raise StepRefused(_("The last day must not be before the first."))
    if until >= timezone.localdate():
        raise StepRefused(_("The last day has not passed. Use the page on which the office is filled."))
    if ended_for and ended_for not in dict(endings_for(office)):
        raise StepRefused(_("Choose why it ended from the list."))
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        then = office.appointments.undeclined().filter(Q(until__isnull=True) | Q(until__gte=since), since__lte=until)
        then = then.filter(is_acting=is_acting) if office.seat in SOLE else then.filter(person=person)
        there = then.select_related("person").order_by("since").first()
        if there is not None:
            raise StepRefused(
                _("%(name)s held this office on some of these days, from %(day)s on.")
                % {"name": there.person.name, "day": f"{there.since.day} {there.since:%B %Y}"}
            )
        appointment = Appointment.objects.create(
            office=office,
            person=person,
            organisation=organisation,
            delegated_by=delegated_by,
            basis=basis,
            since=since,
            until=until,
            is_acting=is_acting,
            instrument=instrument,
            ended_for=ended_for,
        )
        ledger.record("appointment.earlier", appointment, by=by, area=office.area)
    return appointment


def end(*, appointment: Appointment, until: dt.date, ended_for: str, ended_by: str, by: Any) -> None:
    """End an appointment on a day, for a reason, by an instrument. Raises as `appoint` does."""
    office = appointment.office
    _require(office, by)
    if ended_for not in dict(endings_for(office)):
        raise StepRefused(
            _(
                "A co-chair's office ends only by term, resignation, the nominator's recall or a resolution in the minutes."
            )
        )
    if until < appointment.since:
        raise StepRefused(_("The last day must not be before the first."))
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=office.pk)
        _close(appointment, until, ended_for, ended_by, by)
        grants.rebuild_those_touched_by(appointment)


def answer(*, appointment: Appointment, accepts: bool, on: dt.date, by: Any) -> None:
    """Let the named co-chair accept or decline, or whoever fills the office record the written acceptance.

    Raises PermissionDenied for anybody else, StepRefused for what was answered already and for a day that cannot be.
    """
    own = appointment.person.user_id is not None and appointment.person.user_id == by.pk
    if not own and not (accepts and may_fill(by, appointment.office)):
        raise PermissionDenied
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=appointment.office_id)
        appointment.refresh_from_db(fields=["awaits_acceptance", "ended_for"])
        if not appointment.is_pending:
            raise StepRefused(_("This was answered already."))
        if on > timezone.localdate():
            raise StepRefused(_("This day has not come yet."))
        if accepts:
            appointment.awaits_acceptance = False
            appointment.accepted_on = on
            appointment.save(update_fields=["awaits_acceptance", "accepted_on"])
            ledger.record("appointment.accept", appointment, by=by, area=appointment.area)
        else:
            _close(appointment, max(on, appointment.since), Appointment.Ending.DECLINED, "", by)
        grants.rebuild_those_touched_by(appointment)


def represent(*, appointment: Appointment, person: Person, since: dt.date, instrument: str, by: Any) -> None:
    """Let another person speak for the organisation that holds an office. Raises as `appoint` does."""
    _require(appointment.office, by)
    with transaction.atomic():
        Office.objects.select_for_update().get(pk=appointment.office_id)
        last = appointment.representatives.order_by("-since").first()
        if not appointment.held_by_body or last is None:
            raise StepRefused(_("A person holds this office, not an organisation."))
        if person.user_id and person.user_id == by.pk:
            raise StepRefused(_("Nobody appoints himself or herself. Ask the office above."))
        if person.pk == last.person_id:
            raise StepRefused(_("This person represents the organisation already."))
        if since <= last.since:
            raise StepRefused(
                _("%(name)s represents it from %(day)s on. Choose a later day.")
                % {"name": last.person.name, "day": f"{last.since.day} {last.since:%B %Y}"}
            )
        last.until = since - dt.timedelta(days=1)
        last.save(update_fields=["until"])
        Representative.objects.create(appointment=appointment, person=person, since=since, instrument=instrument)
        appointment.person = person
        appointment.save(update_fields=["person"])
        ledger.record("appointment.represent", appointment, by=by, area=appointment.area, note=instrument)
        grants.rebuild_those_touched_by(appointment)
        if last.person.user:
            grants.rebuild(last.person.user)


def set_line(*, office: Office, phone: str, email: str, by: Any) -> None:
    """Keep how an office is reached, whoever holds it."""
    with transaction.atomic():
        office.phone, office.email = phone, email
        office.save(update_fields=["phone", "email"])
        ledger.record("office.line", office, by=by, area=office.area)


def _hand_over(office: Office, person: Person, since: dt.date, ended_for: str, by: Any) -> Appointment | None:
    """Close the holder's appointment on the day before the new one begins."""
    overlapping = office.appointments.undeclined().filter(Q(until__isnull=True) | Q(until__gte=since), is_acting=False)
    holders = list(overlapping.order_by("since"))
    if not holders:
        return None
    holder = holders[0]
    if len(holders) > 1 or holder.since >= since:
        raise StepRefused(
            _("%(name)s holds this office from %(day)s on. Choose a later day, or end that appointment first.")
            % {"name": holders[-1].person.name, "day": f"{holders[-1].since.day} {holders[-1].since:%B %Y}"}
        )
    if holder.person_id == person.pk:
        raise StepRefused(_("This person holds the office already."))
    if ended_for not in dict(endings_for(office)):
        raise StepRefused(_("Say why %(name)s leaves the office.") % {"name": holder.person.name})
    _close(holder, since - dt.timedelta(days=1), ended_for, "", by)
    return holder


def _nobody_acts(office: Office, since: dt.date, until: dt.date | None) -> None:
    """One acts at a time. Raises StepRefused, naming who does."""
    acting = office.appointments.undeclined().filter(Q(until__isnull=True) | Q(until__gte=since), is_acting=True)
    if until:
        acting = acting.filter(since__lte=until)
    there = acting.select_related("person").order_by("since").last()
    if there:
        raise StepRefused(
            _("%(name)s acts in this office from %(day)s on. Choose a later day, or end that appointment first.")
            % {"name": there.person.name, "day": f"{there.since.day} {there.since:%B %Y}"}
        )


def _close(appointment: Appointment, until: dt.date, ended_for: str, ended_by: str, by: Any) -> None:
    appointment.until, appointment.ended_for, appointment.ended_by = until, ended_for, ended_by
    appointment.save(update_fields=["until", "ended_for", "ended_by"])
    ledger.record("appointment.end", appointment, by=by, area=appointment.area, reason=ended_for)


def _require(office: Office, by: Any) -> None:
    if not may_fill(by, office):
        raise PermissionDenied
