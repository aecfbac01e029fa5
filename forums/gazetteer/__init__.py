"""Which areas does Kenya have, and does each have its forum's record? The 2019 census list and its loading."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import translation

from forums import ledger
from forums.models import Area, Forum
from portal import bulk
from portal.contributions import tell

LIST = Path(__file__).with_name("areas.csv")


@dataclass(frozen=True)
class Row:
    """One line of the list; `parent_code` is empty for the country."""

    level: str
    code: str
    name: str
    parent_code: str
    population_2019: int | None


def rows() -> list[Row]:
    """The list, each area after the one in which it lies."""
    with LIST.open(newline="", encoding="utf-8") as file:
        read = [
            Row(
                r["level"],
                r["code"],
                r["name"],
                r["parent_code"],
                int(r["population_2019"]) if r["population_2019"] else None,
            )
            for r in csv.DictReader(file)
        ]
    order = list(Area.Level.values)
    return sorted(read, key=lambda row: order.index(row.level))


def load() -> int:
    """Add the areas, forums and offices that are missing, in one transaction; how many areas were added.

    What is there is never changed: an area renamed or closed in the portal stays as it was left.
    """
    with transaction.atomic(), translation.override("en"):
        added = _add_areas()
        _add_forums()
        bulk.settle()
        tell("areas_loaded")
        if added:
            country = Area.objects.get(level=Area.Level.NATIONAL)
            ledger.record("areas.load", country, by=None, area=country, count=added)
    return added


def _add_areas() -> int:
    known = {area.code: area for area in Area.objects.all()}
    missing = [row for row in rows() if row.code not in known]
    for level in Area.Level.values:
        made = Area.objects.bulk_create(_area(row, known) for row in missing if row.level == level)
        known |= {area.code: area for area in made}
    return len(missing)


def _area(row: Row, known: dict[str, Area]) -> Area:
    above = known[row.parent_code] if row.parent_code else None
    return Area(
        level=row.level,
        code=row.code,
        name=row.name,
        parent=above,
        path=f"{above.path if above else '/'}{row.code}/",
        population_2019=row.population_2019,
    )


def _add_forums() -> None:
    """A record from day one for every area: `no record yet` until somebody knows better."""
    without = Area.objects.filter(forum__isnull=True)
    Forum.objects.bulk_create(Forum(area=area, slug=area.code.lower()) for area in without)
