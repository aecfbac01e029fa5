"""Screens: what the circular asks against what exists, with its tile map; and the directory of the forums below."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from forums.models import Area
from portal.sheets import WAYS, taken_along
from reports import directory as listing
from reports import tiles
from reports.establishment import LEVEL_NAMES, establishment_of, sheet_of, sorts_of
from reports.ground import ground_of

A_PAGE = 25


@login_required
def establishment(request: HttpRequest) -> HttpResponseBase:
    """How many regions, counties and sub-counties have established their forum, and which."""
    ground = ground_of(request.user)
    found = establishment_of(ground)
    sorts = sorts_of(found)
    asked = {
        "show": _one_of(request, "show", tiles.SHOWS, "stage"),
        "sort": _one_of(request, "sort", sorts, "name"),
    }
    found.places.sort(key=sorts[asked["sort"]][1])
    if "as" in request.GET:
        return taken_along(request.GET["as"], "establishment", *sheet_of(found))
    context = {
        "ground": ground,
        "found": found,
        "levels": [(level, LEVEL_NAMES[level], told) for level, told in found.levels.items()],
        "is_of_counties": found.listed_level == Area.Level.COUNTY,
        "asked": asked,
        "sorts": [(code, words) for code, (words, _) in sorts.items()],
        "ways": WAYS,
    }
    if ground.is_national:
        level = Area.Level.SUB_COUNTY if asked["show"] == "share" else Area.Level.COUNTY
        context |= {
            "unknown_level": level,
            "unknown": found.levels.get(level, {}).get("no_record", 0),
            "shows": tiles.SHOWS.items(),
            "tiles": tiles.tiles_of(found, asked["show"]),
            "legend": tiles.legend_of(found, asked["show"]),
            "described": tiles.described(found, asked["show"]),
        }
    return render(request, "reports/establishment.html", context)


@login_required
def country_tiles(request: HttpRequest) -> HttpResponse:
    """The tile map as a picture, for those who see the country."""
    ground = ground_of(request.user)
    if not ground.is_national:
        raise Http404
    found = establishment_of(ground)
    show = _one_of(request, "show", tiles.SHOWS, "stage")
    context = {
        "finding": found.finding,
        "described": tiles.described(found, show),
        "tiles": tiles.tiles_of(found, show),
        "side": tiles.SIDE,
        "width": tiles.SIDE * tiles.COLUMNS,
        "height": tiles.SIDE * tiles.ROWS,
    }
    answer = render(request, "reports/tiles.svg", context, content_type="image/svg+xml")
    answer["Cache-Control"] = "private, no-cache"
    return answer


@login_required
def directory(request: HttpRequest) -> HttpResponseBase:
    """The forums below: who chairs, how they stand, when they last met, who is missing on the roster."""
    ground, today = ground_of(request.user), timezone.localdate()
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "level", "stage", "county", "vacant", "silent")}
    asked["sort"] = _one_of(request, "sort", listing.SORTS, "name")
    counties = list(ground.areas().filter(level=Area.Level.COUNTY).order_by("name"))
    rows = listing.filtered(listing.told_of(ground.forums()), asked, counties, today)
    if "as" in request.GET:
        return taken_along(request.GET["as"], "directory", *listing.sheet_of(rows, today))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    page.object_list = listing.with_people(page.object_list, today)
    context = {
        "ground": ground,
        "page": page,
        "asked": asked,
        "counties": counties if len(counties) > 1 else [],
        "levels": [(level, LEVEL_NAMES[level]) for level in ground.levels],
        "stages": listing.STAGES,
        "sorts": [(code, words) for code, (words, _) in listing.SORTS.items()],
        "silent_since": listing.silent_since(today),
        "ways": WAYS,
    }
    return render(request, "reports/directory.html", context)


def _one_of(request: HttpRequest, name: str, known: dict, otherwise: str) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else otherwise
