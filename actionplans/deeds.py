"""What does the ledger say of action points and requests?"""

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
    "request.write": _("A request upward was written"),
    "request.change": _("The draft of a request was changed"),
    "request.send": _("A request was sent to a higher office"),
    "request.acknowledge": _("An office acknowledged a request"),
    "request.answer": _("A request was answered"),
    "request.forward": _("A request was passed on to another office"),
    "request.raise": _("A request went unanswered, and one office higher"),
    "request.agenda": _("A request was put on an agenda"),
    "request.close": _("A request was closed by the forum that asked"),
    "request.reopen": _("A request was found not to be answered"),
    "request.withdraw": _("A request was withdrawn"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
