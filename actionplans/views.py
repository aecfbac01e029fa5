"""Screens: the action matrix of a forum."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from actionplans.models import ActionPoint
from actionplans.panels import standing
from forums.access import load
from forums.models import Forum

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
    return render(request, "actionplans/actions.html", {"forum": forum, "page": page, "points": points, "shown": shown})
