"""How does somebody come onto a roster, how is what it says changed, and how does the first director come in?"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.models import Forum
from forums.workflow import StepRefused
from members import grants
from members.models import (
    Appointment,
    Contact,
    Membership,
    Office,
    Organisation,
    Person,
    Sector,
    Training,
    User,
)


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
    return {name: getattr(contact, name) for name in ("phone", "email", "consented_on", "co_chair_too")}


def change_contact(
    *,
    member: Membership,
    phone: str,
    email: str,
    consented_on: dt.date | None,
    co_chair_too: bool = False,
    by: Any,
) -> None:
    """Keep how a member can be reached, and when they agreed to it; the ledger keeps that it was changed."""
    with transaction.atomic():
        Contact.objects.update_or_create(
            person=member.person,
            defaults={
                "phone": phone,
                "email": email,
                "consented_on": consented_on,
                "co_chair_too": co_chair_too,
            },
        )
        ledger.record("contact.change", member, by=by, area=member.area)


def welcome_director(*, name: str, email: str, password: str) -> User:
    """Make the account and the appointment of the first NSC director."""
    with transaction.atomic():
        forum = Forum.objects.select_for_update().get(area__level="national")
        office, _made = Office.objects.get_or_create(
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


def add_training(*, forum: Forum, training: Training, by: Any) -> Training:
    """Keep that a person of this forum was trained."""
    with transaction.atomic():
        training.save()
        ledger.record("training.add", training, by=by, area=forum.area, person=training.person_id)
    return training


def remove_training(*, forum: Forum, training: Training, by: Any) -> None:
    """Take back a training that was entered by mistake."""
    with transaction.atomic():
        ledger.record("training.remove", training, by=by, area=forum.area, person=training.person_id)
        training.delete()


def move_members(*, members: list[Membership], standing: str, by: Any) -> int:
    """Take several people a step along the road from stakeholder to member; how many moved."""
    moved = [member for member in members if member.standing != standing]
    with transaction.atomic():
        for member in moved:
            before, member.standing = member.standing, standing
            member.save(update_fields=["standing"])
            ledger.record("member.change", member, by=by, area=member.area, before=before, after=standing)
            if member.person.user:
                grants.rebuild(member.person.user)
    return len(moved)


def merge_organisations(*, forum: Forum, keep: Organisation, lose: Organisation, by: Any) -> None:
    """Let everything that names one organisation name the other; nothing is lost.

    Raises StepRefused where they are one, where one is the other's network, or where another forum knows the one to go.
    """
    if keep.pk == lose.pk:
        raise StepRefused(_("Choose two different organisations."))
    if keep.network_id == lose.pk:
        raise StepRefused(_("%(lose)s is the network of %(keep)s.") % {"lose": lose.name, "keep": keep.name})
    with transaction.atomic():
        if lose.is_known_beyond(forum):
            raise StepRefused(
                _("%(name)s is known to another forum too. Keep that entry and merge the other one into it.")
                % {"name": lose.name}
            )
        if lose.network_id != keep.pk and not keep.network_id:
            keep.network_id = lose.network_id
        keep.sector_id = keep.sector_id or lose.sector_id
        keep.save(update_fields=["network", "sector"])
        for relation in Organisation._meta.related_objects:
            if relation.many_to_many:
                _name_the_other(relation, keep, lose)
                continue
            rows = relation.related_model._default_manager.filter(**{relation.field.name: lose})
            rows.update(**{relation.field.name: keep})
        ledger.record("organisation.merge", keep, by=by, area=forum.area, lost=lose.pk)
        lose.delete()


def _name_the_other(relation: Any, keep: Organisation, lose: Organisation) -> None:
    """Where one of several organisations is named, name the kept one instead, once."""
    here, there = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
    rows = relation.through._default_manager
    both = rows.filter(**{there: keep}).values(here)
    rows.filter(**{there: lose, f"{here}__in": list(both.values_list(here, flat=True))}).delete()
    rows.filter(**{there: lose}).update(**{there: keep})
