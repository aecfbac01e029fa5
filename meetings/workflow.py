"""Which steps do minutes, addenda and resolutions go through?

Guards and effects: life, amending, confirming, sealing, addenda, resolving.
"""

from django.utils.translation import gettext_lazy as _

from forums.workflow import Step, Workflow
from meetings import addenda, amending, confirming, life, resolving, sealing

MINUTES = Workflow(
    "minutes",
    Step(
        "send",
        _("Send for clearing"),
        "draft",
        "clearing",
        "keep_record",
        guard=life.nothing_to_send,
        effect=life.prepare,
    ),
    Step(
        "return",
        _("Return with a note"),
        "clearing",
        "draft",
        "clear_minutes",
        needs_note=True,
        effect=life.open_next_round,
    ),
    Step(
        "clear",
        _("Clear"),
        "clearing",
        "clearing",
        "clear_minutes",
        guard=life.no_clearance_due,
        effect=life.note_clearance,
        then=life.circulate_once_cleared,
    ),
    Step("circulate", _("Circulate"), "clearing", "circulated", None, effect=life.circulate),
    Step(
        "pass",
        _("Circulate without waiting"),
        "clearing",
        "circulated",
        "keep_record",
        guard=life.clearance_awaited,
        effect=life.circulate,
    ),
    Step(
        "amend",
        _("Propose an amendment"),
        "circulated",
        "circulated",
        "see_forum",
        needs_note=True,
        guard=amending.did_not_attend,
        effect=amending.note_amendment,
    ),
    Step(
        "take_in",
        _("Take the amendment in"),
        "circulated",
        "circulated",
        "keep_record",
        effect=amending.take_in,
    ),
    Step(
        "turn_down",
        _("Leave it as it stands"),
        "circulated",
        "circulated",
        "keep_record",
        needs_note=True,
        effect=amending.turn_down,
    ),
    Step(
        "confirm",
        _("Confirm"),
        "circulated",
        "confirmed",
        "keep_record",
        guard=confirming.no_later_meeting,
        effect=confirming.note_confirmation,
    ),
    Step(
        "confirm_round",
        _("Confirm by circulation"),
        "circulated",
        "confirmed",
        "keep_record",
        guard=confirming.something_open,
        effect=confirming.note_round,
    ),
    Step(
        "sign",
        _("Sign"),
        "confirmed",
        "confirmed",
        "sign_minutes",
        guard=sealing.no_signature_due,
        effect=sealing.note_signature,
        then=sealing.seal_once_signed,
    ),
    Step(
        "sign_paper",
        _("Record signatures on paper"),
        "confirmed",
        "confirmed",
        "keep_record",
        guard=sealing.everybody_signed,
        effect=sealing.note_paper,
        then=sealing.seal_once_signed,
    ),
    Step(
        "decline",
        _("Decline to sign"),
        "confirmed",
        "confirmed",
        "sign_minutes",
        needs_note=True,
        guard=sealing.nothing_to_decline,
        effect=sealing.note_refusal,
    ),
    Step("seal", _("Seal"), "confirmed", "sealed", None, effect=sealing.seal),
    Step(
        "seal_with_gaps",
        _("Seal without waiting"),
        "confirmed",
        "sealed",
        "keep_record",
        guard=sealing.signatures_awaited,
        effect=sealing.seal_with_gaps,
    ),
    Step(
        "add",
        _("Add something"),
        "sealed",
        "sealed",
        "keep_record",
        needs_note=True,
        guard=addenda.one_waits,
        effect=addenda.write,
    ),
)

ADDENDA = Workflow(
    "addendum",
    Step(
        "sign",
        _("Sign the addendum"),
        "waiting",
        "waiting",
        "sign_minutes",
        guard=addenda.no_signature_due,
        effect=addenda.note_signature,
        then=addenda.file_once_signed,
    ),
    Step("file", _("File the addendum"), "waiting", "filed", None, effect=addenda.file),
    Step(
        "file_with_gaps",
        _("File it without waiting"),
        "waiting",
        "filed",
        "keep_record",
        guard=addenda.signatures_awaited,
        effect=addenda.file,
    ),
    Step("withdraw", _("Withdraw the addendum"), "waiting", "withdrawn", "keep_record", needs_note=True),
)


def _word(verb: str, label: str, source: str, target: str) -> Step:
    """Every step of a resolution is a dated word of the secretariat."""
    return Step(verb, label, source, target, "keep_record", needs_note=True, effect=resolving.note_word)


RESOLUTIONS = Workflow(
    "resolution",
    _word("progress", _("It is being carried out"), "open", "going"),
    _word("progress", _("It is being carried out"), "going", "going"),
    _word("carry_out", _("It is carried out"), "open", "carried_out"),
    _word("carry_out", _("It is carried out"), "going", "carried_out"),
    _word("overtake", _("Events have overtaken it"), "open", "overtaken"),
    _word("overtake", _("Events have overtaken it"), "going", "overtaken"),
    _word("rescind", _("A later meeting has rescinded it"), "open", "rescinded"),
    _word("rescind", _("A later meeting has rescinded it"), "going", "rescinded"),
    _word("reopen", _("It is open again"), "carried_out", "open"),
    _word("reopen", _("It is open again"), "overtaken", "open"),
    _word("reopen", _("It is open again"), "rescinded", "open"),
)
