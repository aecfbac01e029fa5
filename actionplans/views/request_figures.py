"""Screens: how long higher offices take to answer, for whom it is told; the same as a picture."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans import request_figures as told
from actionplans.request_figures import Figures
from forums.quarter import Quarter
from portal.sheets import WAYS, taken_along

A_PAGE = 25
ANSWERING_SEATS = {"chair", "secretary", "nsc_director", "nsc_officer"}
SORTS = {
    "slowest": (_("The slowest to answer first"), None),
    "office": (_("Office"), lambda row: row[0].title),
    "late": (_("The most late first"), lambda row: (-row[1].late, row[0].title)),
    "raised": (_("The most gone higher first"), lambda row: (-row[1].raised, row[0].title)),
}


@login_required
def requests_country(request: HttpRequest) -> HttpResponseBase:
    """Medians by office and by quarter: for the NSC the country, for a chair and a secretariat their own and below."""
    figures, asked, quarters = _figures(request)
    if "as" in request.GET:
        return taken_along(request.GET["as"], "response-times", *told.sheet_of(figures))
    bars = told.bars_of(figures)
    context = {
        "place": _place(request.user),
        "finding": told.finding(figures),
        "figures": figures,
        "page": Paginator(figures.offices, A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "quarters": [(quarter.code, quarter.label) for quarter in quarters],
        "sorts": [(code, words) for code, (words, _key) in SORTS.items()],
        "bars": bars,
        "described": told.described(bars),
        "width": told.WIDTH,
        "height": told.ROW * len(bars),
        "ways": WAYS,
    }
    return render(request, "actionplans/response_times.html", context)


@login_required
def requests_picture(request: HttpRequest) -> HttpResponse:
    """The medians to answer as bars."""
    figures, _asked, _quarters = _figures(request)
    bars = told.bars_of(figures)
    context = {
        "finding": told.finding(figures), "described": told.described(bars), "bars": bars, "left": told.LEFT,
        "width": told.WIDTH, "height": told.ROW * max(1, len(bars)),
    }  # fmt: skip
    answer = render(request, "actionplans/response_times.svg", context, content_type="image/svg+xml")
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _figures(request: HttpRequest) -> tuple[Figures, dict[str, str], list[Quarter]]:
    """What the user may see of it, for the quarter asked for. Raises Http404 where no forum below can ask them. One query."""
    _place(request.user)
    now = timezone.localtime()
    stops = list(told.stops_seen_by(request.user))
    quarters = sorted({Quarter.of(timezone.localdate(stop.since)) for stop in stops}, reverse=True)
    asked = {name: request.GET.get(name, "") for name in ("quarter", "sort")}
    quarter = {known.code: known for known in quarters}.get(asked["quarter"])
    asked["quarter"] = quarter.code if quarter else ""
    if asked["sort"] not in SORTS:
        asked["sort"] = "slowest"
    figures = told.figures_of(stops, quarter, now)
    if key := SORTS[asked["sort"]][1]:
        figures.offices.sort(key=key)
    return figures, asked, quarters


def _place(user: Any) -> str:
    """The area from which the figures are seen; 404 for whoever has none below."""
    for held in user.appointments_now:
        area = held.office.forum.area
        if held.office.seat in ANSWERING_SEATS and area.level != "sub_county":
            return str(area.title)
    raise Http404
