"""Addresses for the page's own script: a file in parts over a line that is cut, and its filing once it has come whole."""

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from forums.access import load
from forums.workflow import StepRefused
from meetings.actions import files, uploads
from meetings.forms import FileForm, PartForm
from meetings.models import Meeting
from meetings.models.files import KEY


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def meeting_file_part(request: HttpRequest, pk: int) -> JsonResponse:
    """How much of a file has come (GET); one part more (POST). 409 where it goes on elsewhere, 422 where it never will."""
    found = load(Meeting.objects, request.user, files.RIGHT, pk=pk)
    if request.method == "GET":
        key = request.GET.get("key", "")
        if not re.fullmatch(KEY, key):
            return JsonResponse({"words": ""}, status=422)
        have = uploads.how_much(meeting=found, key=key, by=request.user)
        done = uploads.filed(meeting=found, key=key) is not None
        return JsonResponse({"have": have, "filed": done, "token": get_token(request)})
    form = PartForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"words": next(iter(form.errors.values()))[0]}, status=422)
    said = form.cleaned_data
    content = said.pop("part")
    try:
        have = uploads.take(meeting=found, content=content, by=request.user, **said)
    except uploads.OutOfStep as elsewhere:
        return JsonResponse({"have": elsewhere.have}, status=409)
    except StepRefused as refused:
        return JsonResponse({"words": str(refused)}, status=422)
    return JsonResponse({"have": have})


@login_required
@never_cache
@require_POST
def meeting_file_whole(request: HttpRequest, pk: int) -> JsonResponse:
    """File what has come whole; asked twice, it is filed once."""
    found = load(Meeting.objects, request.user, files.RIGHT, pk=pk)
    key = request.POST.get("key", "")
    form = FileForm(request.POST)
    if not form.is_valid() or not re.fullmatch(KEY, key):
        wrong = {name: words[0] for name, words in form.errors.items()}
        return JsonResponse({"wrong": wrong, "words": next(iter(wrong.values()), "")}, status=422)
    try:
        made = uploads.file(meeting=found, key=key, by=request.user, **form.cleaned_data)
    except uploads.OutOfStep as missing:
        return JsonResponse({"have": missing.have, "words": uploads.not_whole()}, status=409)
    except StepRefused as refused:
        return JsonResponse({"words": str(refused)}, status=422)
    return JsonResponse({"filed": reverse("meeting_file", args=[made.pk])})
