"""What does the ledger say of action points, pledges and accords?"""

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
    "pledge.offer": _("A pledge was entered"),
    "pledge.change": _("What is said of a pledge was put right"),
    "pledge.accept": _("A pledge was accepted"),
    "pledge.decline": _("A pledge was declined"),
    "pledge.deliver_part": _("A part of a pledge came"),
    "pledge.deliver_whole": _("A pledge came in full"),
    "pledge.take_back": _("A delivery of a pledge, entered by mistake, was taken back"),
    "pledge.take_back_last": _("The one delivery of a pledge, entered by mistake, was taken back"),
    "pledge.lapse": _("A pledge has lapsed"),
    "pledge.withdraw": _("A pledge was withdrawn"),
    "pledge.evidence": _("Something was kept that shows what came of a pledge"),
    "accord.begin": _("An accord was brought on record"),
    "accord.change": _("What is said of an accord was put right"),
    "accord.party": _("A party to an accord was named"),
    "accord.signatory": _("A signatory of an accord was named"),
    "accord.clause": _("A clause of an accord was entered"),
    "accord.taken_out": _("Something was taken out of an accord that is negotiated"),
    "accord.scan": _("A scan of an accord was added"),
    "accord.scan_taken": _("A scan of an accord was taken away"),
    "accord.sign": _("An accord was signed"),
    "accord.unsign": _("An accord had been entered as signed by mistake"),
    "accord.begin_force": _("An accord is in force"),
    "accord.end": _("An accord has ended"),
    "accord.supersede": _("An accord was superseded"),
    "accord.breach": _("A breach of an accord was noted"),
    "accord.breach_answer": _("It was said what was done about a breach"),
    "clause.keep": _("A clause of an accord is kept"),
    "clause.keep_part": _("A clause of an accord is kept in part"),
    "clause.break": _("A clause of an accord is broken"),
    "clause.wait": _("Nothing has been done yet about a clause of an accord"),
    "clause.change": _("It was said anew who sees to a clause of an accord"),
    "clause.action": _("An action was entered that follows from a clause"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
