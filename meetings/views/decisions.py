"""Screens: two texts of one entry. Both in full, who wrote them and when; what is not chosen stays among the revisions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.access import load
from forums.workflow import StepRefused
from meetings.actions import drafting, writing
from meetings.comparing import word_diff
from meetings.forms import DecisionForm, DeedFormSet
from meetings.models import Deed, Entry, EntryRevision, Minutes

DONE = {
    "mine": gettext_lazy("The text that was kept aside stands now. The other one stays among the revisions."),
    "theirs": gettext_lazy("The text at the office stands. The other one stays among the revisions."),
    "combined": gettext_lazy("The combined text stands now. Both earlier ones stay among the revisions."),
}


@login_required
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every text of these minutes that waits for a decision."""
    minutes = load(Minutes.objects, request.user, "keep_record", pk=pk)
    copies = minutes.conflict_copies.undecided().select_related("entry__saved_by", "entry__item", "item", "saved_by")
    rows = [compared(copy) for copy in copies.prefetch_related("entry__deeds")]
    return render(request, "meetings/decisions.html", _around(minutes) | {"rows": rows})


@login_required
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with the two put together in a box to edit; a choice is posted here."""
    copies = EntryRevision.objects.filter(minutes__isnull=False)
    copy = get_object_or_404(copies.select_related("entry__saved_by", "entry__item", "item", "saved_by"), pk=pk)
    minutes = load(Minutes.objects, request.user, "keep_record", pk=copy.minutes_id)
    if request.method != "POST":
        return page(request, minutes, copy)
    form, deeds = DecisionForm(request.POST), DeedFormSet(request.POST, prefix="deed")
    combined = request.POST.get("choice") == "combined"
    if not form.is_valid() or (combined and not deeds.is_valid()):
        return page(request, minutes, copy, form=form, deeds=deeds, status=422)
    try:
        drafting.decide(
            copy=copy, choice=form.cleaned_data["choice"], version=form.cleaned_data["version"],
            combined=_said(form, deeds, copy) if combined else None, by=request.user,
        )  # fmt: skip
    except writing.SomebodyElseWrote as overtaken:
        messages.error(
            request, _("The text at the office was changed again meanwhile. Yours is kept; decide once more.")
        )
        return redirect("decision", pk=overtaken.copy.pk)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return page(
            request, minutes, copy, form=form if combined else None, deeds=deeds if combined else None, status=409
        )
    messages.success(request, str(DONE[form.cleaned_data["choice"]]))
    more = minutes.conflict_copies.undecided().exists()
    return redirect("decisions", pk=minutes.pk) if more else redirect("minute_book", pk=minutes.meeting_id)


def page(
    request: HttpRequest,
    minutes: Minutes,
    copy: EntryRevision,
    *,
    form: Any = None,
    deeds: Any = None,
    status: int = 200,
) -> HttpResponse:
    """Both texts, and the box in which they can be put together."""
    row = compared(copy)
    if form is None:
        form = DecisionForm(initial={"version": row["version"], "text": copy.said["text"]})
        deeds = DeedFormSet(prefix="deed", initial=copy.said["deeds"])
    context = _around(minutes) | {"row": row, "form": form, "deeds": deeds}
    return render(request, "meetings/decision.html", context, status=status)


def compared(copy: EntryRevision) -> dict[str, Any]:
    """A text kept aside beside the one at the office, and the words in which they differ."""
    theirs = written(copy)
    entry = theirs["entry"]
    return {
        "copy": copy,
        "entry": entry,
        "version": entry.version if entry else 0,
        "item": entry.item if entry else copy.item,
        "theirs": theirs["said"],
        "mine": copy.said,
        "pieces": word_diff(_in_full(theirs["said"]), _in_full(copy.said)) if entry else [],
    }


def written(copy: EntryRevision) -> dict[str, Any]:
    """The entry as it stands at the office, and what it says; neither where it never came to be."""
    entry = copy.entry
    if entry is None and not copy.decision:
        entry = (
            Entry.objects.filter(key=copy.key, minutes_id=copy.minutes_id).select_related("item", "saved_by").first()
        )
    return {"entry": entry, "said": writing.written(entry) if entry else None}


def _in_full(said: dict[str, Any]) -> str:
    """The text with its resolutions and actions, a paragraph each, as one text to compare."""
    deeds = [
        "{kind}: {text}{owner}{due}".format(
            kind=Deed.Kind(row["kind"]).label, text=row["text"],
            owner=f" ({row['owner']})" if row["owner"] else "", due=f" {row['due']}" if row["due"] else "",
        )
        for row in said["deeds"]
    ]  # fmt: skip
    return "\n\n".join([said["text"], *deeds])


def _said(form: DecisionForm, deeds: Any, copy: EntryRevision) -> dict[str, Any]:
    """The combined text; kind and copy for officers stay as in the text that was kept aside."""
    typed = [
        writing.DeedText(kind=row["kind"], text=row["text"], owner=row["owner"], due=row["due"])
        for row in deeds.cleaned_data
        if row
    ]
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    return writing.said(copy.said["kind"], text, copy.said["officers_only"], typed)


def _around(minutes: Minutes) -> dict[str, Any]:
    return {"minutes": minutes, "meeting": minutes.meeting, "forum": minutes.meeting.forum, "keeps": True}
