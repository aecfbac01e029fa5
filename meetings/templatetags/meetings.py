"""How does a page read the record of minutes? Days in words, paragraphs, deeds in pairs, attendance by list."""

import datetime as dt
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def day(written: str | None) -> str:
    """A day of a record (`2025-03-12`) in words."""
    return date_format(dt.date.fromisoformat(written), "j F Y") if written else ""


@register.filter
def paragraphs(text: str) -> list[str]:
    """The paragraphs of an entry."""
    return [part.strip() for part in text.split("\n") if part.strip()]


@register.filter
def pairs(entry: dict[str, Any]) -> list[tuple[dict[str, Any] | None, list[dict[str, Any]]]]:
    """An entry's deeds as (resolution, its actions); actions before any resolution stand alone."""
    found: list[tuple[dict[str, Any] | None, list[dict[str, Any]]]] = []
    for deed in entry["deeds"]:
        if deed["kind"] == "resolution":
            found.append((deed, []))
        elif found and found[-1][0] is not None:
            found[-1][1].append(deed)
        else:
            found.append((None, [deed]))
    return found


@register.filter
def attendance_lists(record: dict[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The attendance lists in the order of the paper, with their titles."""
    titles = {
        "present": _("Present"),
        "represented": _("Represented"),
        "apology": _("Absent with apology"),
        "absent": _("Absent without apology"),
        "in_attendance": _("In attendance"),
    }
    return [(title, record["attendance"][status]) for status, title in titles.items()]


@register.filter
def fingerprint(whole: str) -> str:
    """The first sixteen signs in groups of four."""
    return " ".join(whole[start : start + 4] for start in range(0, 16, 4))


@register.filter
def happened(verb: str) -> str:
    """A deed of the ledger as a line of the timeline."""
    return {
        "minutes.send": _("Sent for clearing"),
        "minutes.return": _("Returned with a note"),
        "minutes.clear": _("Cleared"),
        "minutes.circulate": _("Circulated, unconfirmed"),
        "minutes.confirm": _("Confirmed by the meeting"),
        "minutes.sign": _("Signed"),
        "minutes.seal": _("Sealed"),
    }.get(verb, verb)
