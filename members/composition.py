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
    rows = Sector.objects.annotate(here=FilteredRelation("membership", condition=here)).annotate(member=F("here__pk"))
    told = ["member", "here__person__gender", "here__person__age_band", "here__person__has_disability"]
    # Plain values: a sector is made once, and not once a member
    fields = [field.attname for field in Sector._meta.concrete_fields]
    every = list(rows.values_list(*told, *fields))
    parts = {row[len(told)]: row[len(told) :] for row in every}
    known = {pk: Sector.from_db(rows.db, fields, values) for pk, values in parts.items()}
    members = [row[: len(told)] for row in every if row[0]]
    filled = {row[len(told)] for row in every if row[0]}
    count = {
        "all": len(members),
        "women": sum(gender == "F" for _member, gender, _age, _disability in members),
        "men": sum(gender == "M" for _member, gender, _age, _disability in members),
        "youth": sum(age == "youth" for _member, _gender, age, _disability in members),
        "disability": sum(bool(disability) for _member, _gender, _age, disability in members),
    }
    period = period_of(forum)
    besides = set(period.sectors) if period else set()
    sectors = [sector for sector in known.values() if sector.is_expected or sector.code in besides]
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
