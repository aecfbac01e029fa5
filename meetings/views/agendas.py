"""Screens: an agenda's items, the items that agendas begin with, and what members propose."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import load, may, require_nationally
from forums.models import Forum
from forums.workflow import StepRefused
from meetings.actions import agendas
from meetings.forms import AgendaItemForm, ItemForm, ProposalForm, SettleProposalForm, TemplateForm
from meetings.models import AgendaItem, Meeting, Proposal
from meetings.views.meetings import meeting


@login_required
@require_POST
def agenda_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item to the agenda."""
    found = _meeting(request, pk)
    form = AgendaItemForm(request.POST)
    if not form.is_valid():
        return meeting(request, pk, item_form=form)
    try:
        item = agendas.add_item(meeting=found, title=form.cleaned_data["title"], by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Item %(number)s was added.") % {"number": item.position})
    return redirect(f"{found.get_absolute_url()}#agenda")


@login_required
@require_POST
def agenda_move(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Move an item up or down."""
    found = _meeting(request, pk)
    row = get_object_or_404(AgendaItem, meeting=found, pk=item)
    try:
        agendas.move_item(item=row, up=request.POST.get("way") == "up", by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    return redirect(f"{found.get_absolute_url()}#agenda")


@login_required
@require_POST
def agenda_change(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Set the time for an item, and whether it comes back."""
    found = _meeting(request, pk)
    row = get_object_or_404(AgendaItem, meeting=found, pk=item)
    form = ItemForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The time is a number of minutes, up to 480."))
        return redirect(f"{found.get_absolute_url()}#agenda")
    try:
        agendas.change_item(item=row, by=request.user, **form.cleaned_data)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(title)s” is saved.") % {"title": row.title})
    return redirect(f"{found.get_absolute_url()}#agenda")


@login_required
@require_POST
def agenda_remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item off the agenda."""
    found = _meeting(request, pk)
    row = get_object_or_404(AgendaItem, meeting=found, pk=item)
    try:
        agendas.remove_item(item=row, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(title)s” was taken off the agenda.") % {"title": row.title})
    return redirect(f"{found.get_absolute_url()}#agenda")


@login_required
def forum_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """The items that the forum's agendas begin with, and where they come from."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    return _template(request, forum)


@login_required
def national_agenda(request: HttpRequest) -> HttpResponse:
    """The items with which agendas begin wherever a forum has none of its own."""
    require_nationally(request.user, "change_areas")
    return _template(request, None)


def _template(request: HttpRequest, forum: Forum | None) -> HttpResponse:
    lines, whose = agendas.template_of(forum)
    shown = "\n".join(f"{row['title']} | {row['minutes']}" if row["minutes"] else row["title"] for row in lines)
    form = TemplateForm(request.POST if request.method == "POST" else None, initial={"lines": shown})
    if request.method == "POST" and form.is_valid():
        agendas.set_template(forum=forum, lines=form.cleaned_data["lines"], by=request.user)
        messages.success(request, _("From now on agendas begin like this."))
        return redirect(request.path)
    context = {"forum": forum, "form": form, "whose": whose}
    return render(request, "meetings/agenda_template.html", context, status=422 if form.errors else 200)


@login_required
def proposals(request: HttpRequest, slug: str) -> HttpResponse:
    """What members propose for the agenda: their own to members, all of them to the forum's officers."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    person = getattr(request.user, "person", None)
    proposes = person is not None and person.memberships.confirmed().filter(forum=forum).exists()
    keeps = may(request.user, "keep_record", forum.area)
    if not (proposes or keeps):
        raise PermissionDenied
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        agendas.propose(forum=forum, person=person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your proposal is with the secretariat."))
        return redirect("proposals", slug=slug)
    rows = Proposal.objects.filter(forum=forum).select_related("person", "item__meeting", "settled_by")
    context = {
        "forum": forum,
        "form": form,
        "proposes": proposes,
        "keeps": keeps,
        "rows": rows if keeps else rows.filter(person=person),
        "coming": Meeting.objects.filter(forum=forum, status__in=["planned", "convened"]).order_by("held_on").first(),
        "choices": SettleProposalForm.base_fields["status"].choices,
    }
    return render(request, "meetings/proposals.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def proposal_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a proposal on the next agenda, defer it, or decline it with a word."""
    found = load(Proposal.objects.select_related("forum__area", "person"), request.user, "keep_record", pk=pk)
    form = SettleProposalForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what becomes of it."))
        return redirect("proposals", slug=found.forum.slug)
    coming = Meeting.objects.filter(forum=found.forum, status__in=["planned", "convened"]).order_by("held_on").first()
    try:
        agendas.settle(proposal=found, meeting=coming, by=request.user, **form.cleaned_data)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is decided, and the member can see it."))
    return redirect("proposals", slug=found.forum.slug)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    return load(Meeting.objects, request.user, "keep_record", pk=pk)
