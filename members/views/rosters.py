"""Screens: the roster, and a member added in one line."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load, may
from forums.models import Forum
from members import actions
from members.composition import composition_of
from members.forms import MemberForm
from members.models import Contact, Membership, Sector
from members.models.appointments import holders_of
from portal.contributions import gather

A_PAGE = 15


@login_required
def roster(request: HttpRequest, slug: str, form: MemberForm | None = None) -> HttpResponse:
    """Who sits in a forum; contacts are no part of it."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "sector", "standing")}
    seats = {held.person_id: held.office for held in holders_of(forum).values()}
    office = Case(*[When(person=person, then=Value(place)) for place, person in enumerate(seats)], default=Value(9))
    rows = Membership.objects.visible_to(request.user).filter(forum=forum).exclude(standing="left")
    if asked["q"]:
        rows = rows.filter(
            Q(person__name__icontains=asked["q"])
            | Q(organisation__name__icontains=asked["q"])
            | Q(designation__icontains=asked["q"])
        )
    if asked["sector"]:
        rows = rows.filter(sector__code=asked["sector"])
    if asked["standing"] in Membership.Standing.values:
        rows = rows.filter(standing=asked["standing"])
    rows = rows.select_related("person", "organisation", "sector").order_by(office, "person__name")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    for member in page.object_list:
        member.seat = seats[member.person_id].get_seat_display() if member.person_id in seats else ""
    keeps = may(request.user, "keep_record", forum.area)
    if not keeps and may(request.user, "see_agreed_contacts", forum.area):
        here = [member.person_id for member in page.object_list]
        agreed = set(Contact.objects.filter(co_chair_too=True, person__in=here).values_list("person", flat=True))
        for member in page.object_list:
            member.shows_contact = member.person_id in agreed
    context = {
        "forum": forum,
        "page": page,
        "asked": asked,
        "composition": composition_of(forum),
        "sectors": Sector.objects.all(),
        "standings": Membership.Standing.choices,
        "keeps": keeps,
        "roster_ways": gather("roster_ways", forum) if keeps else [],
        "form": form or (MemberForm(forum=forum) if keeps else None),
    }
    return render(request, "members/roster.html", context, status=422 if form is not None else 200)


@login_required
@require_POST
def member_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a member in one line."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    form = MemberForm(request.POST, forum=forum)
    if not form.is_valid():
        return roster(request, slug, form=form)
    typed = {name: value for name, value in form.cleaned_data.items() if name != "is_somebody_else"}
    actions.add_member(forum=forum, by=request.user, **typed)
    messages.success(request, _("%(name)s is on the roster.") % {"name": typed["name"]})
    return redirect("roster", slug=slug)
