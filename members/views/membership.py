"""Screens: one place on a roster. What is told of the member, how far along the road; contacts behind a door of their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load, may
from members import actions
from members.forms import ContactForm, MembershipForm
from members.models import Contact, Membership
from portal.contributions import gather


@login_required
def member_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what the roster says of a member, and how far they are from stakeholder to member."""
    member = load_member(request, pk, "keep_record")
    form = MembershipForm(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        actions.change_member(member=member, by=request.user, **form.cleaned_data)
        messages.success(request, _("What the roster says of %(name)s is saved.") % {"name": member.person.name})
        return redirect("roster", slug=member.forum.slug)
    context = {"forum": member.forum, "member": member, "form": form}
    context["ways"] = gather("member_ways", member)
    context["sees_contacts"] = may(request.user, "see_contacts", member.area)
    return render(request, "members/member.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def member_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a member's telephone and address, and enter the look in the ledger; or save them when they were sent.

    The co-chair reads those of whoever agreed to that.
    """
    member = load_member(request, pk, "see_forum")
    if not may(request.user, "see_contacts", member.area):
        return _agreed_contact(request, member)
    if "save" in request.POST:
        form = ContactForm(request.POST)
        if form.is_valid():
            actions.change_contact(member=member, by=request.user, **form.cleaned_data)
            messages.success(request, _("The contacts of %(name)s are saved.") % {"name": member.person.name})
            return redirect("member_change", pk=member.pk)
    else:
        form = ContactForm(initial=actions.look_at_contact(member=member, by=request.user))
    context = {"forum": member.forum, "member": member, "form": form}
    return render(request, "members/contact.html", context, status=422 if form.errors else 200)


def _agreed_contact(request: HttpRequest, member: Membership) -> HttpResponse:
    """The contacts to read, for the co-chair; 403 where the member has not agreed to that."""
    agreed = Contact.objects.filter(person=member.person, co_chair_too=True).exists()
    if not agreed or not may(request.user, "see_agreed_contacts", member.area):
        raise PermissionDenied
    told = actions.look_at_contact(member=member, by=request.user)
    return render(request, "members/contact.html", {"forum": member.forum, "member": member, "told": told})


def load_member(request: HttpRequest, pk: int, right: str) -> Membership:
    """The place on a roster that was asked for; 404 for outsiders, 403 for insiders without the right."""
    rows = Membership.objects.select_related("forum__area", "person", "organisation", "sector")
    return load(rows, request.user, right, pk=pk)
