"""By which rules does a forum work, once its own and the national defaults are laid over each other?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Subquery
from django.db.models.functions import JSONObject

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
    """The forum's own rules over the national ones over the built-in ones. One query, kept with the forum."""
    if not hasattr(forum, "_rules"):
        rows = Rules.objects.filter(Q(forum=forum) | Q(forum__area__level="national")).values("forum_id", *NAMES)
        by_forum = {row["forum_id"]: row for row in rows}
        own = by_forum.pop(forum.pk, {})
        lay_over(forum, own=own, national=next(iter(by_forum.values()), {}))
    return forum._rules


def national_rules() -> Subquery:
    """The national defaults as one column, for a queryset that brings them along for `lay_over`."""
    rows = Rules.objects.filter(forum__area__level="national")
    return Subquery(rows.values(found=JSONObject(**{name: name for name in NAMES}))[:1])


def lay_over(forum: Forum, *, own: dict[str, Any], national: dict[str, Any]) -> None:
    """Keep with the forum what follows from its own rules and the national ones; an office's name is never inherited."""
    layers = ({**national, "office_name": ""}, own)
    found = {name: layer[name] for layer in layers for name in NAMES if layer.get(name) not in (None, "")}
    forum._rules = EffectiveRules(**found)


def letterhead_of(forum: Forum) -> list[str]:
    """The lines at the head of a forum's papers, the last naming the office that keeps the record."""
    office = rules_of(forum).office_name or f"Office of the {forum.area.chair_title}"
    return [*LETTERHEAD, office.upper()]
