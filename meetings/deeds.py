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
    "minutes.send": _("Sent for clearing"),
    "minutes.return": _("Returned with a note"),
    "minutes.clear": _("Cleared"),
    "minutes.circulate": _("Circulated, unconfirmed"),
    "minutes.confirm": _("Confirmed by the meeting"),
    "minutes.sign": _("Signed"),
    "minutes.seal": _("Sealed"),
}


def deed_words() -> list[tuple[str, Any]]:
    """The deeds of this room."""
    return list(WORDS.items())
