"""Screens: what is held on a person, for the secretariat that answers and for the person; a copy to take along."""

import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from members import held
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
    context = {
        "name": request.user.name,
        "lines": held.held_on(person, with_contacts=True) if person else [],
        "looks": held.looks_at(person) if person else [],
    }
    return render(request, "members/held.html", context)
