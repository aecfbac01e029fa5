"""Screens: what was offered to a forum and to those below it; one pledge, what came of it, and the thanks for it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans import pledging
from actionplans.below import forums_below
from actionplans.models import Delivery, DeliveryEvidence, Pledge
from actionplans.pledge_forms import PledgeForm, PledgeWordForm, TakeBackForm, mark_of
from actionplans.pledge_workflow import PLEDGES, TAKING_BACK
from actionplans.promise_papers import THANKED, words_of_thanks, write_thanks
from documents.forms import LetterForm
from documents.models import Paper
from forums.access import load, may, require
from forums.models import Forum
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.models import Minutes
from members.models import Membership
from portal.kept_files import sent
from portal.sheets import WAYS, taken_along

A_PAGE = 25
SORTS = {
    "due": (F("due").asc(nulls_last=True), "-offered_on", "pk"),
    "offered": ("-offered_on", "-pk"),
    "giver": ("giver", "-offered_on", "pk"),
}
SHOWN = ("open", "late", "all")


@login_required
def pledges(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who offered the forum what, and what of it came."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    return _register(request, forum, Pledge.objects.filter(forum=forum), below=False)


@login_required
def pledges_below(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same for the forum and all below it."""
    forum = load(Forum.objects.with_area(), request.user, "see_officers_copy", slug=slug)
    rows = Pledge.objects.filter(forum__in=forums_below(forum, request.user).order_by().values("pk"))
    return _register(request, forum, rows, below=True)


def _register(request: HttpRequest, forum: Forum, rows: Any, *, below: bool) -> HttpResponseBase:
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "").strip() for name in ("show", "kind", "sort", "q")}
    late = rows.late(today).count()
    is_empty = not asked["q"] and not asked["kind"] and not rows.exists()
    rows = _asked_for(rows, asked, today).with_delivered().select_related("forum__area__parent")
    if "as" in request.GET:
        name = f"pledges-below-{forum.slug}" if below else f"pledges-{forum.slug}"
        return taken_along(request.GET["as"], name, *_sheet_of(rows, today))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "forum": forum,
        "below": below,
        "page": page,
        "rows": [(row, *row.standing(today)) for row in page.object_list],
        "late": late,
        "is_empty": is_empty,
        "asked": asked,
        "kinds": Pledge.Kind.choices,
        "sorts": [("due", _("The soonest due")), ("offered", _("The latest offered")), ("giver", _("Who offered"))],
        "keeps": may(request.user, "keep_record", forum.area),
        "follows": may(request.user, "see_officers_copy", forum.area) and forum.area.level != "sub_county",
        "ways": WAYS,
    }
    return render(request, "actionplans/pledges.html", context)


def _asked_for(rows: Any, asked: dict[str, str], today: Any) -> Any:
    if asked["show"] not in SHOWN:
        asked["show"] = "open"
    rows = {"open": rows.still_open, "late": lambda: rows.late(today), "all": rows.all}[asked["show"]]()
    if asked["kind"] in Pledge.Kind.values:
        rows = rows.filter(kind=asked["kind"])
    if asked["q"]:
        words = asked["q"][:100]
        rows = rows.filter(Q(giver__icontains=words) | Q(purpose__icontains=words))
    if asked["sort"] not in SORTS:
        asked["sort"] = "due"
    return rows.order_by(*SORTS[asked["sort"]])


def _sheet_of(rows: Iterable[Pledge], today: Any) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Forum"), _("Who offered"), _("What"), _("For what"), _("Quantity offered"), _("Measured in"),
        _("Shillings offered"), _("Offered on"), _("Promised by"), _("Quantity delivered"), _("Shillings delivered"),
        _("Standing"), _("Since"),
    ]  # fmt: skip
    return heads, [
        [
            row.forum.title, row.giver, str(row.get_kind_display()), row.purpose, _figure(row.quantity), row.unit,
            _figure(row.shillings), row.offered_on, row.due, _figure(row.came), _figure(row.came_shillings),
            row.standing(today)[1], row.stood_on,
        ]
        for row in rows
    ]  # fmt: skip


def _figure(amount: Any) -> float | None:
    """A figure as a spreadsheet counts with it; nothing where nobody said how much."""
    return None if amount is None else float(amount)


