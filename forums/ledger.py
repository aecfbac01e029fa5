"""How is a deed entered so that nobody can change it unseen? One chain, appended under a lock on its head."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from forums.models.ledger import LedgerEntry, LedgerHead, LedgerNote


def record(verb: str, on: models.Model, *, by: Any, area: Any = None, note: str = "", reason: str = "", **fields: Any):
    """Append a deed and return its entry. Must run inside the transaction of the deed itself.

    `fields` hold ids, field names and codes. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a deed is entered in the transaction that does it")
    area = area or getattr(on, "area", None)
    head = _locked_head()
    entry = LedgerEntry(
        number=head.number + 1,
        at=timezone.now(),
        by=by,
        office=by.office_line_at(area) if by is not None else "",
        verb=verb,
        subject=on._meta.label_lower,
        subject_id=str(on.pk),
        area=area,
        fields=fields,
        reason=reason,
        note_hash=hashlib.sha256(note.encode()).hexdigest() if note else "",
        previous_hash=head.hash,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    if note:
        LedgerNote.objects.create(entry=entry, text=note)
    LedgerHead.objects.filter(pk=1).update(number=entry.number, hash=entry.hash)
    return entry


def _locked_head() -> LedgerHead:
    """The end of the chain, held until the transaction ends."""
    head = LedgerHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        LedgerHead.objects.get_or_create(pk=1)
        head = LedgerHead.objects.select_for_update().get(pk=1)
    return head


def hash_of(entry: LedgerEntry) -> str:
    """The SHA-256 of what the entry says and of the entry before it, as 64 hex signs."""
    said = {
        "number": entry.number,
        "at": entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
        "by": entry.by_id,
        "office": entry.office,
        "verb": entry.verb,
        "subject": entry.subject,
        "subject_id": entry.subject_id,
        "area": entry.area_id,
        "fields": entry.fields,
        "reason": entry.reason,
        "note": entry.note_hash,
        "previous": entry.previous_hash,
    }
    written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def head_hash() -> str:
    """The hash at the end of the chain; empty while nothing was entered."""
    return LedgerHead.objects.filter(pk=1).values_list("hash", flat=True).first() or ""


def history_of(*documents: models.Model) -> models.QuerySet:
    """The deeds done on these documents, in order, with their notes."""
    wanted = models.Q(pk__in=[])
    for document in documents:
        wanted |= models.Q(subject=document._meta.label_lower, subject_id=str(document.pk))
    rows = LedgerEntry.objects.filter(wanted).select_related("by", "note")
    return rows.only("number", "verb", "at", "office", "fields", "by__name", "note__text")


def faults() -> Iterator[str]:
    """One sentence for every break in the chain: a changed, missing or added row, a changed note, a cut tail."""
    previous, number = "", 0
    for entry in LedgerEntry.objects.select_related("note").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            yield f"Entry {number} is missing; entry {entry.number} follows."
            number = entry.number
        if entry.previous_hash != previous:
            yield f"Entry {entry.number} does not follow on the entry before it."
        if entry.hash != hash_of(entry):
            yield f"Entry {entry.number} was changed after it was entered."
        note = getattr(entry, "note", None)
        if note is not None and hashlib.sha256(note.text.encode()).hexdigest() != entry.note_hash:
            yield f"The note to entry {entry.number} was changed."
        previous = entry.hash
    head = LedgerHead.objects.filter(pk=1).first()
    if head and (head.number, head.hash) != (number, previous):
        yield f"The chain ends at entry {number}, but its head is entry {head.number}."
