"""By which rules does a forum work, once its own and the national defaults are laid over each other?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from forums.models import Forum, Rules

LETTERHEAD = (
    "REPUBLIC OF KENYA",
    "MINISTRY OF INTERIOR AND NATIONAL ADMINISTRATION",
    "STATE DEPARTMENT FOR INTERNAL SECURITY AND NATIONAL ADMINISTRATION",
)


@dataclass(frozen=True)
class EffectiveRules:
    """The rules in force; `None` means that nobody has set one."""

    quorum: int | None = None
    minute_pattern: str = "MIN. {item}/{MM}/{YYYY}"
    reference_pattern: str = "MSCF/{code}/{number}/{YYYY}"
    clearing_days: int | None = None
    signing_days: int | None = None
    office_name: str = ""


NAMES = tuple(EffectiveRules.__dataclass_fields__)


def rules_of(forum: Forum) -> EffectiveRules:
    """The forum's own rules over the national ones over the built-in ones. One query, kept with the forum.

    The name of an office is never inherited.
    """
    if not hasattr(forum, "_rules"):
        rows = Rules.objects.filter(Q(forum=forum) | Q(forum__area__level="national")).values("forum_id", *NAMES)
        found: dict[str, Any] = {}
        for row in sorted(rows, key=lambda row: row["forum_id"] == forum.pk):
            inherited = row["forum_id"] != forum.pk
            found |= {
                name: row[name]
                for name in NAMES
                if row[name] not in (None, "") and not (inherited and name == "office_name")
            }
        forum._rules = EffectiveRules(**found)
    return forum._rules


def letterhead_of(forum: Forum) -> list[str]:
    """The lines at the head of a forum's papers, the last naming the office that keeps the record."""
    office = rules_of(forum).office_name or f"Office of the {forum.area.chair_title}"
    return [*LETTERHEAD, office.upper()]
