"""What does the ledger say of action points?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "action.progress": _("Progress of an action was noted"),
    "action.finish": _("An action was done"),
    "action.report": _("An action was said to be done, to be verified"),
    "action.verify": _("Somebody verified that an action was done"),
    "action.send_back": _("An action was found not to be done yet"),
    "action.add": _("An action was entered by hand"),
    "action.change": _("An action's owner, day or priority was changed"),
    "action.evidence": _("Something was added that shows what was done"),
    "action.evidence_taken": _("Something was taken away that showed what was done"),
    "action.reopen": _("An action is open again"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
