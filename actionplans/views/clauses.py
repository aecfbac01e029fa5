"""Screens: one clause of an accord, how it is kept by which dated word, and the actions that follow from it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans import agreeing
from actionplans.accord_forms import ClauseActionForm, ClauseChangeForm
from actionplans.accord_workflow import CLAUSES
from actionplans.actions import activities_open
from actionplans.models import AccordClause, ActionPoint
from actionplans.panels import standing
from actionplans.views.pledges import field_of
from actionplans.views.points import owners_of
from forums.access import load, may, require
from forums.workflow import StepRefused
from meetings.resolution_forms import WordForm


@login_required
def clause(request: HttpRequest, pk: int) -> HttpResponse:
    """One clause: its words, who sees to it, how it is kept, and what follows."""
    return _page(request, _clause(request, pk))


@login_required
@require_POST
def clause_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it is kept since which day."""
    found = _clause(request, pk)
    require(request.user, "keep_record", found.area)
    form = _word_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    said = form.cleaned_data
    try:
        CLAUSES.take(found, said["verb"], by=request.user, note=said["words"], on=said["on"])
    except StepRefused as refused:
        form.add_error(field_of(refused, form), str(refused))
        return _page(request, _clause(request, pk), form=form, status=422)
    messages.success(request, _("It is entered."))
    return redirect(found)


@login_required
def clause_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say anew who sees to it and until when; its words while it is negotiated alone."""
    found = _clause(request, pk, "keep_record")
    before = {name: getattr(found, name) for name in ("text", "responsible", "due")}
    form = ClauseChangeForm(
        request.POST if request.method == "POST" else None, is_negotiated=found.accord.is_negotiated, initial=before
    )
    if request.method == "POST" and form.is_valid():
        try:
            agreeing.change_clause(clause=found, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(field_of(refused, form), str(refused))
        else:
            messages.success(request, _("It is entered."))
            return redirect(found)
    context = {"clause": found, "forum": found.accord.forum, "form": form, "title": _("Change the clause")}
    return render(request, "actionplans/clause_form.html", context, status=422 if form.errors else 200)


@login_required
def clause_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an action that follows from it."""
    found = _clause(request, pk, "keep_record")
    if not found.accord.lives:
        messages.error(request, _("Clauses are followed up from the signing until the accord ends."))
        return redirect(found)
    forum = found.accord.forum
    owners = owners_of(forum)
    known = found.responsible if found.responsible in owners else ""
    form = ClauseActionForm(
        request.POST if request.method == "POST" else None,
        activities=activities_open(forum),
        initial={"text": found.text, "owner": known, "due": found.due},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = agreeing.act_on_clause(clause=found, officers_only=False, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(field_of(refused, form), str(refused))
        else:
            messages.success(request, _("Action %(reference)s is entered.") % {"reference": made.reference})
            return redirect(found)
    context = {
        "clause": found, "forum": forum, "form": form, "title": _("Enter an action that follows"),
        "owners": owners,
    }  # fmt: skip
    return render(request, "actionplans/clause_form.html", context, status=422 if form.errors else 200)


def _clause(request: HttpRequest, pk: int, right: str = "see_forum") -> AccordClause:
    return load(AccordClause.objects.all(), request.user, right, pk=pk)


def _word_form(request: HttpRequest, found: AccordClause, *data: Any) -> WordForm:
    steps = [(step.verb, step.label) for step in CLAUSES.available(found, request.user)]
    return WordForm(*data, steps=steps, initial={"on": timezone.localdate()})


def _page(
    request: HttpRequest, found: AccordClause, *, form: WordForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    keeps = may(request.user, "keep_record", found.area)
    form = form or (_word_form(request, found) if keeps else None)
    points = ActionPoint.objects.of(found.accord.forum, request.user).filter(clauses=found)
    context = {
        "clause": found,
        "accord": found.accord,
        "forum": found.accord.forum,
        "words": found.words.all(),
        "actions": [(point, *standing(point, today)) for point in points],
        "breaches": found.breaches.select_related("said_by"),
        "keeps": keeps,
        "form": form if form is not None and form.fields["verb"].choices else None,
    }
    return render(request, "actionplans/clause.html", context, status=status)
