"""Screens: in what a person of the forum was trained."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load
from forums.models import Forum
from members import actions
from members.forms import TrainingForm
from members.merging import people_of
from members.models import Person, Training


@login_required
def trainings(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The trainings of somebody on the roster or in an office, and a form for another."""
    forum, person = _person(request, slug, pk)
    form = TrainingForm(request.POST if request.method == "POST" else None, instance=Training(person=person))
    if request.method == "POST" and form.is_valid():
        actions.add_training(forum=forum, training=form.save(commit=False), by=request.user)
        messages.success(request, _("The training is entered."))
        return redirect("trainings", slug=slug, pk=pk)
    context = {"forum": forum, "person": person, "form": form, "trainings": person.trainings.all()}
    return render(request, "members/trainings.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def training_remove(request: HttpRequest, slug: str, pk: int, training: int) -> HttpResponse:
    """Take back a training entered by mistake."""
    forum, person = _person(request, slug, pk)
    found = get_object_or_404(person.trainings, pk=training)
    actions.remove_training(forum=forum, training=found, by=request.user)
    messages.success(request, _("The training is taken back."))
    return redirect("trainings", slug=slug, pk=pk)


def _person(request: HttpRequest, slug: str, pk: int) -> tuple[Forum, Person]:
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    return forum, get_object_or_404(people_of(forum), pk=pk)
