"""Screens: adding something to sealed minutes; signed, filed without waiting, or withdrawn from the minutes' page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load
from forums.workflow import StepRefused
from meetings import addenda
from meetings.life_forms import AddendumForm, WithdrawForm
from meetings.models import Addendum
from meetings.views.minutes import load_minutes
from meetings.workflow import ADDENDA, MINUTES


@login_required
def addendum_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what is added to sealed minutes, and why."""
    found = load_minutes(request, pk, "keep_record")
    form = AddendumForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            MINUTES.take(found, "add", by=request.user, note=said["why"], text=said["text"])
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The addendum waits for the chairs, who find it on their desks to sign."))
            return redirect(f"{found.get_absolute_url()}#addenda")
    wanting = addenda.one_waits(found, request.user)
    if found.status != "sealed":
        wanting = _("Something is added to sealed minutes only. These are not sealed yet.")
    context = {
        "minutes": found,
        "meeting": found.meeting,
        "forum": found.meeting.forum,
        "form": form,
        "wanting": wanting,
    }
    return render(request, "meetings/addendum.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def addendum_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Stand by an addendum; with the last signature it is filed."""
    return _take(request, pk, "sign", "sign_minutes", _("You have signed the addendum."))


@login_required
@require_POST
def addendum_file(request: HttpRequest, pk: int) -> HttpResponse:
    """File an addendum without a chair who holds no office, or did not sign within the forum's limit."""
    done = _("The addendum is filed. The paper says who has not signed it.")
    return _take(request, pk, "file_with_gaps", "keep_record", done)


@login_required
@require_POST
def addendum_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an addendum before it was filed."""
    form = WithdrawForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return _take(request, pk, "withdraw", "keep_record", _("The addendum is withdrawn."), note=note)


def _take(request: HttpRequest, pk: int, verb: str, right: str, done: str, note: str = "") -> HttpResponse:
    found = load(Addendum.objects, request.user, right, pk=pk)
    try:
        ADDENDA.take(found, verb, by=request.user, note=note)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(f"{found.minutes.get_absolute_url()}#addenda")
