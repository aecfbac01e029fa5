"""Screens: the offices of a forum, who holds them and held them; appointing, handing over, ending."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.access import load, may
from forums.models import Forum
from forums.workflow import StepRefused
from members import appointing, inviting
from members.asking_again import asks_again
from members.forms import AnswerForm, AppointForm, EarlierForm, EndForm, OfficeLineForm, RepresentativeForm
from members.models import Appointment, Invitation, Office, Organisation, Person
from members.standing_in import acting_for
from portal.contributions import gather


@login_required
def offices(request: HttpRequest, slug: str) -> HttpResponse:
    """Each office with whoever holds it, acts in it and held it before."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    held: dict[int, list[Appointment]] = defaultdict(list)
    rows = (
        Appointment.objects.filter(office__forum=forum)
        .select_related("person__user", "organisation", "delegated_by")
        .prefetch_related("representatives__person")
    )
    keeps = may(request.user, "keep_record", forum.area)
    invitations = _invitations(forum) if keeps or may(request.user, "appoint_chair", forum.area) else {}
    for appointment in rows.order_by("-since", "-pk"):
        appointment.invitation = invitations.get(appointment.person_id)
        appointment.ways = gather("appointment_ways", appointment) if appointment.is_running else []
        held[appointment.office_id].append(appointment)
    context = {
        "forum": forum,
        "seats": [
            _seat(request, office, held[office.pk]) for office in _in_order(forum.offices.select_related("forum__area"))
        ],
        "invitations": invitations.values(),
        "keeps": keeps,
    }
    return render(request, "members/offices.html", context)


