"""Screens: the action matrix of a forum and its printing; one action, and what is said of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.models import ActionPoint
from actionplans.panels import standing
from actionplans.papers import print_matrix
from actionplans.workflow import ACTIONS
from documents.templatetags.papers import anchor
from forums.access import load, may
from forums.models import Forum
from forums.workflow import StepRefused
from meetings.resolution_forms import WordForm

A_PAGE = 20


@login_required
def forum_actions(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has taken on what, until when; what is late first."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    shown = request.GET.get("show", "open")
    rows = ActionPoint.objects.of(forum, request.user)
    rows = rows.order_by("due", "reference") if shown == "all" else rows.still_open()
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    points = [(point, *standing(point, today)) for point in page.object_list]
    return render(
        request,
        "actionplans/actions.html",
        {
            "forum": forum,
            "page": page,
            "points": points,
            "shown": shown,
            "keeps": may(request.user, "keep_record", forum.area),
        },
    )


@login_required
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: who took it on until when, from which minute, how far it is, and what was done."""
    return _page(request, load(ActionPoint.objects.with_meeting(), request.user, pk=pk))


@login_required
@require_POST
def action_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how far it is since which day; done only with what was done."""
    found = load(ActionPoint.objects.with_meeting(), request.user, "keep_record", pk=pk)
    form = WordForm(request.POST, steps=_steps(request, found))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    said = form.cleaned_data
    try:
        ACTIONS.take(found, said["verb"], by=request.user, note=said["words"], on=said["on"])
    except StepRefused as refused:
        form.add_error(None, str(refused))
        again = load(ActionPoint.objects.with_meeting(), request.user, "keep_record", pk=pk)
        return _page(request, again, form=form, status=422)
    messages.success(request, _("It is entered."))
    return redirect(found)


def _steps(request: HttpRequest, found: ActionPoint) -> list[tuple[str, Any]]:
    return [(step.verb, step.label) for step in ACTIONS.available(found, request.user)]


def _page(request: HttpRequest, found: ActionPoint, *, form: WordForm | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    kind, words = standing(found, today)
    keeps = may(request.user, "keep_record", found.area)
    place = f"{found.deed.entry.minutes.get_absolute_url()}#{anchor(found.reference)}"
    context = {
        "point": found,
        "forum": found.forum,
        "meeting": found.meeting,
        "status_kind": kind,
        "status_words": words,
        "place": place,
        "words": found.words.all(),
        "form": form or (WordForm(steps=_steps(request, found), initial={"on": today}) if keeps else None),
    }
    return render(request, "actionplans/action.html", context, status=status)


@login_required
@require_POST
def forum_actions_print(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the matrix of what is open, for officers and for members; the officers' copy opens."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    try:
        return redirect(print_matrix(forum=forum, by=request.user)[0])
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect("forum_actions", slug=slug)
