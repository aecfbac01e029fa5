"""How does an action come to be done? By dated words that say what was done; it closes only with them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forums.workflow import Step, Workflow
from meetings.resolving import keep_word


def _word(verb: str, label: Any, source: str, target: str) -> Step:
    return Step(verb, label, source, target, "keep_record", needs_note=True, effect=keep_word)


ACTIONS = Workflow(
    "action",
    _word("progress", _("It is under way"), "not_started", "in_progress"),
    _word("progress", _("It is under way"), "in_progress", "in_progress"),
    _word("finish", _("It is done"), "not_started", "done"),
    _word("finish", _("It is done"), "in_progress", "done"),
    _word("reopen", _("The action is open again"), "done", "in_progress"),
)
