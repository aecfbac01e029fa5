"""Screen: what was promised in the forums below and not done, for whoever follows them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.below import ForumLine, by_office, by_sector, forums_below, late_in, lines_of, quarters_of
from actionplans.panels import standing
from forums.access import load
from forums.models import Forum
from forums.quarter import Quarter
from portal.sheets import WAYS, taken_along

A_PAGE = 25
MOST_GROUPS = 12
FIRST_LATE = 15


@login_required
def actions_below(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is late by forum, office and sector, and what of a quarter's promises was done."""
    forum = load(Forum.objects.with_area(), request.user, "see_officers_copy", slug=slug)
    today, now = timezone.localdate(), Quarter.now()
    forums = forums_below(forum, request.user)
    quarters = quarters_of(forums, now)
    asked = {"quarter": request.GET.get("quarter", ""), "only": request.GET.get("only", "")}
    known = {row["quarter"].code: row["quarter"] for row in quarters}
    quarter = known.get(asked["quarter"], now)
    lines = lines_of(forums, quarter, today)
    if asked["only"] == "late":
        lines = [line for line in lines if line.late]
    elif asked["only"] == "promised":
        lines = [line for line in lines if line.open or line.due]
    if "as" in request.GET:
        return taken_along(request.GET["as"], f"actions-below-{slug}", *_sheet_of(lines, quarter))
    late = list(late_in(forums, today))
    context = {
        "forum": forum,
        "quarter": quarter,
        "quarters": quarters,
        "asked": asked | {"quarter": quarter.code},
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
        "late_count": len(late),
        "late": [(point, *standing(point, today)) for point in late[:FIRST_LATE]],
        "offices": by_office(late)[:MOST_GROUPS],
        "sectors": by_sector(late)[:MOST_GROUPS],
        "ways": WAYS,
    }
    return render(request, "actionplans/below.html", context)


def _sheet_of(lines: list[ForumLine], quarter: Quarter) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Forum"), _("Open"), _("Late"), _("Due in %(quarter)s") % {"quarter": quarter.label}, _("Done of these"),
        _("Done, per cent"),
    ]  # fmt: skip
    return heads, [[line.forum.title, line.open, line.late, line.due, line.done, line.completion] for line in lines]
