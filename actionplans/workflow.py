"""How does an action come to be done? By dated words that say what was done; it closes only with them.

One of high priority closes in two steps: whoever did it says so and shows it, somebody else has seen it and says so.
Nobody verifies their own action; where that leaves nobody in the forum, the chair above does (3-rights).
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.actions import owner_now
from actionplans.models import ActionPoint
from forums.access import may
from forums.workflow import Step, StepRefused, Workflow
from meetings.resolving import keep_word
from members.models import Person
from members.models.appointments import holders_of

VERIFYING_SEATS = ("chair", "secretary")


def _only_usual(point: ActionPoint, user: Any) -> str:
    if not point.is_high:
        return ""
    return _("This action is of high priority: say that it is done, and somebody else verifies it.")


def _only_high(point: ActionPoint, user: Any) -> str:
    return "" if point.is_high else _("This action is not of high priority: it is done once it is said to be.")


def why_not_verify(point: ActionPoint, user: Any) -> str:
    """Why this user cannot verify an action; empty where they can. Two queries."""
    own = {point.person_id, point.done_by_id, getattr(owner_now(point), "pk", None)} - {None}
    person = getattr(user, "person", None)
    if person is None or person.pk in own:
        return _("Nobody verifies their own action. Somebody else who has seen it says so.")
    if may(user, "keep_record", point.area):
        return ""
    held = holders_of(point.forum)
    if any(seat in held and held[seat].person_id not in own for seat in VERIFYING_SEATS):
        return _("The forum's own chair or secretariat verifies this.")
    return ""


def _keep(point: ActionPoint, *, by: Any, note: str, on: dt.date, person: Person | None = None) -> None:
    keep_word(point, by=by, note=note, on=on, said_by=person)


def _done(point: ActionPoint, *, by: Any, note: str, on: dt.date, person: Person | None = None) -> None:
    """Keep who did it; where it is of high priority, not without something that shows it."""
    if point.is_high and not point.evidence.exists():
        raise StepRefused(
            _("This action is of high priority: add a photograph or a document that shows what was done.")
        )
    _keep(point, by=by, note=note, on=on, person=person)
    point.done_by = person or by.person
    point.save(update_fields=["done_by"])


def _opened(point: ActionPoint, *, by: Any, note: str, on: dt.date) -> None:
    point.done_by = point.verified_by = None
    point.save(update_fields=["done_by", "verified_by"])
    _keep(point, by=by, note=note, on=on)


def _word(verb: str, label: Any, source: str, target: str, effect: Any, guard: Any = None) -> Step:
    return Step(verb, label, source, target, "keep_record", needs_note=True, guard=guard, effect=effect)


VERIFY = Step(
    "verify", gettext_lazy("I have seen that it is done"), "reported", "done", "verify_actions",
    needs_note=True, guard=why_not_verify, effect=_keep,
    sets=lambda user, **said: {"verified_by": user.person},
)  # fmt: skip

ACTIONS = Workflow(
    "action",
    _word("progress", gettext_lazy("It is under way"), "not_started", "in_progress", _keep),
    _word("progress", gettext_lazy("It is under way"), "in_progress", "in_progress", _keep),
    _word("finish", gettext_lazy("It is done"), "not_started", "done", _done, _only_usual),
    _word("finish", gettext_lazy("It is done"), "in_progress", "done", _done, _only_usual),
    _word("report", gettext_lazy("It is done, and can be verified"), "not_started", "reported", _done, _only_high),
    _word("report", gettext_lazy("It is done, and can be verified"), "in_progress", "reported", _done, _only_high),
    VERIFY,
    Step(
        "send_back",
        gettext_lazy("It is not done yet"),
        "reported",
        "in_progress",
        "verify_actions",
        needs_note=True,
        guard=why_not_verify,
        effect=_opened,
    ),  # fmt: skip
    _word("reopen", gettext_lazy("The action is open again"), "done", "in_progress", _opened),
)
OWNERS_VERBS = ("progress", "finish", "report")


def open_to_owner(point: ActionPoint) -> list[Step]:
    """What whoever took an action on can say of it now, without any other right."""
    return [
        step
        for step in ACTIONS.steps
        if step.verb in OWNERS_VERBS and step.source == point.status and not (step.guard and step.guard(point, None))
    ]
