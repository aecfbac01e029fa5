"""Which steps can be taken with a document, and what happens when one is? A table of steps, and the one way to take them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.access import may

Guard = Callable[[Any, Any], str]
Effect = Callable[..., None]
Then = Callable[[Any], str]


class StepRefused(Exception):
    """A step that cannot be taken; its words are for the person who asked."""


class SomebodyWasFaster(StepRefused):
    """The document has moved on since the page was drawn."""


@dataclass(frozen=True)
class Step:
    """One row of a workflow's table.

    `right` None: only the portal itself takes it. `guard` gives the words why not. `then` names the step that follows
    by itself, or nothing. `sets` tells, for whoever takes it and the step's details, the fields that the database wants
    changed in the same moment as the status. `at` tells the area where the right is asked for, where that is not the
    document's own.
    """

    verb: str
    label: Any
    source: str
    target: str
    right: str | None
    needs_note: bool = False
    guard: Guard | None = None
    effect: Effect | None = None
    sets: Callable[..., dict[str, Any]] | None = None
    then: Then | None = None
    at: Callable[[Any], Any] | None = None

    def is_open_to(self, document: Any, user: Any) -> bool:
        """Whether this user holds the right for it."""
        return bool(self.right) and may(user, str(self.right), self.at(document) if self.at else document.area)


class Workflow:
    """The life of one kind of document, whose status (or the `field` that holds it) only this class moves."""

    def __init__(self, name: str, *steps: Step, field: str = "status") -> None:
        self.name = name
        self.steps = steps
        self.field = field

    def available(self, document: Any, user: Any) -> list[Step]:
        """The steps that this user may take now; what the page's buttons are drawn from."""
        return [
            step
            for step in self.steps
            if step.source == getattr(document, self.field)
            and step.is_open_to(document, user)
            and not (step.guard and step.guard(document, user))
        ]

    def offers(self, document: Any, user: Any, verb: str) -> bool:
        """Whether a step of this name is available."""
        return any(step.verb == verb for step in self.available(document, user))

    def take(
        self, document: Any, verb: str, *, by: Any, note: str = "", as_effect: bool = False, **details: Any
    ) -> None:
        """Take a step, enter it in the ledger and run its effect, in one transaction.

        Raises PermissionDenied without the right, SomebodyWasFaster when the document has moved on, StepRefused when
        a guard says no or a note is missing. `details` go to the effect; ids and switches among them to the ledger.
        `as_effect` is for a step that follows from another one, whose right was checked there.
        """
        steps = [step for step in self.steps if step.verb == verb]
        if not steps:
            raise KeyError(f"{self.name} know no step {verb!r}")
        if not as_effect and not any(step.is_open_to(document, by) for step in steps):
            raise PermissionDenied
        with transaction.atomic():
            step = self._move(document, steps, by, details)
            if step.needs_note and not note.strip():
                raise StepRefused(_("Say in a sentence why, so that the others know what to do."))
            kept: dict[str, Any] = {key: value for key, value in details.items() if isinstance(value, int)}
            ledger.record(f"{self.name}.{verb}", document, by=by, note=note.strip(), **kept)
            if step.effect:
                step.effect(document, by=by, note=note.strip(), **details)
            if step.then and (following := step.then(document)):
                self.take(document, following, by=by, as_effect=True)

    def _move(self, document: Any, steps: list[Step], by: Any, details: dict[str, Any]) -> Step:
        """Move the status by compare-and-swap; the row stays locked until the transaction ends."""
        rows = type(document)._base_manager.filter(pk=document.pk)
        for step in steps:
            # Said first from what is at hand, as the database may refuse what the guard would put into words.
            if step.guard and getattr(document, self.field) == step.source and (words := step.guard(document, by)):
                raise StepRefused(words)
            beside = step.sets(by, **details) if step.sets else {}
            if rows.filter(**{self.field: step.source}).update(**{self.field: step.target}, **beside):
                document.refresh_from_db()
                setattr(document, self.field, step.source)
                refusal = step.guard(document, by) if step.guard else ""
                if refusal:
                    raise StepRefused(refusal)
                setattr(document, self.field, step.target)
                return step
        raise SomebodyWasFaster(_("Somebody was faster: this has already moved on. The page now shows how it stands."))
