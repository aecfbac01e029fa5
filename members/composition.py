"""Who sits in a forum, by sector, gender, age and disability, against whom the circular expects?"""

from typing import Any

from django.db.models import Count, Q

from forums.models import Forum
from forums.rules import period_of
from members.models import Sector


def composition_of(forum: Forum) -> dict[str, Any]:
    """Counts over the confirmed and invited, with the Constitution's general thresholds as guides. Two queries.

    In an election period more sectors are expected.
    """
    here = Q(membership__forum=forum, membership__standing__in=["invited", "confirmed"])
    told = {
        "all": here,
        "women": here & Q(membership__person__gender="F"),
        "men": here & Q(membership__person__gender="M"),
        "youth": here & Q(membership__person__age_band="youth"),
        "disability": here & Q(membership__person__has_disability=True),
    }
    every = list(
        Sector.objects.annotate(**{f"n_{name}": Count("membership", filter=rule) for name, rule in told.items()})
    )
    count = {name: sum(getattr(sector, f"n_{name}") for sector in every) for name in told}
    period = period_of(forum)
    besides = set(period.sectors) if period else set()
    sectors = [sector for sector in every if sector.is_expected or sector.code in besides]
    third = -(-count["all"] // 3)
    return {
        **count,
        "women_guide": third,
        "men_guide": count["all"] - third,
        "disability_guide": -(-count["all"] // 20),
        "period": period,
        "expected": len(sectors),
        "filled": sum(sector.n_all > 0 for sector in sectors),
        "missing": [sector for sector in sectors if not sector.n_all],
    }
