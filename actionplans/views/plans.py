"""Screens: a forum's work plan of a year, how it is begun, adopted and printed; the plans of all the forums below."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.actions import FieldRefused
from actionplans.below import forums_below
from actionplans.models import QUARTERS, ActionPoint, Activity, Objective, WorkPlan
from actionplans.panels import standing
from actionplans.plan_figures import Line, PlanLine, Standing, lines_of, plans_of, quarters_below, standing_of
from actionplans.plan_forms import MOST_MEETINGS, AdoptForm, BeginForm, ObjectiveForm
from actionplans.plan_papers import print_plan, print_progress
from actionplans.planning import (
    PLANS,
    add_objective,
    adopt,
    begin_plan,
    change_objective,
    figure,
    remove_objective,
    years_to_begin,
)  # fmt: skip
from forums.access import load, may, require
from forums.models import Forum
from forums.quarter import Quarter
from forums.workflow import StepRefused
from meetings.models import Meeting, Resolution
from portal.sheets import WAYS, taken_along

A_PAGE = 25
SHOWN = ("year", "quarters", "late")


@login_required
def forum_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan of the year that runs, or the latest there is; where there is none, how one is begun."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    plans = list(WorkPlan.objects.filter(forum=forum))
    now = Quarter.now().year
    found = next((plan for plan in plans if plan.year == now), plans[0] if plans else None)
    if found is not None and "begin" not in request.GET:
        return redirect(found)
    return _begin_page(request, forum, plans)


@login_required
@require_POST
def plan_begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a plan, empty or as a copy."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    plans = list(WorkPlan.objects.filter(forum=forum))
    form = BeginForm(request.POST, years=years_to_begin(forum, timezone.localdate()), earlier=plans)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = begin_plan(forum=forum, year=said["year"], copy_of=said.get("copy_of"), by=request.user)
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The plan is begun. A meeting adopts it once it is whole."))
            return redirect(made)
    return _begin_page(request, forum, plans, form=form)


def _begin_page(
    request: HttpRequest, forum: Forum, plans: list[WorkPlan], form: BeginForm | None = None
) -> HttpResponse:
    keeps = may(request.user, "keep_record", forum.area)
    if keeps and form is None:
        form = BeginForm(years=years_to_begin(forum, timezone.localdate()), earlier=plans)
    context = {"forum": forum, "plans": plans, "form": form, "keeps": keeps, "year": Quarter.now().financial_year}
    return render(request, "actionplans/plan_none.html", context, status=422 if form and form.errors else 200)


@login_required
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is to be done in the year, how each quarter went, and what is late."""
    found = load(WorkPlan.objects.all(), request.user, pk=pk)
    today = timezone.localdate()
    lines = lines_of(found, today, with_whom="as" in request.GET)
    whole = standing_of(lines)
    if "as" in request.GET:
        name = f"plan-{found.forum.slug}-{found.year}"
        return taken_along(request.GET["as"], name, *_sheet_of(lines))
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "year"
    keeps = may(request.user, "keep_record", found.area)
    context = {
        "plan": found,
        "forum": found.forum,
        "plans": list(WorkPlan.objects.filter(forum=found.forum).exclude(pk=pk)),
        "shown": shown,
        "objectives": _by_objective(found, lines, shown),
        "board": _board(found, lines, today, request.user) if shown == "quarters" else None,
        "standing": whole,
        "figures": _figures(whole),
        "quarters": [found.quarter(number) for number in QUARTERS],
        "now": Quarter.of(today),
        "begun": [number for number in QUARTERS if found.quarter(number).start <= today],
        "joint": _joint(found, request.user) if shown == "year" else [],
        "changes": list(found.changes.all()[:20]) if found.is_adopted and shown == "year" else [],
        "keeps": keeps,
        "may_adopt": keeps and whole.alive and PLANS.offers(found, request.user, "adopt"),
        "follows": may(request.user, "see_officers_copy", found.area) and found.area.level != "sub_county",
        "ways": WAYS,
    }
    return render(request, "actionplans/plan.html", context)


def _by_objective(plan: WorkPlan, lines: list[Line], shown: str) -> list[tuple[Objective, list[Line]]]:
    wanted = [line for line in lines if line.is_late] if shown == "late" else lines
    rows = [
        (objective, [line for line in wanted if line.activity.objective_id == objective.pk])
        for objective in plan.objectives.all()
    ]
    return [(objective, found) for objective, found in rows if found or shown != "late"]


