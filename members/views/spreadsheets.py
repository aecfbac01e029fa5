"""Screens: a roster from a spreadsheet, looked at before anything is done; undone; given out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums import ledger
from forums.access import load, may
from forums.models import Forum
from forums.workflow import StepRefused
from members.asking_again import asks_again
from members.forms import BringInForm, SpreadsheetForm
from members.models import RosterImport
from members.spreadsheets import bringing, giving
from members.spreadsheets.columns import HEADINGS
from members.spreadsheets.comparing import compared, counted
from members.spreadsheets.reading import Unreadable
from portal.sheets import taken_along

A_PAGE = 100


@login_required
def roster_import(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a spreadsheet; it is read and shown, and nothing is done yet."""
    forum = _forum(request, slug)
    asked = request.method == "POST"
    form = SpreadsheetForm(request.POST, request.FILES) if asked else SpreadsheetForm()
    if asked and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            bringing.preview(forum=forum, file=sent, name=sent.name, size=sent.size, by=request.user)
        except Unreadable as why:
            form.add_error("file", str(why))
        else:
            return redirect("roster_import_preview", slug=slug)
    last = forum.imports.filter(status=RosterImport.Status.APPLIED).select_related("by").order_by("-at").first()
    context = {"forum": forum, "form": form, "last": last, "headings": giving.headings(list(HEADINGS))}
    return render(request, "members/import.html", context, status=422 if form.errors else 200)


@login_required
def roster_import_preview(request: HttpRequest, slug: str, form: BringInForm | None = None) -> HttpResponse:
    """Every row as new, changed, the same, twice or wrong, with the reason; what is wrong first."""
    forum = _forum(request, slug)
    waiting = forum.imports.filter(status=RosterImport.Status.PREVIEWED).first()
    if waiting is None:
        return redirect("roster_import", slug=slug)
    found = compared(forum, waiting.rows)
    counts = counted(found)
    order = {"wrong": 0, "twice": 1, "changed": 2, "new": 3, "same": 4}
    found.sort(key=lambda result: (order[result.kind], result.number))
    contacts = any(result.said.get("phone") or result.said.get("email") for result in found)
    context = {
        "forum": forum,
        "waiting": waiting,
        "counts": counts,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "form": form or BringInForm(wrong=counts["wrong"], contacts=contacts),
        "shown": bringing.fingerprint_of(sorted(found, key=lambda result: result.number)),
        "does": counts["new"] + counts["changed"],
    }
    return render(request, "members/import_preview.html", context, status=422 if form is not None else 200)


@login_required
@require_POST
def roster_import_apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring in what was shown, all or nothing."""
    forum = _forum(request, slug)
    waiting = get_object_or_404(forum.imports, status=RosterImport.Status.PREVIEWED)
    form = BringInForm(request.POST, wrong=1, contacts=True)
    if not form.is_valid():
        return roster_import_preview(request, slug, form=form)
    said = form.cleaned_data
    try:
        bringing.bring_in(
            made=waiting,
            shown=request.POST.get("shown", ""),
            without_wrong=said["without_wrong"],
            consented_on=said["consented_on"],
            by=request.user,
        )
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect("roster_import_preview", slug=slug)
    messages.success(request, _("The spreadsheet is brought in. It can be undone under Import a spreadsheet."))
    return redirect("roster", slug=slug)


@login_required
@require_POST
def roster_import_undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back the last import."""
    forum = _forum(request, slug)
    last = forum.imports.filter(status=RosterImport.Status.APPLIED).order_by("-at").first()
    try:
        if last is None:
            raise StepRefused(_("Only the last import can be undone, and only once."))
        stay = bringing.undo(made=last, by=request.user)
    except StepRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The import is undone."))
        if stay:
            told = {"names": ", ".join(stay)}
            messages.success(
                request, _("These stay, as they were at a meeting, hold an office or sign in: %(names)s.") % told
            )
    return redirect("roster_import", slug=slug)


@login_required
def roster_template(request: HttpRequest, slug: str) -> HttpResponseBase:
    """An empty sheet with the headings."""
    _forum(request, slug)
    kind = "csv" if request.GET.get("as") == "csv" else "xlsx"
    return taken_along(kind, "roster", giving.headings(list(HEADINGS)), [])


@login_required
@require_POST
@asks_again
def roster_export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The roster to take along; with what is personal for whoever may see contacts, and then the ledger keeps it."""
    forum = load(Forum.objects.with_area(), request.user, slug=slug)
    kind = "csv" if request.POST.get("kind") == "csv" else "xlsx"
    personal = may(request.user, "see_contacts", forum.area)
    if personal:
        with transaction.atomic():
            ledger.record("roster.export", forum, by=request.user, area=forum.area)
    heads, *rows = giving.roster_of(forum, personal=personal)
    return taken_along(kind, f"roster-{forum.slug}", heads, rows)


def _forum(request: HttpRequest, slug: str) -> Forum:
    return load(Forum.objects.with_area(), request.user, "keep_record", slug=slug)
