"""Screens: the register of resolutions, a resolution with what led to it and what came of it, its excerpts."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.templatetags.papers import anchor
from forums.access import load, may
from forums.models import Forum
from forums.workflow import StepRefused
from meetings import excerpts
from meetings.models import Resolution, ResolutionWord
from meetings.resolution_forms import ExcerptForm, ResolutionWordForm
from meetings.typed import owners_of
from meetings.workflow import RESOLUTIONS
from portal.contributions import gather
from portal.sheets import WAYS, taken_along

A_PAGE = 25


@login_required
def resolutions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What the forum has resolved, year by year, and how each stands by which dated word."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    last = ResolutionWord.objects.filter(resolution=OuterRef("pk")).values("words")[:1]
    rows = Resolution.objects.of(forum, request.user).with_meeting().annotate(last_word=Subquery(last))
    years = sorted({*rows.order_by().values_list("deed__year", flat=True)}, reverse=True)
    asked = {name: request.GET.get(name, "").strip() for name in ("year", "status", "q")}
    if asked["year"].isdecimal() and int(asked["year"]) in years:
        rows = rows.filter(deed__year=int(asked["year"]))
    if asked["status"] == "unfinished":
        rows = rows.still_open()
    elif asked["status"] in Resolution.Status.values:
        rows = rows.filter(status=asked["status"])
    if asked["q"]:
        rows = rows.filter(deed__text__icontains=asked["q"][:100])
    rows = rows.order_by("-deed__year", "-deed__number")
    if "as" in request.GET:
        return taken_along(request.GET["as"], f"resolutions-{slug}", *_sheet_of(rows))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.forum = forum
    every = Resolution.objects.of(forum, request.user)
    context = {
        "forum": forum,
        "page": page,
        "asked": asked,
        "years": years,
        "statuses": Resolution.Status.choices,
        "unfinished": every.still_open().count(),
        "ways": WAYS,
    }
    return render(request, "meetings/resolutions.html", context)


def _sheet_of(rows: Iterable[Resolution]) -> tuple[list[str], list[list[Any]]]:
    heads = [_("Reference"), _("Resolution"), _("Resolved on"), _("Meeting"), _("Status"), _("Since"), _("Last word")]
    return heads, [
        [
            row.reference, row.deed.text, row.meeting.held_on, row.meeting.reference,
            str(row.get_status_display()), row.stood_on, row.last_word,
        ]
        for row in rows
    ]  # fmt: skip


@login_required
def resolution(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """One resolution: what led to it, which actions follow, how it stands, and to whom it was sent."""
    return _page(request, _resolution(request, slug, year, number))


@login_required
@require_POST
def resolution_word(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Say how it stands since which day."""
    found = _resolution(request, slug, year, number, "keep_record")
    form = ResolutionWordForm(request.POST, resolution=found, steps=_steps(request, found))
    if not form.is_valid():
        return _page(request, found, word_form=form, status=422)
    said = form.cleaned_data
    details = {"meeting": said["meeting"]} if said.get("meeting") and said["verb"] == "rescind" else {}
    try:
        RESOLUTIONS.take(found, said["verb"], by=request.user, note=said["words"], on=said["on"], **details)
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, _resolution(request, slug, year, number, "keep_record"), word_form=form, status=422)
    messages.success(request, _("It is in the register."))
    return redirect(found)


@login_required
@require_POST
def resolution_send(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Make an excerpt for whoever must act, and send it or have it handed over."""
    found = _resolution(request, slug, year, number, "keep_record")
    form = _excerpt_form(found, [], request.POST)
    if not form.is_valid():
        return _page(request, found, excerpt_form=form, status=422)
    said = {name: form.cleaned_data[name] for name in ("to", "email", "words")}
    try:
        made = excerpts.write_excerpt(resolution=found, by=request.user, **said)
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, found, excerpt_form=form, status=422)
    if made.email:
        messages.success(request, _("The excerpt is being printed, and goes to %(to)s then.") % {"to": made.to})
        return redirect(found)
    messages.success(request, _("The excerpt is being printed. Hand it to %(to)s.") % {"to": made.to})
    return redirect(made.paper)


@login_required
@require_POST
def excerpt_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send once more what was not sent."""
    found = load(Resolution.objects.with_meeting(), request.user, "keep_record", excerpts__pk=pk)
    try:
        excerpts.send_again(excerpt=found.excerpts.get(pk=pk), by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is on its way again."))
    return redirect(found)


def _resolution(request: HttpRequest, slug: str, year: int, number: int, right: str = "see_forum") -> Resolution:
    asked = {"forum__slug": slug, "deed__year": year, "deed__number": number}
    return load(Resolution.objects.with_meeting(), request.user, right, **asked)


def _steps(request: HttpRequest, found: Resolution) -> list[tuple[str, Any]]:
    return [(step.verb, step.label) for step in RESOLUTIONS.available(found, request.user)]


def _excerpt_form(found: Resolution, actions: list[dict[str, Any]], data: Any = None) -> ExcerptForm:
    owner = next((row["owner"] for row in actions if row["owner"]), "")
    return ExcerptForm(
        data,
        initial={"to": owner, "way": "email"},
        address_of=lambda to: excerpts.known_address(found.forum, to),
        by_mail=not found.officers_only,
    )


def _page(request: HttpRequest, found: Resolution, *, status: int = 200, **forms: Any) -> HttpResponse:
    meeting, minutes = found.meeting, found.deed.entry.minutes
    keeps = may(request.user, "keep_record", found.area)
    actions = gather("resolution_follows", found, request.user)
    shown: dict[str, Any] = {}
    if keeps:
        steps = _steps(request, found)
        shown["word_form"] = ResolutionWordForm(resolution=found, steps=steps, initial={"on": timezone.localdate()})
        shown["excerpt_form"] = _excerpt_form(found, actions)
        shown["owners"] = owners_of(meeting)
        shown["excerpts"] = found.excerpts.select_related("paper")
    context = {
        "resolution": found,
        "forum": found.forum,
        "meeting": meeting,
        "minutes": minutes,
        "place": f"{minutes.get_absolute_url()}#{anchor(found.reference)}",
        "actions": actions,
        "ways": gather("resolution_ways", found) if keeps else [],
        "words": found.words.select_related("meeting"),
        "keeps": keeps,
    }
    return render(request, "meetings/resolution.html", context | shown | forms, status=status)
