"""Screens: the meetings of the forums below, by quarter and as they come."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from forums.models import Area
from forums.quarter import Quarter
from meetings.models import Meeting
from portal.sheets import WAYS, taken_along
from reports import calendar as listing
from reports.establishment import LEVEL_NAMES
from reports.ground import ground_of

A_PAGE = 50


@login_required
def calendar_below(request: HttpRequest) -> HttpResponseBase:
    """Forums by quarters of a financial year, each cell a link; or the coming meetings, month by month."""
    ground, today = ground_of(request.user), timezone.localdate()
    asked = {name: request.GET.get(name, "").strip() for name in ("year", "level", "kind", "area", "show")}
    places = list(ground.areas().filter(level__in=["region", "county"]).order_by("path"))
    within = next((place for place in places if place.code == asked["area"]), None)
    forums = listing.forums_of(ground, within)
    meetings = listing.meetings_of(request.user, forums, asked["kind"])
    context: dict[str, Any] = {
        "ground": ground,
        "within": within,
        "places": _choices(places) if len(places) > 1 else [],
        "levels": [(level, LEVEL_NAMES[level]) for level in listing.levels_below(ground, within)],
        "kinds": Meeting.Kind.choices,
        "asked": asked,
        "ways": WAYS,
    }
    if asked["show"] == "coming":
        return _coming(request, context, meetings, today)
    years = listing.years_of(meetings, today)
    year = next((known for known in years if str(known) == asked["year"]), Quarter.of(today).year)
    asked["level"] = listing.level_of(ground, within, asked["level"])
    found = listing.calendar_of(forums, meetings, level=asked["level"], year=year)
    if "as" in request.GET:
        return taken_along(request.GET["as"], "calendar", *listing.sheet_of(found))
    context |= {
        "found": found,
        "finding": found.finding(today),
        "counts": found.counts(),
        "page": Paginator(found.lines, A_PAGE).get_page(request.GET.get("page")),
        "years": [(code, Quarter(code, 1).financial_year) for code in years],
        "year": year,
        "now": Quarter.of(today),
    }
    return render(request, "reports/calendar.html", context)


def _coming(request: HttpRequest, context: dict[str, Any], meetings: Any, today: Any) -> HttpResponseBase:
    rows = listing.coming_of(meetings, today)
    if context["asked"]["level"] in {level for level, _words in context["levels"]}:
        rows = rows.filter(forum__area__level=context["asked"]["level"])
    if "as" in request.GET:
        return taken_along(request.GET["as"], "coming-meetings", *listing.sheet_of_coming(rows))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    months = groupby(page.object_list, key=lambda meeting: meeting.held_on.replace(day=1))
    context |= {"page": page, "months": [(date_format(first, "F Y"), list(found)) for first, found in months]}
    return render(request, "reports/calendar.html", context)


def _choices(places: list[Area]) -> list[tuple[str, str]]:
    return [(place.code, place.title) for place in places]
