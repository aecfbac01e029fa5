"""What does the ledger say of action points, work plans and requests?"""

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
    "plan.begin": _("A work plan was begun"),
    "plan.adopt": _("A meeting adopted a work plan"),
    "plan.import": _("Activities were brought into a work plan from a spreadsheet"),
    "objective.add": _("An objective was entered in a work plan"),
    "objective.change": _("An objective of a work plan was changed"),
    "objective.remove": _("An objective was taken out of a draft of a work plan"),
    "activity.add": _("An activity was entered in a work plan"),
    "activity.change": _("An activity of a work plan was changed"),
    "activity.drop": _("An activity of a work plan was dropped"),
    "activity.take_up": _("A dropped activity of a work plan was taken up again"),
    "activity.remove": _("An activity was taken out of a draft of a work plan"),
    "activity.progress": _("It was said how an activity went in a quarter"),
    "activity.evidence": _("Something was added that shows how an activity went"),
    "activity.evidence_taken": _("Something was taken away that showed how an activity went"),
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
