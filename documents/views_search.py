"""Screen: in which minutes was it said? Words, and what narrows them; each answer is a sentence and leads to its place."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from documents import folding, search, sentences
from documents.models import Passage
from forums.models import Forum
from forums.quarter import Quarter
from members.models import Sector

A_PAGE = 20
MOST = 1000  # answers that are counted and leafed through; whoever has more asks more closely
ASKED = ("forum", "quarter", "sector", "kind", "sort")
SORTS = [("best", _("Best answers first")), ("latest", _("Latest first"))]


@login_required
def search_papers(request: HttpRequest) -> HttpResponse:
    """What stands in the papers that the reader may read, by words, forum, quarter, sector and kind."""
    visible = Passage.objects.visible_to(request.user)
    typed = _shown(request.GET.get("q", ""))
    asked = {name: request.GET.get(name, "") for name in ASKED}
    words = folding.asked(typed)
    forums = _forums(request.user, asked["forum"])
    quarters = _quarters(visible)
    sectors = list(Sector.objects.all())
    if asked["sort"] not in search.SORTS:
        asked["sort"] = "best"
    rows = _narrowed(visible, asked, forums, quarters, sectors)
    rows = search.found(rows, words[: folding.MOST_WORDS], asked["sort"])
    if typed and not words:
        rows = rows.none()
    rows = rows.select_related("card__paper", "forum__area").defer("card__paper__record", "words")
    page = Paginator(rows[:MOST], A_PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.title, row.sentence = sentences.marked(row.heading, words), sentences.telling(row.text, words)
    context = {
        "page": page,
        "typed": typed,
        "asked": asked,
        "narrows": any(asked[name] for name in ASKED if name != "sort") or asked["sort"] != "best",
        "has_words": bool(words),
        "is_cut": len(words) > folding.MOST_WORDS or len(request.GET.get("q", "")) > folding.MOST_SIGNS,
        "has_more": page.paginator.count == MOST,
        "forums": sorted(forums, key=lambda forum: forum.title),
        "quarters": quarters,
        "sectors": sectors,
        "kinds": Passage.Kind.choices,
        "sorts": SORTS,
    }
    return render(request, "documents/search.html", context)


def _shown(typed: str) -> str:
    """What was typed, without signs that cannot be seen; no more of it than is looked for."""
    return "".join(sign if sign.isprintable() else " " for sign in typed[: folding.MOST_SIGNS]).strip()


def _narrowed(
    rows: QuerySet, asked: dict[str, str], forums: list[Forum], quarters: list[Quarter], sectors: list[Sector]
) -> QuerySet:
    """The rows that fit; what is not understood does not narrow, and is forgotten."""
    chosen: dict[str, dict[str, Any]] = {
        "forum": {forum.slug: {"forum": forum} for forum in forums},
        "quarter": {quarter.code: {"quarter": quarter.code} for quarter in quarters},
        "sector": {sector.code: {"card__sectors": sector} for sector in sectors},
        "kind": {kind: {"kind": kind} for kind in Passage.Kind.values},
    }
    for name, choices in chosen.items():
        if asked[name] in choices:
            rows = rows.filter(**choices[asked[name]])
        else:
            asked[name] = ""
    return rows


def _forums(user: Any, slug: str) -> list[Forum]:
    """Those the user may see that have something to search, and the one asked for. One query."""
    held = Exists(Passage.objects.filter(forum=OuterRef("pk")))
    return list(Forum.objects.visible_to(user).with_area().filter(held | Q(slug=slug)))


def _quarters(visible: QuerySet) -> list[Quarter]:
    """From the latest in which something was said back to the first. Two queries."""
    by_day = visible.order_by("dated").values_list("quarter", flat=True)
    first, last = by_day.first(), by_day.last()
    found = [] if first is None else [Quarter.parse(first)]
    while found and found[-1].code != last:
        found.append(found[-1].next())
    return found[::-1]
