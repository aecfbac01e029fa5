"""Which steps do minutes go through, from draft to sealed? Their guards and effects are in `meetings/life.py`."""

from django.utils.translation import gettext_lazy as _

from forums.workflow import Step, Workflow
from meetings import life

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
        "confirm",
        _("Confirm"),
        "circulated",
        "confirmed",
        "keep_record",
        guard=life.no_later_meeting,
        effect=life.note_confirmation,
    ),
    Step(
        "sign",
        _("Sign"),
        "confirmed",
        "confirmed",
        "sign_minutes",
        guard=life.no_signature_due,
        effect=life.note_signature,
        then=life.seal_once_signed,
    ),
    Step("seal", _("Seal"), "confirmed", "sealed", None, effect=life.seal),
)
