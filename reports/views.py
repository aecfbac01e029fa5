"""Screens: my desk, and the downloads of a quarter."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from documents.models import Paper
from forums.access import may
from forums.models import Area
from forums.quarter import Quarter
from portal.contributions import each, gather

# Letters and sheets stay in their forum's registry
OF_THE_QUARTER = (Paper.Kind.MINUTES,)
A_PAGE = 25
WITHOUT_FORUM = {"nsc_director", "nsc_officer", "auditor", "administrator"}


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, what is with others, the next meeting and the quarter's checklist."""
    user, today = request.user, timezone.localdate()
    rows = sorted(gather("desk_rows", user, today), key=lambda row: row["order"])
    forum = _own_forum(user)
    quarter = Quarter.of(today)
    context: dict[str, Any] = {
        "today": today,
        "mine": [row for row in rows if row["waits_for_me"]],
        "others": [row for row in rows if not row["waits_for_me"]],
        "late": sum(row["waits_for_me"] and row["status_kind"] == "late" for row in rows),
        "forum": forum,
        "quarter": quarter,
        "is_national": any(a.office.seat.startswith("nsc") for a in user.appointments_now),
    }
    if forum is not None and forum.is_open:
        coming = next((found for found in (ask(forum, today) for ask in each("next_meeting")) if found), None)
        sees_plans = user.is_officer or (coming is not None and coming.status != "planned")
        context["coming"] = coming if sees_plans else None
        context["keeps"] = may(user, "keep_record", forum.area)
        lines = gather("checklist_lines", forum, quarter, today)
        context["checklist"] = sorted(lines, key=lambda line: line["order"])
    return render(request, "reports/desk.html", context)


def _own_forum(user: Any) -> Any:
    for appointment in user.appointments_now:
        if appointment.office.seat not in WITHOUT_FORUM:
            return appointment.office.forum
    for membership in user.memberships_now:
        return membership.forum
    return None


@login_required
def downloads(request: HttpRequest) -> HttpResponse:
    """A quarter's papers of all forums in reach, one copy of each edition."""
    rows = (
        Paper.objects.best_copy_for(request.user)
        .filed()
        .filter(kind__in=OF_THE_QUARTER)
        .defer("record")
        .select_related("forum__area", "job")
    )
    quarters = sorted(set(rows.order_by().values_list("quarter", flat=True)), reverse=True)
    asked = {name: request.GET.get(name, "").strip() for name in ("quarter", "level", "label", "q")}
    if asked["quarter"] not in quarters and asked["quarter"] != "all":
        asked["quarter"] = quarters[0] if quarters else ""
    if asked["quarter"] and asked["quarter"] != "all":
        rows = rows.filter(quarter=asked["quarter"])
    if asked["level"] in Area.Level.values:
        rows = rows.filter(forum__area__level=asked["level"])
    if asked["label"] in Paper.Label.values:
        rows = rows.filter(label=asked["label"])
    if asked["q"]:
        rows = rows.filter(forum__area__name__icontains=asked["q"])
    page = Paginator(rows.order_by("forum__area__path", "-dated", "-edition"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "quarters": [(code, Quarter.parse(code).label) for code in quarters],
        "levels": Area.Level.choices,
        "labels": [(value, words) for value, words in Paper.Label.choices if value in {"unconfirmed", "confirmed"}],
    }
    return render(request, "reports/downloads.html", context)
