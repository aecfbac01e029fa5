"""Screens: an order that moves many officers at once, looked at before it is carried out. For the NSC alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums.access import require_nationally
from forums.workflow import StepRefused
from members.asking_again import asks_again
from members.forms import CarryOutForm, PostingForm
from members.models import PostingOrder
from members.spreadsheets import posting
from members.spreadsheets.reading import Unreadable
from portal.sheets import taken_along

A_PAGE = 100
IN_ORDER = {"wrong": 0, "new": 1, "move": 2, "same": 3}


@login_required
def postings(request: HttpRequest) -> HttpResponse:
    """Choose a spreadsheet of transfers; earlier orders below."""
    require_nationally(request.user, "appoint_chair")
    asked = request.method == "POST"
    form = PostingForm(request.POST, request.FILES) if asked else PostingForm()
    if asked and form.is_valid():
        said, sent = form.cleaned_data, form.cleaned_data["file"]
        try:
            order = posting.preview(
                file=sent,
                name=sent.name,
                size=sent.size,
                instrument=said["instrument"],
                since=said["since"],
                by=request.user,
            )
        except Unreadable as why:
            form.add_error("file", str(why))
        else:
            return redirect("posting", pk=order.pk)
    orders = PostingOrder.objects.filter(status=PostingOrder.Status.APPLIED).select_related("by")
    context = {"form": form, "orders": orders, "headings": _headings()}
    return render(request, "members/postings.html", context, status=422 if form.errors else 200)


@login_required
def posting_rows(request: HttpRequest, pk: int, form: CarryOutForm | None = None) -> HttpResponse:
    """Every row as a move, a new name, the same or wrong, with the reason; what is wrong first."""
    order = _mine(request, pk)
    moves = posting.compared(order)
    counts = {kind: sum(move.kind == kind for move in moves) for kind in IN_ORDER}
    context = {
        "order": order,
        "counts": counts,
        "does": counts["move"] + counts["new"],
        "shown": posting.fingerprint_of(moves),
        "page": Paginator(sorted(moves, key=lambda move: (IN_ORDER[move.kind], move.number)), A_PAGE).get_page(
            request.GET.get("page")
        ),
        "form": form or CarryOutForm(wrong=counts["wrong"]),
    }
    return render(request, "members/posting.html", context)


@login_required
@require_POST
@asks_again
def posting_carry_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what was shown, all of it or nothing."""
    order = _mine(request, pk)
    form = CarryOutForm(request.POST, wrong=1)
    form.is_valid()
    try:
        done = posting.carry_out(
            order=order,
            shown=request.POST.get("shown", ""),
            without_wrong=form.cleaned_data.get("without_wrong", False),
            by=request.user,
        )
    except StepRefused as refused:
        messages.error(request, str(refused))
        return redirect("posting", pk=pk)
    messages.success(request, _("The order is carried out. Offices that changed hands: %(n)s.") % {"n": done})
    return redirect("postings")


@login_required
def posting_template(request: HttpRequest) -> HttpResponseBase:
    """An empty sheet with the headings."""
    require_nationally(request.user, "appoint_chair")
    return taken_along("csv" if request.GET.get("as") == "csv" else "xlsx", "posting-order", _headings(), [])


def _headings() -> list[str]:
    place = 1 if get_language() == "sw" else 0
    return [words[place] for words in posting.HEADINGS.values()]


def _mine(request: HttpRequest, pk: int) -> PostingOrder:
    """An order that this user has in hand."""
    require_nationally(request.user, "appoint_chair")
    return get_object_or_404(PostingOrder, pk=pk, by=request.user, status=PostingOrder.Status.PREVIEWED)