@login_required
def office_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how an office is reached: whoever keeps the forum's record, or fills the office."""
    office = load(Office.objects.select_related("forum__area"), request.user, pk=pk)
    if not may(request.user, "keep_record", office.area) and not appointing.may_fill(request.user, office):
        raise PermissionDenied
    said = {"phone": office.phone, "email": office.email}
    form = OfficeLineForm(request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and form.is_valid():
        appointing.set_line(office=office, by=request.user, **form.cleaned_data)
        messages.success(request, _("The official line is saved."))
        return redirect("offices", slug=office.forum.slug)
    context = {"forum": office.forum, "office": office, "form": form}
    return render(request, "members/office_line.html", context, status=422 if form.errors else 200)


def _in_order(rows: Any) -> list[Office]:
    order = list(Office.Seat.values)
    return sorted(rows, key=lambda office: order.index(office.seat))


def _seat(request: HttpRequest, office: Office, appointments: list[Appointment]) -> dict[str, Any]:
    return {
        "office": office,
        "running": [row for row in appointments if row.is_running],
        "former": [row for row in appointments if not row.is_running],
        "is_sole": office.seat in appointing.SOLE,
        "acting": acting_for(office.area) if office.seat == "chair" and not any(map(_serves, appointments)) else None,
        "may_fill": appointing.may_fill(request.user, office),
        "may_set_line": may(request.user, "keep_record", office.area) or appointing.may_fill(request.user, office),
    }


def _serves(appointment: Appointment) -> bool:
    return appointment.is_running and appointment.since <= timezone.localdate() and not appointment.is_pending


def _invitations(forum: Forum) -> dict[int, Invitation]:
    """The last invitation of each person of this forum: person id -> invitation."""
    return {row.person_id: row for row in forum.invitations.select_related("person").order_by("made_at")}


@login_required
@asks_again
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill an office, or hand it over in one step: one appointment ends, the next begins, the note follows."""
    office = _office(request, pk)
    back = reverse("offices", args=[office.forum.slug])
    today = timezone.localdate()
    holder = (
        office.appointments.undeclined().on(today).filter(is_acting=False).select_related("person").first()
        if office.seat in appointing.SOLE
        else None
    )
    form = AppointForm(
        request.POST if request.method == "POST" else None,
        office=office,
        holder=holder,
        endings=appointing.endings_for(office),
        initial={"basis": "ex_officio" if office.seat == Office.Seat.CHAIR else "appointed"},
    )
    if request.method == "POST" and form.is_valid():
        made = _appoint(request, office, form)
        if made is not None:
            handed_over = holder is not None and not made.is_acting
            return redirect(next(iter(gather("after_handover", made) if handed_over else []), back))
    passes_on = gather("handover_items", office.forum, office.seat) if holder else []
    context = {"forum": office.forum, "office": office, "holder": holder, "form": form, "passes_on": passes_on}
    return render(request, "members/appoint.html", context, status=422 if form.errors else 200)


def _appoint(request: HttpRequest, office: Office, form: AppointForm) -> Appointment | None:
    """Do what the form says; the appointment, or none where it was refused, which is said at the form."""
    said = form.cleaned_data
    plain = ("since", "until", "basis", "is_acting", "instrument")
    try:
        with transaction.atomic():
            person = said["person"] or Person.objects.create(name=" ".join(said["name"].split()))
            made = appointing.appoint(
                office=office,
                person=person,
                organisation=said["body"] or _body(said.get("organisation", "")),
                delegated_by=_body(said.get("delegated_by", "")),
                accepted_on=said.get("accepted_on"),
                held_by_body=said.get("held_by_body", False),
                ended_for=said.get("ended_for", ""),
                by=request.user,
                **{name: said[name] for name in plain},
            )
            if any(said["to"].values()) and not person.user_id:
                inviting.invite(
                    person=person,
                    forum=office.forum,
                    right=appointing.right_for(office),
                    by=request.user,
                    **said["to"],
                )
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return None
    told = {"name": made.holder_name, "office": office.title}
    if made.awaits_acceptance:
        messages.success(request, _("%(name)s is asked to accept: %(office)s.") % told)
    else:
        messages.success(request, _("%(name)s holds the office: %(office)s.") % told)
    return made


@login_required
@asks_again
def appoint_earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter somebody who held the office before it was kept here; the holder of today stays as he or she is."""
    office = _office(request, pk)
    form = EarlierForm(
        request.POST if request.method == "POST" else None,
        office=office,
        endings=appointing.endings_for(office),
        initial={"basis": "ex_officio" if office.seat == Office.Seat.CHAIR else "appointed"},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        plain = ("since", "until", "basis", "is_acting", "instrument", "ended_for")
        try:
            with transaction.atomic():
                made = appointing.enter_earlier(
                    office=office,
                    person=said["person"] or Person.objects.create(name=" ".join(said["name"].split())),
                    organisation=said["body"] or _body(said.get("organisation", "")),
                    delegated_by=_body(said.get("delegated_by", "")),
                    by=request.user,
                    **{name: said[name] for name in plain},
                )
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            told = {"name": made.person.name, "office": office.title}
            messages.success(request, _("%(name)s is entered as an earlier holder: %(office)s.") % told)
            return redirect("offices", slug=office.forum.slug)
    context = {"forum": office.forum, "office": office, "form": form, "is_earlier": True}
    return render(request, "members/appoint.html", context, status=422 if form.errors else 200)


@login_required
@asks_again
def appointment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End an appointment: the last day, why, and by which instrument."""
    appointment = load_appointment(request, pk)
    office = appointment.office
    form = EndForm(request.POST if request.method == "POST" else None, endings=appointing.endings_for(office))
    if request.method == "POST" and form.is_valid():
        try:
            appointing.end(appointment=appointment, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error("until", str(refused))
        else:
            messages.success(request, _("The appointment of %(name)s is ended.") % {"name": appointment.person.name})
            return redirect("offices", slug=office.forum.slug)
    context = {"forum": office.forum, "office": office, "appointment": appointment, "form": form}
    return render(request, "members/appointment_end.html", context, status=422 if form.errors else 200)


@login_required
def appointment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept being co-chair, or decline; whoever fills the office records an acceptance that came in writing."""
    appointment = get_object_or_404(Appointment.objects.select_related("person", "office__forum__area"), pk=pk)
    own = appointment.person.user_id == request.user.pk
    if not own:
        appointment = load_appointment(request, pk)
    form = AnswerForm(request.POST if request.method == "POST" and not own else None)
    if request.method == "POST" and (own or form.is_valid()):
        accepts = not own or request.POST.get("answer") == "accept"
        day = timezone.localdate() if own else form.cleaned_data["accepted_on"]
        try:
            appointing.answer(appointment=appointment, accepts=accepts, on=day, by=request.user)
        except StepRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The acceptance is recorded.") if accepts else _("You have declined."))
        return redirect("desk") if own else redirect("offices", slug=appointment.office.forum.slug)
    context = {"appointment": appointment, "forum": appointment.office.forum, "own": own, "form": form}
    return render(request, "members/appointment_answer.html", context, status=422 if form.errors else 200)


@login_required
@asks_again
def representative(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another person represent the organisation that holds an office."""
    appointment = load_appointment(request, pk)
    office = appointment.office
    if not appointment.held_by_body or not appointment.is_running:
        raise Http404
    form = RepresentativeForm(request.POST if request.method == "POST" else None, office=office)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            with transaction.atomic():
                person = said["person"] or Person.objects.create(name=" ".join(said["name"].split()))
                appointing.represent(
                    appointment=appointment,
                    person=person,
                    since=said["since"],
                    instrument=said["instrument"],
                    by=request.user,
                )
        except StepRefused as refused:
            form.add_error("since", str(refused))
        else:
            messages.success(request, _("From now on: %(holder)s.") % {"holder": appointment.holder_name})
            return redirect("offices", slug=office.forum.slug)
    context = {"forum": office.forum, "office": office, "appointment": appointment, "form": form}
    return render(request, "members/representative.html", context, status=422 if form.errors else 200)


def load_appointment(request: HttpRequest, pk: int) -> Appointment:
    """An appointment that runs, for somebody who may fill its office; else 404 or 403."""
    found = Appointment.objects.filter(pk=pk).first()
    office = _office(request, found.office_id if found else 0)
    appointment = Appointment.objects.select_related("person").get(pk=pk)
    appointment.office = office
    return appointment


def _office(request: HttpRequest, pk: int) -> Office:
    office = Office.objects.filter(pk=pk).first()
    right = appointing.right_for(office) if office else "see_forum"
    return load(Office.objects.select_related("forum__area"), request.user, right, pk=pk)


def _body(name: str) -> Organisation | None:
    name = " ".join(name.split())
    if not name:
        return None
    return Organisation.objects.filter(name__iexact=name).first() or Organisation.objects.create(name=name)
