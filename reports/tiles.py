"""How is the tile map of the counties drawn? A tile for each on the grid of county_tiles.csv, with a shade and a mark."""

import csv
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from forums.models import Forum
from reports.establishment import Establishment, Place

SIDE, COLUMNS, ROWS = 72, 9, 7
with Path(__file__).with_name("county_tiles.csv").open(newline="", encoding="utf-8") as _file:
    GRID = {row["code"]: (row["abbr"], int(row["tile_col"]), int(row["tile_row"])) for row in csv.DictReader(_file)}
# Ground, edge and letters of each shade, as static/css/tokens.css names them; a picture cannot read the style sheet
SHADES = {
    "k4": ("#0b5a3b", "#0b5a3b", "#fff"),
    "k3": ("#74ae8f", "#74ae8f", "#18211c"),
    "k2": ("#b3d3c1", "#b3d3c1", "#18211c"),
    "k1": ("#dfece4", "#dfece4", "#18211c"),
    "k0": ("#fceae7", "#b3261e", "#8f1d16"),
    "kd": ("#ece6d9", "#73807a", "#18211c"),
    "kc": ("#ece6d9", "#ece6d9", "#4a554f"),
    "kn": ("#fff", "#dcdfd8", "#4a554f"),
}
Stage = Forum.Stage
OF_STAGES = {
    Stage.ACTIVE: ("k4", pgettext_lazy("mark of a stage on the map", "A")),
    Stage.LAUNCHED: ("k3", pgettext_lazy("mark of a stage on the map", "L")),
    Stage.MAPPING: ("k1", pgettext_lazy("mark of a stage on the map", "M")),
    Stage.DORMANT: ("kd", pgettext_lazy("mark of a stage on the map", "D")),
    Stage.NOT_ESTABLISHED: ("k0", pgettext_lazy("mark of a stage on the map", "N")),
    Stage.CLOSED: ("kc", pgettext_lazy("mark of a stage on the map", "C")),
    Stage.NO_RECORD: ("kn", "\N{EN DASH}"),
}
OF_SHARES = {
    "k4": gettext_lazy("all"),
    "k3": gettext_lazy("two thirds or more"),
    "k2": gettext_lazy("one third or more"),
    "k1": gettext_lazy("fewer"),
    "kn": gettext_lazy("none on record"),
}
SHOWS = {
    "stage": gettext_lazy("County forum's standing"),
    "share": gettext_lazy("Sub-county forums established"),
}


def tiles_of(found: Establishment, show: str) -> list[dict[str, Any]]:
    """A tile for each county that has a place on the grid: where, which shade, what it says, where it leads."""
    tiles = []
    for place in found.places:
        if place.code not in GRID:
            continue
        abbr, column, row = GRID[place.code]
        shade, mark, words = _of_share(place) if show == "share" else _of_stage(place)
        ground, edge, ink = SHADES[shade]
        tiles.append(
            {
                "abbr": abbr, "column": column, "row": row, "x": column * SIDE, "y": row * SIDE,
                "shade": shade, "ground": ground, "edge": edge, "ink": ink, "mark": mark,
                "title": f"{place.title}: {words}", "url": reverse("forum", args=[place.slug]),
            }
        )  # fmt: skip
    return tiles


def legend_of(found: Establishment, show: str) -> list[dict[str, Any]]:
    """What the shades and marks mean, and how many counties have each; what none has is left out, but for no record."""
    if show == "share":
        shades = [_of_share(place)[0] for place in found.places]
        return [
            {"shade": shade, "mark": "", "words": words, "count": shades.count(shade)}
            for shade, words in OF_SHARES.items()
        ]
    return [
        {"shade": shade, "mark": mark, "words": stage.label, "count": found.of_listed[stage]}
        for stage, (shade, mark) in OF_STAGES.items()
    ]


def described(found: Establishment, show: str) -> str:
    """The picture in a sentence, for whoever does not see it: the same figures as in the table."""
    told = "; ".join(f"{line['words']}: {line['count']}" for line in legend_of(found, show))
    if show == "share":
        return _("Tile map: share of its sub-county forums that each county has established. %(told)s.") % {
            "told": told
        }
    return _("Tile map: how the forum of each county stands. %(told)s.") % {"told": told}


def _of_stage(place: Place) -> tuple[str, Any, str]:
    shade, mark = OF_STAGES[Stage(place.stage)]
    return shade, mark, place.get_stage_display()


def _of_share(place: Place) -> tuple[str, str, str]:
    below = place.below or {"established": 0, "asked": 0}
    n, of = below["established"], below["asked"]
    shade = "kn" if not n else "k4" if n == of else "k3" if 3 * n >= 2 * of else "k2" if 3 * n >= of else "k1"
    words = _("%(n)s of %(of)s sub-county forums established") % {"n": n, "of": of}
    return shade, f"{n}/{of}", words
