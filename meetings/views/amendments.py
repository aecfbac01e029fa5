"""Screens: proposing that a paragraph read otherwise, and settling it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from documents.comparing import word_changes
from forums.access import load, may
from forums.workflow import StepRefused
from meetings.amending import may_amend
from meetings.life_forms import AmendForm, SettleForm
from meetings.models import Amendment, Deed, Entry, Minutes
from meetings.views.minutes import load_minutes
from meetings.workflow import MINUTES


@login_required
def minutes_amend(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Propose how a paragraph of circulated minutes should read; `?deed=` names a resolution or action under it."""
    found = load_minutes(request, pk)
    entry = get_object_or_404(Entry.objects.select_related("item").prefetch_related("deeds"), minutes=found, key=key)
    if entry.officers_only and not may(request.user, "see_officers_copy", found.area):
        raise Http404
    if not may_amend(found, request.user):
        raise PermissionDenied
    deed = _deed(found, entry, request.GET.get("deed", ""))
    stands = deed.text if deed else entry.text
    form = AmendForm(request.POST) if request.method == "POST" else AmendForm(initial={"text": stands})
    if request.method == "POST" and form.is_valid():
        said = {"text": form.cleaned_data["text"], "note": form.cleaned_data["why"]}
        try:
            MINUTES.take(found, "amend", by=request.user, entry=entry, deed=deed, **said)
        except StepRefused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("Your amendment is with the secretariat and stands beside the paragraph."))
            return redirect(found)
    wanting = "" if found.status == "circulated" else _("Amendments are proposed while minutes are circulated.")
    more = {"entry": entry, "deed": deed, "stands": stands, "wanting": wanting}
    return _page(request, found, form, "meetings/amend.html", more)


@login_required
def amendment_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an amendment in, in the words the secretariat finds right, or leave the paragraph as it stands."""
    amendment = load(Amendment.objects, request.user, "keep_record", pk=pk)
    found, entry = amendment.minutes, amendment.entry
    if amendment.deed:
        amendment.deed.forum = found.meeting.forum
    begun = {"text": amendment.text, "version": entry.version}
    form = SettleForm(request.POST) if request.method == "POST" else SettleForm(initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            _settle(found, amendment, form.cleaned_data, by=request.user)
        except StepRefused as refused:
            form.add_error(None, str(refused))
            entry.refresh_from_db()
        else:
            messages.success(request, _("It is settled, and whoever proposed it can see it."))
            return redirect(found)
    more = {
        "amendment": amendment,
        "entry": entry,
        "changes": word_changes(amendment.stands, amendment.text),
        "has_moved": amendment.is_open and amendment.stands != amendment.before,
        "wanting": "" if amendment.is_open else _("This amendment was settled already."),
    }
    return _page(request, found, form, "meetings/settle.html", more)


def _settle(found: Minutes, amendment: Amendment, said: dict[str, Any], *, by: Any) -> None:
    if said["outcome"] == "accept":
        details = {"text": said["text"], "version": said["version"]}
        MINUTES.take(found, "take_in", by=by, note=said["answer"], amendment=amendment.pk, **details)
    else:
        MINUTES.take(found, "turn_down", by=by, note=said["answer"], amendment=amendment.pk)


def _deed(found: Minutes, entry: Entry, reference: str) -> Deed | None:
    if not reference:
        return None
    mark = found.meeting.forum.area.mark
    deed = next((deed for deed in entry.deeds.all() if deed.reference_at(mark) == reference), None)
    if deed is None:
        raise Http404
    deed.forum = found.meeting.forum
    return deed


def _page(request: HttpRequest, found: Minutes, form: Any, template: str, more: dict[str, Any]) -> HttpResponse:
    context = {"minutes": found, "meeting": found.meeting, "forum": found.meeting.forum, "form": form}
    return render(request, template, context | more, status=422 if form.errors else 200)
