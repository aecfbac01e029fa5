"""Screens: the register of a forum's accords and of those below; one accord with its parties, its life and its breaches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from actionplans import agreeing
from actionplans.accord_forms import (
    AccordForm,
    AccordWordForm,
    AnswerForm,
    BreachForm,
    ClauseForm,
    PartyForm,
    ScanForm,
    SignatoryForm,
)
from actionplans.accord_workflow import ACCORDS, why_not_sign
from actionplans.below import forums_below
from actionplans.doing import Sent
from actionplans.models import Accord, AccordBreach, AccordClause, AccordParty, AccordScan, AccordSignatory
from actionplans.promise_papers import print_register
from actionplans.views.pledges import field_of, known_names
from forums.access import load, may, require
from forums.models import Forum
from forums.workflow import StepRefused
from portal.kept_files import LARGEST, sent
from portal.sheets import WAYS, taken_along

A_PAGE = 25
SORTS = {
    "signed": (F("signed_on").desc(nulls_first=True), "title"),
    "title": ("title", "pk"),
    "standing": ("status", F("signed_on").desc(nulls_first=True), "title"),
}


@login_required
def accords(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Which charters and agreements the forum follows, and how they are kept."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    return _register(request, forum, Accord.objects.of(forum, request.user), below=False)


@login_required
def accords_below(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same for the forum and all below it."""
    forum = load(Forum.objects.with_area(), request.user, "see_officers_copy", slug=slug)
    return _register(request, forum, _rows_below(forum, request.user), below=True)


def _rows_below(forum: Forum, user: Any) -> Any:
    return Accord.objects.filter(forum__in=forums_below(forum, user).order_by().values("pk"))


def _register(request: HttpRequest, forum: Forum, rows: Any, *, below: bool) -> HttpResponseBase:
    asked = {name: request.GET.get(name, "").strip() for name in ("status", "kind", "sort", "q")}
    living = rows.filter(status__in=Accord.LIVING).count()
    is_empty = not any(asked.values()) and not rows.exists()
    rows = _asked_for(rows, asked).counted().select_related("forum__area__parent").prefetch_related("parties")
    if "as" in request.GET:
        name = f"accords-below-{forum.slug}" if below else f"accords-{forum.slug}"
        return taken_along(request.GET["as"], name, *_sheet_of(rows))
    context = {
        "forum": forum,
        "below": below,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "living": living,
        "is_empty": is_empty,
        "asked": asked,
        "statuses": Accord.Status.choices,
        "kinds": Accord.Kind.choices,
        "sorts": [("signed", _("The latest signed")), ("title", _("Title")), ("standing", _("Standing"))],
        "keeps": may(request.user, "keep_record", forum.area),
        "follows": may(request.user, "see_officers_copy", forum.area) and forum.area.level != "sub_county",
        "ways": WAYS,
    }
    return render(request, "actionplans/accords.html", context)


def _asked_for(rows: Any, asked: dict[str, str]) -> Any:
    if asked["status"] in Accord.Status.values:
        rows = rows.filter(status=asked["status"])
    if asked["kind"] in Accord.Kind.values:
        rows = rows.filter(kind=asked["kind"])
    if asked["q"]:
        words = asked["q"][:100]
        named = AccordParty.objects.filter(name__icontains=words).values("accord")
        rows = rows.filter(Q(title__icontains=words) | Q(place__icontains=words) | Q(pk__in=named))
    if asked["sort"] not in SORTS:
        asked["sort"] = "signed"
    return rows.order_by(*SORTS[asked["sort"]])


def _sheet_of(rows: Iterable[Accord]) -> tuple[list[str], list[list[Any]]]:
    heads = [
        _("Forum"), _("Title"), _("Kind"), _("Parties"), _("Signed on"), _("Place"), _("Language"), _("Standing"),
        _("Since"), _("Clauses"), _("Clauses kept"), _("Clauses broken"), _("Breaches noted"),
    ]  # fmt: skip
    return heads, [
        [
            row.forum.title, row.title, str(row.get_kind_display()), "; ".join(p.name for p in row.parties.all()),
            row.signed_on, row.place, str(row.get_language_display()), str(row.get_status_display()), row.stood_on,
            row.clause_count, row.kept_count, row.broken_count, row.breach_count,
        ]
        for row in rows
    ]  # fmt: skip


