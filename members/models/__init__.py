"""The nouns of the people's room."""

from members.models.appointments import Appointment, Representative
from members.models.corrections import Correction
from members.models.imports import PostingOrder, RosterImport
from members.models.invitations import Invitation
from members.models.offices import Office
from members.models.people import Contact, Organisation, Person, Sector
from members.models.rosters import Membership
from members.models.trainings import Training
from members.models.users import User

__all__ = [
    "Appointment",
    "Contact",
    "Correction",
    "Invitation",
    "Membership",
    "Office",
    "Organisation",
    "Person",
    "Representative",
    "PostingOrder",
    "RosterImport",
    "Sector",
    "Training",
    "User",
]
