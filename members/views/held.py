"""Screens: what is held on a person, for the secretariat that answers and for the person; a copy to take along."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load
from forums.workflow import StepRefused
from members import held, retention
from members.asking_again import asks_again
from members.forms import CorrectionForm, SettleForm
from members.models import Correction
from members.views.membership import load_member


@login_required
def member_held(request: HttpRequest, pk: int) -> HttpResponse:
    """What is held on a member, without the contacts, and who looked at those."""
    member = load_member(request, pk, "see_contacts")
    context = {
        "forum": member.forum,
        "member": member,
        "name": member.person.name,
        "lines": held.held_on(member.person, with_contacts=False),
        "looks": held.looks_at(member.person),
    }
    return render(request, "members/held.html", context)


@login_required
@require_POST
@asks_again
def member_held_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A copy of it all to hand to the member who asked; that it was taken is entered in the ledger."""
    member = load_member(request, pk, "see_contacts")
    told = held.copy_for(member=member, area=member.area, by=request.user)
    text = json.dumps(told, ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kikao-member-{member.pk}.json"'
    return answer


@login_required
def my_held(request: HttpRequest) -> HttpResponse:
    """What is held on me, contacts among it."""
    person = getattr(request.user, "person", None)
    form = None
    if person is not None and (forums := retention.forums_of(person)):
        form = CorrectionForm(request.POST if request.method == "POST" else None, forums=forums)
        if request.method == "POST" and form.is_valid():
            try:
                retention.ask(person=person, forum=form.cleaned_data["forum"], words=form.cleaned_data["words"])
            except StepRefused as refused:
                form.add_error("words", str(refused))
            else:
                messages.success(request, _("Your request is with the secretariat."))
                return redirect("my_held")
    context = {
        "form": form,
        "name": request.user.name,
        "lines": held.held_on(person, with_contacts=True) if person else [],
        "looks": held.looks_at(person) if person else [],
    }
    return render(request, "members/held.html", context, status=422 if form is not None and form.errors else 200)


@login_required
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody says is wrong, and the secretariat's answer."""
    rows = Correction.objects.select_related("forum__area", "person")
    found = load(rows, request.user, "keep_record", pk=pk)
    form = SettleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            retention.settle(correction=found, answer=form.cleaned_data["answer"], by=request.user)
        except StepRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The correction is settled."))
        return redirect("desk")
    member = found.person.memberships.filter(forum=found.forum).first()
    context = {"correction": found, "forum": found.forum, "member": member, "form": form}
    return render(request, "members/correction.html", context, status=422 if form.errors else 200)
