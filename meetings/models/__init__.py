"""The nouns of the meeting room."""

from meetings.models.attendance import Attendance
from meetings.models.life import Clearance, Confirmation, Signature
from meetings.models.meetings import AgendaItem, Meeting
from meetings.models.minutes import Deed, Entry, EntryRevision, Minutes

__all__ = [
    "AgendaItem",
    "Attendance",
    "Clearance",
    "Confirmation",
    "Deed",
    "Entry",
    "EntryRevision",
    "Meeting",
    "Minutes",
    "Signature",
]
