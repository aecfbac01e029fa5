"""Screens: the stages of a forum and its mandate, each with day and instrument."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forums import life
from forums.access import load
from forums.forms import MandateForm, StageForm
from forums.models import Forum
from forums.workflow import StepRefused


@login_required
def forum_stage(request: HttpRequest, slug: str) -> HttpResponse:
    """How the forum came to where it stands, and what has happened since."""
    forum = load(Forum.objects.with_area(), request.user, life.RIGHT, slug=slug)
    steps = life.FORUM.available(forum, request.user)
    form = StageForm(request.POST if request.method == "POST" else None, steps=steps)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = {name: said.get(name) or "" for name in ("words", "instrument", "confirmed_by")}
        try:
            life.FORUM.take(
                forum, said["verb"], by=request.user, note=said.get("note", ""), since=said["since"], **told
            )
        except StepRefused as refused:
            form.add_error("since", str(refused))
        else:
            messages.success(request, _("It is recorded: %(stage)s.") % {"stage": forum.get_stage_display()})
            return redirect(forum)
    context = {"forum": forum, "form": form, "stages": forum.stages.select_related("recorded_by")}
    return render(request, "forums/stage.html", context, status=422 if form.errors else 200)


@login_required
def forum_mandate(request: HttpRequest, slug: str) -> HttpResponse:
    """The forum's mandates in order; another one repurposes it."""
    forum = load(Forum.objects.with_area(), request.user, life.RIGHT, slug=slug)
    form = MandateForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        life.give_mandate(
            forum=forum,
            name=said["name"],
            since=said["since"],
            since_words=said["words"],
            instrument=said["instrument"],
            by=request.user,
        )
        messages.success(request, _("The mandate is recorded."))
        return redirect(forum)
    context = {"forum": forum, "form": form, "mandates": forum.mandates.all()}
    return render(request, "forums/mandate.html", context, status=422 if form.errors else 200)
