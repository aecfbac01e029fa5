"""By which rules does a forum work, once its own and the national defaults are laid over each other?"""

from dataclasses import dataclass

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


def rules_of(forum: Forum) -> EffectiveRules:
    """The forum's own rules over the national ones over the built-in ones. One query, kept with the forum."""
    if hasattr(forum, "_rules"):
        return forum._rules
    rows = list(Rules.objects.filter(Q(forum=forum) | Q(forum__area__level="national")).select_related("forum__area"))
    rows.sort(key=lambda row: row.forum_id == forum.pk)
    found = {}
    for row in rows:
        for name in EffectiveRules.__dataclass_fields__:
            value = getattr(row, name)
            if value not in (None, "") and not (name == "office_name" and row.forum_id != forum.pk):
                found[name] = value
    forum._rules = EffectiveRules(**found)
    return forum._rules


def letterhead_of(forum: Forum) -> list[str]:
    """The lines at the head of a forum's papers, the last naming the office that keeps the record."""
    office = rules_of(forum).office_name or f"Office of the {forum.area.chair_title}"
    return [*LETTERHEAD, office.upper()]