@login_required
@require_POST
def accords_print(request: HttpRequest, slug: str) -> HttpResponse:
    """Print the register, for officers and for members; the officers' copy opens."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    below = bool(request.POST.get("below"))
    rows = _rows_below(forum, request.user) if below else Accord.objects.of(forum, request.user)
    try:
        made = print_register(forum=forum, rows=rows.order_by(*SORTS["signed"]), below=below, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect("accords_below" if below else "accords", slug=slug)
    return redirect(made[0])


@login_required
def accord_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring an accord on record."""
    forum = load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
    form = AccordForm(
        request.POST if request.method == "POST" else None, areas=agreeing.areas_of(forum),
        initial={"kind": "charter", "language": "both"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            made = agreeing.begin(forum=forum, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(field_of(refused, form), str(refused))
        else:
            messages.success(request, _("It is on record. Name its parties, its clauses and who signs."))
            return redirect(made)
    context = {"forum": forum, "form": form}
    return render(request, "actionplans/accord_form.html", context, status=422 if form.errors else 200)


@login_required
def accord_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right its title, kind, language, place or areas."""
    found = _accord(request, pk, "keep_record")
    before = {name: getattr(found, name) for name in ("title", "kind", "about", "language", "place", "superseded_by")}
    is_over = found.status == Accord.Status.SUPERSEDED
    form = AccordForm(
        request.POST if request.method == "POST" else None, areas=agreeing.areas_of(found.forum),
        successors=agreeing.successors_of(found) if is_over else None, initial=before | {"areas": found.areas.all()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            agreeing.change_accord(accord=found, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(field_of(refused, form), str(refused))
        else:
            messages.success(request, _("It is entered."))
            return redirect(found)
    context = {"forum": found.forum, "form": form, "accord": found}
    return render(request, "actionplans/accord_form.html", context, status=422 if form.errors else 200)


@login_required
def accord(request: HttpRequest, pk: int) -> HttpResponse:
    """One accord: who made it, what they agreed, how it is kept."""
    return _page(request, _accord(request, pk))


@login_required
@require_POST
def accord_word(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was signed, is in force, has ended or was superseded."""
    found = _accord(request, pk)
    require(request.user, "keep_record", found.area)
    form = _word_form(request, found, request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    said = form.cleaned_data
    try:
        agreeing.say(
            accord=found, verb=said["verb"], words=said["words"], on=said["on"], place=said.get("place", ""), by=request.user,
        )  # fmt: skip
    except StepRefused as refused:
        form.add_error(field_of(refused, form), str(refused))
        return _page(request, _accord(request, pk), form=form, status=422)
    messages.success(request, _("It is entered."))
    return redirect(found)


@dataclass(frozen=True)
class Part:
    """A part that an accord is given: its form, what enters it, and the words of its page."""

    form: Callable[..., Any]
    enter: Callable[..., Any]
    title: Any
    lede: Any
    button: Any
    asks_accord: bool = False


def _scan(*, accord: Accord, file: Any, shows: str, by: Any) -> AccordScan:
    return agreeing.add_scan(accord=accord, sent=Sent(file.name, file.read(LARGEST + 1), shows), by=by)


PARTS = {
    "party": Part(
        PartyForm, agreeing.add_party, gettext_lazy("Name a party"),
        gettext_lazy("Each side of the accord, as it names itself."), gettext_lazy("Add the party"),
    ),
    "signatory": Part(
        SignatoryForm, agreeing.add_signatory, gettext_lazy("Name who signed"),
        gettext_lazy("Who signed for which party, and in which capacity."), gettext_lazy("Add the name"),
        asks_accord=True,
    ),
    "clause": Part(
        ClauseForm, agreeing.add_clause, gettext_lazy("Enter a clause"),
        gettext_lazy("One thing that was agreed, in the words of the paper. It is followed up from the signing on."),
        gettext_lazy("Add the clause"),
    ),
    "scan": Part(
        ScanForm, _scan, gettext_lazy("Add the signed paper"),
        gettext_lazy("Whoever may read the accord can open it."), gettext_lazy("Add it"),
    ),
    "breach": Part(
        BreachForm, agreeing.note_breach, gettext_lazy("Note a breach"),
        gettext_lazy("What one side says happened. It is on record as said, and not as proven."),
        gettext_lazy("Note it"), asks_accord=True,
    ),
}  # fmt: skip


@login_required
def accord_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Give an accord a party, a signatory, a clause, a scan, or note a breach."""
    if part not in PARTS:
        raise Http404
    found, asked = _accord(request, pk, "keep_record"), PARTS[part]
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = asked.form(*data, **({"accord": found} if asked.asks_accord else {}), initial=_begin(found, part))
    if request.method == "POST" and form.is_valid():
        try:
            asked.enter(accord=found, by=request.user, **form.cleaned_data)
        except StepRefused as refused:
            form.add_error(field_of(refused, form), str(refused))
        else:
            messages.success(request, _("It is entered."))
            return redirect(found)
    context = {"accord": found, "forum": found.forum, "form": form, "part": asked, "known": known_names(found.forum)}
    return render(request, "actionplans/accord_part.html", context, status=422 if form.errors else 200)


def _begin(accord: Accord, part: str) -> dict[str, Any]:
    """What a part's form begins with."""
    if part == "clause":
        return {"number": max((clause.number for clause in accord.clauses.all()), default=0) + 1}
    return {"on": timezone.localdate()} if part == "breach" else {}


REMOVED = {"party": AccordParty, "signatory": AccordSignatory, "clause": AccordClause}


@login_required
@require_POST
def accord_part_remove(request: HttpRequest, pk: int, part: str, row: int) -> HttpResponse:
    """Take a party, a signatory, a clause or a scan out again."""
    found = _accord(request, pk, "keep_record")
    try:
        if part == "scan":
            agreeing.take_scan_away(scan=get_object_or_404(AccordScan, accord=found, pk=row), by=request.user)
        elif part in REMOVED:
            agreeing.take_out(row=get_object_or_404(REMOVED[part], accord=found, pk=row), by=request.user)
        else:
            raise Http404
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is taken out."))
    return redirect(found)


@login_required
def accord_scan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The signed paper, as an attachment."""
    return sent(load(AccordScan.objects.all(), request.user, "see_forum", pk=pk))


@login_required
def accord_breach(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Say what was done about a breach."""
    found = _accord(request, pk, "keep_record")
    breach = get_object_or_404(AccordBreach.objects.select_related("accord__forum__area"), accord=found, pk=row)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"done": breach.done})
    if request.method == "POST" and form.is_valid():
        agreeing.answer_breach(breach=breach, done=form.cleaned_data["done"], by=request.user)
        messages.success(request, _("It is entered."))
        return redirect(found)
    context = {"accord": found, "forum": found.forum, "breach": breach, "form": form}
    return render(request, "actionplans/accord_breach.html", context, status=422 if form.errors else 200)


def _accord(request: HttpRequest, pk: int, right: str = "see_forum") -> Accord:
    signatories = AccordSignatory.objects.order_by("pk")
    parties = AccordParty.objects.select_related("organisation").prefetch_related(
        Prefetch("signatories", queryset=signatories)
    )
    breaches = AccordBreach.objects.select_related("clause", "said_by")
    rows = Accord.objects.select_related("superseded_by").prefetch_related(
        Prefetch("parties", queryset=parties), "clauses", "areas", Prefetch("breaches", queryset=breaches)
    )
    return load(rows, request.user, right, pk=pk)


def _word_form(request: HttpRequest, found: Accord, *data: Any) -> AccordWordForm:
    steps = [(step.verb, step.label) for step in ACCORDS.available(found, request.user)]
    return AccordWordForm(*data, steps=steps, initial={"on": timezone.localdate(), "place": found.place})


def _page(
    request: HttpRequest, found: Accord, *, form: AccordWordForm | None = None, status: int = 200
) -> HttpResponse:
    keeps = may(request.user, "keep_record", found.area)
    form = form or (_word_form(request, found) if keeps else None)
    context = {
        "accord": found,
        "forum": found.forum,
        "parties": found.parties.all(),
        "clauses": found.clauses.all(),
        "scans": found.scans.all(),
        "breaches": found.breaches.all(),
        "words": found.words.all(),
        "keeps": keeps,
        "why_not": why_not_sign(found) if keeps and found.is_negotiated else "",
        "takes_signatories": keeps and (found.is_negotiated or found.lives),
        "form": form if form is not None and form.fields["verb"].choices else None,
    }
    return render(request, "actionplans/accord.html", context, status=status)
