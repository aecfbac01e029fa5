"""How did an entry come about? Every version of it with who and when, and what each one changed."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.actions.writing import written
from meetings.comparing import word_diff
from meetings.models import Deed, Entry

PAUSE = dt.timedelta(minutes=20)  # savings of one writer without a longer pause are one sitting


@dataclass
class Version:
    """What an entry said from one saving to the next; `revision` None for what it says now."""

    number: int
    said: dict[str, Any]
    at: dt.datetime
    by: Any
    revision: Any = None
    is_aside: bool = False
    savings: int = 1
    began: dt.datetime | None = None
    changes: list[tuple[str, str]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def is_now(self) -> bool:
        """Whether this is what the entry says now."""
        return self.revision is None


def versions_of(entry: Entry, *, every: bool = False) -> list[Version]:
    """The versions, the newest first: one a sitting, or every saving. Three queries."""
    kept = [
        Version(r.version, r.said, r.saved_at, r.saved_by, r, r.is_conflict_copy)
        for r in entry.revisions.select_related("saved_by").order_by("version", "is_conflict_copy", "pk")
    ]
    rows = [*kept, Version(entry.version, written(entry), entry.saved_at, entry.saved_by)]
    if not every:
        rows = _sittings(rows)
    return rows[::-1]


def compare(rows: list[Version]) -> None:
    """Fill in what each of these, the newest first, changed against the one before it."""
    for place, row in enumerate(rows):
        older = next((other for other in rows[place + 1 :] if not other.is_aside), None)
        was = older.said if older else {}
        row.changes = word_diff(in_lines(was), in_lines(row.said))
        row.marks = _marks(was, row.said)


def in_lines(said: dict[str, Any]) -> str:
    """An entry's text with its resolutions and actions below, a line each."""
    lines = [said["text"]] if said.get("text") else []
    for deed in said.get("deeds", []):
        if deed["kind"] == Deed.Kind.ACTION:
            due = date_format(dt.date.fromisoformat(deed["due"]), "j F Y") if deed["due"] else ""
            known = " · ".join(filter(None, (deed["owner"], due)))
            lines.append(f"{_('ACTION')}: {deed['text']}" + (f" ({known})" if known else ""))
        else:
            lines.append(f"{_('RESOLVED')}: {deed['text']}")
    return "\n".join(lines)


def _sittings(rows: list[Version]) -> list[Version]:
    """One version for what a writer saved without a longer pause: the last; texts kept aside stay apart."""
    found: list[Version] = []
    for row in rows:
        last = found[-1] if found else None
        same = last and not last.is_aside and not row.is_aside and last.by == row.by and row.at - last.at <= PAUSE
        if same:
            row.savings, row.began = last.savings + 1, last.began or last.at
            found[-1] = row
        else:
            found.append(row)
    return found


def _marks(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What changed beside the words."""
    marks = []
    if bool(was.get("officers_only")) != bool(now["officers_only"]):
        marks.append(_("Marked for officers only") if now["officers_only"] else _("No longer for officers only"))
    if was and was["kind"] != now["kind"]:
        marks.append(_("Now a report") if now["kind"] == Entry.Kind.REPORT else _("Now a discussion"))
    return marks
