"""Screens: the action matrix of a forum, and its printing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionplans.models import ActionPoint
from actionplans.panels import standing
from actionplans.papers import print_matrix
from forums.access import load, may
from forums.models import Forum
from forums.workflow import StepRefused

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
@require_POST
def forum_actions_print(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the matrix of what is open, for officers and for members; the officers' copy opens."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    try:
        return redirect(print_matrix(forum=forum, by=request.user)[0])
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect("forum_actions", slug=slug)
