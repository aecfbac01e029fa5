"""In which order does the demonstration come into an empty database? All of it in one transaction, or nothing."""

from django.db import transaction
from django.utils import timezone, translation

from forums import gazetteer, ledger
from portal import bulk
from portal.models import Installation
from reports.demonstration import (
    accounts,
    actions,
    country,
    founding,
    meetings,
    people,
    plans,
    promises,
    requests,
)  # fmt: skip


def load() -> None:
    """Load areas, facts, people, accounts and meetings, and mark the database. Its papers are asked for, not printed."""
    with transaction.atomic(), translation.override("en"):
        gazetteer.load()
        mark, _ = Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": True})
        ledger.record("demonstration.load", mark, by=None)
        founding.enter()
        people.enter()
        bulk.settle()
        users = accounts.open_all()
        country.enter(users["officer.nsc"])
        meetings.hold_all(users, timezone.localdate())
        actions.take_on(users, timezone.localdate())
        plans.draw_up(users, timezone.localdate())
        requests.ask_all(users, timezone.now())
        promises.enter(users, timezone.localdate())
