"""Screens: writing on the device. What a browser asks for to keep texts, to send them, and to go on writing without a line."""

import hashlib
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from forums.access import load
from meetings.actions import drafting, writing
from meetings.forms import DeedFormSet, DeviceForm, EntryForm
from meetings.models import Meeting
from meetings.typed import owners_of
from meetings.views.minute_book import new_deeds, stamp_of

SHELL = [
    "css/tokens.css", "css/base.css", "css/components.css", "img/mark.svg", "img/favicon.svg",
    "js/drafts.js", "js/minute_book.js", "js/draft_page.js",
]  # fmt: skip


@never_cache
@require_safe
def draft_token(request: HttpRequest) -> JsonResponse:
    """Who is signed in, and a fresh seal for what the device sends; 401 where nobody is. Asking keeps the session alive."""
    if not request.user.is_authenticated:
        return JsonResponse({"state": "signed out"}, status=401)
    return JsonResponse({"user": str(request.user.pk), "csrf": get_token(request)})


@never_cache
@require_POST
def draft_key(request: HttpRequest) -> JsonResponse:
    """The key for what this user writes on this device, and until when this session can last at most."""
    if not request.user.is_authenticated:
        return JsonResponse({"state": "signed out"}, status=401)
    form = DeviceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"state": "wrong"}, status=422)
    until = request.session["began_at"] + settings.SESSION_LONGEST_SECONDS
    key = drafting.key_for(user=request.user, device=str(form.cleaned_data["device"]))
    return JsonResponse({"user": str(request.user.pk), "key": key, "until": until})


@never_cache
@login_required
@require_safe
def draft_meeting(request: HttpRequest, pk: int) -> JsonResponse:
    """What a device keeps of the meeting opened: its agenda, its entries, and who may take on an action. No contacts."""
    meeting = load(Meeting.objects.select_related("minutes"), request.user, "keep_record", pk=pk)
    minutes = getattr(meeting, "minutes", None)
    if minutes is None or not minutes.is_draft:
        return JsonResponse({"state": "closed"}, status=409)
    agenda = list(meeting.agenda.all())
    entries = list(minutes.entries.prefetch_related("deeds").order_by("item__position", "position", "pk"))
    return JsonResponse(
        {
            "meeting": meeting.pk,
            "minutes": minutes.pk,
            "title": meeting.name,
            "day": meeting.held_on.isoformat(),
            "forum": meeting.forum.title,
            "stamp": stamp_of(agenda, entries),
            "agenda": [{"pk": item.pk, "position": item.position, "title": item.title} for item in agenda],
            "entries": [
                {"pk": e.pk, "key": str(e.key), "item": e.item_id, "version": e.version, **_with_keys(e)}
                for e in entries
            ],
            "owners": [list(pair) for pair in owners_of(meeting)],
        }
    )


def _with_keys(entry: Any) -> dict[str, Any]:
    said = writing.written(entry)
    said["deeds"] = [
        {"pk": d.pk, "key": str(d.key or ""), "kind": d.kind, "text": d.text, "owner": d.owner,
         "due": d.due.isoformat() if d.due else ""}
        for d in entry.deeds.all()
    ]  # fmt: skip
    return said


@require_safe
def draft_page(request: HttpRequest) -> HttpResponse:
    """The one page that a device keeps: the same for everybody, it draws itself from what is on the device."""
    return HttpResponse(_page(_language(request)))


@never_cache
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that answers when the line is down. It keeps the shell and the page above, and nothing else."""
    language = _language(request)
    shell = [static(name) for name in SHELL]
    version = hashlib.sha256("|".join([*shell, _page(language)]).encode()).hexdigest()[:12]
    context = {"shell": shell, "version": version, "language": language}
    answer = render(request, "meetings/sw.js", context, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


def _page(language: str) -> str:
    """The page without anything of whoever asks for it; the form on it is the minute book's."""
    with translation.override(language):
        context = {
            "form": EntryForm(initial={"kind": "discussion", "version": 0}),
            "deed_forms": DeedFormSet(prefix="deed"),
            "new_deeds": new_deeds(),
            "number": _("On this device"),
        }
        return loader.render_to_string("meetings/draft.html", context)


def _language(request: HttpRequest) -> str:
    """The language asked for by address, or the reader's own."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
