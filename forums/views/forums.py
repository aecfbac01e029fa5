"""Screens: the forums one may see, and the page of one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from forums.access import load, may
from forums.models import Area, AreaAlias, Forum
from forums.quarter import Quarter
from forums.rules import period_of
from portal.contributions import each, gather

A_PAGE = 25


@login_required
def forums(request: HttpRequest) -> HttpResponse:
    """The forums in reach, from the country down; filtered by level, stage and name."""
    rows = Forum.objects.visible_to(request.user).with_area().order_by("area__path")
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "level", "stage")}
    if asked["q"]:
        rows = rows.filter(
            Q(area__name__icontains=asked["q"])
            | Q(area__parent__name__icontains=asked["q"])
            | Q(area__in=AreaAlias.objects.filter(name__icontains=asked["q"]).values("area"))
        )
    if asked["level"] in Area.Level.values:
        rows = rows.filter(area__level=asked["level"])
    if asked["stage"] in Forum.Stage.values:
        rows = rows.filter(stage=asked["stage"])
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "asked": asked, "levels": Area.Level.choices, "stages": Forum.Stage.choices}
    return render(request, "forums/forums.html", context)


@login_required
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """One forum: who chairs, its mandate and standing, and what the other rooms tell of it."""
    today = timezone.localdate()
    quarter = Quarter.of(today)
    numbers = {name: told for answer in each("forum_numbers") for name, told in answer(quarter).items()}
    found = load(Forum.objects.with_area().annotate(**numbers), request.user, slug=slug)
    keeps = may(request.user, "keep_record", found.area)
    coming = next((meeting for meeting in (ask(found, today) for ask in each("next_meeting")) if meeting), None)
    if coming is not None and coming.status == "planned" and not may(request.user, "see_drafts", found.area):
        coming = None
    panels = sorted(gather("forum_panels", found, request.user, today), key=lambda panel: panel["order"])
    return render(
        request,
        "forums/forum.html",
        {
            "forum": found,
            "facts": sorted(gather("forum_facts", found, request.user, today), key=lambda fact: fact["order"]),
            "election": period_of(found),
            "mandate": found.mandates.last(),
            "panels": [panel for panel in panels if not panel.get("aside")],
            "asides": [panel for panel in panels if panel.get("aside")],
            "checklist": sorted(gather("checklist_lines", found, quarter, today), key=lambda line: line["order"]),
            "quarter": quarter,
            "coming": coming,
            "keeps": keeps,
            "reads_instruments": may(request.user, "see_officers_copy", found.area),
            "reads_ledger": may(request.user, "read_ledger", found.area),
            "establishes": may(request.user, "establish_forum", found.area),
            "sets_rules": may(request.user, "set_rules", found.area),
        },
    )
