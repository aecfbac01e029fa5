"""How is taken in what a device has kept, however often and in whatever order it is sent, and who decides between two texts?"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums import ledger
from forums.workflow import StepRefused
from meetings.actions import writing
from meetings.models import AgendaItem, Deed, DeviceKey, DraftReply, Entry, EntryRevision, Minutes
from meetings.models.drafting import REPLIES_KEPT

Answer = dict[str, Any]


def once(*, key: uuid.UUID | None, by: Any, do: Callable[[], Answer]) -> Answer:
    """The answer of a request: done now, or as it was answered when it came first. Done and kept in one transaction."""
    if key is None:
        return do()
    try:
        with transaction.atomic():
            known = DraftReply.objects.filter(user=by, key=key).order_by().values_list("answer", flat=True)[:1]
            for answer in known:
                return answer
            answer = do()
            DraftReply.objects.create(user=by, key=key, answer=answer)
            return answer
    except IntegrityError:  # the same request came twice at the same moment, and the other was faster
        return DraftReply.objects.values_list("answer", flat=True).get(user=by, key=key)


def take_in(*, minutes: Minutes, key: uuid.UUID, item: AgendaItem, by: Any, **typed: Any) -> Answer:
    """Save an entry, or keep its text aside and say which text stands at the office. No text is refused."""
    try:
        entry = writing.save_entry(minutes=minutes, key=key, item=item, by=by, **typed)
    except writing.SomebodyElseWrote as conflict:
        return _to_decide(conflict.copy, conflict.entry)
    except StepRefused as refused:
        said = writing.said(typed["kind"], typed["text"], typed["officers_only"], typed["deeds"])
        entry = Entry.objects.filter(key=key, minutes=minutes).prefetch_related("deeds").first()
        if entry is not None and writing.written(entry) == said:
            return _saved(entry)
        copy = writing.keep_aside(minutes=minutes, entry=entry, key=key, item=item, said=said, why="closed", by=by)
        return _to_decide(copy, entry) | {"words": str(refused)}
    return _saved(entry, typed["deeds"])


def decide(*, copy: EntryRevision, choice: str, version: int, combined: dict[str, Any] | None = None, by: Any) -> None:
    """Let one text stand: `mine` (the one kept aside), `theirs` (the one at the office) or `combined`. Nothing is deleted.

    Raises StepRefused when it is decided already, the draft is closed, or the text at the office is no longer the one
    that was looked at (`version`); SomebodyElseWrote, with the combined text kept aside, in that last case.
    """
    with transaction.atomic():
        copy = EntryRevision.objects.select_for_update().get(pk=copy.pk)
        if copy.decision:
            raise StepRefused(_("Somebody has decided on this text already."))
        overtaken = None
        if choice != EntryRevision.Decision.THEIRS:
            overtaken = _let_stand(copy, choice, version, combined or copy.said, by)
        if overtaken is None:
            copy.decision, copy.decided_at, copy.decided_by = choice, timezone.now(), by
            copy.save(update_fields=["decision", "decided_at", "decided_by"])
            ledger.record("entry.decide", copy.minutes, by=by, copy=copy.pk, decision=str(choice))
    if overtaken:
        raise overtaken


def key_for(*, user: Any, device: str) -> str:
    """The key of a user's texts on a device, made when first asked for."""
    return DeviceKey.objects.get_or_create(user=user, device=device)[0].key


def daily_round(today: dt.date) -> None:
    """Let go of answers that no device waits for any more."""
    DraftReply.objects.filter(at__lt=timezone.now() - REPLIES_KEPT).delete()


def _let_stand(copy: EntryRevision, choice: str, version: int, said: dict[str, Any], by: Any) -> Any:
    """Save the text; SomebodyElseWrote as a value, so that what was kept aside with it is not rolled back."""
    entry = copy.entry or Entry.objects.filter(key=copy.key, minutes=copy.minutes).first()
    if choice == EntryRevision.Decision.MINE and entry and entry.version != version:
        raise StepRefused(_("The text at the office was changed meanwhile. Look at both again, then decide."))
    try:
        writing.save_entry(
            minutes=copy.minutes, key=copy.key, item=copy.item or copy.minutes.meeting.agenda.last(),
            version=version if entry else 0, kind=said["kind"], text=said["text"],
            officers_only=said["officers_only"], deeds=_deeds_of(said, entry), by=by,
        )  # fmt: skip
    except writing.SomebodyElseWrote as overtaken:
        return overtaken
    return None


def _deeds_of(said: dict[str, Any], entry: Entry | None) -> list[writing.DeedText]:
    """The deeds of a kept text; one that stands in the entry, or else takes the place of one, keeps its number."""
    free = list(entry.deeds.all()) if entry else []
    rows = [
        (row, next((d for d in free if (d.kind, d.text) == (row["kind"], row["text"])), None)) for row in said["deeds"]
    ]
    free = [deed for deed in free if all(deed is not found for _row, found in rows)]
    typed = []
    for row, found in rows:
        if found is None:
            found = next((deed for deed in free if deed.kind == row["kind"]), None)
            free = [deed for deed in free if deed is not found]
        due = dt.date.fromisoformat(row["due"]) if row["due"] else None
        typed.append(writing.DeedText(row["kind"], row["text"], row["owner"], due, pk=found.pk if found else None))
    return typed


def _saved(entry: Entry, typed: Iterable[writing.DeedText] = ()) -> Answer:
    mark, deeds = entry.minutes.area.mark, []
    if any(deed.key for deed in typed):
        numbered = Deed.objects.filter(entry=entry, key__isnull=False)
        deeds = [{"pk": d.pk, "key": str(d.key), "reference": d.reference_at(mark)} for d in numbered]
    answer = {"state": "saved", "version": entry.version, "entry": entry.pk, "at": clock(entry.saved_at)}
    return answer | ({"deeds": deeds} if deeds else {})


def _to_decide(copy: EntryRevision, entry: Entry | None) -> Answer:
    """Both texts differ: the other one with who and when; `settled` where the text that came was decided on before."""
    answer: Answer = {"state": "settled" if copy.decision else "decide", "copy": copy.pk, "version": 0}
    if entry is not None:
        who = entry.saved_by.name if entry.saved_by else ""
        answer |= {"version": entry.version, "entry": entry.pk, "who": who, "at": clock(entry.saved_at)}
        answer["theirs"] = writing.written(entry)
    return answer


def clock(moment: dt.datetime) -> str:
    """The office's clock, as the save state shows it."""
    return f"{timezone.localtime(moment):%H:%M}"
