"""How long are contacts and what is told of a person kept, and who asks for a correction?

Retention is separate from that of minutes: what was filed keeps the names of its day. No official figure is public.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import may, scope
from forums.models import Forum
from forums.workflow import StepRefused
from members.models import Contact, Correction, Person

KEPT_FOR = dt.timedelta(days=365)
RUNNING = ("identified", "invited", "confirmed")


def due_on(person: Person) -> dt.date | None:
    """The day on which a person's contacts go; None while they sit in a forum, hold an office or have an open account."""
    if person.user and person.user.is_active:
        return None
    if person.memberships.filter(standing__in=RUNNING).exists():
        return None
    if any(held.is_running for held in person.appointments.all()):
        return None
    ends = [
        *person.memberships.values_list("ended_on", flat=True),
        *person.appointments.values_list("until", flat=True),
    ]
    last = max(filter(None, ends), default=None)
    return last + KEPT_FOR if last else None


def daily_round(today: dt.date) -> None:
    """Let go of what is due: contacts, and what is told of age, gender and disability; the name stays on record."""
    candidates = Contact.objects.exclude(person__memberships__standing__in=RUNNING).select_related("person__user")
    for contact in candidates.distinct():
        due = due_on(contact.person)
        if due is not None and due <= today:
            _let_go(contact)


def _let_go(contact: Contact) -> None:
    person = contact.person
    place = person.memberships.select_related("forum__area").order_by("-ended_on").first()
    office = person.appointments.select_related("office__forum__area").order_by("-until").first()
    area = place.area if place else office.area if office else None
    with transaction.atomic():
        contact.delete()
        person.gender, person.age_band, person.has_disability = "", "", False
        person.save(update_fields=["gender", "age_band", "has_disability"])
        ledger.record("contact.let_go", person, by=None, area=area)


def forums_of(person: Person) -> list[Forum]:
    """Where a person is known: rosters and running offices."""
    ids = {*person.memberships.filter(standing__in=RUNNING).values_list("forum", flat=True)}
    ids |= {held.office.forum_id for held in person.appointments.select_related("office") if held.is_running}
    return list(Forum.objects.with_area().filter(pk__in=ids).order_by("area__path"))


def ask(*, person: Person, forum: Forum, words: str) -> Correction:
    """Ask the forum's secretariat for a correction. Raises StepRefused while an earlier one waits."""
    if forum not in forums_of(person):
        raise PermissionDenied
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if person.corrections.waiting().filter(forum=forum).exists():
            raise StepRefused(_("Your earlier request still waits for the secretariat."))
        made = Correction.objects.create(person=person, forum=forum, words=words)
        ledger.record("correction.ask", made, by=person.user, area=forum.area)
    return made


def settle(*, correction: Correction, answer: str, by: Any) -> None:
    """Say what became of it. Raises PermissionDenied without the right, StepRefused for what was settled already."""
    if not may(by, "keep_record", correction.forum.area):
        raise PermissionDenied
    with transaction.atomic():
        found = Correction.objects.select_for_update().get(pk=correction.pk)
        if found.settled_at:
            raise StepRefused(_("This was settled already."))
        found.settled_at, found.settled_by, found.answer = timezone.now(), by, answer
        found.save(update_fields=["settled_at", "settled_by", "answer"])
        ledger.record("correction.settle", found, by=by, area=found.area)


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """Corrections that wait for this secretariat. One query."""
    waiting = Correction.objects.waiting().filter(scope(user, "keep_record", "forum__area"))
    for correction in waiting.select_related("person", "forum__area"):
        yield {
            "waits_for_me": True,
            "title": _("Correct what is held on %(name)s") % {"name": correction.person.name},
            "url": reverse("correction", args=[correction.pk]),
            "detail": correction.forum.title,
            "status_kind": "going",
            "status": _("Asked for"),
            "when": date_format(timezone.localtime(correction.asked_at), "j F"),
            "order": 40,
        }


def held_here(person: Person, with_contacts: bool) -> Iterator[dict[str, Any]]:
    """When contacts go, and which corrections were asked for. Up to six queries."""
    due = due_on(person)
    if due is not None and Contact.objects.filter(person=person).exists():
        yield {"order": 11, "what": _("Contacts are let go"), "words": date_format(due, "j F Y")}
    for correction in person.corrections.all():
        said = [correction.words, correction.answer or _("waits for the secretariat")]
        yield {"order": 70, "what": _("Correction"), "words": ": ".join(said)}
