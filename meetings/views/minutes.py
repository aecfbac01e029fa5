"""Screens: the minutes, read as the paper; clearing, confirming and signing them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.fingerprint import grouped
from documents.models import Paper
from forums.access import load, may
from forums.ledger import history_of
from forums.workflow import StepRefused
from meetings import life
from meetings.forms import ConfirmForm, ReturnForm, SignForm
from meetings.models import Minutes
from meetings.record import record_of
from meetings.workflow import MINUTES
from members.models import Person


@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they will print, what is to be done with them, and what happened."""
    return _page(request, _load(request, pk))


@login_required
@require_POST
def minutes_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft to the chairs."""
    found = _load(request, pk, "keep_record")
    done = _("The minutes were sent for clearing. The Chairperson and the Co-Chairperson find them on their desks.")
    if not _take(request, found, "send", done):
        return redirect("minute_book", pk=found.meeting_id)
    return redirect(found)


@login_required
@require_POST
def minutes_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back with a note."""
    found = _load(request, pk, "clear_minutes")
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, return_form=form, status=422)
    _take(
        request,
        found,
        "return",
        _("The minutes went back to the secretariat with your note."),
        note=form.cleaned_data["note"],
    )
    return redirect(found)


@login_required
@require_POST
def minutes_clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the draft fit to circulate."""
    found = _load(request, pk, "clear_minutes")
    _take(request, found, "clear", _("You have cleared the minutes."))
    return redirect(found)


@login_required
def minutes_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Record at which meeting the minutes were confirmed, proposed and seconded by whom."""
    found = _load(request, pk, "keep_record")
    came = Person.objects.filter(attendance__meeting=found.meeting, attendance__status="present")
    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        meetings=life.later_meetings(found),
        people=came.order_by("name"),
    )
    if request.method == "POST" and form.is_valid():
        _take(
            request,
            found,
            "confirm",
            _("The minutes are confirmed. The chairs find them on their desks to sign."),
            **form.cleaned_data,
        )
        return redirect(found)
    context = {
        "minutes": found,
        "meeting": found.meeting,
        "forum": found.meeting.forum,
        "form": form,
        "refusal": "" if found.status == "circulated" else _("These minutes cannot be confirmed as they stand now."),
        "wanting": life.no_later_meeting(found, request.user) if found.status == "circulated" else "",
    }
    return render(request, "meetings/confirm.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def minutes_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign, with or without a reservation."""
    found = _load(request, pk, "sign_minutes")
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, found, sign_form=form, status=422)
    _take(request, found, "sign", _("You have signed the minutes."), reservation=form.cleaned_data["reservation"])
    return redirect(found)


def _load(request: HttpRequest, pk: int, right: str = "see_forum") -> Minutes:
    return load(Minutes.objects.select_related("meeting__forum__area__parent"), request.user, right, pk=pk)


def _take(request: HttpRequest, found: Minutes, verb: str, done: str, **details: Any) -> bool:
    """Take a step and say how it went; whether it was taken."""
    try:
        MINUTES.take(found, verb, by=request.user, **details)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, done)
    return True


def _page(request: HttpRequest, found: Minutes, *, return_form=None, sign_form=None, status: int = 200) -> HttpResponse:
    meeting = found.meeting
    papers = _papers(request, found) if found.edition else []
    if found.status == "clearing":
        prefetch_related_objects([found], "clearances")
    elif found.status in {"confirmed", "sealed"}:
        prefetch_related_objects([found], "signatures")
    copy = "officers" if may(request.user, "see_officers_copy", found.area) else "members"
    latest = next((paper for paper in papers if paper.copy == copy), None)
    # A draft is sent from the minute book, so nothing is offered here while it is one.
    offered = [] if found.is_draft else [step.verb for step in MINUTES.available(found, request.user)]
    return render(
        request,
        "meetings/minutes.html",
        {
            "minutes": found,
            "meeting": meeting,
            "forum": meeting.forum,
            "record": latest.record if latest else record_of(found, copy=copy, state="unconfirmed"),
            "papers": papers,
            "latest": latest,
            "print": _print(latest),
            "is_clearing": found.status == "clearing",
            "copy": copy,
            "offers": offered,
            "seats": _seats(found),
            "seat_due": _seat_due(found, request.user, offered),
            "return_form": return_form or ReturnForm(),
            "sign_form": sign_form or SignForm(),
            "history": history_of(found),
            "keeps": may(request.user, "keep_record", found.area),
            "reads_drafts": may(request.user, "see_drafts", found.area),
            "tab": "minutes",
        },
        status=status,
    )


def _papers(request: HttpRequest, found: Minutes) -> list[Paper]:
    """The papers of these minutes that the reader may see, the latest edition first."""
    rows = Paper.objects.visible_to(request.user).filter(subject="meetings.minutes", subject_id=found.pk)
    return list(rows.defer("record").select_related("job").order_by("-edition", "-copy"))


def _print(paper: Paper | None) -> dict[str, Any]:
    """What the attestation says of the edition that people read."""
    if paper is None:
        return {}
    url = reverse("check_paper", args=[paper.fingerprint])
    return {"edition": paper.edition, "fingerprint": grouped(paper.fingerprint, 16), "url": url}


def _seat_due(found: Minutes, user: Any, offered: list[str]) -> str:
    if "clear" in offered:
        return life.seat_due(found, user, life.CLEARING_SEATS, life.cleared_seats(found))
    if "sign" in offered:
        return life.seat_due(found, user, life.SIGNING_SEATS, life.signed_seats(found))
    return ""


def _seats(found: Minutes) -> list[dict[str, Any]]:
    """The two halves of the attestation: who stands there, and whether they have cleared or signed."""
    if found.status not in {"clearing", "confirmed", "sealed"}:
        return []
    given = found.clearances.all() if found.status == "clearing" else found.signatures.all()
    done = {row.seat: row for row in given if found.status != "clearing" or row.round == found.round}
    held = life.holders(found)
    rows = []
    for seat, title in (("chair", _("Chairperson")), ("co_chair", _("Co-Chairperson"))):
        attested, holder = done.get(seat), held.get(seat)
        rows.append(
            {
                "seat": seat,
                "title": title,
                "name": attested.name if attested else holder.person.name if holder else _("Vacant"),
                "office": attested.office if attested else holder.office.title if holder else "",
                "at": attested.at if attested else None,
                "reservation": getattr(attested, "reservation", ""),
                "is_vacant": not attested and not holder,
            }
        )
    return rows
