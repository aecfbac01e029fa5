"""Screens: the minutes, read as the paper; sent, returned, cleared and circulated from there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Case, F, JSONField, Prefetch, Subquery, When, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents import word
from documents.fingerprint import grouped
from documents.models import Paper
from forums import ledger
from forums.access import load, may
from forums.ledger import history_of
from forums.workflow import StepRefused
from meetings import life, margin, sealing, seats
from meetings.forms import ReturnForm, SignForm
from meetings.life_forms import WithdrawForm, WordsForm
from meetings.models import Addendum, Amendment, Gap, Minutes, Signature
from meetings.record import record_of
from meetings.workflow import ADDENDA, MINUTES


@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they will print, what is to be done with them, and what happened."""
    return page(request, load_minutes(request, pk))


@login_required
@require_POST
def minutes_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the draft to the chairs."""
    found = load_minutes(request, pk, "keep_record")
    done = _("The minutes were sent for clearing. The Chairperson and the Co-Chairperson find them on their desks.")
    if not take(request, found, "send", done):
        return redirect("minute_book", pk=found.meeting_id)
    return redirect(found)


@login_required
@require_POST
def minutes_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the draft back with a note."""
    found = load_minutes(request, pk, "clear_minutes")
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return page(request, found, status=422, return_form=form)
    done = _("The minutes went back to the secretariat with your note.")
    take(request, found, "return", done, note=form.cleaned_data["note"])
    return redirect(found)


@login_required
@require_POST
def minutes_clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Find the draft fit to circulate."""
    found = load_minutes(request, pk, "clear_minutes")
    take(request, found, "clear", _("You have cleared the minutes."))
    return redirect(found)


@login_required
@require_POST
def minutes_pass(request: HttpRequest, pk: int) -> HttpResponse:
    """Circulate without a chair who holds no office, or did not answer within the forum's limit."""
    found = load_minutes(request, pk, "keep_record")
    take(request, found, "pass", _("The minutes are circulated. The paper says who has not cleared them."))
    return redirect(found)


@login_required
@require_POST
def minutes_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as a Word file, for whoever must show it on paper first; the ledger keeps who took it."""
    found = load_minutes(request, pk, "see_drafts")
    if found.status not in Minutes.OPEN_STATUSES:
        messages.error(request, _("These minutes are circulated: take the PDF, which is the paper."))
        return redirect(found)
    record = record_of(found, copy="officers", state="unconfirmed")
    content = word.draft_of(record, is_sent=found.status == "clearing", taken_by=request.user.name)
    with transaction.atomic():
        ledger.record("minutes.draft_taken", found, by=request.user, area=found.area)
    name = f"{found.meeting.forum.slug}-{found.meeting.held_on:%Y-%m-%d}-draft.docx"
    answer = HttpResponse(content, content_type=word.WORD)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def load_minutes(request: HttpRequest, pk: int, right: str = "see_forum") -> Minutes:
    """The minutes a reader asked for, if the reader holds a right over them."""
    rows = Minutes.objects.select_related("meeting__forum__area__parent", "confirmation__meeting")
    return load(rows, request.user, right, pk=pk)


def take(request: HttpRequest, found: Minutes, verb: str, done: str, **details: Any) -> bool:
    """Take a step and say how it went; whether it was taken."""
    try:
        MINUTES.take(found, verb, by=request.user, **details)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, done)
    return True


def page(request: HttpRequest, found: Minutes, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of the minutes, with a form that has errors in the place of its empty one."""
    meeting = found.meeting
    copy = "officers" if may(request.user, "see_officers_copy", found.area) else "members"
    papers = _papers(request, found, copy) if found.edition else []
    keeps = may(request.user, "keep_record", found.area)
    reads_drafts = may(request.user, "see_drafts", found.area)
    latest = next((paper for paper in papers if paper.copy == copy and paper.label != Paper.Label.ADDENDUM), None)
    amendments = [row for row in _amendments(found) if copy == "officers" or not row.entry.officers_only]
    addenda = _prepare(found, request)
    # A draft is sent from the minute book, so nothing is offered here while it is one.
    offered = [] if found.is_draft else [step.verb for step in MINUTES.available(found, request.user)]
    record = latest.told if latest else record_of(found, copy=copy, state="unconfirmed")
    return render(
        request,
        "meetings/minutes.html",
        {
            "minutes": found,
            "meeting": meeting,
            "forum": meeting.forum,
            "record": margin.beside(record, found, amendments, may_amend="amend" in offered),
            "open_amendments": [amendment for amendment in amendments if amendment.is_open],
            "papers": papers,
            "editions": len({paper.edition for paper in papers if paper.label != Paper.Label.ADDENDUM}),
            "latest": latest,
            "print": _print(latest),
            "is_clearing": found.status == "clearing",
            "copy": copy,
            "offers": offered,
            "seats": _seats(found),
            "seat_due": _seat_due(found, request.user, offered),
            "wait": _wait(found, request.user) if keeps else "",
            "addenda": addenda,
            "history": history_of(found, *addenda),
            "keeps": keeps,
            "reads_drafts": reads_drafts,
            "is_open": found.status in Minutes.OPEN_STATUSES,
            "tab": "minutes",
            "return_form": ReturnForm() if "return" in offered else None,
            "sign_form": SignForm() if "sign" in offered else None,
            "decline_form": WordsForm() if "decline" in offered else None,
            "withdraw_form": WithdrawForm() if addenda else None,
        }
        | forms,
        status=status,
    )


