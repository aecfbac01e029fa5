"""Screens: a forum's meetings, planning one, its page and its agenda."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forums.access import load, may, reach_of
from forums.models import Forum
from forums.quarter import Quarter
from forums.workflow import StepRefused
from meetings.actions import planning
from meetings.fillers import fillers_of
from meetings.forms import AgendaItemForm, MeetingForm
from meetings.holding import MEETING
from meetings.models import Meeting
from portal.sheets import WAYS, taken_along


@login_required
def meetings(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The forum's meetings of a financial year, quarter by quarter, also those quarters without any."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    rows = Meeting.objects.visible_to(request.user).filter(forum=forum).select_related("minutes")
    now = Quarter.now()
    years = sorted({*rows.order_by().values_list("financial_year", flat=True)}, reverse=True)
    chosen = request.GET.get("year", "")
    year = int(chosen) if chosen.isdecimal() and 1900 < int(chosen) < 3000 else max(years, default=now.year)
    found = rows.annotate(came=Count("attendance", filter=Q(attendance__status="present"))).order_by("-held_on")
    if "as" in request.GET:
        return taken_along(request.GET["as"], f"meetings-{slug}", *_sheet_of(found))
    of_year = list(found.filter(financial_year=year))
    quarters = [_quarter_of(Quarter(year, number), of_year, now) for number in (4, 3, 2, 1)]
    path, tops = forum.area.path, reach_of(request.user).below["see_forum"]
    return render(
        request,
        "meetings/meetings.html",
        {
            "forum": forum,
            "quarters": [told for told in quarters if told["shown"]],
            "with_meeting": sum(told["met"] for told in quarters),
            "years": [(code, Quarter(code, 1).financial_year) for code in sorted({*years, year}, reverse=True)],
            "year": year,
            "year_words": Quarter(year, 1).financial_year,
            "count": len(of_year),
            "ways": WAYS if years else (),
            "looks_down": forum.area.level != "sub_county" and any(path.startswith(top) for top in tops),
            "may_plan": forum.is_open and may(request.user, "keep_record", forum.area),
        },
    )


def _quarter_of(quarter: Quarter, meetings: list[Meeting], now: Quarter) -> dict[str, Any]:
    """The meetings of a quarter; a coming one is shown only where something is set for it, or where it is now."""
    rows = [meeting for meeting in meetings if meeting.quarter == quarter.code]
    return {
        "quarter": quarter,
        "rows": rows,
        "met": any(meeting.has_taken_place for meeting in rows),
        "is_over": quarter < now,
        "shown": rows or quarter <= now,
    }


def _sheet_of(meetings: Iterable[Meeting]) -> tuple[list[str], list[list[Any]]]:
    """All the meetings as a table to take along."""
    heads = [_("Date"), _("Quarter"), _("Meeting"), _("Reference"), _("Venue"), _("Present"), _("Standing")]
    return heads, [
        [
            row.held_on, row.quarter_of_year.label, row.name, row.reference, row.venue,
            row.came if row.has_taken_place else None, str(row.get_status_display()),
        ]
        for row in meetings
    ]  # fmt: skip


@login_required
def meeting_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a meeting; its agenda comes with the standing items."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    last = Meeting.objects.filter(forum=forum).took_place().first()
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        forum=forum,
        initial={
            "kind": "ordinary",
            "starts_at": last.starts_at if last else None,
            "venue": last.venue if last else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        meeting = planning.plan_meeting(forum=forum, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            _("The meeting is planned. Nobody but the secretariat and the chairs sees it until you convene it."),
        )
        return redirect(meeting)
    return render(
        request, "meetings/plan.html", {"forum": forum, "form": form, "last": last}, status=422 if form.errors else 200
    )


@login_required
def meeting(request: HttpRequest, pk: int, item_form: AgendaItemForm | None = None) -> HttpResponse:
    """One meeting: when and where, its agenda, and the next thing to do."""
    found = load(Meeting.objects.select_related("minutes"), request.user, pk=pk)
    keeps = may(request.user, "keep_record", found.area)
    minutes = getattr(found, "minutes", None)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": found,
            "forum": found.forum,
            "minutes": minutes,
            "agenda": _agenda(found, keeps),
            "may_change": keeps and (found.is_ahead or (minutes is not None and minutes.is_draft)),
            "keeps": keeps,
            "proposes": any(row.forum_id == found.forum_id for row in request.user.memberships_now),
            "reads_drafts": may(request.user, "see_drafts", found.area),
            "steps": [step.verb for step in MEETING.available(found, request.user)],
            "item_form": item_form or AgendaItemForm(),
            "tab": "agenda",
        },
        status=422 if item_form is not None else 200,
    )


def _agenda(found: Meeting, keeps: bool) -> dict[str, Any]:
    """The items with what the record says to them, and the times added up."""
    items = list(found.agenda.select_related("carried_from__meeting", "measure__minutes__meeting"))
    told = keeps and (found.is_ahead or found.has_taken_place)
    fillers = fillers_of(found) if told else {}
    for item in items:
        item.fillers = fillers.get(item.standing, [])
    return {"items": items, "minutes": sum(item.minutes or 0 for item in items)}


@login_required
def meeting_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, time or venue for a meeting that is still ahead."""
    found = load(Meeting.objects, request.user, "keep_record", pk=pk)
    initial = {"held_on": found.held_on, "starts_at": found.starts_at, "venue": found.venue}
    form = MeetingForm(
        request.POST if request.method == "POST" else None, forum=found.forum, meeting=found, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            planning.change_meeting(meeting=found, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The meeting was changed."))
            if found.status == Meeting.Status.CONVENED:
                return redirect("notice_change", pk=found.pk)
        return redirect(found)
    context = {"forum": found.forum, "form": form, "meeting": found}
    return render(request, "meetings/plan.html", context, status=422 if form.errors else 200)
