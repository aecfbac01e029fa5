"""Screens: inviting somebody to sign in, sending it again, revoking it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load
from forums.models import Forum
from forums.workflow import StepRefused
from members import appointing, inviting
from members.asking_again import asks_again
from members.forms import InviteForm
from members.models import Invitation, Membership, Person
from members.views.offices import load_appointment
from portal import texting


@login_required
@asks_again
def holder_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite whoever holds an office."""
    appointment = load_appointment(request, pk)
    right = appointing.right_for(appointment.office)
    return _page(request, appointment.person, appointment.office.forum, right, back="offices")


@login_required
def member_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a member of the roster."""
    rows = Membership.objects.select_related("forum__area", "person")
    member = load(rows, request.user, "keep_record", pk=pk)
    return _page(request, member.person, member.forum, "keep_record", back="roster")


@login_required
@require_POST
def invitation_resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a new link; the earlier one stops working."""
    found = _load(request, pk)
    try:
        made = inviting.send_again(invitation=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        _say(request, made)
    return redirect("offices", slug=found.forum.slug)


@login_required
@require_POST
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the link open nothing any more."""
    found = _load(request, pk)
    try:
        inviting.revoke(invitation=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The invitation is revoked: its link opens nothing any more."))
    return redirect("offices", slug=found.forum.slug)


def _load(request: HttpRequest, pk: int) -> Invitation:
    found = Invitation.objects.filter(pk=pk).first()
    rows = Invitation.objects.select_related("forum__area", "person")
    return load(rows, request.user, found.right if found else "see_forum", pk=pk)


def _page(request: HttpRequest, person: Person, forum: Forum, right: str, *, back: str) -> HttpResponse:
    contact = getattr(person, "contact", None)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        initial={"to": (contact.email or contact.phone) if contact else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = inviting.invite(person=person, forum=forum, right=right, by=request.user, **form.cleaned_data["to"])
        except StepRefused as refused:
            form.add_error("to", str(refused))
        else:
            _say(request, made)
            return redirect(back, slug=forum.slug)
    context = {"forum": forum, "person": person, "form": form, "back": back}
    return render(request, "members/invite.html", context, status=422 if form.errors else 200)


def _say(request: HttpRequest, made: Invitation) -> None:
    """What became of the letter or the text."""
    made.refresh_from_db()
    stays = texting.is_outbox() if made.phone else settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    if not made.sent_at:
        messages.error(
            request, _("The invitation could not be sent: the service did not take it. Send it again later.")
        )
    elif stays:
        messages.success(request, _("The invitation lies in the outbox of this machine, as no service is set up."))
    else:
        messages.success(request, _("The invitation was sent to %(to)s.") % {"to": made.sent_to})
