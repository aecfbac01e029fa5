"""The nouns of the people's room."""

from members.models.offices import Appointment, Office
from members.models.people import Contact, Organisation, Person, Sector
from members.models.rosters import Membership
from members.models.users import User

__all__ = ["Appointment", "Contact", "Membership", "Office", "Organisation", "Person", "Sector", "User"]
