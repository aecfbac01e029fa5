"""Screens: confirming minutes at a meeting or by circulation, signing them here or on paper, sealing them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums import instruments
from forums.models import Instrument
from forums.workflow import StepRefused
from meetings import confirming, sealing, seats
from meetings.forms import ConfirmForm, SignForm
from meetings.life_forms import GapsForm, PaperForm, RoundForm, WordsForm
from meetings.models import Minutes
from meetings.views.minutes import load_minutes, page, take
from meetings.workflow import MINUTES
from members.models import Person


@login_required
def minutes_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Record at which meeting the minutes were confirmed, proposed and seconded by whom."""
    found = load_minutes(request, pk, "keep_record")
    came = Person.objects.filter(attendance__meeting=found.meeting, attendance__status="present")
    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        meetings=confirming.later_meetings(found),
        people=came.order_by("name"),
    )
    if request.method == "POST" and form.is_valid():
        done = _("The minutes are confirmed. The chairs find them on their desks to sign.")
        take(request, found, "confirm", done, **form.cleaned_data)
        return redirect(found)
    wanting = confirming.no_later_meeting(found, request.user) if found.status == "circulated" else ""
    return _page(request, found, form, "meetings/confirm.html", "circulated", wanting=wanting)


@login_required
def minutes_confirm_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that minutes were confirmed by circulation: sent round, answered, nobody objected."""
    found = load_minutes(request, pk, "keep_record")
    form = RoundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "nobody_objected"}
        done = _("The minutes are confirmed. The chairs find them on their desks to sign.")
        if _taken(found, "confirm_round", request, form, done, "sent_on", **said):
            return redirect(found)
    wanting = confirming.something_open(found, request.user) if found.status == "circulated" else ""
    return _page(request, found, form, "meetings/confirm_round.html", "circulated", wanting=wanting)


@login_required
@require_POST
def minutes_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign, with or without a reservation."""
    found = load_minutes(request, pk, "sign_minutes")
    form = SignForm(request.POST)
    if not form.is_valid():
        return page(request, found, sign_form=form, status=422)
    take(request, found, "sign", _("You have signed the minutes."), reservation=form.cleaned_data["reservation"])
    return redirect(found)


@login_required
@require_POST
def minutes_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline to sign, in words that will stand on the paper."""
    found = load_minutes(request, pk, "sign_minutes")
    form = WordsForm(request.POST)
    if not form.is_valid():
        return page(request, found, decline_form=form, status=422)
    done = _("It is recorded that you do not sign. Your words are printed with the minutes. You may still sign.")
    take(request, found, "decline", done, note=form.cleaned_data["words"])
    return redirect(found)


@login_required
def minutes_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Record signatures on paper, with the scan of the signed copy."""
    found = load_minutes(request, pk, "keep_record")
    left = [seat for seat in seats.SIGNING_SEATS if seat not in seats.signed_seats(found)]
    if found.status != "confirmed" or not left:
        return _page(
            request, found, None, "meetings/sign_paper.html", "confirmed", wanting=_("Nobody is left to sign.")
        )
    form = PaperForm(request.POST or None, request.FILES or None, seats=_named(found, left))
    if request.method == "POST" and form.is_valid():
        done = _("The signatures on paper are recorded.")
        said = {"signed": form.signed, "signed_on": form.cleaned_data["signed_on"]}
        try:
            with transaction.atomic():
                scan = _on_file(found, form, by=request.user)
                MINUTES.take(found, "sign_paper", by=request.user, scan=scan, **said)
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _done(request, found, done)
    return _page(request, found, form, "meetings/sign_paper.html", "confirmed")


@login_required
def minutes_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Seal minutes that not everybody signed: vacant, absent or declined is said of each, in their words."""
    found = load_minutes(request, pk, "keep_record")
    if request.method == "GET":
        prefetch_related_objects([found], "signatures", "gaps")
    named = _named(found, sealing.seats_to_explain(found)) if found.status == "confirmed" else []
    form = GapsForm(request.POST if request.method == "POST" else None, seats=named)
    if request.method == "POST" and form.is_valid():
        done = _("The minutes are sealed. The paper says who did not sign, and why.")
        if _taken(found, "seal_with_gaps", request, form, done, None, gaps=form.gaps):
            return redirect(found)
    wanting = sealing.signatures_awaited(found, request.user) if found.status == "confirmed" else ""
    unsigned = [seat for seat in seats.CLEARING_SEATS if seat not in seats.signed_seats(found)]
    vacant = [seat for seat in unsigned if seat not in seats.holders(found)]
    declined = [gap for gap in found.gaps.all() if gap.why == "declined"]
    more = {"wanting": wanting, "vacant": vacant, "declined": declined}
    return _page(request, found, form, "meetings/seal.html", "confirmed", **more)


def _taken(
    found: Minutes, verb: str, request: HttpRequest, form: Any, done: str, field: str | None, **details: Any
) -> bool:
    """Take a step whose refusal belongs beside the form; whether it was taken."""
    try:
        MINUTES.take(found, verb, by=request.user, **details)
    except StepRefused as refused:
        form.add_error(field, str(refused))
        found.refresh_from_db()
        return False
    _done(request, found, done)
    return True


def _done(request: HttpRequest, found: Minutes, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect(found)


def _named(found: Minutes, wanted: list[str]) -> list[tuple[str, str]]:
    held = seats.holders(found)
    return [(seat, held[seat].person.name if seat in held else "") for seat in wanted]


def _on_file(found: Minutes, form: PaperForm, *, by: Any) -> Instrument:
    """The scan as it lies on file; the very same file is not kept twice."""
    content = form.cleaned_data["file"].read(instruments.LARGEST + 1)
    kept = instruments.known(found.meeting.forum, content)
    if kept is not None:
        return kept
    day = date_format(found.meeting.held_on, "j F Y")
    return instruments.put_on_file(
        forum=found.meeting.forum,
        title=_("Signed minutes of %(day)s") % {"day": day},
        dated=form.cleaned_data["signed_on"],
        content=content,
        by=by,
    )


def _page(
    request: HttpRequest, found: Minutes, form: Any, template: str, status: str, *, wanting: str = "", **more: Any
) -> HttpResponse:
    refused = "" if found.status == status else _("These minutes have moved on. The page of the minutes shows how.")
    context = {
        "minutes": found,
        "meeting": found.meeting,
        "forum": found.meeting.forum,
        "form": form,
        "refusal": refused,
        "wanting": wanting,
    }
    status_code = 422 if form is not None and form.errors else 200
    return render(request, template, context | more, status=status_code)