def _prepare(found: Minutes, request: HttpRequest) -> list[Addendum]:
    """Read at once what the page needs of where the minutes stand; the addenda that the reader may see."""
    signatures = Prefetch("signatures", Signature.objects.select_related("scan"))
    if found.status == "clearing":
        prefetch_related_objects([found], "clearances")
    elif found.status == "confirmed":
        prefetch_related_objects([found], signatures, "gaps")
    elif found.status == "sealed":
        prefetch_related_objects([found], signatures, "addenda__signatures")
        return [_shown(addendum, found, request) for addendum in found.addenda.all() if _is_read(addendum, request)]
    return []


def _is_read(addendum: Addendum, request: HttpRequest) -> bool:
    return addendum.status == Addendum.Status.FILED or may(request.user, "see_drafts", addendum.area)


def _shown(addendum: Addendum, found: Minutes, request: HttpRequest) -> Addendum:
    """An addendum with what can be done with it and who has signed it."""
    addendum.minutes = found
    addendum.offers = [step.verb for step in ADDENDA.available(addendum, request.user)]
    if addendum.status == Addendum.Status.WAITING:
        done = {row.seat: row for row in addendum.signatures.all()}
        addendum.seats = [_half(seat, done.get(seat), None, found) for seat in seats.CLEARING_SEATS]
        addendum.seat_due = seats.seat_due(found, request.user, seats.CLEARING_SEATS, set(done))
    return addendum


def _amendments(found: Minutes) -> list[Amendment]:
    """All of them, kept with the minutes, so that the steps' guards need not ask again."""
    if found.status in Minutes.OPEN_STATUSES:
        return []
    rows = Amendment.objects.select_related("entry", "deed")
    found._prefetched_objects_cache = {"amendments": rows.filter(minutes=found)}
    return list(found.amendments.all())


def _papers(request: HttpRequest, found: Minutes, copy: str) -> list[Paper]:
    """The papers of these minutes that the reader may see, the latest edition first, with what it `told` in this copy."""
    of_these = Paper.objects.filter(subject="meetings.minutes", subject_id=found.pk)
    read = of_these.exclude(label=Paper.Label.ADDENDUM).filter(copy=copy).order_by("-edition").values("pk")[:1]
    told = Case(When(pk=Subquery(read), then=F("record")), output_field=JSONField())
    rows = of_these.of(found.meeting.forum, request.user, every_copy=True).defer("record").annotate(told=told)
    return list(rows.select_related("job").order_by("-edition", "-copy"))


def _print(paper: Paper | None) -> dict[str, Any]:
    """What the attestation says of the edition that people read."""
    if paper is None:
        return {}
    url = reverse("check_paper", args=[paper.fingerprint])
    return {"edition": paper.edition, "fingerprint": grouped(paper.fingerprint, 16), "url": url}


def _seat_due(found: Minutes, user: Any, offered: list[str]) -> str:
    if "clear" in offered:
        return seats.seat_due(found, user, seats.CLEARING_SEATS, seats.cleared_seats(found))
    if "sign" in offered:
        return seats.seat_due(found, user, seats.SIGNING_SEATS, seats.signed_seats(found))
    return ""


def _wait(found: Minutes, user: Any) -> str:
    """For the secretariat: whose word is still awaited, and until when."""
    if found.status == "clearing":
        return life.clearance_awaited(found, user)
    return sealing.signatures_awaited(found, user) if found.status == "confirmed" else ""


def _seats(found: Minutes) -> list[dict[str, Any]]:
    """The two halves of the attestation: who stands there, and whether they have cleared or signed, or why not."""
    if found.status not in {"clearing", "confirmed", "sealed"}:
        return []
    given = found.clearances.all() if found.status == "clearing" else found.signatures.all()
    done = {row.seat: row for row in given if found.status != "clearing" or row.round == found.round}
    is_whole = found.status == "clearing" or done.keys() >= set(seats.CLEARING_SEATS)
    gaps = {} if is_whole else {g.seat: g for g in found.gaps.all() if g.step == Gap.Step.SIGNING}
    return [_half(seat, done.get(seat), gaps.get(seat), found) for seat in seats.CLEARING_SEATS]


def _half(seat: str, attested: Any, gap: Gap | None, found: Minutes) -> dict[str, Any]:
    holder = None if attested or gap else seats.holders(found).get(seat)
    return {
        "seat": seat,
        "title": {"chair": _("Chairperson"), "co_chair": _("Co-Chairperson")}[seat],
        "name": attested.name if attested else (gap and gap.name) or (holder.person.name if holder else _("Vacant")),
        "office": attested.office if attested else (gap and gap.office) or (holder.office.title if holder else ""),
        "at": attested.at if attested else None,
        "on_paper": attested if getattr(attested, "scan_id", None) else None,
        "reservation": getattr(attested, "reservation", ""),
        "gap": None if attested else gap,
        "is_vacant": not attested and not gap and not holder,
    }
