"""Screens: a work plan from a spreadsheet, looked at before anything is done; the empty template."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans import plan_sheets
from actionplans.models import Activity, Objective, WorkPlan
from forums.access import load
from forums.workflow import StepRefused
from members.forms import SpreadsheetForm
from members.spreadsheets.reading import Unreadable
from portal.sheets import taken_along


@login_required
def plan_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a spreadsheet; every row is shown as new, changed, the same, twice or wrong, and nothing is done yet."""
    found = _plan(request, pk)
    if found.is_adopted:
        messages.error(request, _("A meeting has adopted this plan. Change it by hand, with the reason each time."))
        return redirect(found)
    asked = request.method == "POST"
    form = SpreadsheetForm(request.POST, request.FILES) if asked else SpreadsheetForm()
    if asked and form.is_valid():
        came = form.cleaned_data["file"]
        try:
            rows = plan_sheets.rows_of(came, came.size)
        except Unreadable as why:
            form.add_error("file", str(why))
        else:
            results = plan_sheets.compared(found, rows)
            return _preview(request, found, came.name, results, plan_sheets.sealed(found, rows, results, request.user))
    context = {
        "plan": found,
        "forum": found.forum,
        "form": form,
        "headings": plan_sheets.headings(),
        "kinds": [label for _value, label in Activity.Kind.choices],
        "aims": Objective.Aim.choices,
    }
    return render(request, "actionplans/plan_import.html", context, status=422 if form.errors else 200)


def _preview(
    request: HttpRequest, plan: WorkPlan, name: str, results: list[plan_sheets.Result], carried: str
) -> HttpResponse:
    order = {"wrong": 0, "twice": 1, "changed": 2, "new": 3, "same": 4}
    counts = {kind: sum(row.kind == kind for row in results) for kind in order}
    heads = dict(zip(plan_sheets.HEADINGS, plan_sheets.headings(), strict=True))
    for row in results:
        row.told = [(heads[column], before, after) for column, before, after in row.told]
    context = {
        "plan": plan,
        "forum": plan.forum,
        "file_name": name,
        "results": sorted(results, key=lambda row: (order[row.kind], row.number)),
        "counts": counts,
        "does": counts["new"] + counts["changed"],
        "carried": carried,
    }
    return render(request, "actionplans/plan_preview.html", context)


@login_required
@require_POST
def plan_import_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring in what was shown, all or nothing."""
    found = _plan(request, pk)
    try:
        number = plan_sheets.bring_in(
            plan=found, carried=request.POST.get("carried", ""), without_wrong="without_wrong" in request.POST,
            by=request.user,
        )  # fmt: skip
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect("plan_import", pk=pk)
    messages.success(request, _("The spreadsheet is brought in: rows with something new: %(n)s.") % {"n": number})
    return redirect(found)


@login_required
def plan_template(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The headings in a file, with a row that shows how it is meant."""
    found = _plan(request, pk)
    secretary = found.forum.offices.filter(seat="secretary").first()
    shown: list[Any] = [
        _("Fewer clashes at the grazing borders"), 1, _("Dialogue of the elders of both sides"),
        str(Activity.Kind.DIALOGUE.label), str(secretary.title) if secretary else "", "Q1, Q3",
        found.forum.area.name, "", 60000, str(Activity.Source.PARTNER.label), _("Dialogues held"), 0, 2,
    ]  # fmt: skip
    return taken_along(request.GET.get("as") or "xlsx", f"plan-template-{found.year}", plan_sheets.headings(), [shown])


def _plan(request: HttpRequest, pk: int) -> WorkPlan:
    return load(WorkPlan.objects.all(), request.user, "keep_record", pk=pk)
