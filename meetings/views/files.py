"""Screens: the photographs and files of a meeting: seen, put there whole, changed, removed, downloaded."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from forums.access import load, may, require
from forums.workflow import StepRefused
from meetings.actions import files
from meetings.forms import FileForm, SendFileForm
from meetings.models import Meeting, MeetingFile
from portal.kept_files import LARGEST, sent, sent_as

A_PAGE = 24


@login_required
def meeting_files(request: HttpRequest, pk: int) -> HttpResponse:
    """What lies with the meeting, and for who keeps the record a form to put more there."""
    found = load(Meeting.objects.select_related("minutes"), request.user, pk=pk)
    if request.method != "POST":
        return files_page(request, found, SendFileForm())
    require(request.user, files.RIGHT, found.area)
    form = SendFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return files_page(request, found, form)
    said = form.cleaned_data
    filed, refused = 0, []
    for came in said.pop("file"):
        content = came.read(LARGEST + 1)
        try:
            files.put(meeting=found, name=came.name, content=content, by=request.user, **said)
        except StepRefused as wrong:
            refused.append((came.name, str(wrong)))
        else:
            filed += 1
    if not filed:
        for name, words in refused:
            form.add_error("file", words if len(refused) == 1 else f"{name}: {words}")
        return files_page(request, found, form)
    messages.success(request, ngettext("%(n)s file is here now.", "%(n)s files are here now.", filed) % {"n": filed})
    for name, words in refused:
        messages.error(request, f"{name}: {words}")
    return redirect("meeting_files", pk=pk)


def files_page(request: HttpRequest, meeting: Meeting, form: SendFileForm) -> HttpResponse:
    """The page itself, with what is wrong in the form."""
    rows = MeetingFile.objects.visible_to(request.user).filter(meeting=meeting)
    photographs = Paginator(rows.filter(kind=MeetingFile.Kind.PHOTOGRAPH), A_PAGE)
    keeps = may(request.user, files.RIGHT, meeting.area)
    context = {
        **_head(request, meeting),
        "keeps": keeps,
        "form": form if keeps else None,
        "page": photographs.get_page(request.GET.get("page")),
        "documents": rows.filter(kind=MeetingFile.Kind.DOCUMENT),
    }
    return render(request, "meetings/files.html", context, status=422 if form.errors else 200)


@login_required
def meeting_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; who keeps the record says here what it is and who sees it."""
    found = _load(request, pk, files.RIGHT if request.method == "POST" else "see_forum")
    keeps = may(request.user, files.RIGHT, found.area)
    form = FileForm(request.POST if request.method == "POST" else None, file=found) if keeps else None
    if form is not None and form.is_bound and form.is_valid():
        files.change(file=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("It is saved."))
        return redirect("meeting_files", pk=found.meeting_id)
    is_large = "large" in request.GET
    context = {**_head(request, found.meeting), "keeps": keeps, "file": found, "form": form, "is_large": is_large}
    return render(request, "meetings/file.html", context, status=422 if form is not None and form.errors else 200)


@login_required
@require_POST
def meeting_file_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one from the meeting."""
    found = _load(request, pk, files.RIGHT)
    files.remove(file=found, by=request.user)
    messages.success(request, _("“%(title)s” is removed.") % {"title": found.title})
    return redirect("meeting_files", pk=found.meeting_id)


@login_required
def meeting_file_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The photograph or document, as an attachment; never by an address of its own."""
    found = _load(request, pk)
    return sent(found)


@login_required
def meeting_file_small(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The small picture for the list; a browser that has it is told so, once its reader may still see it."""
    found = _load(request, pk)
    if not found.small:
        raise Http404
    mark = f'"{found.sha256[:32]}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers={"ETag": mark, "Cache-Control": "private, no-cache"})
    answer = sent_as(found.small, f"small-{found.file_name}", "image/jpeg", "private, no-cache")
    answer["ETag"] = mark
    return answer


def _head(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "forum": meeting.forum,
        "minutes": getattr(meeting, "minutes", None),
        "reads_drafts": may(request.user, "see_drafts", meeting.area),
        "tab": "files",
    }


def _load(request: HttpRequest, pk: int, right: str = "see_forum") -> MeetingFile:
    return load(MeetingFile.objects.select_related("meeting__minutes"), request.user, right, pk=pk)
