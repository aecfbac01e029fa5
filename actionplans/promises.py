"""What do pledges and accords tell the forum's page, the desk, a handover, and whoever asks what is held on a person?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans import agreeing, pledging
from actionplans.models import Accord, AccordScan, AccordSignatory, DeliveryEvidence, Pledge
from forums.models import Forum
from members.models import Person
from portal.kept_files import sweep


def forum_facts(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """The ways to both registers. No query."""
    yield {
        "order": 61,
        "label": _("Pledges"),
        "value": _("Who offered what, and what of it came"),
        "url": reverse("pledges", args=[forum.slug]),
        "link": _("Pledges"),
    }
    yield {
        "order": 62,
        "label": _("Accords"),
        "value": _("Peace charters and agreements, clause by clause"),
        "url": reverse("accords", args=[forum.slug]),
        "link": _("Accords"),
    }


def late_pledge(pk: int, purpose: str, giver: str, kind: str, due: dt.date, today: dt.date) -> dict[str, Any]:
    """A late pledge as a row of the desk."""
    pledge = Pledge(pk=pk, purpose=purpose, giver=giver, kind=kind, due=due, status=Pledge.Status.ACCEPTED)
    shape, words = pledge.standing(today)
    return {
        "title": _("Ask for what %(giver)s offered") % {"giver": giver},
        "url": pledge.get_absolute_url(),
        "detail": pledge.title,
        "status_kind": shape,
        "status": words,
        "when": _("due %(day)s") % {"day": date_format(due, "j F")},
        "waits_for_me": True,
        "order": 45,
    }


def handover_items(forum: Forum, seat: str) -> Iterator[dict[str, Any]]:
    """Open pledges and living accords pass on with the office. Two queries."""
    for pledge in Pledge.objects.filter(forum=forum).still_open().order_by("due", "pk"):
        said = [_("Pledge of %(giver)s") % {"giver": pledge.giver}, str(pledge.get_status_display())]
        yield {"label": pledge.title, "detail": " · ".join(said), "url": pledge.get_absolute_url()}
    going_on = Accord.objects.filter(forum=forum, status__in=[Accord.Status.NEGOTIATION, *Accord.LIVING])
    for accord in going_on.order_by("title"):
        said = [str(accord.get_kind_display()), str(accord.get_status_display())]
        yield {"label": accord.title, "detail": " · ".join(said), "url": accord.get_absolute_url()}


def held_here(person: Person, with_contacts: bool) -> Iterator[dict[str, Any]]:
    """What a person offered, and which accords they signed. Two queries."""
    for pledge in Pledge.objects.filter(person=person).order_by("offered_on"):
        said = [pledge.title, date_format(pledge.offered_on, "j F Y"), str(pledge.get_status_display())]
        yield {"order": 66, "what": _("Pledge"), "words": ", ".join(said)}
    for hand in AccordSignatory.objects.filter(person=person).select_related("accord", "party"):
        said = [hand.accord.title, hand.party.name, hand.capacity]
        yield {"order": 67, "what": _("Signed an accord"), "words": ", ".join(filter(None, said))}


def person_merged(keep: Person, lose: Person) -> None:
    """What one offered and signed comes to the kept one."""
    Pledge.objects.filter(person=lose).update(person=keep)
    AccordSignatory.objects.filter(person=lose).update(person=keep)


def daily_round(today: dt.date) -> None:
    """Delete stored files of which no row knows."""
    now = timezone.now()
    sweep(pledging.FOLDER, DeliveryEvidence.objects.all(), now)
    sweep(agreeing.FOLDER, AccordScan.objects.all(), now)