def _board(plan: WorkPlan, lines: list[Line], today: Any, user: Any) -> list[dict[str, Any]]:
    """The year's quarters as columns: the activities planned for each with their actions, and how many actions are done.

    One query.
    """
    year = (plan.quarter(1).start, plan.quarter(4).end)
    rows = ActionPoint.objects.of(plan.forum, user).filter(due__range=year).order_by("due", "reference")
    due: dict[Quarter, list[ActionPoint]] = {plan.quarter(number): [] for number in QUARTERS}
    for point in rows.only("text", "due", "status", "activity"):
        due[Quarter.of(point.due)].append(point)
    columns = []
    for number in QUARTERS:
        quarter = plan.quarter(number)
        cards = [
            {
                "activity": line.activity,
                "cell": line.cells[number - 1],
                "actions": [
                    (point, *standing(point, today)) for point in due[quarter] if point.activity_id == line.activity.pk
                ],
            }
            for line in lines
        ]
        columns.append(
            {
                "quarter": quarter,
                "cards": [card for card in cards if card["cell"].is_planned or card["cell"].said or card["actions"]],
                "due": len(due[quarter]),
                "done": sum(point.status == "done" for point in due[quarter]),
                "is_now": quarter.start <= today <= quarter.end,
            }
        )
    return columns


def _figures(whole: Standing) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = [
        {"label": _("Activities"), "value": whole.alive},
        {"label": _("Met"), "value": whole.done},
        {"label": _("Late"), "value": whole.late},
    ]
    if whole.budget is not None or whole.spent is not None:
        told.append({"label": _("Spent of the budget, KES"), "spent": whole.spent, "budget": whole.budget})
    return told


def _joint(plan: WorkPlan, user: Any) -> list[Activity]:
    """What other forums plan together with this one in the year. One query."""
    rows = Activity.objects.filter(joint_with=plan.forum, objective__plan__year=plan.year, dropped_on=None)
    found = list(rows.select_related("objective__plan__forum__area"))
    for activity in found:
        activity.may_be_read = may(user, "see_forum", activity.area)
    return found


def _sheet_of(lines: list[Line]) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Number"), _("Objective"), _("Aim"), _("Activity"), _("Kind"), _("Responsible"), _("Partners"),
        _("Together with"), *[f"Q{number}" for number in QUARTERS], _("Place"), _("Budget, KES"), _("Source of the money"),
        _("Spent, KES"), _("Indicator"), _("Baseline"), _("Target"), _("Reached"), _("Status"), _("Dropped"),
    ]  # fmt: skip
    rows = []
    for line in lines:
        row = line.activity
        partners = [body.name for body in row.partners.all()]
        rows.append(
            [
                row.mark,
                row.objective.text,
                str(row.objective.get_aim_display()),
                row.title,
                str(row.get_kind_display()),
                row.responsible,
                "; ".join([*partners, *filter(None, [row.other_partners])]),
                "; ".join(forum.area.title for forum in row.joint_with.all()),
                *[cell.words for cell in line.cells],
                row.place,
                row.budget,
                row.get_source_words() if row.source else "",
                line.spent,
                row.indicator,
                figure(row.baseline),
                figure(row.target),
                figure(line.reached),
                line.words,
                row.dropped_on,
            ]  # fmt: skip
        )
    return heads, rows


