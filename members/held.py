"""What is held on a person? Everything in one list, for the person, for the secretariat that answers, and for a copy to take along."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums import ledger
from forums.models import Area, LedgerEntry
from members.models import Contact, Person
from portal.contributions import gather


def held_on(person: Person, *, with_contacts: bool) -> list[dict[str, Any]]:
    """Every line that the rooms hold on a person: what, the words, and where it comes from."""
    return sorted(gather("held_on_person", person, with_contacts), key=lambda line: line["order"])


def held_here(person: Person, with_contacts: bool) -> Iterator[dict[str, Any]]:
    """What this room holds: the person, the contacts, places on rosters, offices, the account. Seven queries."""
    about = [person.name, person.get_gender_display(), person.get_age_band_display()]
    about += [_("Person with disability")] if person.has_disability else []
    yield _line(0, _("Person"), ", ".join(filter(None, map(str, about))))
    contact = Contact.objects.filter(person=person).first()
    if contact:
        agreed = _("agreed on %(day)s") % {"day": _day(contact.consented_on)} if contact.consented_on else ""
        shown = [contact.phone, contact.email] if with_contacts else [_("kept, not shown here")]
        agreed_too = _("the co-chair may see them too") if contact.co_chair_too else ""
        yield _line(10, _("Contacts"), ", ".join(filter(None, [*shown, agreed, agreed_too])))
    for member in person.memberships.select_related("forum__area", "organisation", "sector"):
        said = [member.forum.title, member.designation, str(member.organisation or ""), str(member.sector)]
        yield _line(20, _("Place on a roster"), ", ".join([*filter(None, said), str(member.get_standing_display())]))
    for held in person.appointments.select_related("office", "organisation").order_by("since"):
        until = _("until %(day)s") % {"day": _day(held.until)} if held.until else _("still held")
        since = _("since %(day)s") % {"day": _day(held.since)}
        yield _line(30, _("Office"), ", ".join([held.office.title, since, until]))
    for training in person.trainings.all():
        ended = _day(training.ended_on) if training.ended_on else ""
        yield _line(35, _("Training"), ", ".join(filter(None, [training.course, training.given_by, ended])))
    for invitation in person.invitations.all():
        address = invitation.email if with_contacts else ""
        yield _line(40, _("Invitation"), ", ".join(filter(None, [address, _day(invitation.made_at)])))
    if person.user:
        address = person.user.email if with_contacts else ""
        yield _line(50, _("Account"), ", ".join(filter(None, [address, _day(person.user.joined_at)])))


def looks_at(person: Person) -> list[LedgerEntry]:
    """Who looked at the person's contacts, took a copy or changed them, the latest first."""
    places = [str(pk) for pk in person.memberships.values_list("pk", flat=True)]
    rows = LedgerEntry.objects.filter(
        verb__in=["contact.look", "contact.change", "held.copy"], subject="members.membership", subject_id__in=places
    )
    return list(rows.select_related("by").order_by("-number"))


def copy_for(*, member: Any, area: Area, by: Any) -> dict[str, Any]:
    """The same list to hand over, contacts among it; taking it is entered in the ledger like a look."""
    with transaction.atomic():
        ledger.record("held.copy", member, by=by, area=area)
        lines = held_on(member.person, with_contacts=True)
    return {
        "name": member.person.name,
        "held": [{"what": str(line["what"]), "words": line["words"]} for line in lines],
        "looks": [
            {"at": entry.at.isoformat(timespec="minutes"), "office": entry.office, "deed": entry.verb}
            for entry in looks_at(member.person)
        ],
    }


def _line(order: int, what: Any, words: str) -> dict[str, Any]:
    return {"order": order, "what": what, "words": words}


def _day(moment: Any) -> str:
    return date_format(moment, "j F Y")
