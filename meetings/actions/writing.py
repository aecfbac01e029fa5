"""How is an entry of the minutes written, so that nothing typed is lost?"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.models import Forum
from forums.workflow import StepRefused
from meetings.models import AgendaItem, Deed, Entry, EntryRevision, Minutes
from portal.contributions import gather

WRITTEN = ["kind", "text", "officers_only", "version", "saved_at", "saved_by"]


@dataclass
class DeedText:
    """A resolution or action as typed; `pk` None for a new one, which `key` makes the same however often it is sent."""

    kind: str
    text: str
    owner: str = ""
    due: dt.date | None = None
    pk: int | None = None
    key: uuid.UUID | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed in it: neither words, nor an owner, nor a day."""
        return not (self.text.strip() or self.owner.strip() or self.due)


class SomebodyElseWrote(Exception):
    """The entry was saved by somebody else meanwhile; `entry` is theirs, `copy` keeps what was typed here."""

    def __init__(self, entry: Entry, copy: EntryRevision) -> None:
        super().__init__(_("Somebody else saved this entry meanwhile."))
        self.entry, self.copy = entry, copy


def save_entry(
    *,
    minutes: Minutes,
    key: uuid.UUID,
    item: AgendaItem,
    version: int,
    kind: str,
    text: str,
    officers_only: bool,
    deeds: list[DeedText],
    by: Any,
) -> Entry:
    """Save an entry with its deeds; `key` makes sending twice harmless, `version` is the one the writer saw (0: new).

    Raises SomebodyElseWrote when another text was saved since, StepRefused when the minutes are no draft any more.
    """
    with transaction.atomic():
        lock_draft(minutes)
        entry = Entry.objects.filter(key=key, minutes=minutes).prefetch_related("deeds").first()
        if entry is not None:
            entry.minutes = minutes
        typed = said(kind, text, officers_only, deeds)
        if entry is None:
            entry = Entry(minutes=minutes, key=key, item=item, position=_last(minutes, item) + 1, version=0)
        elif written(entry) == typed:
            return entry
        elif version == entry.version:
            _keep(entry, written(entry), entry.saved_by_id)
        else:
            copy = keep_aside(minutes=minutes, entry=entry, key=key, item=item, said=typed, why="meanwhile", by=by)
        if entry.pk is None or version == entry.version:
            entry.kind, entry.text, entry.officers_only = kind, text.strip(), officers_only
            entry.version += 1
            entry.saved_at, entry.saved_by = timezone.now(), by
            entry.save(update_fields=None if entry.pk is None else WRITTEN)
            _save_deeds(entry, deeds)
            return entry
    raise SomebodyElseWrote(entry, copy)


def add_deed(*, entry: Entry, kind: str, by: Any) -> Deed:
    """Open an empty resolution or action under an entry, with its number; left empty, it falls away with the entry done."""
    with transaction.atomic():
        lock_draft(entry.minutes)
        return _new_deed(entry, kind)


def drop_empty_deeds(entry: Entry) -> None:
    """Take out the deeds that were opened under an entry and left empty."""
    entry.deeds.blank().delete()


def remove_entry(*, entry: Entry, by: Any) -> None:
    """Take an entry out of the draft. Raises StepRefused once the minutes are no draft."""
    with transaction.atomic():
        lock_draft(entry.minutes)
        if entry.revisions.undecided().exists():
            raise StepRefused(_("Two texts of this entry wait for a decision. Decide first, then take the entry out."))
        entry.delete()


def restore_entry(*, minutes: Minutes, revision: EntryRevision, by: Any) -> Entry:
    """Save an entry's earlier text as its newest version; deeds keep their numbers as far as there are as many.

    Raises StepRefused once the minutes are no draft.
    """
    with transaction.atomic():
        lock_draft(minutes)
        entry = Entry.objects.select_related("item").prefetch_related("deeds").get(pk=revision.entry_id)
        free = {kind: [d.pk for d in entry.deeds.all() if d.kind == kind] for kind in Deed.Kind.values}
        deeds = [
            DeedText(
                kind=told["kind"],
                text=told["text"],
                owner=told["owner"],
                due=dt.date.fromisoformat(told["due"]) if told["due"] else None,
                pk=free[told["kind"]].pop(0) if free[told["kind"]] else None,
            )
            for told in revision.said["deeds"]
        ]
        restored = save_entry(
            minutes=minutes,
            key=entry.key,
            item=entry.item,
            version=entry.version,
            kind=revision.said["kind"],
            text=revision.said["text"],
            officers_only=revision.said["officers_only"],
            deeds=deeds,
            by=by,
        )
        ledger.record("entry.restore", minutes, by=by, entry=entry.pk, version=revision.version)
    return restored


def move_entry(*, entry: Entry, up: bool, by: Any) -> None:
    """Let an entry change places with its neighbour under the same item; at the edge nothing happens."""
    with transaction.atomic():
        lock_draft(entry.minutes)
        row = list(Entry.objects.filter(minutes=entry.minutes, item=entry.item).order_by("position", "pk"))
        place = [other.pk for other in row].index(entry.pk)
        target = place + (-1 if up else 1)
        if 0 <= target < len(row):
            row[place], row[target] = row[target], row[place]
            for position, other in enumerate(row, 1):
                Entry.objects.filter(pk=other.pk).update(position=position)


