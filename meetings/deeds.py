"""What does the ledger say of meetings and minutes?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS = {
    "agenda.add": _("An agenda item was added"),
    "agenda.change": _("The time of an agenda item, or whether it comes back, was set"),
    "agenda.template": _("The items that agendas begin with were set"),
    "proposal.make": _("A member proposed an agenda item"),
    "proposal.settle": _("It was decided on a proposed agenda item"),
    "agenda.move": _("An agenda item was moved"),
    "agenda.remove": _("An agenda item was taken out"),
    "attendance.mark": _("Attendance was marked"),
    "attendance.guest": _("A guest was added"),
    "attendance.guest_removed": _("A guest was taken off the list"),
    "entry.restore": _("An earlier text of an entry was restored"),
    "entry.decide": _("It was decided between two texts of an entry"),
    "meeting.plan": _("A meeting was planned"),
    "meeting.change": _("A meeting was changed"),
    "meeting.convene": _("A meeting was convened"),
    "meeting.hold": _("A meeting was held"),
    "meeting.cancel": _("A meeting was cancelled"),
    "meeting.postpone": _("A meeting was postponed"),
    "meeting.resume": _("A postponed meeting got a new day"),
    "notice.send": _("The members were told of a meeting"),
    "notice.again": _("What had not been sent of a notice was sent again"),
    "notice.reply": _("Somebody answered whether they come to a meeting"),
    "meeting.close": _("A meeting was closed"),
    "file.add": _("A photograph or file was put with a meeting"),
    "file.change": _("What is said of a photograph or file, or who sees it, was changed"),
    "file.remove": _("A photograph or file was removed from a meeting"),
    "minutes.draft_taken": _("The draft was taken as a Word file"),
    "minutes.send": _("Sent for clearing"),
    "minutes.return": _("Returned with a note"),
    "minutes.clear": _("Cleared"),
    "minutes.circulate": _("Circulated, unconfirmed"),
    "minutes.pass": _("Circulated, unconfirmed, without waiting any longer"),
    "minutes.amend": _("An amendment was proposed"),
    "minutes.take_in": _("An amendment was taken in, in a new edition"),
    "minutes.turn_down": _("An amendment was not taken in"),
    "minutes.confirm": _("Confirmed by the meeting"),
    "minutes.confirm_round": _("Confirmed by circulation"),
    "minutes.sign": _("Signed"),
    "minutes.sign_paper": _("Signatures on paper were recorded"),
    "minutes.decline": _("Declined to sign"),
    "minutes.seal": _("Sealed"),
    "minutes.seal_with_gaps": _("Sealed without waiting any longer"),
    "minutes.add": _("An addendum was written"),
    "resolution.progress": _("A resolution is being carried out"),
    "resolution.carry_out": _("A resolution is carried out"),
    "resolution.overtake": _("Events have overtaken a resolution"),
    "resolution.rescind": _("A resolution was rescinded"),
    "resolution.reopen": _("A resolution is open again"),
    "excerpt.send": _("An excerpt of a resolution was made for whoever must act"),
    "excerpt.again": _("An excerpt was sent again"),
    "addendum.sign": _("An addendum was signed"),
    "addendum.file": _("An addendum was filed"),
    "addendum.file_with_gaps": _("An addendum was filed without waiting any longer"),
    "addendum.withdraw": _("An addendum was withdrawn"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
