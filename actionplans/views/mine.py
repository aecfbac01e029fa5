"""Screens: what I took on, with or without an account; said in a minute what was done, on a telephone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from actionplans import doing
from actionplans.links import read_mark
from actionplans.models import ActionPoint
from actionplans.models.points import owned_by
from actionplans.panels import standing
from actionplans.point_forms import SayForm
from actionplans.workflow import open_to_owner
from forums.workflow import StepRefused

MOST_DONE = 10


@login_required
def my_actions(request: HttpRequest) -> HttpResponse:
    """What I took on, or an office that I hold: what is late first, then what is done."""
    rows = ActionPoint.objects.filter(owned_by(request.user))
    return render(request, "actionplans/mine.html", _lists(rows))


@never_cache
def mine(request: HttpRequest, mark: str) -> HttpResponse:
    """The same behind the link of a message. No sign-in."""
    person = read_mark(mark, timezone.localdate())
    if person is None:
        return render(request, "actionplans/mine_over.html", status=404)
    context = _lists(ActionPoint.objects.of_person(person)) | {"person": person, "mark": mark}
    return render(request, "actionplans/mine.html", context)


@never_cache
def mine_action(request: HttpRequest, mark: str, pk: int) -> HttpResponse:
    """One of them: say what was done, with a photograph. No sign-in."""
    person = read_mark(mark, timezone.localdate())
    if person is None:
        return render(request, "actionplans/mine_over.html", status=404)
    found = get_object_or_404(ActionPoint.objects.of_person(person).with_meeting(), pk=pk)
    form = _form(request, found)
    if request.method == "POST" and form is not None and form.is_valid():
        said = form.cleaned_data
        try:
            doing.say(
                point=found, verb=said["verb"], words=said["words"], on=said["on"], files=form.sent(), person=person,
                by=None,
            )  # fmt: skip
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{request.path}?said=1")
    kind, words = standing(found, timezone.localdate())
    context = {
        "point": found, "forum": found.forum, "person": person, "mark": mark, "form": form, "status_kind": kind,
        "status_words": words, "words": found.words.all(), "said": "said" in request.GET and request.method == "GET",
        "pieces": found.evidence.count(),
    }  # fmt: skip
    return render(
        request, "actionplans/mine_action.html", context, status=422 if form is not None and form.errors else 200
    )


def _form(request: HttpRequest, found: ActionPoint) -> SayForm | None:
    steps = [(step.verb, step.label) for step in open_to_owner(found)]
    if not steps:
        return None
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SayForm(*given, steps=steps, initial={"on": timezone.localdate()})
    form.fields["words"].help_text = _("What was done, by whom; everybody of the forum can read this")
    return form


def _lists(rows: Any) -> dict[str, Any]:
    """What is open, the soonest due first, and what was done last. Two queries."""
    today = timezone.localdate()
    waiting = rows.still_open().select_related("forum__area")
    done = rows.filter(status=ActionPoint.Status.DONE).select_related("forum__area").order_by("-stood_on", "-pk")
    told = [(point, *standing(point, today)) for point in waiting]
    return {
        "waiting": told,
        "late": sum(kind == "late" for _point, kind, _words in told),
        "done": [(point, *standing(point, today)) for point in done[:MOST_DONE]],
    }
