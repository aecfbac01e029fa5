"""What would a spreadsheet change on a roster? Every row as new, changed, the same, there twice, or wrong and why."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.models import Forum
from members.models import Appointment, Contact, Membership, Organisation, Person, Sector
from members.spreadsheets.columns import understood
from members.spreadsheets.reading import FORMULA, MERGED, Row

ON_PERSON = ("name", "gender", "age_band", "has_disability")
ON_PLACE = ("designation", "standing")


@dataclass
class Found:
    """What one row comes to."""

    number: int
    kind: str
    said: dict[str, Any]
    member: Membership | None = None
    person: Person | None = None
    words: str = ""
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    told: list[tuple[str, str, str]] = field(default_factory=list)


def parsed(rows: list[Row]) -> list[dict[str, Any]]:
    """The rows as plain values to keep until it is decided: number, what is said, what is wrong. One query."""
    sectors: dict[str, str] = {}
    for sector in Sector.objects.all():
        for name in (sector.code, sector.name_en, sector.name_sw, sector.short, sector.name_sw.split(" (")[0]):
            sectors.setdefault(name.lower(), sector.code)
    found = []
    for number, row in rows:
        formulas = [name for name, value in row.items() if value is FORMULA]
        covered = MERGED in row.values()
        told = {name: value for name, value in row.items() if value is not FORMULA and value is not MERGED}
        said, wrong = understood(told, sectors)
        if covered:
            wrong = [_("Cells of this row are merged with others. Undo the merging and fill in each cell.")]
        if formulas:
            wrong = [_("A cell holds a formula. Put its value in its place.")]
        found.append({"number": number, "said": said, "wrong": wrong})
    return found


def compared(forum: Forum, rows: list[dict[str, Any]]) -> list[Found]:
    """The kept rows against the roster as it is now. Five queries, however many rows."""
    known = _Known(forum, rows)
    first: dict[Any, int] = {}
    found = []
    for row in rows:
        result = _one(row, known)
        marks = _marks(result)
        earlier = next((first[mark] for mark in marks if mark in first), None)
        if result.kind != "wrong" and earlier is not None:
            result.kind, result.words = "twice", _("The same as row %(number)s of the file.") % {"number": earlier}
        for mark in marks:
            first.setdefault(mark, result.number)
        found.append(result)
    return found


def counted(found: list[Found]) -> dict[str, int]:
    """How many rows of each kind."""
    counts = Counter(result.kind for result in found)
    return {kind: counts[kind] for kind in ("new", "changed", "same", "twice", "wrong")}


class _Known:
    """The roster as it is, found by telephone, address, name and organisation, or name alone."""

    def __init__(self, forum: Forum, rows: list[dict[str, Any]]) -> None:
        members = list(forum.memberships.select_related("person", "organisation", "sector"))
        contacts = {row.person_id: row for row in Contact.objects.filter(person__memberships__forum=forum)}
        self.contacts = contacts
        self.by_phone, self.by_email, self.by_both, self.by_name = {}, {}, {}, {}
        for member in members:
            contact = contacts.get(member.person_id)
            if contact and contact.phone:
                self.by_phone[contact.phone] = member
            if contact and contact.email:
                self.by_email[contact.email.lower()] = member
            name = member.person.name.lower()
            self.by_both[name, str(member.organisation or "").lower()] = member
            self.by_name.setdefault(name, []).append(member)
        wanted = {row["said"].get("organisation", "").lower() for row in rows}
        bodies = Organisation.objects.annotate(lower=Lower("name")).filter(lower__in=wanted - {""})
        held = Appointment.objects.on(timezone.localdate()).filter(office__forum=forum).select_related("person")
        placed = {member.person_id for member in members}
        self.holders = {row.person.name.lower(): row.person for row in held if row.person_id not in placed}
        self.sectors = {sector.code: sector.brief for sector in Sector.objects.all()}
        self.bodies = {body.lower: body for body in bodies.select_related("sector")}

    def member(self, said: dict[str, Any]) -> Membership | None:
        """The place that a row means; somebody of the same name at another organisation is somebody else."""
        found = self.by_phone.get(said.get("phone")) or self.by_email.get(said.get("email"))
        if found:
            return found
        name, body = said["name"].lower(), said.get("organisation", "").lower()
        if (name, body) in self.by_both:
            return self.by_both[name, body]
        alike = self.by_name.get(name, [])
        if len(alike) == 1 and (not body or not alike[0].organisation_id):
            return alike[0]
        return None


def _one(row: dict[str, Any], known: _Known) -> Found:
    said = row["said"]
    if row["wrong"]:
        return Found(row["number"], "wrong", said, words=" ".join(row["wrong"]))
    member = known.member(said)
    if member is None:
        body = known.bodies.get(said.get("organisation", "").lower())
        if "sector" not in said and body and body.sector:
            said = {**said, "sector": body.sector.code}
        if "sector" not in said:
            return Found(row["number"], "wrong", said, words=_("Say for which sector: a code or a name of the list."))
        holder = known.holders.get(said["name"].lower())
        words = _("Holds an office of this forum, and comes onto its roster with it.") if holder else ""
        return Found(row["number"], "new", said, person=holder, words=words)
    changes = _changes(said, member, known.contacts.get(member.person_id))
    told = [(name, _shown(name, before, known), _shown(name, after, known)) for name, before, after in changes]
    return Found(row["number"], "changed" if changes else "same", said, member, changes=changes, told=told)


def _shown(name: str, value: Any, known: _Known) -> str:
    """A value as the preview tells it: words where it is kept as a code."""
    words = {
        "sector": known.sectors,
        "gender": dict(Person.Gender.choices),
        "age_band": dict(Person.AgeBand.choices),
        "standing": dict(Membership.Standing.choices),
        "has_disability": {True: _("yes"), False: _("no")},
    }
    return str(words.get(name, {}).get(value, value) or "—")


def _changes(said: dict[str, Any], member: Membership, contact: Contact | None) -> list[tuple[str, Any, Any]]:
    """What the row says otherwise: (field, before, after); an empty cell changes nothing."""
    before = {name: getattr(member.person, name) for name in ON_PERSON}
    before |= {name: getattr(member, name) for name in ON_PLACE}
    before |= {"organisation": str(member.organisation or ""), "sector": member.sector.code}
    before |= {name: getattr(contact, name) if contact else "" for name in ("phone", "email")}
    return [
        (name, before[name], after)
        for name, after in said.items()
        if after not in (None, "") and after != before[name] and str(after).lower() != str(before[name]).lower()
    ]


def _marks(result: Found) -> list[Any]:
    """By what a later row would be the same as this one."""
    if result.member is not None:
        return [("member", result.member.pk)]
    said = result.said
    marks = [("phone", said["phone"])] if said.get("phone") else []
    marks += [("email", said["email"])] if said.get("email") else []
    name = (said.get("name", "").lower(), said.get("organisation", "").lower())
    return [*marks, ("name", *name)] if name[0] else marks
