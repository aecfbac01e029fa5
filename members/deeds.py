"""What does the ledger say of people, offices and rosters?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "member.suggest": _("A stakeholder suggested from above came onto the mapping list"),
    "account.close": _("An account was closed"),
    "account.reopen": _("An account was opened again"),
    "appointment.first_director": _("The first director came in"),
    "appointment.make": _("Somebody was appointed"),
    "appointment.earlier": _("An earlier holder of an office was entered"),
    "appointment.handover": _("An office was handed over"),
    "appointment.accept": _("A co-chair accepted"),
    "appointment.represent": _("Another person represents the organisation that holds an office"),
    "office.line": _("An official line was set"),
    "appointment.end": _("An appointment was ended"),
    "contact.let_go": _("Contacts were let go, as their time was over"),
    "correction.ask": _("A correction was asked for"),
    "correction.settle": _("A correction was settled"),
    "contact.look": _("Contacts were looked at"),
    "contact.change": _("Contacts were changed"),
    "held.copy": _("A copy of what is held was taken"),
    "invitation.send": _("An invitation was sent"),
    "invitation.accept": _("An invitation was accepted"),
    "invitation.revoke": _("An invitation was revoked"),
    "posting.carry_out": _("A posting order was carried out"),
    "roster.import": _("A spreadsheet was brought in"),
    "roster.undo": _("An import was undone"),
    "roster.export": _("The roster was taken along, contacts with it"),
    "training.add": _("A training was entered"),
    "training.remove": _("A training was taken back"),
    "organisation.merge": _("Two entries of one organisation were made one"),
    "member.add": _("A member was added"),
    "member.merge": _("Two entries of one person were made one"),
    "member.change": _("A member's place was changed"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
