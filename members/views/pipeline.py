"""Screens: the road from stakeholder to member, several people at once; one organisation out of two."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forums.access import load
from forums.models import Forum
from forums.workflow import StepRefused
from members import actions
from members.forms import BodiesForm, PipelineForm
from members.models import Membership, Organisation
from portal.contributions import gather

ON_THE_WAY = ("identified", "invited", "declined")


@login_required
def roster_pipeline(request: HttpRequest, slug: str) -> HttpResponse:
    """Who was identified, invited or has declined; several are taken a step further together."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    rows = forum.memberships.filter(standing__in=ON_THE_WAY).select_related(
        "person__user", "organisation", "sector", "forum__area"
    )
    form = PipelineForm(request.POST if request.method == "POST" else None, members=rows)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        moved = actions.move_members(members=list(said["members"]), standing=said["standing"], by=request.user)
        words = Membership.Standing(said["standing"]).label
        messages.success(request, _("%(n)s now: %(standing)s.") % {"n": moved, "standing": words})
        return redirect("roster_pipeline", slug=slug)
    people = list(rows.order_by("sector__code", "person__name"))
    sources = dict(gather("mapping_sources", people))
    for member in people:
        member.source = sources.get(member.pk, "")
    steps = [
        {"words": words, "people": [member for member in people if member.standing == value]}
        for value, words in Membership.Standing.choices
        if value in ON_THE_WAY
    ]
    confirmed = forum.memberships.filter(standing="confirmed").count()
    context = {"forum": forum, "form": form, "steps": steps, "confirmed": confirmed}
    return render(request, "members/pipeline.html", context, status=422 if form.errors else 200)


@login_required
def organisations(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisations that the forum's roster names, and merging of two that are one."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    here = Q(membership__forum=forum)
    rows = Organisation.objects.filter(here | Q(appointment__office__forum=forum)).select_related("sector", "network")
    bodies = rows.annotate(people=Count("membership", filter=here, distinct=True)).distinct().order_by("name")
    form = BodiesForm(request.POST if request.method == "POST" else None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.merge_organisations(forum=forum, keep=said["keep"], lose=said["lose"], by=request.user)
        except StepRefused as refused:
            form.add_error("lose", str(refused))
        else:
            messages.success(request, _("It is one organisation now: %(name)s.") % {"name": said["keep"].name})
            return redirect("organisations", slug=slug)
    context = {"forum": forum, "form": form, "bodies": bodies}
    return render(request, "members/organisations.html", context, status=422 if form.errors else 200)
