"""What was gazetted or announced since the list of 2019? Loaded as proposals; a second run changes nothing."""

import csv
from pathlib import Path

from forums.models import Area, AreaChange

LIST = Path(__file__).with_name("changes.csv")
KINDS = {"new": "new", "operationalised": "new", "renamed": "renamed"}


def propose() -> int:
    """Add the proposals that are missing; how many were added. What was decided stays decided."""
    counties = {area.code: area for area in Area.objects.filter(level=Area.Level.COUNTY)}
    known = set(AreaChange.objects.values_list("county__code", "name", "kind", "source"))
    missing = []
    with LIST.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["name"].startswith("[") or row["county_code"] not in counties:
                continue
            kind = KINDS.get(row["kind"], "new")
            if (row["county_code"], row["name"], kind, row["source"]) in known:
                continue
            told = "" if row["kind"] in KINDS else row["kind"]
            missing.append(
                AreaChange(
                    county=counties[row["county_code"]],
                    kind=kind,
                    name=row["name"],
                    came_from=row["from_or_parent"],
                    headquarters=row["headquarters"],
                    happened=row["date"],
                    source=row["source"],
                    doubt="; ".join(filter(None, [told, row["confidence"]])),
                )
            )
    AreaChange.objects.bulk_create(missing)
    return len(missing)
