"""The nouns of the meeting room."""

from meetings.models.addenda import Addendum, AddendumSignature
from meetings.models.agendas import AgendaTemplate, Proposal
from meetings.models.amendments import Amendment
from meetings.models.attendance import Attendance
from meetings.models.drafting import DeviceKey, DraftReply
from meetings.models.files import MeetingFile, Upload, UploadPart
from meetings.models.life import Clearance, Confirmation, Gap, Signature
from meetings.models.meetings import AgendaItem, Meeting
from meetings.models.minutes import Deed, Entry, EntryRevision, Minutes
from meetings.models.notices import CalendarFeed, Delivery, Notice, Reply
from meetings.models.reminders import Reminder
from meetings.models.resolutions import Excerpt, Resolution, ResolutionWord
from meetings.models.situation import SituationRevision, SituationRow, Suggestion
from meetings.models.words import DatedWord

__all__ = [
    "Addendum",
    "AddendumSignature",
    "AgendaItem",
    "AgendaTemplate",
    "Amendment",
    "Attendance",
    "CalendarFeed",
    "Clearance",
    "Confirmation",
    "DatedWord",
    "Deed",
    "Delivery",
    "DeviceKey",
    "DraftReply",
    "Entry",
    "EntryRevision",
    "Excerpt",
    "Gap",
    "Meeting",
    "MeetingFile",
    "Minutes",
    "Notice",
    "Proposal",
    "Reminder",
    "Reply",
    "Resolution",
    "ResolutionWord",
    "Signature",
    "SituationRevision",
    "SituationRow",
    "Suggestion",
    "Upload",
    "UploadPart",
]
