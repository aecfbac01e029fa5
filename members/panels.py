"""What do offices and rosters tell the forum's page?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.models import Forum
from forums.quarter import Quarter
from members.composition import composition_of
from members.models import Office, Sector
from members.models.appointments import holders_of


def office_facts(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """Who chairs, co-chairs and keeps the record, on which basis, since when. One query."""
    held = holders_of(forum)
    for order, seat in enumerate(("chair", "co_chair", "secretary")):
        appointment = held.get(seat)
        fact = {"order": order, "label": Office.Seat(seat).label, "value": _("No holder on record"), "detail": ""}
        if seat == "chair":
            fact |= {"url": reverse("offices", args=[forum.slug]), "link": _("Offices")}
        if appointment:
            since = _("since %(day)s") % {"day": date_format(appointment.since, "j F Y")}
            fact["value"] = appointment.holder_name
            fact["detail"] = ", ".join([appointment.office.title, appointment.get_basis_display(), since])
        yield fact


def composition_panel(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """The composition at a glance, beside the page. Two queries."""
    yield {"order": 90, "aside": True, "template": "members/_composition.html", "composition": composition_of(forum)}


def checklist_lines(forum: Forum, quarter: Quarter, today: dt.date) -> Iterator[dict[str, Any]]:
    """Whether chair and co-chair are in post. One query."""
    held = holders_of(forum)
    yield {
        "order": 10,
        "done": {"chair", "co_chair"} <= set(held),
        "title": _("Chair and co-chair in post"),
        "detail": "",
    }


def sector_choices() -> Iterator[tuple[str, str]]:
    """Every sector with its code. One query."""
    for sector in Sector.objects.all():
        yield sector.code, sector.brief
