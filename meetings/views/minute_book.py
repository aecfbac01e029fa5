"""Screens: the minute book. One page to write in; what is typed is saved as it grows, and nothing is overwritten unseen."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.actions import drafting, writing
from meetings.fillers import fillers_of
from meetings.forms import DeedForm, DeedFormSet, EntryForm
from meetings.formulae import formulae_for, written
from meetings.models import AgendaItem, Deed, Entry, EntryRevision, Meeting, Minutes
from meetings.typed import days_understood, is_blank, owners_of
from meetings.views import decisions, situation
from meetings.views.answers import answered, not_the_writer
from meetings.views.attendance import count_of


@login_required
def minute_book(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of a meeting's minutes, open at one item with one entry to write in."""
    undecided = EntryRevision.objects.undecided().filter(minutes__meeting=OuterRef("pk"))
    rows = Meeting.objects.select_related("minutes").annotate(waits_for_decision=Exists(undecided))
    meeting = load(rows, request.user, "keep_record", pk=pk)
    minutes = getattr(meeting, "minutes", None)
    if minutes is None:
        messages.info(request, _("Record who came first; the minute book opens with it."))
        return redirect("attendance", pk=meeting.pk)
    if not minutes.is_draft:
        return redirect(minutes)
    minutes.meeting = meeting
    return _page(request, minutes)


@login_required
@require_POST
def entry_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the open entry. Asked for as JSON (while typing) it answers with the state alone."""
    minutes = load(Minutes.objects, request.user, "keep_record", pk=pk)
    form, deeds = EntryForm(request.POST), _deed_forms(minutes.meeting, request.POST)
    quiet = request.headers.get("Accept") == "application/json"
    if quiet and (refused := not_the_writer(request)):
        return refused
    if not (form.is_valid() and deeds.is_valid()):
        if quiet:
            return JsonResponse({"state": "wrong", "days": days_understood(deeds)}, status=422)
        return _page(request, minutes, form=form, deeds=deeds, status=422)
    item = get_object_or_404(AgendaItem, meeting=minutes.meeting, pk=form.cleaned_data["item"])
    then = request.POST.get("then", "stay")
    if then in {"before", "after"} and is_blank(form, deeds):
        return redirect(_beside(minutes, item, then))
    typed = {
        "minutes": minutes,
        "key": form.cleaned_data["key"],
        "item": item,
        "version": form.cleaned_data["version"],
        "kind": form.cleaned_data["kind"],
        "text": form.cleaned_data["text"],
        "officers_only": form.cleaned_data["officers_only"],
        "deeds": _typed_deeds(deeds, then),
        "by": request.user,
    }
    if quiet:
        key = form.cleaned_data["once"]
        answer = drafting.once(key=key, by=request.user, do=lambda: drafting.take_in(**typed))
        return answered(answer | {"days": days_understood(deeds)})
    try:
        entry = writing.save_entry(**typed)
    except writing.SomebodyElseWrote as conflict:
        return decisions.page(request, minutes, conflict.copy, status=409)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return _refused(request, minutes, form, deeds)

    return redirect(_after(minutes, item, entry, then, request.user))


@login_required
@require_POST
def entry_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry out of the draft."""
    entry = _entry(request, pk)
    place = _place(entry.minutes, entry.item)
    try:
        writing.remove_entry(entry=entry, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The entry was taken out."))
    return redirect(place)


@login_required
@require_POST
def entry_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an entry up or down under its item."""
    entry = _entry(request, pk)
    try:
        writing.move_entry(entry=entry, up=request.POST.get("way") == "up", by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    return redirect(_place(entry.minutes, entry.item))


def _entry(request: HttpRequest, pk: int) -> Entry:
    entry = get_object_or_404(Entry.objects.select_related("item"), pk=pk)
    entry.minutes = load(Minutes.objects, request.user, "keep_record", pk=entry.minutes_id)
    return entry


def _typed_deeds(deeds: Any, then: str) -> list[writing.DeedText]:
    dropped = then.removeprefix("drop-") if then.startswith("drop-") else ""
    return [
        writing.DeedText(
            kind=row["kind"], text=row["text"], owner=row["owner"], due=row["due"], pk=row["pk"], key=row["key"]
        )
        for row in deeds.cleaned_data
        if row and str(row["pk"]) != dropped
    ]


def _place(minutes: Minutes, item: AgendaItem, entry: Entry | None = None) -> str:
    page = reverse("minute_book", args=[minutes.meeting_id])
    return f"{page}?item={item.position}" + (f"&entry={entry.pk}#write" if entry else "#write")


def _after(minutes: Minutes, item: AgendaItem, entry: Entry, then: str, user: Any) -> str:
    """Where the writer goes next."""
    if then in Deed.Kind.values:
        writing.add_deed(entry=entry, kind=then, by=user)
        return _place(minutes, item, entry)
    if then == "next":
        writing.drop_empty_deeds(entry)
        return _place(minutes, item)
    if then in {"before", "after"}:
        return _beside(minutes, item, then)
    return _place(minutes, item, entry)


def _beside(minutes: Minutes, item: AgendaItem, way: str) -> str:
    """The item before or after this one, or this one where there is none."""
    near = item.position + (1 if way == "after" else -1)
    return _place(minutes, minutes.meeting.agenda.filter(position=near).first() or item)


def _deed_forms(meeting: Meeting, posted: Any = None, initial: Any = None) -> Any:
    """The deeds under an entry; a day in words counts from the meeting's."""
    return DeedFormSet(posted, prefix="deed", initial=initial, form_kwargs={"since": meeting.held_on})


def _refused(request: HttpRequest, minutes: Minutes, form: EntryForm, deeds: Any) -> HttpResponse:
    """The draft was closed meanwhile: what was typed is shown, so that it can be copied."""
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "forum": minutes.meeting.forum,
        "form": form,
        "deeds": deeds,
    }
    return render(request, "meetings/refused.html", context, status=409)


