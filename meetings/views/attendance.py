"""Screens: who came. Forty-five people in under two minutes, by thumb or keyboard; guests without leaving the page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template import loader
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from forums.access import load
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.actions import attendance as actions
from meetings.actions import drafting
from meetings.forms import GuestForm, OnceForm, SittingTimesForm
from meetings.models import Attendance, Meeting
from meetings.views.answers import not_the_writer
from members.models import Membership
from portal.fields import SpokenTimeField

CHOICES = [
    ("present", gettext_lazy("Present")),
    ("apology", gettext_lazy("Apology")),
    ("absent", gettext_lazy("Absent")),
    ("represented", pgettext_lazy("one person", "Represented")),
]
# How an answer to the notice stands on the sheet until somebody marks otherwise; to come is no sign of having come
MARK_OF = {"apology": lambda reply: ("apology", ""), "represented": lambda reply: ("represented", reply.represented_by)}
TIME = SpokenTimeField(required=False)
FOR_THE_SECRETARY = [("in_attendance", gettext_lazy("Taking minutes")), *CHOICES[:3]]


@login_required
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody on the roster with a choice each; saved as a whole, or choice by choice where scripts run."""
    meeting = load(Meeting.objects.select_related("minutes"), request.user, "keep_record", pk=pk)
    if request.method == "POST":
        times = SittingTimesForm(request.POST)
        presence, wrong = _presence(request)
        if not times.is_valid() or wrong:
            return _page(request, meeting, times=times, wrong=wrong, status=422)
        try:
            seen = {int(name[2:]): int(value) for name, value in request.POST.items() if is_version(name, value)}
            _standing, others = actions.tick(meeting=meeting, marks=_marks(request), seen=seen, by=request.user)
            actions.note_presence(meeting=meeting, times=presence, by=request.user)
            actions.note_times(meeting=meeting, by=request.user, **times.cleaned_data)
        except StepRefused as refused:
            messages.error(request, str(refused))
            return _page(request, meeting, times=times, status=409)
        if others:
            return _page(request, meeting, times=times, others=others, status=409)
        messages.success(request, _("Attendance is saved."))
        return redirect("minute_book" if request.POST.get("then") == "minutes" else "attendance", pk=meeting.pk)
    return _page(request, meeting)


@login_required
@require_POST
def attendance_mark(request: HttpRequest, pk: int) -> JsonResponse:
    """Some taps: saves what is marked unless somebody else marked it meanwhile; answers with versions and the count."""
    meeting = load(Meeting.objects, request.user, "keep_record", pk=pk)
    if refused := not_the_writer(request):
        return refused
    once = OnceForm(request.POST)
    if not once.is_valid():
        return JsonResponse({"state": "wrong"}, status=422)
    answer = drafting.once(key=once.cleaned_data["once"], by=request.user, do=lambda: _taken_in(request, meeting))
    counted = loader.render_to_string("meetings/_count.html", {"count": count_of(meeting)})
    return JsonResponse(answer | {"count": counted}, status=200 if answer["state"] == "saved" else 409)


