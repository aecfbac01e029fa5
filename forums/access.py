"""May this user do that here? The only reader of granted rights.

Rights are guardian rows on areas, derived from live appointments and memberships. "At or below" is a prefix test on
the area's path. A missing grant means: does not exist for you (404); an insider without the right is refused (403).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404
from django.utils import timezone

from forums.rights import RIGHTS
from portal.contributions import tell

COUNTRY = 2  # slashes in the country's path: `/KE/`


@dataclass
class Reach:
    """Where a user holds each right: at these paths, and at or below those."""

    here: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    below: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def covers(self, right: str, path: str) -> bool:
        """Whether the right is held at this path."""
        return path in self.here[right] or any(path.startswith(top) for top in self.below[right])

    def outermost(self, right: str) -> tuple[list[str], list[str]]:
        """The paths and the tops that say the same without what lies below another top."""
        tops = self.below[right]
        tops = {top for top in tops if not any(top != other and top.startswith(other) for other in tops)}
        return sorted(p for p in self.here[right] if not p.startswith(tuple(tops))), sorted(tops)


def reach_of(user: Any) -> Reach:
    """The user's rights, read once per request; nothing for the anonymous and the inactive. One query."""
    if not getattr(user, "is_active", False):  # so it is said of the anonymous too
        return Reach()
    if getattr(user, "_reach", None) is None:
        if user.grants_change_at and user.grants_change_at <= timezone.now():
            tell("rebuild_grants", user)
        user._reach = _read(user)
    return user._reach


def _read(user: Any) -> Reach:
    reach = Reach()
    rows = user.areagrant_set.values_list("permission__codename", "content_object__path")
    for codename, path in rows:
        right = codename.removesuffix("_below")
        (reach.below if codename != right else reach.here)[right].add(path)
    return reach


def forget(user: Any) -> None:
    """Let the next question read the user's rights anew."""
    user._reach = None


def may(user: Any, right: str, area: Any) -> bool:
    """Whether the user holds a right at an area. Raises KeyError for a right that does not exist."""
    RIGHTS[right]
    return reach_of(user).covers(right, area.path)


def scope(user: Any, right: str, area: str = "area") -> Q:
    """The condition that keeps only rows whose area (found by the lookup `area`) lies where the user holds a right."""
    RIGHTS[right]
    places, tops = reach_of(user).outermost(right)
    parts = [Q(**{f"{area}__path__startswith": top}) for top in tops]
    if places:
        parts.append(Q(**{f"{area}__path__in": places}))
    return reduce(or_, parts) if parts else Q(pk__in=[])


def require(user: Any, right: str, area: Any) -> None:
    """Raise PermissionDenied unless the user holds a right at an area."""
    if not may(user, right, area):
        raise PermissionDenied


def require_nationally(user: Any, right: str) -> None:
    """Raise Http404 unless the user holds a right over the whole country: the page exists for nobody else. No query."""
    RIGHTS[right]
    if not any(top.count("/") == COUNTRY for top in reach_of(user).below[right]):
        raise Http404


def load(rows: Any, user: Any, right: str = "see_forum", **lookup: Any) -> Any:
    """The one row that an insider asked for: 404 for outsiders, 403 for insiders who may not read it or lack `right`.

    `rows` is a queryset whose `within_reach(user)` tells who is an insider and whose `readable_by(user)` is the
    condition for reading; without them `visible_to(user)` is both.
    """
    if hasattr(rows, "within_reach"):
        readable = ExpressionWrapper(rows.readable_by(user), output_field=BooleanField())
        row = rows.within_reach(user).annotate(may_be_read=readable).filter(**lookup).first()
    else:
        row = rows.visible_to(user).filter(**lookup).first()
    if row is None:
        raise Http404
    if not getattr(row, "may_be_read", True):
        raise PermissionDenied
    require(user, right, row.area)
    return row
