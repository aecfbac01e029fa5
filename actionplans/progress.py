"""What came of an activity in a quarter? A rating and a sentence, what was spent, who came, and what shows it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions import FieldRefused
from actionplans.doing import Sent, fitted, keep_beside
from actionplans.models import QUARTERS, Activity, Progress, ProgressEvidence
from forums import ledger
from forums.access import require
from forums.workflow import StepRefused
from portal.contents import plain_name
from portal.kept_files import names_of, storing, sweep

FOLDER = "progress"


@dataclass
class Said:
    """What is said of a quarter; what was not counted is None, which is not 0."""

    rating: str
    words: str
    spent: int | None = None
    reached: Decimal | None = None
    people: int | None = None
    women: int | None = None
    youth: int | None = None
    disability: int | None = None


def say_progress(*, activity: Activity, quarter: int, said: Said, files: list[Sent] | None = None, by: Any) -> Progress:
    """Say what came of an activity in a quarter, with what shows it; said again, the earlier word stays to be seen.

    Raises StepRefused in words before a meeting has adopted the plan, for a quarter that has not begun, and for figures
    that cannot be.
    """
    require(by, "keep_record", activity.area)
    _check(activity, quarter, said)
    ready = [(sent, fitted(sent)) for sent in files or ()]
    with storing(FOLDER) as store, transaction.atomic():
        found = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
        if found.dropped_on:
            raise StepRefused(_("This activity was dropped, so nothing more is said of it."))
        for sent, made in ready:
            row = ProgressEvidence(
                activity=activity, quarter=quarter, title=sent.shows or plain_name(sent.name) or activity.mark,
                original_name=plain_name(sent.name), by=by, sent_by=by.name, **made.facts,
            )  # fmt: skip
            keep_beside(found.evidence.all(), row, made, store=store)
            ledger.record("activity.evidence", activity, by=by, sha256=row.sha256, kind=row.kind)
        Progress.objects.filter(activity=found, quarter=quarter).standing().update(is_current=False)
        word = Progress.objects.create(
            activity=found, quarter=quarter, rating=said.rating, words=said.words, spent=said.spent,
            reached=said.reached, people=said.people, women=said.women, youth=said.youth, disability=said.disability,
            by=by, name=by.name, office=by.office_line_at(activity.area),
        )  # fmt: skip
        ledger.record("activity.progress", activity, by=by, quarter=quarter, rating=said.rating)
    return word


def take_away(*, evidence: ProgressEvidence, by: Any) -> None:
    """Take away what was added by mistake; the ledger keeps its hash."""
    require(by, "keep_record", evidence.area)
    names = names_of(evidence)
    with transaction.atomic():
        ledger.record("activity.evidence_taken", evidence.activity, by=by, sha256=evidence.sha256)
        evidence.delete()
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def daily_round(now: dt.datetime) -> int:
    """Delete stored files of which no row knows; how many there were."""
    return sweep(FOLDER, ProgressEvidence.objects.all(), now)


def may_be_said(activity: Activity, today: dt.date) -> list[int]:
    """The quarters of which something can be said today: those that have begun, once the plan is adopted."""
    if not activity.plan.is_adopted or activity.dropped_on:
        return []
    return [number for number in QUARTERS if activity.plan.quarter(number).start <= today]


def _check(activity: Activity, quarter: int, said: Said) -> None:
    plan, today = activity.plan, timezone.localdate()
    if quarter not in QUARTERS:
        raise StepRefused(_("A year has four quarters."))
    if not plan.is_adopted:
        raise StepRefused(_("No meeting has adopted this plan yet, so there is no progress to tell."))
    if plan.quarter(quarter).start > today:
        raise StepRefused(_("That quarter has not begun."))
    if not said.words.strip():
        raise FieldRefused("words", _("Say in a sentence what was done, or why nothing was."))
    for name in ("women", "youth", "disability"):
        part = getattr(said, name)
        if part is not None and said.people is None:
            raise FieldRefused("people", _("Say how many came in all."))
        if part is not None and said.people is not None and part > said.people:
            raise FieldRefused(name, _("These are more than came in all."))
    if said.reached is not None and not activity.indicator:
        raise FieldRefused("reached", _("The activity has no indicator that could be counted."))
