"""What does every part of a page look like, in every state? For developers, only where debugging is on."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

AT = dt.datetime(2025, 6, 12, 13, 20, tzinfo=dt.UTC)


class GalleryForm(forms.Form):
    """One field of every kind; sent empty, so that the errors show."""

    title = forms.CharField(label="Title", help_text="As it should stand on the notice", required=False)
    venue = forms.CharField(label="Venue", error_messages={"required": "Say where the meeting will be held"})
    held_on = forms.CharField(label="Date")
    sector = forms.ChoiceField(label="Sector", choices=[("", "Choose"), ("media", "Media")], required=False)
    kind = forms.ChoiceField(
        label="Kind of meeting",
        choices=[("ordinary", "Ordinary"), ("special", "Special")],
        widget=forms.RadioSelect,
        help_text="A special meeting has one item only",
        error_messages={"required": "Choose the kind of meeting"},
    )
    is_joint = forms.BooleanField(
        label="Joint with another forum", required=False, help_text="Both forums keep the minutes"
    )
    note = forms.CharField(label="Note to the members", widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def clean_held_on(self) -> str:
        """Never right: the gallery shows what is said then."""
        raise forms.ValidationError("The date must be after 12 March 2025, the last meeting")


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery of components. Raises Http404 where debugging is off."""
    if not settings.DEBUG:
        raise Http404
    typed = {"title": "Fourth quarterly meeting", "held_on": "10 March 2025", "is_joint": "on"}
    return render(request, "gallery.html", {"form": GalleryForm(typed)} | SAMPLES | {"page": _page(request)})


def _page(request: HttpRequest) -> Any:
    return Paginator(range(389), 25).get_page(request.GET.get("page", 7))


def _seat(name: str, office: str, title: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "office": office, "title": title, "at": None, "reservation": "", "is_vacant": False} | more


CHAIR = _seat("Samuel Rotich", "Deputy County Commissioner, Njoro", "Chairperson", seat="chair", at=AT)
CO_CHAIR = _seat("Grace Wanjiru Mwangi", "Community leader, women's groups", "Co-Chairperson", seat="co_chair")
RESERVED = CO_CHAIR | {
    "at": AT,
    "reservation": "On Min. 4/03/2025: members for traders asked for three weeks, not two.",
}
VACANT = _seat("Co-Chairperson", "", "", seat="co_chair", is_vacant=True)

SAMPLES: dict[str, Any] = {
    "statuses": [
        ("", "Not started"),
        ("going", "In progress"),
        ("wait", "Waiting"),
        ("done", "Accepted"),
        ("late", "Late by 6 days"),
        ("hot", "Volatile"),
        ("none", "No record yet"),
    ],
    "rows": [
        {
            "title": "Record what was done: stakeholder map of Mauche and Mau Narok",
            "url": "#",
            "detail": "Action NJORO/2025/009, from the meeting of 11 December 2024",
            "status_kind": "late",
            "status": "Late by 6 days",
            "when": "was due 28 March",
        },
        {"title": "Clear the minutes of 12 March 2025", "url": "#", "status_kind": "", "status": "Not started"},
        {"title": "A row without a link", "url": "", "detail": "Nothing to do here", "status": "", "when": "11 June"},
    ],
    "lines": [
        {"done": True, "title": "Chair and co-chair in post"},
        {"done": True, "title": "Forum met", "detail": "12 March 2025, 38 of 45 present"},
        {"done": False, "title": "Minutes confirmed", "detail": "at the meeting of 11 June 2025"},
        {"done": False, "late": True, "title": "Report in", "detail": "late by 3 days"},
    ],
    "facts": [
        {
            "label": "Chairperson",
            "value": "Samuel Rotich",
            "detail": "Deputy County Commissioner, Njoro",
            "url": "#",
            "link": "Handover",
        },
        {"label": "Mandate", "value": "Peace and Security", "detail": "Circular of 25 July 2024"},
        {"label": "Standing", "value": "Active", "status_kind": "done", "detail": "Meets every quarter"},
    ],
    "events": [
        {"words": "Meeting held", "at": AT, "by": "Peter Odhiambo, Secretary"},
        {"words": "Returned with a note", "when": "17 March", "note": "Who is to act on the parking bays?"},
        {"words": "Sealed", "is_next": True, "when": "waiting for the Co-Chairperson"},
    ],
    "signing": [CHAIR, CO_CHAIR],
    "clearing": [CHAIR, VACANT],
    "reserved": [RESERVED],
    "print": {"edition": 2, "fingerprint": "7f3a 91c2 04de b8e5", "url": "#"},
    "jobs": [
        SimpleNamespace(pk=1, status="queued", progress=0, doing="", error=""),
        SimpleNamespace(pk=2, status="running", progress=40, doing="Setting the pages", error=""),
        SimpleNamespace(
            pk=3, status="failed", progress=40, doing="", error="The disk is full. Ask for it again when there is room."
        ),
    ],
    "files": [
        {
            "title": "Minutes of 12 March 2025",
            "url": "#",
            "detail": "Njoro Sub-County, confirmed, members' copy",
            "size": 184320,
            "kind": "PDF",
            "words": "4 pages",
        },
        {"title": "Roster", "url": "#", "detail": "45 members", "size": 20480, "kind": "XLSX"},
    ],
    "people": [
        (1, "Samuel Rotich", "Deputy County Commissioner", "present"),
        (2, "Grace Wanjiru Mwangi", "Co-Chairperson, women's groups", "represented"),
        (3, "Association of persons with disabilities, Lydia Jepkorir", "Member", ""),
    ],
    "marks": [("present", "Present"), ("apology", "Apology"), ("absent", "Absent"), ("represented", "Represented")],
    "maneno": [
        ("present", "Amehudhuria"),
        ("apology", "Ameomba radhi"),
        ("absent", "Hakuhudhuria"),
        ("represented", "Amewakilishwa"),
    ],
    "tiles": [
        ("k0", "NAK", "0"),
        ("k1", "MSA", "12"),
        ("k2", "KWL", "31"),
        ("k3", "KLF", "58"),
        ("k4", "TNR", "90"),
        ("kn", "LAM", "-"),
    ],
}
