"""What stands in a roster that is given out, and in an empty template?"""

from typing import Any

from django.utils.translation import get_language

from forums.models import Forum
from members.models import Contact
from members.spreadsheets.columns import HEADINGS

PERSONAL = ("gender", "age_band", "has_disability", "phone", "email")


def headings(columns: list[str]) -> list[str]:
    """The headings in the reader's language."""
    place = 1 if get_language() == "sw" else 0
    return [HEADINGS[column][place] for column in columns]


def roster_of(forum: Forum, *, personal: bool) -> list[list[str]]:
    """The roster with its headings; members take it along without what is personal. Two queries."""
    columns = [column for column in HEADINGS if personal or column not in PERSONAL]
    contacts = {c.person_id: c for c in Contact.objects.filter(person__memberships__forum=forum)} if personal else {}
    rows = [headings(columns)]
    for member in forum.memberships.exclude(standing="left").select_related("person", "organisation", "sector"):
        contact = contacts.get(member.person_id)
        said: dict[str, Any] = {
            "name": member.person.name,
            "organisation": str(member.organisation or ""),
            "designation": member.designation,
            "sector": member.sector.code,
            "gender": member.person.gender,
            "age_band": {"youth": "18-34", "adult": "35-59", "elder": "60+"}.get(member.person.age_band, ""),
            "has_disability": "yes" if member.person.has_disability else "",
            "standing": member.standing,
            "phone": contact.phone if contact else "",
            "email": contact.email if contact else "",
        }
        rows.append([said[column] for column in columns])
    return rows
