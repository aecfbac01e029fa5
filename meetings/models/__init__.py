"""The nouns of the meeting room."""

from meetings.models.agendas import AgendaTemplate, Proposal
from meetings.models.attendance import Attendance
from meetings.models.drafting import DeviceKey, DraftReply
from meetings.models.life import Clearance, Confirmation, Signature
from meetings.models.meetings import AgendaItem, Meeting
from meetings.models.minutes import Deed, Entry, EntryRevision, Minutes
from meetings.models.notices import CalendarFeed, Delivery, Notice, Reply

__all__ = [
    "AgendaItem",
    "AgendaTemplate",
    "Attendance",
    "CalendarFeed",
    "Clearance",
    "Confirmation",
    "Deed",
    "Delivery",
    "DeviceKey",
    "DraftReply",
    "Entry",
    "EntryRevision",
    "Meeting",
    "Minutes",
    "Notice",
    "Proposal",
    "Reply",
    "Signature",
]
