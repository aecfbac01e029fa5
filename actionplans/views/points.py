"""Screens: the actions of a forum as a table or a board, their printing; one action, what is said of it and what shows it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans import doing
from actionplans.actions import activities_open, add_action, change_action, has_left, offices_known, owner_now
from actionplans.models import ActionEvidence, ActionPoint, Request
from actionplans.panels import standing
from actionplans.papers import print_matrix
from actionplans.point_forms import AddForm, ChangeForm, SayForm
from actionplans.workflow import ACTIONS, open_to_owner, why_not_verify
from documents.templatetags.papers import anchor
from forums.access import load, may, require
from forums.models import Forum
from forums.quarter import Quarter
from forums.workflow import StepRefused
from meetings.models import Resolution
from members.models import Membership
from portal.kept_files import sent
from portal.sheets import WAYS, taken_along

A_PAGE = 20
MOST_ON_A_BOARD = 60
SHOWN = ("open", "late", "all")


@login_required
def forum_actions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who has taken on what, until when; what is late first."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "").strip() for name in ("show", "quarter", "q", "as_board")}
    rows, quarters = _asked_for(ActionPoint.objects.of(forum, request.user), asked, today)
    if "as" in request.GET:
        return taken_along(request.GET["as"], f"actions-{slug}", *sheet_of(rows, today))
    page = Paginator(rows, MOST_ON_A_BOARD if asked["as_board"] else A_PAGE).get_page(request.GET.get("page"))
    points = [(point, *standing(point, today)) for point in page.object_list]
    context = {
        "forum": forum,
        "page": page,
        "points": points,
        "board": _board(points) if asked["as_board"] else None,
        "asked": asked,
        "shown": asked["show"],
        "quarters": quarters,
        "keeps": may(request.user, "keep_record", forum.area),
        "follows": may(request.user, "see_officers_copy", forum.area) and forum.area.level != "sub_county",
        "ways": WAYS,
    }
    return render(request, "actionplans/actions.html", context)


def _asked_for(rows: Any, asked: dict[str, str], today: Any) -> tuple[Any, list[tuple[str, str]]]:
    """The actions asked for, and the quarters in which any is due."""
    days = rows.order_by().exclude(due=None).values_list("due", flat=True).distinct()
    quarters = sorted({Quarter.of(day) for day in days}, reverse=True)
    if asked["show"] not in SHOWN:
        asked["show"] = "open"
    rows = {"open": rows.still_open, "late": lambda: rows.late(today), "all": rows.all}[asked["show"]]()
    known = {quarter.code: quarter for quarter in quarters}
    if chosen := known.get(asked["quarter"]):
        rows = rows.filter(due__range=(chosen.start, chosen.end))
    else:
        asked["quarter"] = ""
    if asked["q"]:
        words = asked["q"][:100]
        rows = rows.filter(text__icontains=words) | rows.filter(owner__icontains=words)
    rows = rows.order_by(F("due").asc(nulls_last=True), "reference")
    return rows, [(quarter.code, quarter.label) for quarter in quarters]


def _board(points: list[Any]) -> list[dict[str, Any]]:
    """The actions in the columns of their states."""
    return [
        {"name": label, "cards": [row for row in points if row[0].status == status]}
        for status, label in ActionPoint.Status.choices
    ]


def sheet_of(rows: Iterable[ActionPoint], today: Any) -> tuple[list[str], list[list[Any]]]:
    """The actions as a table to take along."""
    heads = [
        _("Reference"), _("Action"), _("Responsible"), _("Priority"), _("Set on"), _("Due"), _("Status"), _("Since"),
    ]  # fmt: skip
    return heads, [
        [
            row.reference, row.text, row.owner, str(row.get_priority_display()).split(":")[0], row.set_on, row.due,
            str(standing(row, today)[1]), row.stood_on,
        ]
        for row in rows
    ]  # fmt: skip


@login_required
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: who took it on until when, from which minute, how far it is, and what was done."""
    return _page(request, _action(request, pk))


