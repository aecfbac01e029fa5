"""The nouns of the meeting room."""

from meetings.models.agendas import AgendaTemplate, Proposal
from meetings.models.attendance import Attendance
from meetings.models.files import MeetingFile, Upload, UploadPart
from meetings.models.life import Clearance, Confirmation, Signature
from meetings.models.meetings import AgendaItem, Meeting
from meetings.models.minutes import Deed, Entry, EntryRevision, Minutes
from meetings.models.notices import CalendarFeed, Delivery, Notice, Reply
from meetings.models.situation import SituationRevision, SituationRow, Suggestion

__all__ = [
    "AgendaItem",
    "AgendaTemplate",
    "Attendance",
    "CalendarFeed",
    "Clearance",
    "Confirmation",
    "Deed",
    "Delivery",
    "Entry",
    "EntryRevision",
    "Meeting",
    "MeetingFile",
    "Minutes",
    "Notice",
    "Proposal",
    "Reply",
    "Signature",
    "SituationRevision",
    "SituationRow",
    "Suggestion",
    "Upload",
    "UploadPart",
]
