"""How does somebody come onto a roster, how is what it says changed, and how does the first director come in?"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from forums import ledger
from forums.models import Forum
from members import grants
from members.models import Appointment, Contact, Membership, Office, Organisation, Person, Sector, User


def add_member(
    *, forum: Forum, name: str, designation: str, organisation: str, sector: Sector, gender: str, by: Any
) -> Membership:
    """Put a person on a forum's roster as a confirmed member; an organisation is found by its name or made."""
    with transaction.atomic():
        body = body_named(organisation, sector)
        person = Person.objects.create(name=name, gender=gender)
        member = Membership.objects.create(
            forum=forum,
            person=person,
            organisation=body,
            designation=designation.strip(),
            sector=sector,
            since=timezone.localdate(),
        )
        ledger.record("member.add", member, by=by, area=forum.area)
    return member


def change_member(
    *,
    member: Membership,
    name: str,
    designation: str,
    organisation: str,
    sector: Sector,
    gender: str,
    age_band: str,
    has_disability: bool,
    is_pbld: bool,
    standing: str,
    by: Any,
) -> None:
    """Change what the roster says of a person and their place; rights follow where the standing changes."""
    with transaction.atomic():
        person, before = member.person, member.standing
        person.name, person.gender, person.age_band, person.has_disability = name, gender, age_band, has_disability
        person.save(update_fields=["name", "gender", "age_band", "has_disability"])
        member.organisation = body_named(organisation, sector)
        member.designation, member.sector, member.is_pbld, member.standing = designation, sector, is_pbld, standing
        member.save(update_fields=["organisation", "designation", "sector", "is_pbld", "standing"])
        ledger.record("member.change", member, by=by, area=member.area, **_moved(before, standing))
        if before != standing and person.user_id:
            grants.rebuild(person.user)


def _moved(before: str, after: str) -> dict[str, str]:
    return {"before": before, "after": after} if before != after else {}


def body_named(name: str, sector: Sector) -> Organisation | None:
    """The organisation of this name, made where nobody has named it before; none for no name."""
    name = " ".join(name.split())
    if not name:
        return None
    return Organisation.objects.filter(name__iexact=name).first() or Organisation.objects.create(
        name=name, sector=sector
    )


def look_at_contact(*, member: Membership, by: Any) -> dict[str, Any]:
    """A member's contacts; each look is entered in the ledger, what was seen is not."""
    with transaction.atomic():
        ledger.record("contact.look", member, by=by, area=member.area)
        contact = Contact.objects.filter(person=member.person).first()
    if contact is None:
        return {}
    return {"phone": contact.phone, "email": contact.email, "consented_on": contact.consented_on}


def change_contact(*, member: Membership, phone: str, email: str, consented_on: dt.date | None, by: Any) -> None:
    """Keep how a member can be reached, and when they agreed to it; the ledger keeps that it was changed."""
    with transaction.atomic():
        Contact.objects.update_or_create(
            person=member.person, defaults={"phone": phone, "email": email, "consented_on": consented_on}
        )
        ledger.record("contact.change", member, by=by, area=member.area)


def welcome_director(*, name: str, email: str, password: str) -> User:
    """Make the account and the appointment of the first NSC director."""
    with transaction.atomic():
        forum = Forum.objects.select_for_update().get(area__level="national")
        office, _ = Office.objects.get_or_create(
            forum=forum, seat=Office.Seat.NSC_DIRECTOR, defaults={"title": "Director, National Steering Committee"}
        )
        user = User.objects.create_user(email, password, name=name)
        person = Person.objects.create(name=name, user=user)
        appointment = Appointment.objects.create(
            office=office,
            person=person,
            basis="appointed",
            since=timezone.localdate(),
            instrument="First start of the portal",
        )
        grants.rebuild(user)
        ledger.record("appointment.first_director", appointment, by=None, area=forum.area)
    return user