@login_required
@require_POST
def action_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how far it is since which day, with what shows it; done only with what was done."""
    found = _action(request, pk)
    person = _owner_who_asks(request, found)
    if person is None and not may(request.user, "verify_actions", found.area):
        require(request.user, "keep_record", found.area)
    form = SayForm(request.POST, request.FILES, steps=_steps(request, found))
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    said = form.cleaned_data
    try:
        doing.say(
            point=found, verb=said["verb"], words=said["words"], on=said["on"], files=form.sent(), person=person,
            by=request.user,
        )  # fmt: skip
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, _action(request, pk), form=form, status=422)
    messages.success(request, _("It is entered."))
    return redirect(found)


@login_required
def action_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to somebody else, to another day or another priority, with the reason."""
    found = _action(request, pk, "keep_record")
    before = {name: getattr(found, name) for name in ("owner", "due", "priority")}
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        activities=activities_open(found.forum, found.activity), initial=before | {"activity": str(found.activity_id or "")},
    )  # fmt: skip
    form.fields["due"].since = timezone.localdate()
    if request.method == "POST" and form.is_valid():
        try:
            change_action(point=found, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(getattr(refused, "field", None), str(refused))
        else:
            messages.success(request, _("It is entered."))
            return redirect(found)
    context = {"point": found, "forum": found.forum, "form": form, "owners": owners_of(found.forum)}
    return render(request, "actionplans/change.html", context, status=422 if form.errors else 200)


@login_required
def action_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter an action by hand, numbered on in the forum's year."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    open_now = Resolution.objects.of(forum, request.user).still_open().select_related("deed", "forum__area")
    asked = _request_asked(request, forum)
    start = {name: request.GET.get(name, "") for name in ("resolution", "activity")}
    form = AddForm(
        request.POST if request.method == "POST" else None, resolutions=open_now, activities=activities_open(forum),
        initial=start | {"text": asked.text if asked else ""},
    )  # fmt: skip
    if asked is not None:
        del form.fields["officers_only"]
    if request.method == "POST" and form.is_valid():
        try:
            said = {"officers_only": True} | form.cleaned_data
            made = add_action(forum=forum, request=asked, by=request.user, **said)
        except StepRefused as refused:
            form.add_error(getattr(refused, "field", None), str(refused))
        else:
            messages.success(request, _("Action %(reference)s is entered.") % {"reference": made.reference})
            return redirect(made)
    context = {"forum": forum, "form": form, "owners": owners_of(forum), "asked": asked}
    return render(request, "actionplans/add.html", context, status=422 if form.errors else 200)


def _request_asked(request: HttpRequest, forum: Forum) -> Request | None:
    """The request from below that an action follows from, where it lies with this forum's office."""
    asked = request.GET.get("request", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    rows = Request.objects.visible_to(request.user).with_offices().exclude(status="draft")
    return rows.filter(office__forum=forum, pk=int(asked)).first()


def owners_of(forum: Forum) -> list[str]:
    """The words to choose an owner from: offices first, then the people on the roster."""
    people = Membership.objects.on_roster().filter(forum=forum).order_by("person__name")
    return [*(office.title for office in offices_known(forum)), *people.values_list("person__name", flat=True)]


@login_required
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What shows that an action was done, as an attachment."""
    return sent(load(ActionEvidence.objects.all(), request.user, "see_forum", pk=pk))


@login_required
@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away where it was added by mistake."""
    found = load(ActionEvidence.objects.all(), request.user, "keep_record", pk=pk)
    try:
        doing.take_away(evidence=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(title)s” is removed.") % {"title": found.title})
    return redirect(found.action)


def _action(request: HttpRequest, pk: int, right: str = "see_forum") -> ActionPoint:
    return load(ActionPoint.objects.with_meeting(), request.user, right, pk=pk)


def _owner_who_asks(request: HttpRequest, found: ActionPoint) -> Any:
    """The person who asks, where the action is theirs and they have no other right to say something of it."""
    person = getattr(request.user, "person", None)
    if person is None or may(request.user, "keep_record", found.area):
        return None
    return person if owner_now(found) == person else None


def _steps(request: HttpRequest, found: ActionPoint) -> list[tuple[str, Any]]:
    steps = ACTIONS.available(found, request.user)
    if not steps and _owner_who_asks(request, found):
        steps = open_to_owner(found)
    return [(step.verb, step.label) for step in steps]


def _page(request: HttpRequest, found: ActionPoint, *, form: SayForm | None = None, status: int = 200) -> HttpResponse:
    today = timezone.localdate()
    kind, words = standing(found, today)
    keeps = may(request.user, "keep_record", found.area)
    steps = _steps(request, found)
    waits = found.status == ActionPoint.Status.REPORTED and not steps and keeps
    shown = ActionEvidence.objects.within_reach(request.user).filter(action=found)
    may_open = shown.filter(shown.readable_by(request.user))
    context = {
        "point": found,
        "forum": found.forum,
        "meeting": found.meeting,
        "status_kind": kind,
        "status_words": words,
        "place": f"{found.deed.entry.minutes.get_absolute_url()}#{anchor(found.reference)}" if found.deed else "",
        "words": found.words.all(),
        "from_request": Request.objects.visible_to(request.user).filter(pk=found.request_id).first()
        if found.request_id
        else None,
        "holder": owner_now(found) if found.office else None,
        "has_left": keeps and has_left(found),
        "evidence": list(may_open),
        "keeps": keeps,
        "may_change": keeps and found.status in {"not_started", "in_progress"},
        "why_not": why_not_verify(found, request.user) if waits else "",
        "form": form or (SayForm(steps=steps, initial={"on": today}) if steps else None),
    }
    return render(request, "actionplans/action.html", context, status=status)


@login_required
@require_POST
def forum_actions_print(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the matrix of what is open, for officers and for members; the officers' copy opens."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    try:
        return redirect(print_matrix(forum=forum, by=request.user)[0])
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect("forum_actions", slug=slug)
