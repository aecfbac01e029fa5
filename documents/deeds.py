"""What does the ledger say of papers?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {"paper.ask": _("A paper was asked for")}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
