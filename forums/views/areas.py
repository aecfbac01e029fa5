"""Screens: the areas, what became of them, and the changes that notices propose. For the NSC alone."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from forums import changing, lines
from forums.access import require_nationally
from forums.forms import AreaForm
from forums.ledger import history_of
from forums.models import Area, AreaAlias, AreaChange
from forums.workflow import StepRefused

A_PAGE = 50
FIELDS = {
    "rename": ("name", "on", "instrument"),
    "split": ("names", "goes_on", "on", "instrument"),
    "line": ("to", "on", "instrument"),
    "merge": ("into", "on", "instrument"),
    "close": ("on", "instrument"),
    "reopen": ("on", "instrument"),
}
TITLES = {
    "rename": gettext_lazy("Rename the area"),
    "split": gettext_lazy("Let new areas come out of it"),
    "line": gettext_lazy("Change to whom it reports"),
    "merge": gettext_lazy("Let it go up in another"),
    "close": gettext_lazy("Close the area"),
    "reopen": gettext_lazy("Reopen the area"),
}


@login_required
def areas(request: HttpRequest) -> HttpResponse:
    """Every area, found by its name or one it had before."""
    require_nationally(request.user, changing.RIGHT)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "level", "status")}
    rows = Area.objects.select_related("parent").order_by("path")
    if asked["q"]:
        aliases = AreaAlias.objects.filter(name__icontains=asked["q"]).values("area")
        rows = rows.filter(Q(name__icontains=asked["q"]) | Q(pk__in=aliases))
    if asked["level"] in Area.Level.values:
        rows = rows.filter(level=asked["level"])
    if asked["status"] in Area.Status.values:
        rows = rows.filter(status=asked["status"])
    context = {
        "page": Paginator(rows.prefetch_related("aliases"), A_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "levels": Area.Level.choices,
        "statuses": Area.Status.choices,
        "waiting": AreaChange.objects.waiting().count(),
    }
    return render(request, "forums/areas.html", context)


@login_required
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area: its names, where it lies, what became of it, and what can be done."""
    require_nationally(request.user, changing.RIGHT)
    found = get_object_or_404(Area.objects.select_related("parent", "forum"), code=code)
    day = timezone.localdate()
    context = {
        "area": found,
        "line": found.reporting_lines.on(day).select_related("to").first(),
        "earlier_lines": found.reporting_lines.filter(until__lt=day).select_related("to"),
        "led": [line.area for line in found.lines_leading_here.on(day).select_related("area").order_by("area__path")],
        "covers": found.covers.order_by("path"),
        "joint": found.joint_areas.order_by("name"),
        "parts": found.parts.order_by("name"),
        "merged": found.merged.order_by("name"),
        "aliases": found.aliases.all(),
        "history": history_of(found).order_by("-number"),
        "verbs": [(verb, TITLES[verb]) for verb in _verbs(found)],
    }
    return render(request, "forums/area.html", context)


@login_required
def area_add(request: HttpRequest) -> HttpResponse:
    """Add a sub-county or a sub-region."""
    require_nationally(request.user, changing.RIGHT)
    form = _form(request, fields=("parent", "name", "on", "instrument"))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = changing.add_area(
                parent=said["parent"],
                name=said["name"],
                since=said["on"],
                instrument=said["instrument"],
                by=request.user,
            )
        except StepRefused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("%(area)s was added, with its forum's record.") % {"area": made.title})
            return redirect("area", code=made.code)
    context = {"form": form, "title": _("Add an area")}
    return render(request, "forums/area_change.html", context, status=422 if form.errors else 200)


@login_required
def area_join(request: HttpRequest) -> HttpResponse:
    """Set up a joint forum over several areas."""
    require_nationally(request.user, changing.RIGHT)
    form = _form(request, fields=("name", "covers", "on", "instrument"))
    form.fields["name"].help_text = _("For example Kerio Valley")
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = changing.add_joint(
                name=said["name"],
                covers=said["covers"],
                since=said["on"],
                instrument=said["instrument"],
                by=request.user,
            )
        except StepRefused as refused:
            form.add_error("covers", str(refused))
        else:
            messages.success(request, _("%(area)s was added, with its forum's record.") % {"area": made.title})
            return redirect("area", code=made.code)
    context = {"form": form, "title": _("Set up a joint forum")}
    return render(request, "forums/area_change.html", context, status=422 if form.errors else 200)