@login_required
def plan_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter at which meeting it was adopted."""
    found = load(WorkPlan.objects.all(), request.user, "keep_record", pk=pk)
    if found.is_adopted:
        messages.error(request, _("A meeting has adopted this plan already."))
        return redirect(found)
    meetings = list(
        Meeting.objects.filter(forum=found.forum, held_on__lte=found.quarter(4).end)
        .took_place()
        .order_by("-held_on")[:MOST_MEETINGS]
    )
    rows = Resolution.objects.with_meeting().filter(forum=found.forum, deed__entry__minutes__meeting__in=meetings)
    form = AdoptForm(
        request.POST if request.method == "POST" else None,
        meetings=meetings,
        resolutions=list(rows.order_by("-deed__year", "-deed__number")),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            adopt(plan=found, meeting=said["meeting"], resolution=said.get("resolution"), by=request.user)
        except FieldRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The plan is adopted. From now on it changes only with a reason."))
            return redirect(found)
    context = {"plan": found, "forum": found.forum, "form": form, "meetings": meetings}
    return render(request, "actionplans/plan_adopt.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def plan_print(request: HttpRequest, pk: int) -> HttpResponse:
    """Print the plan, or how a quarter of it went."""
    found = load(WorkPlan.objects.all(), request.user, "keep_record", pk=pk)
    try:
        if request.POST.get("quarter"):
            number = {str(number): number for number in QUARTERS}.get(request.POST["quarter"])
            if number is None:
                raise StepRefused(_("A year has four quarters."))
            return redirect(print_progress(plan=found, quarter=number, by=request.user))
        return redirect(print_plan(plan=found, by=request.user))
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect(found)


@login_required
def objective_add(request: HttpRequest, pk: int) -> HttpResponse:
    """An objective more."""
    found = load(WorkPlan.objects.all(), request.user, "keep_record", pk=pk)
    form = ObjectiveForm(request.POST if request.method == "POST" else None, plan=found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_objective(plan=found, aim=said["aim"], text=said["text"], why=said.get("why", ""), by=request.user)
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The objective is entered. Now the activities that serve it."))
            return redirect(found)
    return _objective_page(request, found, form)


@login_required
def objective_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an objective say something else."""
    found = load(Objective.objects.all(), request.user, "keep_record", pk=pk)
    form = ObjectiveForm(
        request.POST if request.method == "POST" else None,
        plan=found.plan,
        initial={"text": found.text, "aim": found.aim},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            change_objective(
                objective=found, aim=said["aim"], text=said["text"], why=said.get("why", ""), by=request.user
            )
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The objective is changed."))
            return redirect(found.plan)
    return _objective_page(request, found.plan, form, objective=found)


def _objective_page(
    request: HttpRequest, plan: WorkPlan, form: ObjectiveForm, objective: Objective | None = None
) -> HttpResponse:
    removable = objective is not None and not plan.is_adopted and not objective.activities.exists()
    context = {"plan": plan, "forum": plan.forum, "form": form, "objective": objective, "removable": removable}
    return render(request, "actionplans/objective.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def objective_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an empty objective out of a draft."""
    found = load(Objective.objects.all(), request.user, "keep_record", pk=pk)
    try:
        remove_objective(objective=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The objective is removed."))
    return redirect(found.plan)


@login_required
def plans_below(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Which forums have a plan, and how the quarter went in each."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    require(request.user, "see_officers_copy", forum.area)
    now = Quarter.now()
    forums = forums_below(forum, request.user)
    quarters = quarters_below(forums, now)
    known = {row["quarter"].code: row["quarter"] for row in quarters}
    quarter = known.get(request.GET.get("quarter", ""), now.previous())
    only = request.GET.get("only", "")
    lines = plans_of(forums, quarter)
    counts = {
        "all": len(lines),
        "plans": sum(line.plan is not None for line in lines),
        "adopted": sum(line.plan is not None and line.plan.is_adopted for line in lines),
    }
    if only == "none":
        lines = [line for line in lines if line.plan is None]
    elif only == "plan":
        lines = [line for line in lines if line.plan is not None]
    elif only == "unrated":
        lines = [line for line in lines if line.plan and line.plan.is_adopted and line.rated < line.planned]
    if "as" in request.GET:
        return taken_along(request.GET["as"], f"plans-below-{slug}", *_sheet_below(lines))
    context = {
        "forum": forum,
        "quarter": quarter,
        "quarters": quarters,
        "asked": {"quarter": quarter.code, "only": only},
        "counts": counts,
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("page")),
        "ways": WAYS,
    }
    return render(request, "actionplans/plans_below.html", context)


def _sheet_below(lines: list[PlanLine]) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Forum"), _("Plan"), _("Activities"), _("Planned in the quarter"), _("Met"), _("On track"), _("Constrained"),
        _("No progress"), _("Not rated"), _("Budget, KES"), _("Spent, KES"),
    ]  # fmt: skip
    rows = []
    for line in lines:
        status = str(line.plan.get_status_display()) if line.plan else _("None")
        unrated = max(0, line.planned - line.rated)
        rows.append(
            [
                line.forum.title, status, line.activities, line.planned, *line.ratings.values(), unrated, line.budget,
                line.spent,
            ]
        )  # fmt: skip
    return heads, rows
