"""Screens: what a forum asks of higher offices and what it is asked; one request with its clock; asking, answering."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from actionplans import requesting
from actionplans.ladder import offices_above
from actionplans.models import Request, RequestFile
from actionplans.panels import standing as action_standing
from actionplans.request_flow import REQUESTS
from actionplans.request_forms import AnswerForm, AskForm, PassOnForm, WhyForm
from actionplans.request_panels import owed, standing
from forums.access import load, may, require
from forums.models import Forum
from forums.workflow import StepRefused
from meetings.models import Resolution
from portal.kept_files import sent
from portal.sheets import WAYS, taken_along

A_PAGE = 20
SHOWN = ("sent", "received")
STATES = {
    "open": pgettext_lazy("requests", "Open"),
    "late": pgettext_lazy("requests", "Late"),
    "answered": pgettext_lazy("requests", "Answered, to be closed"),
    "all": pgettext_lazy("requests", "All"),
}
SORTS = {
    "due": (pgettext_lazy("requests", "The soonest due first"), [F("answer_by").asc(nulls_first=True), "pk"]),
    "latest": (pgettext_lazy("requests", "The latest first"), ["-made_at", "-pk"]),
}


@login_required
def forum_requests(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the forum has asked of higher offices, and what its office is asked; each list for whom it concerns."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    asks, owes = may(request.user, "see_drafts", forum.area), may(request.user, "answer_requests", forum.area)
    if not asks and not owes:
        raise PermissionDenied
    if owes and asks and forum.area.level == "sub_county":  # seldom: where an area's own line leads to a sub-county
        owes = _list_of("received", forum).exists()
    asked = {name: request.GET.get(name, "").strip() for name in ("show", "state", "urgency", "q", "sort")}
    if asked["show"] not in SHOWN or not {"sent": asks, "received": owes}[asked["show"]]:
        asked["show"] = "sent" if asks and forum.area.level != "national" else "received"
    now = timezone.now()
    rows = _asked_for(_list_of(asked["show"], forum), asked, now)
    if "as" in request.GET:
        return taken_along(request.GET["as"], f"requests-{asked['show']}-{slug}", *_sheet_of(rows, now))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "forum": forum,
        "page": page,
        "rows": [(upward, *standing(upward, now), owed(upward)) for upward in page.object_list],
        "asked": asked,
        "tabs": [tab for tab, there in (("sent", asks), ("received", owes)) if there],
        "states": STATES.items(),
        "urgencies": Request.Urgency.choices,
        "sorts": [(code, words) for code, (words, _order) in SORTS.items()],
        "keeps": may(request.user, "keep_record", forum.area) and forum.area.level != "national",
        "ways": WAYS,
    }
    return render(request, "actionplans/requests.html", context)


def _list_of(show: str, forum: Forum) -> Any:
    rows = Request.objects.with_offices()
    if show == "sent":
        return rows.filter(forum=forum)
    return rows.filter(seen_from=forum.area_id, sent_at__isnull=False)


def _asked_for(rows: Any, asked: dict[str, str], now: dt.datetime) -> Any:
    """The requests asked for; what is typed and known to nobody counts as not asked."""
    if asked["state"] not in STATES:
        asked["state"] = "open"
    if asked["sort"] not in SORTS:
        asked["sort"] = "due"
    if asked["state"] == "late":
        rows = rows.late(now)
    elif asked["state"] == "answered":
        rows = rows.filter(status="answered")
    elif asked["state"] == "open":
        rows = rows.exclude(status__in=["closed", "withdrawn"])
    if asked["urgency"] in Request.Urgency.values:
        rows = rows.filter(urgency=asked["urgency"])
    else:
        asked["urgency"] = ""
    if asked["q"]:
        words = asked["q"][:100]
        rows = rows.filter(text__icontains=words) | rows.filter(reference__icontains=words)
    return rows.order_by(*SORTS[asked["sort"]][1])


def _sheet_of(rows: Iterable[Request], now: dt.datetime) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Reference"), _("Forum"), _("Asked"), _("Why"), _("Urgency"), _("Lies with"), _("Sent"),
        _("Acknowledged"), _("To be answered by"), _("Answered"), _("Went higher"), _("Status"),
    ]  # fmt: skip
    return heads, [
        [
            row.reference, row.forum.area.title, row.text, row.why, str(row.get_urgency_display()), row.office.title,
            *map(_moment, (row.sent_at, row.acknowledged_at, row.answer_by, row.answered_at)),
            row.raised, standing(row, now)[1],
        ]
        for row in rows
    ]  # fmt: skip


def _moment(at: dt.datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


@login_required
def request_ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a higher office for help: sent at once, or kept as a draft."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    resolution = _resolution(request, forum)
    offices = offices_above(forum)
    start = {"office": offices[0].pk if offices else None, "text": resolution.deed.text if resolution else ""}
    form = AskForm(
        request.POST if request.method == "POST" else None, forum=forum, offices=offices,
        with_meeting=resolution is None, initial=start,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = requesting.write_request(forum=forum, resolution=resolution, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(getattr(refused, "field", None), str(refused))
        else:
            return _written(request, made)
    context = {"forum": forum, "form": form, "offices": offices, "resolution": resolution}
    return render(request, "actionplans/ask.html", context, status=422 if form.errors else 200)


@login_required
def request_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft, and send it."""
    found = _load(request, pk)
    require(request.user, "keep_record", found.area)
    names = ("office", "urgency", "text", "why", "sector", "meeting")
    start = {name: getattr(getattr(found, name), "pk", getattr(found, name)) for name in names} | {"key": found.key}
    offices = offices_above(found.forum)
    form = AskForm(
        request.POST if request.method == "POST" else None, forum=found.forum, offices=offices,
        with_meeting=found.resolution_id is None, initial=start,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data.get(name) for name in names}
        try:
            requesting.change_request(request=found, by=request.user, **said)
        except StepRefused as refused:
            form.add_error(getattr(refused, "field", None), str(refused))
        else:
            return _written(request, _load(request, pk))
    context = {"forum": found.forum, "form": form, "offices": offices, "upward": found, "resolution": found.resolution}
    return render(request, "actionplans/ask.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, made: Request) -> HttpResponse:
    """Send what was written, unless it is to stay a draft or is sent already, as by a second press of the button."""
    if made.status != Request.Status.DRAFT:
        messages.success(request, _("Request %(reference)s was sent already.") % {"reference": made.reference})
        return redirect(made)
    if request.POST.get("then") == "keep":
        messages.success(request, _("Request %(reference)s is kept.") % {"reference": made.reference})
        return redirect(made)
    return _taken(request, made, "send", _("Request %(reference)s is sent.") % {"reference": made.reference})


@login_required
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what is asked of whom and why, its clock, what happened, and what can be done now."""
    return _page(request, _load(request, pk))


@login_required
@require_POST
def request_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft."""
    found = _load(request, pk)
    return _taken(request, found, "send", _("Request %(reference)s is sent.") % {"reference": found.reference})


@login_required
@require_POST
def request_acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the office has it."""
    return _taken(request, _load(request, pk), "acknowledge", _("The forum sees that you have it."))


@login_required
@require_POST
def request_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it in words, with what will be done by whom and when, and with files."""
    found = _load(request, pk)
    require(request.user, "answer_requests", found.office.forum.area)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, answer=form)
    said = {name: form.cleaned_data[name] for name in ("words", "will_do", "who", "due")}
    try:
        requesting.answer(request=found, files=form.sent(), by=request.user, **said)
    except StepRefused as refused:
        form.add_error(getattr(refused, "field", None), str(refused))
        return _page(request, _load(request, pk), answer=form)
    messages.success(request, _("Your answer is with the forum."))
    return redirect(found)