def _page(
    request: HttpRequest, minutes: Minutes, *, form: Any = None, deeds: Any = None, status: int = 200
) -> HttpResponse:
    meeting = minutes.meeting
    items = meeting.agenda.annotate(areas=Count("situation_rows"))
    agenda = list(items.order_by("position"))  # a grouped query does not keep the model's own order
    entries = list(minutes.entries.prefetch_related("deeds").order_by("item__position", "position", "pk"))
    counts = {item.pk: item.areas + sum(entry.item_id == item.pk for entry in entries) for item in agenda}
    item = _chosen(agenda, form.data.get("item") if form else None, request.GET.get("item", ""))
    under = [entry for entry in entries if item and entry.item_id == item.pk]
    for place, entry in enumerate(under, 1):
        entry.number = f"{item.position}.{place}"
        for deed in entry.deeds.all():
            deed.forum = meeting.forum
    opened = next(
        (e for e in under if str(e.pk) == request.GET.get("entry") or (form and str(e.key) == form.data.get("key"))),
        None,
    )
    told = fillers_of(meeting, item.standing).get(item.standing, []) if item and item.standing else []
    words = _words(meeting, item)
    if form is None and item is not None:
        form, deeds = _forms_for(opened, item, _begun(request, told, words))
    below = situation.part_of(request, minutes, item)
    rows = list(meeting.attendance.all())
    place = agenda.index(item) if item else 0
    return render(
        request,
        "meetings/minute_book.html",
        {
            "minutes": minutes,
            "meeting": meeting,
            "forum": meeting.forum,
            "agenda": [(row, counts[row.pk]) for row in agenda],
            "item": item,
            "label": _label(meeting, item),
            "entries": under,
            "opened": opened,
            "saved_at": opened.saved_at if opened else below.get("saved_at"),
            "number": opened.number if opened else f"{item.position}.{len(under) + 1}" if item else "",
            "form": form,
            "deed_forms": deeds,
            "told": told,
            "words": words,
            "words_language": rules_of(meeting.forum).language,
            "before": agenda[place - 1] if item and place else None,
            "after": agenda[place + 1] if item and place + 1 < len(agenda) else None,
            "empty_items": sum(not count for count in counts.values()),
            "count": count_of(meeting, rows),
            "stamp": stamp_of(agenda, entries),
            "new_deeds": new_deeds(),
            "owners": [] if below.get("below_opened") else owners_of(meeting),
            "keeps": True,
            "reads_drafts": True,
            "tab": "minutes",
            **below,
        },
        status=status,
    )


def _chosen(agenda: list[AgendaItem], posted: str | None, asked: str) -> AgendaItem | None:
    for row in agenda:
        if posted is not None and str(row.pk) == posted:
            return row
    for row in agenda:
        if str(row.position) == asked:
            return row
    return agenda[0] if agenda else None


def _label(meeting: Meeting, item: AgendaItem | None) -> str:
    """The item's number by the forum's pattern, as the paper will have it."""
    if item is None:
        return ""
    pattern = rules_of(meeting.forum).minute_pattern
    return pattern.format(item=item.position, MM=f"{meeting.held_on:%m}", YYYY=meeting.held_on.year)


def _words(meeting: Meeting, item: AgendaItem | None) -> list[str]:
    """The usual turns of phrase for an item, in the forum's language."""
    if item is None:
        return []
    with translation.override(rules_of(meeting.forum).language):
        return formulae_for(item.standing, meeting)


def _begun(request: HttpRequest, told: list[tuple[str, str]], words: list[str]) -> str:
    """The text that a new entry begins with: what the record says, or one of the usual phrases."""
    if "record" in request.GET:
        return written([said for said, _url in told])
    chosen = request.GET.get("words", "")
    return words[int(chosen)] if chosen.isdecimal() and int(chosen) < len(words) else ""


def _forms_for(entry: Entry | None, item: AgendaItem, begun: str = "") -> tuple[EntryForm, Any]:
    if entry is None:
        blank = {
            "text": begun,
            "key": uuid.uuid4(),
            "item": item.pk,
            "version": 0,
            "kind": "report" if item.standing == "situation" else "discussion",
        }
        return EntryForm(initial=blank), _deed_forms(item.meeting)
    stored = {
        "key": entry.key,
        "item": item.pk,
        "version": entry.version,
        "kind": entry.kind,
        "text": entry.text,
        "officers_only": entry.officers_only,
    }
    rows = [
        {"pk": d.pk, "key": d.key, "kind": d.kind, "text": d.text, "owner": d.owner, "due": d.due}
        for d in entry.deeds.all()
    ]
    return EntryForm(initial=stored), _deed_forms(item.meeting, initial=rows)


def new_deeds() -> list[DeedForm]:
    """An empty resolution and an empty action, which the page copies where one is added without leaving the line."""
    return [DeedForm(prefix="deed-__n__", initial={"kind": kind}) for kind in Deed.Kind.values]


def stamp_of(agenda: list[AgendaItem], entries: list[Entry]) -> str:
    """A mark that changes whenever the agenda or an entry does, so that a device knows whether it has the latest."""
    last = max((entry.saved_at for entry in entries), default=None)
    return f"{len(agenda)}-{len(entries)}-{last:%y%m%d%H%M%S%f}" if last else f"{len(agenda)}-0"