def amend_paragraph(*, entry: Entry, deed: Deed | None, text: str, by: Any) -> None:
    """Change one paragraph of circulated minutes, of an entry or of a deed under it; what it said stays as a revision.

    Runs inside the step that takes an amendment in, which holds the minutes.
    """
    _keep(entry, written(entry), entry.saved_by_id)
    if deed is not None:
        deed.text = text
        deed.save(update_fields=["text"])
    else:
        entry.text = text
    entry.version += 1
    entry.saved_at, entry.saved_by = timezone.now(), by
    entry.save(update_fields=WRITTEN)


def drop_what_is_empty(minutes: Minutes) -> None:
    """Take out empty deeds and entries before the draft leaves the secretariat."""
    Deed.objects.filter(entry__minutes=minutes).blank().delete()
    minutes.situation_rows.filter(reported="", measure="", stakeholders=[]).delete()
    minutes.entries.filter(text="").annotate(held=models.Count("deeds")).filter(held=0).delete()


def lock_draft(minutes: Minutes) -> None:
    """Hold the minutes' row until the transaction ends. Raises StepRefused unless they are a draft."""
    status = Minutes.objects.select_for_update().values_list("status", flat=True).get(pk=minutes.pk)
    if status != Minutes.Status.DRAFT:
        raise StepRefused(_("The minutes are no longer a draft, so nothing can be written in them now."))


def said(kind: str, text: str, officers_only: bool, deeds: list[DeedText]) -> dict[str, Any]:
    """An entry's content as plain values, for comparing and keeping."""
    return {
        "kind": kind,
        "text": text.strip(),
        "officers_only": officers_only,
        "deeds": [
            {
                "kind": d.kind,
                "text": d.text.strip(),
                "owner": d.owner.strip(),
                "due": d.due.isoformat() if d.due else None,
            }
            for d in deeds
            if not d.is_blank
        ],
    }


def written(entry: Entry) -> dict[str, Any]:
    """What an entry says now, in the same shape as `said`."""
    deeds = [DeedText(kind=d.kind, text=d.text, owner=d.owner, due=d.due) for d in entry.deeds.all()]
    return said(entry.kind, entry.text, entry.officers_only, deeds)


def keep_aside(
    *, minutes: Minutes, entry: Entry | None, key: uuid.UUID, item: AgendaItem, said: dict[str, Any], why: str, by: Any
) -> EntryRevision:
    """Keep a text that could not be saved until somebody decides on it; the same text of the same writer is kept once.

    What the same writer had there undecided stays among the revisions as an earlier state of this text.
    """
    known = EntryRevision.objects.filter(minutes=minutes, key=key, saved_by=by, is_conflict_copy=True)
    for copy in known.exclude(decision=EntryRevision.Decision.NEWER).order_by("-saved_at"):
        if copy.said == said:
            return copy
    known.undecided().update(decision=EntryRevision.Decision.NEWER, decided_at=timezone.now(), decided_by=by)
    return EntryRevision.objects.create(
        entry=entry, version=entry.version if entry else 0, said=said, saved_by=by, is_conflict_copy=True,
        minutes=minutes, key=key, item=item, why=why,
    )  # fmt: skip


def _keep(entry: Entry, content: dict[str, Any], by: int) -> EntryRevision:
    return EntryRevision.objects.create(
        entry=entry, version=entry.version, said=content, saved_by_id=by, saved_at=entry.saved_at
    )


def _last(minutes: Minutes, item: AgendaItem) -> int:
    return Entry.objects.filter(minutes=minutes, item=item).aggregate(last=models.Max("position"))["last"] or 0


def _save_deeds(entry: Entry, deeds: list[DeedText]) -> None:
    """Save the deeds in the order typed; an opened one stays while empty, one no longer in the form falls away."""
    kept = {deed.pk: deed for deed in entry.deeds.all()}
    pk_of = {deed.key: deed.pk for deed in kept.values() if deed.key}
    for position, typed in enumerate((d for d in deeds if not d.is_blank or d.pk in kept or d.key in pk_of), 1):
        deed = kept.pop(typed.pk or pk_of.get(typed.key), None) or _new_deed(entry, typed.kind, typed.key)
        deed.text, deed.owner, deed.due, deed.position = typed.text.strip(), typed.owner.strip(), typed.due, position
        deed.save()
    Deed.objects.filter(pk__in=kept).delete()


def _new_deed(entry: Entry, kind: str, key: uuid.UUID | None = None) -> Deed:
    """A deed with the next number of its kind, forum and year; the forum's row is locked meanwhile."""
    meeting = entry.minutes.meeting
    Forum.objects.select_for_update().get(pk=meeting.forum_id)
    year = meeting.held_on.year
    row = Deed.objects.filter(forum=meeting.forum, kind=kind, year=year)
    given = [row.aggregate(last=models.Max("number"))["last"] or 0, *gather("numbers_given", meeting.forum, kind, year)]
    number = max(given) + 1
    return Deed.objects.create(
        entry=entry, forum=meeting.forum, key=key, kind=kind, year=year, number=number, position=entry.deeds.count() + 1
    )
