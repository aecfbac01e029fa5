"""Screens: who sits in a forum and who comes; the same over all forums below."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from forums.access import load
from forums.models import Forum
from portal.sheets import WAYS, taken_along
from reports.composition import (
    composition_of_forum,
    compositions_below,
    sheet_below,
    sheet_of_forum,
    sums_of,
)
from reports.ground import ground_of

A_PAGE = 25


@login_required
def forum_composition(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Roster and attendance of one forum, sector by sector, with the gaps named."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    found = composition_of_forum(forum)
    if "as" in request.GET:
        return taken_along(request.GET["as"], f"composition-{slug}", *sheet_of_forum(found))
    return render(request, "reports/composition.html", {"forum": forum, "found": found, "ways": WAYS})


@login_required
def composition_below(request: HttpRequest) -> HttpResponseBase:
    """The same figures for every forum below that keeps a roster."""
    ground = ground_of(request.user)
    kept = Forum.objects.filter(memberships__isnull=False).values("pk")
    rows = ground.forums().filter(pk__in=kept).with_area().order_by("area__path")
    if "as" in request.GET:
        return taken_along(request.GET["as"], "composition", *sheet_below(compositions_below(rows)))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = compositions_below(page.object_list)
    context = {"ground": ground, "page": page, "sums": sums_of(rows), "ways": WAYS}
    return render(request, "reports/composition_below.html", context)
