"""Who sits in a forum, by sector, gender, age and disability, against whom the circular expects?"""

from typing import Any

from django.db.models import Count, Q

from forums.models import Forum
from members.models import Membership, Sector


def composition_of(forum: Forum) -> dict[str, Any]:
    """Counts over the confirmed and invited, with the Constitution's general thresholds as guides. Two queries."""
    rows = Membership.objects.on_roster().filter(forum=forum)
    count = rows.aggregate(
        all=Count("pk"),
        women=Count("pk", filter=Q(person__gender="F")),
        men=Count("pk", filter=Q(person__gender="M")),
        youth=Count("pk", filter=Q(person__age_band="youth")),
        disability=Count("pk", filter=Q(person__has_disability=True)),
    )
    here = Count("membership", filter=Q(membership__forum=forum, membership__standing__in=["invited", "confirmed"]))
    sectors = list(Sector.objects.filter(is_expected=True).annotate(here=here))
    third = -(-count["all"] // 3)
    return {
        **count,
        "women_guide": third,
        "men_guide": count["all"] - third,
        "disability_guide": -(-count["all"] // 20),
        "expected": len(sectors),
        "filled": sum(sector.here > 0 for sector in sectors),
        "missing": [sector for sector in sectors if not sector.here],
    }
