"""How does a paper write days, times and names? `12TH MARCH 2025`, `10.00 A.M.`, `10.12 a.m.`."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from documents.fingerprint import grouped

register = template.Library()


@register.filter
def day(written: str | None) -> str:
    """A day of a record (`2025-03-12`, or a moment) in words."""
    return _in_words(written[:10], get_language()) if written else ""


@lru_cache(maxsize=4096)
def _in_words(written: str, language: str) -> str:
    """Kept, as a long list names the same few days again and again."""
    return date_format(dt.date.fromisoformat(written), "j F Y")


@register.filter
def formal_day(written: str) -> str:
    """`12TH MARCH 2025`; Kiswahili has no such ending."""
    date = dt.date.fromisoformat(written)
    if get_language() == "sw":
        return date_format(date, "j F Y").upper()
    ending = {1: "ST", 2: "ND", 3: "RD"}.get(date.day % 10 if date.day not in {11, 12, 13} else 0, "TH")
    return f"{date.day}{ending} {date_format(date, 'F Y').upper()}"


@register.filter
def formal_time(written: str) -> str:
    """`10.12 a.m.`."""
    if not written:
        return ""
    time = dt.time.fromisoformat(written)
    return f"{(time.hour - 1) % 12 + 1}.{time.minute:02d} {'a.m.' if time.hour < 12 else 'p.m.'}"


@register.filter
def fingerprint(whole: str) -> str:
    """The first sixteen signs in groups of four."""
    return grouped(whole, 16)


@register.filter
def anchor(reference: str) -> str:
    """Where on the page of minutes a resolution or an action stands: `NJORO-R-2025-004`."""
    return reference.replace("/", "-")


@register.filter
def paragraphs(text: str) -> list[dict[str, Any]]:
    """A text as paragraphs and lists: lines beginning with a dash are points of a list, numbered ones stay as numbered.

    Each part has one key: `words` (a paragraph), `points` (a list), `numbered` (pairs of the number as typed and words).
    """
    lines = [line for line in (line.strip() for line in text.split("\n")) if line]
    parts: list[dict[str, Any]] = []
    for place, line in enumerate(lines):
        if line.startswith(("- ", "• ", "* ")):
            _list_of("points", parts).append(line[2:].strip())
        elif number := _numbered(lines, place):
            _list_of("numbered", parts).append((number[1], number[2]))
        else:
            parts.append({"words": line})
    return parts


NUMBER = re.compile(r"(\(?(?:\d{1,3}[.)]|[a-z]{1,4}\)))\s+(.+)")


def _numbered(lines: list[str], place: int) -> re.Match | None:
    """The number and the words of a line that stands in a row of numbered ones; one alone is a sentence like any other."""
    found = NUMBER.fullmatch(lines[place])
    beside = [lines[near] for near in (place - 1, place + 1) if 0 <= near < len(lines)]
    return found if found and any(NUMBER.fullmatch(line) for line in beside) else None


def _list_of(kind: str, parts: list[dict[str, Any]]) -> list[Any]:
    """The list that these parts end with, begun where they do not."""
    if not parts or kind not in parts[-1]:
        parts.append({kind: []})
    return parts[-1][kind]


@register.filter
def listed(part: dict[str, Any]) -> str:
    """A part of a text that is a list, as HTML; a typed number stands before its words, as the reader counts by it."""
    if "points" in part:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((p,) for p in part["points"])))
    rows = format_html_join("", '<li><span class="mark">{}</span> {}</li>', part["numbered"])
    return format_html('<ol class="typed">{}</ol>', rows)


@register.filter
def prose(text: str, number: str = "") -> str:
    """The same paragraphs and lists as HTML, the first after its number: one call where a page holds sixty entries."""
    return _told(text, format_html("{} ", number) if number else "")


@register.filter
def led_by(text: str, lead: str) -> str:
    """The same, beginning with a word in bold: `RESOLVED:`."""
    return _told(text, format_html("<b>{}</b> ", lead))


def _told(text: str, before: str) -> str:
    said = []
    for part in paragraphs(text):
        if "words" in part:
            said.append(format_html("<p>{}{}</p>", before, part["words"]))
        else:
            said += [format_html("<p>{}</p>", before)] if before else []
            said.append(listed(part))
        before = ""
    return mark_safe("".join(said) or format_html("<p>{}</p>", before))  # noqa: S308  each piece was escaped above


@register.filter
def marked(parts: list[tuple[str, str]], number: str = "") -> str:
    """Words compared, as HTML: what went struck out, what came underlined, each line a paragraph of its own."""
    tags = {"same": "{}", "out": "<del>{}</del>", "in": "<ins>{}</ins>"}
    lines: list[list[str]] = [[f"{number} "] if number else []]
    before = ""
    for mark, words in parts:
        if (before, mark) == ("out", "in"):
            lines[-1].append(" ")  # or what went and what came would read as one word
        before = mark
        for place, piece in enumerate(words.split("\n")):
            if place:
                lines.append([])
            if piece:
                lines[-1].append(format_html(tags[mark], piece))
    return mark_safe("".join(f"<p>{''.join(line)}</p>" for line in lines if line))  # noqa: S308  escaped above


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
    """The attendance lists in the order of the form, with their titles."""
    titles = {
        "present": _("Members present"),
        "represented": _("Represented"),
        "apology": _("Absent with apology"),
        "absent": _("Absent without apology"),
        "in_attendance": _("In attendance"),
    }
    lists = [(title, record["attendance"][status]) for status, title in titles.items()]
    return [(title, people) for title, people in lists if people or title != titles["represented"]]


@register.filter
def attendee(row: dict[str, str]) -> str:
    """Somebody on an attendance list in one line: name, designation, organisation."""
    return ", ".join(filter(None, (row["name"], row["designation"], row["organisation"])))


@register.filter
def attendees(rows: list[dict[str, str]]) -> str:
    """The lines of an attendance list, as HTML; one call, as a list holds forty-five people."""
    return format_html_join("", "<li>{}</li>", ((_whole_attendee(row),) for row in rows))


def _whole_attendee(row: dict[str, str]) -> str:
    said = attendee(row)
    if row["represented_by"]:
        said += " (" + _("represented by %(who)s") % {"who": row["represented_by"]} + ")"
    return f"{said} ({times})" if (times := presence(row)) else said


@register.filter
def presence(row: dict[str, str]) -> str:
    """When somebody came late or left early: `came at 10.40 a.m., left at 12.10 p.m.`."""
    came, left = formal_time(row.get("came_at", "")), formal_time(row.get("left_at", ""))
    said = [_("came at %(time)s") % {"time": came}] if came else []
    return ", ".join([*said, *([_("left at %(time)s") % {"time": left}] if left else [])])


@register.filter
def stakeholder(row: dict[str, str]) -> str:
    """Somebody suggested as a stakeholder in one line: name, organisation, sector."""
    return ", ".join(filter(None, (row["name"], row["organisation"], row["sector"])))


@register.filter
def seat_title(seat: str) -> str:
    """The seat in words, or nothing."""
    return {"chair": _("Chairperson"), "co_chair": _("Co-Chairperson"), "secretary": _("Secretary")}.get(seat, "")


@register.filter
def seat(rows: list[dict[str, Any]], wanted: str) -> dict[str, Any] | None:
    """The row of a seat, or nothing."""
    return next((row for row in rows if row["seat"] == wanted), None)


@register.filter
def gap_words(row: dict[str, Any]) -> str:
    """Why somebody's signature is missing, as the paper says it."""
    if row["why"] == "silent" and row["days"] is not None:
        return _("Not signed within %(days)s days") % {"days": row["days"]}
    return {
        "vacant": _("Not signed: the office is vacant"),
        "absent": _("Not signed: could not be reached"),
        "declined": _("Not signed: declined, as set out below"),
    }.get(row["why"], _("Not signed"))


@register.filter
def state_words(status: str) -> str:
    """How far an action is, in the language of the paper."""
    return {
        "Not started": _("Not started"),
        "In progress": _("In progress"),
        "Done, to be verified": _("Done, to be verified"),
        "Done": _("Done"),
    }.get(status, status)


@register.filter
def seats(names: str) -> list[str]:
    """The seats named, in order."""
    return names.split()