def _taken_in(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """Save the taps; where two differ, the office's mark with who and when."""
    seen = {int(name[2:]): int(value) for name, value in request.POST.items() if is_version(name, value)}
    try:
        standing, others = actions.tick(
            meeting=meeting, marks=_marks(request), seen=seen, times=_presence(request)[0], by=request.user
        )
    except StepRefused as refused:
        return {"state": "refused", "words": str(refused)}
    theirs = {
        member: {
            "mark": row.status,
            "instead": row.represented_by,
            "version": row.version,
            "words": str(row.get_status_display()),
            "who": row.marked_by.name if row.marked_by else "",
            "at": drafting.clock(row.marked_at) if row.marked_at else "",
        }
        for member, row in others.items()
    }
    return {
        "state": "decide" if others else "saved",
        "at": drafting.clock(timezone.now()),
        "versions": standing,
        "theirs": theirs,
    }


def is_version(name: str, value: str) -> bool:
    """Whether a field of the form says which version of a mark was looked at: `v-<membership>`."""
    return name.startswith("v-") and name[2:].isdigit() and value.isdigit() and len(value) < 9


@login_required
@require_POST
def guest_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a guest in one line; the page stays as it was, with what was marked saved first."""
    meeting = load(Meeting.objects.select_related("minutes"), request.user, "keep_record", pk=pk)
    form, once = GuestForm(request.POST), OnceForm(request.POST)
    quiet = request.headers.get("Accept") == "application/json"
    if quiet and (refused := not_the_writer(request)):
        return refused
    if not (form.is_valid() and once.is_valid()):
        return (
            JsonResponse({"state": "wrong"}, status=422)
            if quiet
            else _page(request, meeting, guest_form=form, status=422)
        )
    typed = {name: form.cleaned_data[name] for name in ("name", "designation", "organisation", "gender")}
    if quiet:
        key = once.cleaned_data["once"]
        answer = drafting.once(key=key, by=request.user, do=lambda: _guest_taken_in(request, meeting, typed))
        rows = {"meeting": meeting, "guests": meeting.attendance.filter(is_guest=True)}
        told = {
            "guests": loader.render_to_string("meetings/_guests.html", rows, request),
            "count": loader.render_to_string("meetings/_count.html", {"count": count_of(meeting)}, request),
        }
        return JsonResponse(answer | told, status=200 if answer["state"] == "saved" else 409)
    try:
        actions.add_guest(meeting=meeting, by=request.user, **typed)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return _page(request, meeting, guest_form=form, status=409)
    messages.success(request, _("%(name)s was added as a guest.") % {"name": typed["name"]})
    return redirect("attendance", pk=meeting.pk)


def _guest_taken_in(request: HttpRequest, meeting: Meeting, typed: dict[str, str]) -> dict[str, Any]:
    """Enter a guest whom a device has kept; where that cannot be any more, why."""
    try:
        actions.add_guest(meeting=meeting, by=request.user, **typed)
    except StepRefused as refused:
        return {"state": "refused", "words": str(refused)}
    return {"state": "saved", "version": 1, "at": drafting.clock(timezone.now())}


@login_required
@require_POST
def guest_remove(request: HttpRequest, pk: int, guest: int) -> HttpResponse:
    """Take back a guest entered by mistake."""
    meeting = load(Meeting.objects, request.user, "keep_record", pk=pk)
    row = get_object_or_404(Attendance, meeting=meeting, is_guest=True, pk=guest)
    try:
        actions.remove_guest(guest=row, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(name)s was taken off the list.") % {"name": row.name})
    return redirect("attendance", pk=meeting.pk)


def count_of(meeting: Meeting, rows: Sequence[Any] | None = None) -> dict[str, Any]:
    """How many came, excused themselves, stayed away; and whether the forum's quorum is reached."""
    if rows is None:
        rows = meeting.attendance.values_list("status", "gender", "is_guest", named=True)
    of = {status: sum(row.status == status for row in rows) for status in Attendance.Status.values}
    rule = rules_of(meeting.forum).quorum
    present = [row for row in rows if row.status == "present"]
    return {
        **of,
        "guests": sum(row.is_guest for row in rows),
        "women": sum(row.gender == "F" for row in present),
        "quorum": rule,
        "quorum_reached": rule is not None and len(present) >= rule,
    }


def _marks(request: HttpRequest) -> actions.Marks:
    """The choices in the form: `m-<membership>` holds a status, `r-<membership>` who came instead."""
    allowed = set(Attendance.Status.values)
    return {
        int(name[2:]): (value, request.POST.get(f"r-{name[2:]}", "").strip()[:120])
        for name, value in request.POST.items()
        if name.startswith("m-") and name[2:].isdigit() and value in allowed
    }


def _presence(request: HttpRequest) -> tuple[actions.Times, dict[int, str]]:
    """When somebody came late or left early, `c-<membership>` and `l-<membership>`; and what is wrong, in words."""
    found: actions.Times = {}
    wrong: dict[int, str] = {}
    for name in request.POST:
        if name.startswith("c-") and name[2:].isdecimal():
            member = int(name[2:])
            try:
                came, left = (TIME.clean(request.POST.get(f"{letter}-{member}", "")) for letter in "cl")
            except ValidationError as refused:
                wrong[member] = refused.messages[0]
                continue
            if came and left and left <= came:
                wrong[member] = _("Nobody leaves before they come: check both times.")
            else:
                found[member] = (came, left)
    return found, wrong


def _page(
    request: HttpRequest, meeting: Meeting, *, times=None, guest_form=None, wrong=None, others=None, status: int = 200
) -> HttpResponse:
    known = list(meeting.attendance.all())
    by_person = {row.person_id: row for row in known if row.person_id}
    seats = actions.seats_of(meeting)
    typed = _marks(request) if request.method == "POST" else {}
    answered = {row.person_id: MARK_OF[row.answer](row) for row in meeting.replies.exclude(answer="yes")}
    roster = (
        Membership.objects.on_roster().filter(forum=meeting.forum).select_related("person", "organisation", "sector")
    )
    people = []
    for member in roster:
        row = by_person.get(member.person_id)
        stored = (row.status, row.represented_by) if row else answered.get(member.person_id, ("", ""))
        mark, instead = typed.get(member.pk, stored)
        seat = seats.get(member.person_id, "")
        came, left = (
            request.POST.get(f"{letter}-{member.pk}", stood.strftime("%H:%M") if stood else "")
            for letter, stood in zip("cl", (row.came_at, row.left_at) if row else (None, None), strict=True)
        )
        people.append(
            {
                "member": member,
                "seat": seat,
                "mark": mark,
                "instead": instead,
                "came": came,
                "left": left,
                "wrong": (wrong or {}).get(member.pk, ""),
                "version": row.version if row else 0,
                "theirs": (others or {}).get(member.pk),
                "choices": FOR_THE_SECRETARY if seat == "secretary" else CHOICES,
            }
        )
    order = {"chair": 0, "co_chair": 1, "secretary": 2}
    people.sort(key=lambda p: (order.get(p["seat"], 3), p["member"].person.name))
    initial = {"opened_at": meeting.opened_at or meeting.starts_at, "adjourned_at": meeting.adjourned_at}
    return render(
        request,
        "meetings/attendance.html",
        {
            "meeting": meeting,
            "forum": meeting.forum,
            "minutes": getattr(meeting, "minutes", None),
            "people": people,
            "others": others,
            "guests": [row for row in known if row.is_guest],
            "count": count_of(meeting, known),
            "times": times or SittingTimesForm(initial=initial),
            "guest_form": guest_form or GuestForm(),
            "keeps": True,
            "reads_drafts": True,
            "tab": "attendance",
        },
        status=status,
    )
