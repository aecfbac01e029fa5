"""Which accounts does nobody use any more? Flagged after half a year, closed after a year; an administrator opens them again.

No figure of this kind is official; these two are the portal's own.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums import ledger
from forums.access import may
from forums.models import Area
from forums.workflow import StepRefused
from members import grants
from members.models import User

RIGHT = "run_machine"
FLAGGED_AFTER = dt.timedelta(days=180)
CLOSED_AFTER = dt.timedelta(days=365)


def not_seen_since(moment: dt.datetime) -> QuerySet[User]:
    """Open accounts whose owner has not signed in since a moment, nor was the account opened since."""
    never_in = Q(last_login__isnull=True) | Q(last_login__lt=moment)
    never_reopened = Q(counted_from__isnull=True) | Q(counted_from__lt=moment)
    return User.objects.filter(never_in, never_reopened, is_active=True, is_demonstration=False, joined_at__lt=moment)


def standing_of(user: User, now: dt.datetime) -> str:
    """`closed`, `idle` or `open`."""
    if not user.is_active:
        return "closed"
    return "idle" if not user.is_demonstration and user.seen_at < now - FLAGGED_AFTER else "open"


def daily_round(today: dt.date) -> None:
    """Close what nobody has used for a year."""
    for user in not_seen_since(timezone.now() - CLOSED_AFTER):
        _close(user, User.ClosedFor.IDLE, None)


def close(*, user: User, by: Any) -> None:
    """Close an account: its rights go, its sessions end, what it did stays on record. Raises StepRefused in words."""
    _require(by)
    if user.pk == by.pk:
        raise StepRefused(_("Nobody closes his or her own account."))
    _close(user, User.ClosedFor.ADMINISTRATOR, by)


def reopen(*, user: User, by: Any) -> None:
    """Open a closed account again; the rights of the owner's offices come back, and idle days count anew."""
    _require(by)
    with transaction.atomic():
        found = User.objects.select_for_update().get(pk=user.pk)
        if found.is_active:
            raise StepRefused(_("This account is open."))
        found.is_active, found.closed_for, found.counted_from = True, "", timezone.now()
        found.save(update_fields=["is_active", "closed_for", "counted_from"])
        ledger.record("account.reopen", found, by=by, area=_country())
        grants.rebuild(found)


def _close(user: User, why: str, by: Any) -> None:
    with transaction.atomic():
        found = User.objects.select_for_update().get(pk=user.pk)
        if not found.is_active:
            if by is None:
                return
            raise StepRefused(_("This account is closed already."))
        found.is_active, found.closed_for = False, why
        found.save(update_fields=["is_active", "closed_for"])
        ledger.record("account.close", found, by=by, area=_country(), reason=str(why))
        grants.rebuild(found)


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """For the administrator: how many accounts have been idle for half a year. One query."""
    if not may(user, RIGHT, _country_of(user)):
        return
    n = not_seen_since(timezone.now() - FLAGGED_AFTER).count()
    if n:
        yield {
            "waits_for_me": True,
            "title": ngettext("%(n)s account is idle", "%(n)s accounts are idle", n) % {"n": n},
            "url": reverse("accounts") + "?standing=idle",
            "detail": _("Nobody has signed in for half a year. After a year it is closed by itself."),
            "status_kind": "wait",
            "status": _("Idle"),
            "when": "",
            "order": 60,
        }


def _country() -> Area:
    return Area.objects.get(level=Area.Level.NATIONAL)


def _country_of(user: Any) -> Area:
    """The country as a place to ask at, without a query for those who hold no office there."""
    return next(
        (a.office.forum.area for a in user.appointments_now if a.office.seat == "administrator"), Area(path="-")
    )


def _require(by: Any) -> None:
    if not may(by, RIGHT, _country()):
        raise PermissionDenied
