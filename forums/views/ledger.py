"""Screens: the ledger of a forum, and of the whole house for the NSC and the auditor."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from forums.access import load, may, require_nationally
from forums.deeds import words
from forums.models import Forum, LedgerEntry
from portal.fields import SpokenDateField

A_PAGE = 50


@login_required
def forum_ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done in a forum, the latest first; its own officers read the notes as well."""
    forum = load(Forum.objects.with_area(), request.user, "read_ledger", slug=slug)
    rows = LedgerEntry.objects.filter(area=forum.area)
    notes = may(request.user, "see_drafts", forum.area)
    return _page(request, rows, {"forum": forum, "reads_notes": notes})


@login_required
def ledger(request: HttpRequest) -> HttpResponse:
    """What was done anywhere, for the NSC and the auditor; the notes are masked."""
    require_nationally(request.user, "read_ledger")
    return _page(request, LedgerEntry.objects.all(), {"reads_notes": False})


def _page(request: HttpRequest, rows: Any, context: dict[str, Any]) -> HttpResponse:
    asked = {name: request.GET.get(name, "").strip() for name in ("deed", "q", "day")}
    if asked["deed"] in words():
        rows = rows.filter(verb=asked["deed"])
    if asked["q"]:
        rows = rows.filter(area__name__icontains=asked["q"])
    day = _day(asked["day"])
    if day:
        rows = rows.filter(at__date=day)
    rows = rows.select_related("by", "area__forum", "note").order_by("-number")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    deeds = sorted(((verb, str(said)) for verb, said in words().items()), key=lambda pair: pair[1])
    said = {"page": page, "asked": asked, "deeds": deeds, "day_is_wrong": bool(asked["day"]) and not day}
    return render(request, "forums/ledger.html", context | said | {"today": timezone.localdate()})


def _day(typed: str) -> Any:
    """The day that was asked for, or None where none can be read."""
    try:
        return SpokenDateField(required=False).clean(typed)
    except ValidationError:
        return None
