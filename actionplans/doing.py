"""What was done about an action? Said by an officer, or by whoever took it on, with what shows it; all of it or nothing."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from actionplans.actions import owner_now
from actionplans.models import ActionEvidence, ActionPoint
from actionplans.workflow import ACTIONS, OWNERS_VERBS
from forums import ledger
from forums.access import require
from forums.workflow import StepRefused
from members.models import Person
from portal.contents import Unfit, plain_name
from portal.kept_files import Fit, fit, names_of, storing, sweep

FOLDER = "actions"
MOST_FILES = 12  # with one action


@dataclass(frozen=True)
class Sent:
    """A file that came with a word: its name, its bytes, and what can be seen on it."""

    name: str
    content: bytes
    shows: str = ""


def say(
    *, point: ActionPoint, verb: str, words: str, on: dt.date, files: list[Sent] | None = None,
    person: Person | None = None, by: Any,
) -> None:  # fmt: skip
    """Say how far an action is since a day, with what shows it.

    `person` is whoever took it on, where they say it themselves (`by` None behind a link): they need no other right.
    Raises PermissionDenied for anybody else without the right, StepRefused in words for what cannot be.
    """
    if person is not None and (verb not in OWNERS_VERBS or owner_now(point) != person):
        raise PermissionDenied
    ready = [(sent, fitted(sent)) for sent in files or ()]
    with storing(FOLDER) as store, transaction.atomic():
        for sent, made in ready:
            _attach(point, sent, made, store=store, by=by, person=person)
        details = {"person": person} if person is not None else {}
        ACTIONS.take(point, verb, by=by, note=words, as_effect=person is not None, on=on, **details)


def add_evidence(*, point: ActionPoint, sent: Sent, by: Any) -> ActionEvidence:
    """Add what shows that something was done. Raises StepRefused in words for what cannot be kept."""
    require(by, "keep_record", point.area)
    made = fitted(sent)
    with storing(FOLDER) as store, transaction.atomic():
        return _attach(point, sent, made, store=store, by=by, person=None)


def take_away(*, evidence: ActionEvidence, by: Any) -> None:
    """Take evidence away that was added by mistake; the ledger keeps its hash. Raises StepRefused where an action rests on it."""
    require(by, "keep_record", evidence.area)
    with transaction.atomic():
        point = ActionPoint.objects.select_for_update(of=("self",)).get(pk=evidence.action_id)
        if point.is_high and point.status in {"reported", "done"} and point.evidence.count() == 1:
            raise StepRefused(_("That the action is done rests on this alone, so it stays."))
        names = names_of(evidence)
        ledger.record("action.evidence_taken", point, by=by, area=evidence.area, sha256=evidence.sha256)
        evidence.delete()
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])


def daily_round(now: dt.datetime) -> int:
    """Delete stored files of which no row knows; how many there were."""
    return sweep(FOLDER, ActionEvidence.objects.all(), now)


def fitted(sent: Sent) -> Fit:
    """The file as it is kept. Raises StepRefused in words for what cannot be kept."""
    try:
        return fit(sent.content, name=sent.name, alternative=sent.shows)
    except Unfit as unfit:
        raise StepRefused(str(unfit)) from unfit


def keep_beside(there: QuerySet, row: Any, made: Fit, *, store: Any) -> None:
    """Store a file beside those that are there. Raises StepRefused where it is among them, or they are full."""
    if there.filter(sha256=made.facts["sha256"]).exists():
        raise StepRefused(_("This very file is here already."))
    if there.count() >= MOST_FILES:
        raise StepRefused(_("There are %(most)s files here, as many as there may be.") % {"most": MOST_FILES})
    store(row, made)


def _attach(point: ActionPoint, sent: Sent, made: Fit, *, store: Any, by: Any, person: Person | None) -> ActionEvidence:
    there = ActionPoint.objects.select_for_update(of=("self",)).get(pk=point.pk).evidence.all()
    row = ActionEvidence(
        action=point, title=sent.shows or plain_name(sent.name) or point.reference, original_name=plain_name(sent.name),
        by=by, sent_by=(person or by).name, **made.facts,
    )  # fmt: skip
    keep_beside(there, row, made, store=store)
    ledger.record("action.evidence", point, by=by, sha256=row.sha256, kind=row.kind)
    return row
