"""Who sits in a forum, by sector, gender, age and disability, against whom the circular expects?"""

from typing import Any

from django.db.models import F, FilteredRelation, Q

from forums.models import Forum
from forums.rules import period_of
from members.models import Sector


def composition_of(forum: Forum) -> dict[str, Any]:
    """Counts over the confirmed and invited, with the Constitution's general thresholds as guides. Two queries.

    In an election period more sectors are expected.
    """
    here = Q(membership__forum=forum, membership__standing__in=["invited", "confirmed"])
    # A row for each member, and one for each sector without any
    rows = Sector.objects.annotate(here=FilteredRelation("membership", condition=here)).annotate(
        member=F("here__pk"),
        gender=F("here__person__gender"),
        age=F("here__person__age_band"),
        disability=F("here__person__has_disability"),
    )
    every = list(rows)
    members = [row for row in every if row.member]
    filled = {row.pk for row in members}
    count = {
        "all": len(members),
        "women": sum(row.gender == "F" for row in members),
        "men": sum(row.gender == "M" for row in members),
        "youth": sum(row.age == "youth" for row in members),
        "disability": sum(row.disability for row in members),
    }
    period = period_of(forum)
    besides = set(period.sectors) if period else set()
    sectors = [
        sector for sector in {row.pk: row for row in every}.values() if sector.is_expected or sector.code in besides
    ]
    third = -(-count["all"] // 3)
    return {
        **count,
        "women_guide": third,
        "men_guide": count["all"] - third,
        "disability_guide": -(-count["all"] // 20),
        "period": period,
        "expected": len(sectors),
        "filled": sum(sector.pk in filled for sector in sectors),
        "missing": [sector for sector in sectors if sector.pk not in filled],
    }