@login_required
def area_change(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Rename, split, merge, close or reopen an area, or let it report to another."""
    require_nationally(request.user, changing.RIGHT)
    found = get_object_or_404(Area.objects.select_related("parent"), code=code)
    if verb not in _verbs(found):
        raise Http404
    form = _form(request, fields=FIELDS[verb], area=found)
    if form.is_bound and form.is_valid():
        try:
            _do(verb, found, form.cleaned_data, request.user)
        except StepRefused as refused:
            form.add_error(FIELDS[verb][0], str(refused))
        else:
            messages.success(request, _("The change is recorded."))
            return redirect("area", code=found.code)
    context = {"form": form, "area": found, "title": TITLES[verb]}
    return render(request, "forums/area_change.html", context, status=422 if form.errors else 200)


def _verbs(found: Area) -> list[str]:
    """What can be done with an area; regions and counties stand by law, and only their reporting lines can change."""
    if found.status == Area.Status.CLOSED:
        return ["reopen"]
    return {
        Area.Level.SUB_COUNTY: ["rename", "split", "merge", "line", "close"],
        Area.Level.SUB_REGION: ["rename", "line", "close"],
        Area.Level.JOINT: ["rename", "close"],
        Area.Level.COUNTY: ["line"],
    }.get(Area.Level(found.level), [])


def _do(verb: str, found: Area, said: dict[str, Any], by: Any) -> None:
    instrument = said["instrument"]
    if verb == "rename":
        changing.rename_area(area=found, name=said["name"], since=said["on"], instrument=instrument, by=by)
    elif verb == "split":
        changing.split_area(
            area=found, names=said["names"], goes_on=said["goes_on"], on=said["on"], instrument=instrument, by=by
        )
    elif verb == "line":
        lines.set_line(area=found, to=said["to"], since=said["on"], instrument=instrument, by=by)
    elif verb == "merge":
        changing.merge_areas(area=found, into=said["into"], on=said["on"], instrument=instrument, by=by)
    elif verb == "close":
        changing.close_area(area=found, on=said["on"], instrument=instrument, by=by)
    else:
        changing.reopen_area(area=found, on=said["on"], instrument=instrument, by=by)


@login_required
def area_changes(request: HttpRequest) -> HttpResponse:
    """What notices propose, notice by notice; what is in doubt is said."""
    require_nationally(request.user, changing.RIGHT)
    rows = AreaChange.objects.select_related("county", "area", "decided_by").order_by(
        "-happened", "source", "county__path"
    )
    notices = []
    for source, changes in groupby(sorted(rows, key=lambda row: row.source), key=lambda row: row.source):
        told = list(changes)
        clear = sum(row.status == AreaChange.Status.PROPOSED and not row.doubt for row in told)
        notices.append({"source": source, "changes": told, "clear": clear})
    notices.sort(key=lambda notice: notice["changes"][0].happened, reverse=True)
    return render(request, "forums/area_changes.html", {"notices": notices})


@login_required
@require_POST
def notice_accept(request: HttpRequest) -> HttpResponse:
    """Accept what is not in doubt of a whole notice, all or nothing."""
    require_nationally(request.user, changing.RIGHT)
    try:
        done = changing.accept_notice(source=request.POST.get("source", ""), by=request.user)
    except StepRefused as refused:
        messages.error(request, _("Nothing was accepted. %(why)s") % {"why": refused})
    else:
        messages.success(request, _("%(n)s changes were accepted.") % {"n": done})
    return redirect("area_changes")


@login_required
@require_POST
def change_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what one proposal says."""
    require_nationally(request.user, changing.RIGHT)
    change = get_object_or_404(AreaChange, pk=pk)
    try:
        made = changing.accept(change=change, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Accepted: %(area)s.") % {"area": made.title})
    return redirect("area_changes")


@login_required
@require_POST
def change_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Set one proposal aside."""
    require_nationally(request.user, changing.RIGHT)
    change = get_object_or_404(AreaChange, pk=pk)
    try:
        changing.decline(change=change, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Declined: %(name)s.") % {"name": change.name})
    return redirect("area_changes")


def _form(request: HttpRequest, **kwargs: Any) -> AreaForm:
    return AreaForm(request.POST if request.method == "POST" else None, **kwargs)
