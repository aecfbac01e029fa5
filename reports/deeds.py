"""What does the ledger say of the demonstration?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {"demonstration.load": _("The demonstration was loaded")}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