@login_required
def pledge_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter what somebody offered."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    form = PledgeForm(
        request.POST if request.method == "POST" else None, forum=forum, initial={"offered_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = pledging.offer(forum=forum, by=request.user, **form.said())
        except StepRefused as refused:
            form.add_error(field_of(refused, form), str(refused))
        else:
            messages.success(request, _("The pledge is entered. Accept it once the forum has taken it up."))
            return redirect(made)
    return _form_page(request, forum, form)


@login_required
def pledge_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what is said of it while it is open."""
    found = _pledge(request, pk, "keep_record")
    names = ("giver", "kind", "purpose", "quantity", "unit", "shillings", "offered_on", "due")
    before = {name: getattr(found, name) for name in names}
    before |= {"meeting": found.meeting_id, "place": mark_of(found.meeting_id, found.entry_id)}
    form = PledgeForm(request.POST if request.method == "POST" else None, forum=found.forum, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            pledging.change_pledge(pledge=found, by=request.user, **form.said())
        except StepRefused as refused:
            form.add_error(field_of(refused, form), str(refused))
        else:
            messages.success(request, _("It is entered."))
            return redirect(found)
    return _form_page(request, found.forum, form, found)


def _form_page(request: HttpRequest, forum: Forum, form: PledgeForm, pledge: Pledge | None = None) -> HttpResponse:
    context = {"forum": forum, "form": form, "pledge": pledge, "known": known_names(forum)}
    return render(request, "actionplans/pledge_form.html", context, status=422 if form.errors else 200)


def known_names(forum: Forum) -> list[str]:
    """The names to choose from while typing: the organisations of the roster, then its people. One query."""
    rows = Membership.objects.on_roster().filter(forum=forum).select_related("person", "organisation")
    people = sorted({row.person.name for row in rows})
    return [*sorted({row.organisation.name for row in rows if row.organisation}), *people]


def field_of(refused: StepRefused, form: Any) -> str | None:
    """The field of the form to which a refusal belongs, where it has one."""
    name = getattr(refused, "field", None)
    return name if name in form.fields else None


@login_required
def pledge(request: HttpRequest, pk: int) -> HttpResponse:
    """One pledge: who offered it, how much was promised, and what came."""
    return _page(request, _pledge(request, pk))


@login_required
@require_POST
def pledge_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline it, let it lapse, or enter what came."""
    found = _pledge(request, pk)
    require(request.user, "keep_record", found.area)
    form = _word_form(request, found, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    said = form.said()
    try:
        pledging.say(pledge=found, by=request.user, **said)
    except StepRefused as refused:
        form.add_error(field_of(refused, form), str(refused))
        return _page(request, _pledge(request, pk), form=form, status=422)
    found = _pledge(request, pk)
    thanked = found.status in THANKED
    messages.success(
        request, _("It is entered. You can print a letter of thanks now.") if thanked else _("It is entered.")
    )
    if found.beyond:
        messages.info(request, _("More came than was offered: %(more)s more.") % {"more": found.beyond})
    return redirect(found)


@login_required
def pledge_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the letter of thanks before it is printed."""
    found = _pledge(request, pk, "keep_record")
    if found.status not in THANKED:
        messages.error(request, _("Thanks are written once the pledge is accepted."))
        return redirect(found)
    asked = request.GET.get("in", "")
    language = asked if asked in {"en", "sw"} else rules_of(found.forum).language
    if request.method == "POST":
        form = LetterForm(request.POST)
        if form.is_valid():
            return redirect(write_thanks(pledge=found, by=request.user, **form.cleaned_data))
    else:
        form = LetterForm(initial={"words": words_of_thanks(found, language), "language": language})
    title, named = _("Letter of thanks"), f"{found.giver} · {found.title}"
    context = {"forum": found.forum, "form": form, "title": title, "named": named, "language": language}
    return render(request, "documents/letter.html", context, status=422 if form.errors else 200)


@login_required
def delivery_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a delivery that was entered by mistake, with the reason."""
    found = load(Delivery.objects.all(), request.user, "keep_record", pk=pk)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            pledging.take_back(delivery=found, why=form.cleaned_data["why"], by=request.user)
        except StepRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("It is taken back, and counts no more."))
            return redirect(found.pledge)
    context = {"delivery": found, "pledge": found.pledge, "forum": found.pledge.forum, "form": form}
    return render(request, "actionplans/delivery_take_back.html", context, status=422 if form.errors else 200)


@login_required
def delivery_evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What shows that something came, as an attachment."""
    return sent(load(DeliveryEvidence.objects.all(), request.user, "see_forum", pk=pk))


def _pledge(request: HttpRequest, pk: int, right: str = "see_forum") -> Pledge:
    rows = Pledge.objects.with_delivered().select_related("meeting", "entry__item", "entry__minutes")
    return load(rows, request.user, right, pk=pk)


def _word_form(request: HttpRequest, found: Pledge, *data: Any) -> PledgeWordForm:
    offered = PLEDGES.available(found, request.user)
    steps = [(step.verb, step.label) for step in offered if step.verb not in TAKING_BACK]
    return PledgeWordForm(*data, pledge=found, steps=steps, initial={"on": timezone.localdate()})


def _minute(request: HttpRequest, found: Pledge) -> str:
    """The address of the minute that holds it, for who may read it there."""
    if found.entry is None:
        return ""
    minutes = found.entry.minutes
    may_read = may(request.user, "see_drafts", found.area) or minutes.status not in Minutes.OPEN_STATUSES
    if found.entry.officers_only:
        may_read = may_read and may(request.user, "see_officers_copy", found.area)
    return minutes.get_absolute_url() if may_read else ""


def _page(
    request: HttpRequest, found: Pledge, *, form: PledgeWordForm | None = None, status: int = 200
) -> HttpResponse:
    kind, words = found.standing(timezone.localdate())
    keeps = may(request.user, "keep_record", found.area)
    form = form or (_word_form(request, found) if keeps else None)
    opens = may(request.user, "see_officers_copy", found.area)
    deliveries = list(found.deliveries.select_related("evidence"))
    for delivery in deliveries:
        delivery.pledge = found
    papers = Paper.objects.visible_to(request.user).filter(subject="actionplans.pledge", subject_id=found.pk)
    context = {
        "pledge": found,
        "forum": found.forum,
        "status_kind": kind,
        "status_words": words,
        "deliveries": deliveries,
        "opens": opens,
        "words": found.words.all(),
        "minute": _minute(request, found),
        "letters": papers.defer("record").order_by("-edition"),
        "keeps": keeps,
        "may_change": keeps and found.status in Pledge.OPEN,
        "takes_back": keeps and found.status in {"in_part", "delivered"},
        "may_thank": keeps and found.status in THANKED,
        "form": form if form is not None and form.fields["verb"].choices else None,
    }
    return render(request, "actionplans/pledge.html", context, status=status)
