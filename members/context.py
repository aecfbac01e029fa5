"""What does the head of every page say: where am I, in which office, where can I go?"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

# Pages with addresses of their own, and the entry of the navigation that they belong to
BELONGS = {"/meetings/": "meetings", "/minutes/": "meetings", "/papers/": "registry"}


def header(request: HttpRequest) -> dict[str, Any]:
    """The head of the page, worked out only where a template asks for it."""
    return {"header": SimpleLazyObject(lambda: _head(request))}


def _head(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    other = {"code": "en", "name": "English"} if get_language() == "sw" else {"code": "sw", "name": "Kiswahili"}
    head = {"area": "", "office": "", "nav": [], "is_sample": False, "factor_waived": False, "other_language": other}
    if user is None or not user.is_authenticated:
        return head
    appointment = next(iter(user.appointments_now), None)
    membership = None if appointment else next(iter(user.memberships_now), None)
    forum = appointment.office.forum if appointment else membership.forum if membership else None
    if forum is not None:
        head["area"] = forum.area.title
        head["office"] = appointment.office.get_seat_display() if appointment else _("Member")
    head["nav"] = _navigation(request, appointment, forum)
    head["is_sample"] = user.is_demonstration or bool(forum and forum.is_sample)
    head["factor_waived"] = bool(request.session.get("factor_waived"))
    return head


def _navigation(request: HttpRequest, appointment: Any, forum: Any) -> list[dict[str, Any]]:
    places = [(_("My desk"), reverse("desk"))]
    seat = appointment.office.seat if appointment else "member" if forum else ""
    if seat in {"chair", "co_chair", "secretary", "member"}:
        places += [
            (_("Forum"), reverse("forum", args=[forum.slug])),
            (_("Roster"), reverse("roster", args=[forum.slug])),
            (_("Meetings"), reverse("meetings", args=[forum.slug])),
            (_("Registry"), reverse("registry", args=[forum.slug])),
        ]
    if seat == "member":
        places += [(_("My actions"), reverse("my_actions"))]
    here = request.path
    if seat and seat not in {"auditor", "administrator"}:  # who reads no minutes searches none
        places += [(_("Search"), reverse("search"))]
    if seat in {"chair", "secretary"} and forum.area.level != "sub_county" or seat.startswith("nsc"):
        below = (_("Country"), "establishment") if seat.startswith("nsc") else (_("Directory"), "directory")
        places += [
            (below[0], reverse(below[1])),
            (_("Forums"), reverse("forums")),
            (_("Downloads"), reverse("downloads")),
        ]
        here = reverse(below[1]) if here.startswith("/country/") else here
    if seat.startswith("nsc"):
        places += [(_("Areas"), reverse("areas")), (_("Rules"), reverse("default_rules", args=["every"]))]
    if seat == "administrator":
        places += [(_("Accounts"), reverse("accounts"))]
    if seat.startswith("nsc") or seat == "auditor":
        places += [(_("Ledger"), reverse("ledger"))]
    for beginning, name in BELONGS.items():
        if here.startswith(beginning) and forum is not None:
            here = reverse(name, args=[forum.slug])
    return [{"label": label, "url": url, "current": here == url} for label, url in places]
