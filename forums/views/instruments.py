"""Screens: the instruments on file for a forum: put there, downloaded, taken off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums import instruments
from forums.access import load
from forums.forms import InstrumentForm
from forums.models import Forum, Instrument
from forums.workflow import StepRefused

READ = "see_officers_copy"


@login_required
def forum_instruments(request: HttpRequest, slug: str) -> HttpResponse:
    """The scans on file, and a form for another where the user may put one there."""
    forum = load(Forum.objects.with_area(), request.user, READ, slug=slug)
    may_file = instruments.may_file(request.user, forum)
    form = None
    if may_file:
        form = InstrumentForm(request.POST, request.FILES) if request.method == "POST" else InstrumentForm()
    elif request.method == "POST":
        raise PermissionDenied
    if form is not None and form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            instruments.put_on_file(
                forum=forum,
                title=said["title"],
                dated=said["dated"],
                content=said["file"].read(instruments.LARGEST + 1),
                name=said["file"].name,
                by=request.user,
            )
        except StepRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("It is on file: %(title)s.") % {"title": said["title"]})
            return redirect("forum_instruments", slug=slug)
    context = {"forum": forum, "form": form, "instruments": forum.instruments.select_related("filed_by")}
    return render(request, "forums/instruments.html", context, status=422 if form is not None and form.errors else 200)


@login_required
def instrument_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The scan, as an attachment; never by an address of its own."""
    found = _load(request, pk)
    name = f"{slugify(found.title)[:80] or 'instrument'}.{found.kind}"
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=name)
    answer["Content-Type"] = "application/octet-stream"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def instrument_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a scan off file."""
    found = _load(request, pk)
    try:
        instruments.take_off_file(instrument=found, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is taken off file."))
    return redirect("forum_instruments", slug=found.forum.slug)


def _load(request: HttpRequest, pk: int) -> Instrument:
    forum = Forum.objects.with_area()
    found = Instrument.objects.filter(pk=pk).values_list("forum", flat=True).first()
    load(forum, request.user, READ, pk=found or 0)
    return Instrument.objects.select_related("forum__area").get(pk=pk)
