"""Screens: how an entry came about, version by version, and going back to an earlier one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load, may
from forums.workflow import StepRefused
from meetings.actions import writing
from meetings.models import Entry, EntryRevision, Minutes
from meetings.versions import compare, versions_of

A_PAGE = 20


@login_required
def entry_revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version of an entry with who and when and what changed; for those who read the draft, also later on."""
    entry = get_object_or_404(Entry.objects.select_related("item", "saved_by").prefetch_related("deeds"), pk=pk)
    minutes = load(Minutes.objects, request.user, "see_drafts", pk=entry.minutes_id)
    every = "every" in request.GET
    rows = versions_of(entry, every=every)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    start = page.start_index() - 1 if rows else 0
    shown = rows[start : start + A_PAGE]
    compare(rows[start : start + A_PAGE + 1])
    meeting = minutes.meeting
    place = Entry.objects.filter(minutes=minutes, item=entry.item, position__lt=entry.position).count() + 1
    return render(
        request,
        "meetings/revisions.html",
        {
            "minutes": minutes,
            "meeting": meeting,
            "forum": meeting.forum,
            "entry": entry,
            "number": f"{entry.item.position}.{place}",
            "versions": shown,
            "page": page,
            "savings": sum(row.savings for row in rows),
            "folded": len(rows) < sum(row.savings for row in rows),
            "every": every,
            "keeps": may(request.user, "keep_record", minutes.area),
            "reads_drafts": True,
            "back": f"{reverse('minute_book', args=[meeting.pk])}?item={entry.item.position}&entry={entry.pk}#write",
            "tab": "minutes",
        },
    )


@login_required
@require_POST
def entry_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an entry say again what it said earlier, as a new version."""
    revision = get_object_or_404(EntryRevision.objects.select_related("entry"), pk=pk, entry__isnull=False)
    minutes = load(Minutes.objects, request.user, "keep_record", pk=revision.entry.minutes_id)
    try:
        writing.restore_entry(minutes=minutes, revision=revision, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The entry says again what it said then. The text from before is kept as well."))
    return redirect("entry_revisions", pk=revision.entry_id)