@login_required
@require_POST
def request_forward(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass it on to another office above the forum, with a word."""
    found = _load(request, pk)
    require(request.user, "answer_requests", found.office.forum.area)
    form = PassOnForm(request.POST, offices=_others(found))
    if not form.is_valid():
        return _page(request, found, forward=form)
    to = form.cleaned_data["to"]
    try:
        REQUESTS.take(found, "forward", by=request.user, note=form.cleaned_data["words"], to=to)
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, _load(request, pk), forward=form)
    messages.success(request, _("It lies with another office now: %(office)s.") % {"office": to.title})
    return redirect(found)


@login_required
@require_POST
def request_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on the agenda of the next meeting of the forum with which it lies."""
    found = _load(request, pk)
    require(request.user, "keep_record", found.office.forum.area)
    meeting = requesting.next_meeting(found) if found.status != Request.Status.DRAFT else None
    if meeting is None:
        messages.error(request, _("No meeting of your forum is ahead. Plan one first."))
        return redirect(found)
    try:
        requesting.put_on_agenda(request=found, meeting=meeting, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        day = date_format(meeting.held_on, "j F Y")
        messages.success(request, _("It is on the agenda of %(day)s.") % {"day": day})
    return redirect(found)


@login_required
@require_POST
def request_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it, as its answer is enough."""
    return _taken(request, _load(request, pk), "close", _("The request is closed."))


@login_required
@require_POST
def request_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why it is not answered."""
    return _why(request, pk, "reopen", _("It is open again."))


@login_required
@require_POST
def request_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw it, with the reason."""
    return _why(request, pk, "withdraw", _("The request is withdrawn."))


@login_required
def request_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What came with an answer, as an attachment."""
    return sent(get_object_or_404(RequestFile.objects.visible_to(request.user), pk=pk))


def _why(request: HttpRequest, pk: int, verb: str, done: str) -> HttpResponse:
    found = _load(request, pk)
    require(request.user, "keep_record", found.area)
    form = WhyForm(request.POST, name=verb)
    if not form.is_valid():
        return _page(request, found, **{verb: form})
    return _taken(request, found, verb, done, note=form.cleaned_data["words"])


def _taken(request: HttpRequest, found: Request, verb: str, done: str, **said: Any) -> HttpResponse:
    try:
        REQUESTS.take(found, verb, by=request.user, **said)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(found)


def _load(request: HttpRequest, pk: int) -> Request:
    """404 for everybody but the officers of the forum that asks and the offices it has come to or passed by."""
    rows = Request.objects.visible_to(request.user).with_offices()
    return get_object_or_404(rows.select_related(*_BESIDE), pk=pk)


_BESIDE = (
    *("forum__area__parent", "office__forum__area", "first_office__forum", "sector", "resolution__deed"),
    *("resolution__forum__area", "meeting"),
)


def _others(found: Request) -> list[Any]:
    return [office for office in offices_above(found.forum) if office != found.office]


def _resolution(request: HttpRequest, forum: Forum) -> Resolution | None:
    asked = request.GET.get("resolution", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return Resolution.objects.of(forum, request.user).with_meeting().filter(pk=int(asked)).first()


def _page(request: HttpRequest, found: Request, **tried: Any) -> HttpResponse:
    now, user = timezone.now(), request.user
    kind, words = standing(found, now)
    steps = {step.verb: step for step in REQUESTS.available(found, user)}
    forms: dict[str, Any] = {}
    if "answer" in steps:
        forms["answer"] = AnswerForm()
    if "forward" in steps and (others := _others(found)):
        forms["forward"] = PassOnForm(offices=others)
    forms |= {verb: WhyForm(name=verb) for verb in ("reopen", "withdraw") if verb in steps}
    forms |= tried
    receives = may(user, "answer_requests", found.office.forum.area) and found.status != Request.Status.DRAFT
    acts = receives and may(user, "keep_record", found.office.forum.area)
    happened = found.happened.select_related("to", "meeting").prefetch_related("files")
    closes = found.status == Request.Status.ANSWERED and may(user, "keep_record", found.area)
    context = {
        "upward": found,
        "forum": found.forum,
        "status_kind": kind,
        "status_words": words,
        "now": now,
        "steps": steps,
        "forms": forms,
        "wrong": next(iter(tried.values()), None),
        "happened": list(happened),
        "asks": may(user, "see_drafts", found.area),
        "acts": acts,
        "actions": [(point, *action_standing(point, now.date())) for point in found.action_points.all()]
        if acts
        else [],
        "coming": requesting.next_meeting(found) if acts and found.is_waiting else None,
        "why_not_close": closes and "close" not in steps,
    }
    return render(request, "actionplans/request.html", context, status=422 if tried else 200)
