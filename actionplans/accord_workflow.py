"""How does an accord live, and how is a clause kept? It is negotiated, signed, in force, and ends or is superseded.

A clause moves by dated words alone, from the signing until the accord ends.
"""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from actionplans.days import keep_word
from actionplans.models import Accord, AccordClause
from forums.workflow import Step, Workflow


def before_signing() -> str:
    """What is said of a day before the signing."""
    return _("The day lies before the accord was signed, which was on %(day)s.")


def why_not_sign(accord: Accord, user: Any = None) -> str:
    """Why it cannot be signed yet; empty where it can."""
    alone = accord.kind == Accord.Kind.DECLARATION
    parties = accord.parties.all()
    if len(parties) < (1 if alone else 2):
        return _("Name the parties first: two at least, or one for a declaration.")
    if not any(party.signatories.all() for party in parties):
        return _("Name who signed for the parties first.")
    return ""


def _why_not_unsign(accord: Accord, user: Any) -> str:
    if accord.breaches.all() or any(clause.stood_on for clause in accord.clauses.all()):
        return _("Something has been said of its clauses since, so the signing stands.")
    return ""


def _keep(accord: Accord, *, by: Any, note: str, on: dt.date) -> None:
    keep_word(accord, by=by, note=note, on=on, since=accord.signed_on, too_early=before_signing())


def _end(verb: str, label: Any, sources: tuple[str, ...], target: str, effect: Any) -> list[Step]:
    return [Step(verb, label, source, target, "keep_record", needs_note=True, effect=effect) for source in sources]


SIGN = Step(
    "sign", pgettext_lazy("accord", "The parties have signed it"), "negotiation", "signed", "keep_record",
    guard=why_not_sign, effect=_keep,
)  # fmt: skip

ACCORDS = Workflow(
    "accord",
    SIGN,
    Step(
        "unsign", pgettext_lazy("accord", "It was entered as signed by mistake"), "signed", "negotiation",
        "keep_record", needs_note=True, guard=_why_not_unsign, effect=_keep,
        sets=lambda user, **said: {"signed_on": None, "signing_entered_on": None},
    ),
    Step("begin_force", pgettext_lazy("accord", "It is in force"), "signed", "in_force", "keep_record", effect=_keep),
    *_end("end", pgettext_lazy("accord", "It has ended"), ("negotiation", "signed", "in_force"), "ended", _keep),
    *_end(
        "supersede", pgettext_lazy("accord", "Another accord has taken its place"), ("signed", "in_force"),
        "superseded", _keep,
    ),
)  # fmt: skip


def _only_while_it_lives(clause: AccordClause, user: Any) -> str:
    if clause.accord.lives:
        return ""
    return _("Clauses are followed up from the signing until the accord ends.")


def _say(clause: AccordClause, *, by: Any, note: str, on: dt.date) -> None:
    keep_word(clause, by=by, note=note, on=on, since=clause.accord.signed_on, too_early=before_signing())


STANDINGS = (
    ("keep", pgettext_lazy("clause", "It is kept"), "kept"),
    ("keep_part", pgettext_lazy("clause", "It is kept in part"), "in_part"),
    ("break", pgettext_lazy("clause", "It is broken"), "broken"),
    ("wait", pgettext_lazy("clause", "Nothing has been done yet"), "not_yet"),
)

CLAUSES = Workflow(
    "clause",
    *(
        Step(
            verb, label, source, target, "keep_record", needs_note=True, guard=_only_while_it_lives, effect=_say
        )
        for verb, label, target in STANDINGS
        for source in AccordClause.Status.values
    ),
)  # fmt: skip
