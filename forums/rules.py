"""By which rules does a forum work, once its own and the national defaults are laid over each other?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.elections import period_at
from forums.models import ElectionPeriod, Forum, Rules

LETTERHEAD = (
    gettext_lazy("REPUBLIC OF KENYA"),
    gettext_lazy("MINISTRY OF INTERIOR AND NATIONAL ADMINISTRATION"),
    gettext_lazy("STATE DEPARTMENT FOR INTERNAL SECURITY AND NATIONAL ADMINISTRATION"),
)


@dataclass(frozen=True)
class EffectiveRules:
    """The rules in force; `None` means that nobody has set one."""

    cadence: str = Rules.Cadence.QUARTERLY.value
    quorum: int | None = None
    term_months: int | None = None
    clearing_days: int | None = None
    signing_days: int | None = None
    reminder_days: int | None = None
    routine_acknowledge_days: int = 3
    routine_answer_days: int = 14
    soon_acknowledge_days: int = 1
    soon_answer_days: int = 5
    urgent_acknowledge_hours: int = 2
    urgent_answer_hours: int = 24
    minute_pattern: str = "MIN. {item}/{MM}/{YYYY}"
    reference_pattern: str = "MSCF/{code}/{number}/{YYYY}"
    language: str = Rules.Language.ENGLISH.value
    refunds: str = Rules.Refunds.NO.value
    office_name: str = ""


NAMES = tuple(EffectiveRules.__dataclass_fields__)
# An office's name belongs to one forum and is never inherited.
INHERITED = tuple(name for name in NAMES if name != "office_name")


def rules_of(forum: Forum) -> EffectiveRules:
    """The forum's own rules over its level's over the national ones over the built-in ones, kept with the forum. One query."""
    if not hasattr(forum, "_rules"):
        found: dict[str, Any] = {}
        for _scope, layer in layers_of(forum):
            found |= layer
        forum._rules = EffectiveRules(**found)
    return forum._rules


def cadence_of(forum: Forum) -> str:
    """How often the forum meets now: as its rules say, or more often in an election period, never less. Two queries."""
    period = period_of(forum)
    if period is not None and period.cadence == Rules.Cadence.MONTHLY:
        return str(period.cadence)
    return rules_of(forum).cadence


def period_of(forum: Forum) -> ElectionPeriod | None:
    """The election period the forum is in today, kept with it. One query."""
    if not hasattr(forum, "_period"):
        forum._period = period_at(forum.area)
    return forum._period


def layers_of(forum: Forum) -> list[tuple[str, dict[str, Any]]]:
    """What each scope sets for this forum, the widest first: (scope, name -> value). One query."""
    wanted = ["every", forum.area.level, "forum"]
    rows = Rules.objects.filter(Q(forum=forum) | Q(scope__in=wanted[:2])).values("scope", *NAMES)
    by_scope = {row["scope"]: row for row in rows}
    return [
        (
            scope,
            {
                name: by_scope[scope][name]
                for name in (NAMES if scope == "forum" else INHERITED)
                if by_scope[scope][name] not in (None, "")
            },
        )
        for scope in wanted
        if scope in by_scope
    ]


def letterhead_of(forum: Forum) -> list[str]:
    """The lines at the head of a forum's papers, the last naming the office that keeps the record."""
    office = rules_of(forum).office_name or _("Office of the %(office)s") % {"office": forum.area.chair_title}
    return [*map(str, LETTERHEAD), office.upper()]
