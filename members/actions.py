"""How does somebody come onto a roster, and how does the first director come in?"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from forums import ledger
from forums.models import Forum
from members import grants
from members.models import Appointment, Membership, Office, Organisation, Person, Sector, User


def add_member(
    *, forum: Forum, name: str, designation: str, organisation: str, sector: Sector, gender: str, by: Any
) -> Membership:
    """Put a person on a forum's roster as a confirmed member; an organisation is found by its name or made."""
    with transaction.atomic():
        body = None
        if organisation.strip():
            known = Organisation.objects.filter(name__iexact=organisation.strip()).first()
            body = known or Organisation.objects.create(name=organisation.strip(), sector=sector)
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
