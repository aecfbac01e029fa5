"""What was gazetted or announced since the list of 2019? Loaded as proposals; a second run changes nothing."""

import csv
from pathlib import Path

from forums.models import Area, AreaChange

LIST = Path(__file__).with_name("changes.csv")
KINDS = {"new": "new", "operationalised": "new", "renamed": "renamed"}
SUB_REGION, UNIT = "[sub-region] ", "coordination unit: "


def propose() -> int:
    """Add the proposals that are missing; how many were added. What was decided stays decided."""
    counties = {area.code: area for area in Area.objects.filter(level=Area.Level.COUNTY)}
    known = set(AreaChange.objects.values_list("county__code", "name", "kind", "source"))
    missing = []
    with LIST.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name, kind, told = _understood(row)
            if row["county_code"] not in counties or (row["county_code"], name, kind, row["source"]) in known:
                continue
            missing.append(
                AreaChange(
                    county=counties[row["county_code"]],
                    kind=kind,
                    name=name,
                    came_from=_origin(row),
                    headquarters=row["headquarters"],
                    happened=row["date"],
                    source=row["source"],
                    doubt="; ".join(filter(None, [told, row["confidence"]])),
                )
            )
    AreaChange.objects.bulk_create(missing)
    return len(missing)


def _understood(row: dict[str, str]) -> tuple[str, str, str]:
    """Name, kind, and what the list says of the kind where that is none we know."""
    if row["name"].startswith(SUB_REGION):
        return row["name"].removeprefix(SUB_REGION), AreaChange.Kind.SUB_REGION, ""
    return row["name"], KINDS.get(row["kind"], "new"), "" if row["kind"] in KINDS else row["kind"]


def _origin(row: dict[str, str]) -> str:
    """What it was split from or called before; of a coordination unit, the areas in it, parted by commas."""
    if row["name"].startswith(SUB_REGION):
        return row["kind"].removeprefix(UNIT)
    return row["from_or_parent"]
