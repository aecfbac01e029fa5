"""Screens: one activity of a work plan, how it is entered and changed, and what came of it quarter by quarter."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans import progress
from actionplans.actions import FieldRefused
from actionplans.models import QUARTERS, Activity, Progress, ProgressEvidence, WorkPlan, actions_under
from actionplans.panels import standing
from actionplans.plan_figures import line_of
from actionplans.plan_forms import ActivityForm, DropForm, ProgressForm
from actionplans.planning import add_activity, change_activity, drop_activity, figure, remove_activity, take_up
from actionplans.views.points import owners_of
from forums.access import load, may
from forums.workflow import StepRefused
from portal.kept_files import sent


@login_required
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity: who does it, with whom and when, what came of each quarter, and which actions belong to it."""
    return _page(request, _found(request, pk))


def _found(request: HttpRequest, pk: int, right: str = "see_forum") -> Activity:
    rows = Activity.objects.select_related("person", "office__forum__area").prefetch_related(
        "partners", "joint_with__area"
    )
    return load(rows, request.user, right, pk=pk)


def _page(request: HttpRequest, found: Activity, *, form: DropForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    words = list(Progress.objects.filter(activity=found))
    line = line_of(found, [word for word in words if word.is_current], today)
    keeps = may(request.user, "keep_record", found.area)
    shown = ProgressEvidence.objects.within_reach(request.user).filter(activity=found)
    evidence = list(shown.filter(shown.readable_by(request.user)))
    to_say = progress.may_be_said(found, today) if keeps else []
    quarters = [
        {
            "cell": cell,
            "number": number,
            "evidence": [row for row in evidence if row.quarter == number],
            "earlier": [word for word in words if word.quarter == number and not word.is_current][::-1],
            "may_say": number in to_say,
        }
        for number, cell in zip(QUARTERS, line.cells, strict=True)
    ]
    context = {
        "activity": found,
        "plan": found.plan,
        "forum": found.plan.forum,
        "line": line,
        "quarters": quarters,
        "actions": [(point, *standing(point, today)) for point in actions_under(found, request.user)],
        "changes": list(found.changes.all()),
        "keeps": keeps,
        "removable": keeps and not found.plan.is_adopted and not words and not evidence,
        "form": form or (DropForm() if keeps else None),
    }
    return render(request, "actionplans/activity.html", context, status=422 if form and form.errors else 200)


@login_required
def activity_add(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity more; `?objective=` chooses under which."""
    plan = load(WorkPlan.objects.all(), request.user, "keep_record", pk=pk)
    objectives = list(plan.objectives.all())
    if not objectives:
        messages.error(request, _("Enter an objective first: every activity serves one."))
        return redirect("objective_add", pk=pk)
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        plan=plan,
        objectives=objectives,
        initial={"objective": request.GET.get("objective")},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = add_activity(
                objective=said["objective"], wanted=form.wanted(), why=said.get("why", ""), by=request.user
            )
        except StepRefused as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("Activity %(mark)s is entered.") % {"mark": made.mark})
            return redirect(f"{plan.get_absolute_url()}#a{made.pk}")
    return _form_page(request, plan, form)


@login_required
def activity_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an activity say something else; with a reason once a meeting has adopted the plan."""
    found = _found(request, pk, "keep_record")
    plan = found.plan
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        plan=plan,
        objectives=list(plan.objectives.all()),
        initial=_initial(found),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            change_activity(
                activity=found, objective=said["objective"], wanted=form.wanted(), why=said.get("why", ""),
                by=request.user,
            )  # fmt: skip
        except StepRefused as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("The activity is changed."))
            return redirect(found)
    return _form_page(request, plan, form, found)


def _tell(form: Any, refused: StepRefused) -> None:
    field = refused.field if isinstance(refused, FieldRefused) and refused.field in form.fields else None
    form.add_error(
        "responsible" if isinstance(refused, FieldRefused) and refused.field == "owner" else field, str(refused)
    )


def _initial(found: Activity) -> dict[str, Any]:
    names = ("title", "kind", "responsible", "place", "budget", "source", "indicator")
    partners = [body.name for body in found.partners.all()]
    partners += [name.strip() for name in found.other_partners.split(";") if name.strip()]
    return {name: getattr(found, name) for name in names} | {
        "baseline": figure(found.baseline),
        "target": figure(found.target),
        "objective": str(found.objective_id),
        "quarters": found.planned,
        "partners": "\n".join(partners),
        "joint_with": [str(forum.pk) for forum in found.joint_with.all()],
    }


def _form_page(request: HttpRequest, plan: WorkPlan, form: ActivityForm, found: Activity | None = None) -> HttpResponse:
    context = {"plan": plan, "forum": plan.forum, "form": form, "activity": found, "owners": owners_of(plan.forum)}
    return render(request, "actionplans/activity_form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def activity_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it with a reason, or take it up again."""
    found = _found(request, pk, "keep_record")
    form = DropForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form)
    try:
        if found.dropped_on:
            take_up(activity=found, why=form.cleaned_data["why"], by=request.user)
            said = _("The activity is taken up again.")
        else:
            drop_activity(activity=found, why=form.cleaned_data["why"], by=request.user)
            said = _("The activity is dropped. It stays to be seen, with the reason.")
    except StepRefused as refused:
        form.add_error(None, str(refused))
        return _page(request, _found(request, pk), form=form)
    messages.success(request, said)
    return redirect(found)


@login_required
@require_POST
def activity_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of a draft."""
    found = _found(request, pk, "keep_record")
    plan = found.plan
    try:
        remove_activity(activity=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect(found)
    messages.success(request, _("The activity is removed."))
    return redirect(plan)


@login_required
def activity_progress(request: HttpRequest, pk: int, quarter: int) -> HttpResponse:
    """Say what came of it in a quarter; said again, the earlier word stays to be seen."""
    found = _found(request, pk, "keep_record")
    if quarter not in QUARTERS:
        raise Http404
    now = Progress.objects.standing().filter(activity=found, quarter=quarter).first()
    names = ("rating", "words", "spent", "reached", "people", "women", "youth", "disability")
    initial = {name: getattr(now, name) for name in names} if now else {}
    if now:
        initial["reached"] = figure(now.reached)
    if request.method == "POST":
        form = ProgressForm(request.POST, request.FILES, activity=found)
        if form.is_valid():
            try:
                progress.say_progress(
                    activity=found, quarter=quarter, said=form.said(), files=form.sent(), by=request.user
                )
            except StepRefused as refused:
                _tell(form, refused)
            else:
                messages.success(request, _("It is entered."))
                return redirect(f"{found.get_absolute_url()}#q{quarter}")
    else:
        form = ProgressForm(activity=found, initial=initial)
    context = {
        "activity": found,
        "plan": found.plan,
        "forum": found.plan.forum,
        "quarter": found.plan.quarter(quarter),
        "form": form,
        "now": now,
        "can_be_said": quarter in progress.may_be_said(found, timezone.localdate()),
    }
    return render(request, "actionplans/progress.html", context, status=422 if form.errors else 200)


@login_required
def progress_evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What shows what was done in a quarter, as an attachment."""
    return sent(load(ProgressEvidence.objects.all(), request.user, "see_officers_copy", pk=pk))


@login_required
@require_POST
def progress_evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away where it was added by mistake."""
    found = load(ProgressEvidence.objects.all(), request.user, "keep_record", pk=pk)
    progress.take_away(evidence=found, by=request.user)
    messages.success(request, _("“%(title)s” is removed.") % {"title": found.title})
    return redirect(found.activity)
