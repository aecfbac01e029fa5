"""What does every component look like in every state? For those who carry the portal on; only with debugging on."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class SampleForm(forms.Form):
    """Fields in every state."""

    title = forms.CharField(label="Title", help_text="As it should stand on the notice")
    venue = forms.CharField(label="Venue", error_messages={"required": "Say where the meeting will be held"})
    kind = forms.ChoiceField(label="Kind of meeting", choices=[("o", "Ordinary"), ("s", "Special")], widget=forms.RadioSelect)


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery; not found where debugging is off."""
    if not settings.DEBUG:
        raise Http404
    form = SampleForm({"title": "Fourth quarterly meeting", "kind": "o"})
    rows = [
        {"title": "Clear the minutes of 12 March 2025", "url": "#", "detail": "Njoro", "status_kind": kind, "status": words, "when": "3 April"}
        for kind, words in (("", "Not started"), ("going", "Drafting"), ("wait", "With others"), ("done", "Sealed"), ("late", "Late by 6 days"), ("hot", "Volatile"), ("none", "No record yet"))
    ]
    lines = [{"done": True, "title": "Forum met", "detail": "12 March 2025"}, {"done": False, "title": "Minutes confirmed", "detail": ""}]
    return render(request, "gallery.html", {"form": form, "rows": rows, "lines": lines})
