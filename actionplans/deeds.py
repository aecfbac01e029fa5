"""What does the ledger say of action points?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "action.progress": _("Progress of an action was noted"),
    "action.finish": _("An action was done"),
    "action.reopen": _("An action is open again"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
