"""Screens: the areas below under the situation item of the minute book, a row each."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from forums.access import load
from forums.workflow import StepRefused
from meetings.actions import drafting, situation
from meetings.below import Below, forums_below
from meetings.forms import SituationForm, StakeholderFormSet
from meetings.models import AgendaItem, Minutes
from meetings.views.answers import answered, not_the_writer
from members.models import Sector


@login_required
@require_POST
def situation_save(request: HttpRequest, pk: int, area: int) -> HttpResponse:
    """Save an area's row. Asked for as JSON (while typing) it answers with the state alone."""
    minutes = load(Minutes.objects, request.user, "keep_record", pk=pk)
    item = get_object_or_404(AgendaItem, meeting=minutes.meeting, standing="situation")
    below = _one_below(minutes, area)
    form, people = SituationForm(request.POST), _people(request.POST)
    quiet = request.headers.get("Accept") == "application/json"
    if quiet and (refused := not_the_writer(request)):
        return refused
    if not (form.is_valid() and people.is_valid()):
        if quiet:
            return JsonResponse({"state": "wrong"}, status=422)
        return _page(request, minutes, item, below, form=form, people=people, status=422)
    stakeholders = [
        {name: row.get(name, "") for name in ("name", "organisation", "sector")}
        for row in people.cleaned_data
        if row.get("name") or row.get("organisation")
    ]
    words = {name: form.cleaned_data[name].replace("\r\n", "\n") for name in ("reported", "measure")}
    typed = {
        "minutes": minutes, "item": item, "area": below.forum.area, "version": form.cleaned_data["version"], **words,
        "stakeholders": stakeholders, "by": request.user,
    }  # fmt: skip
    if quiet:
        key = form.cleaned_data["once"]
        return answered(drafting.once(key=key, by=request.user, do=lambda: situation.take_in(**typed)))
    try:
        situation.save_row(**typed)
    except situation.SomebodyElseWrote as conflict:
        again = SituationForm(initial={**words, "version": conflict.row.version})
        kept = _people(initial=stakeholders)
        return _page(request, minutes, item, below, form=again, people=kept, theirs=conflict.row, status=409)
    except StepRefused as refused:
        messages.error(request, str(refused))
        return _page(request, minutes, item, below, form=form, people=people, is_over=True, status=409)
    return redirect(_after(minutes, item, area, request.POST.get("then", "stay")))


def part_of(request: HttpRequest, minutes: Minutes, item: AgendaItem | None) -> dict[str, Any]:
    """What the minute book shows of the areas below under the situation item: a row each, one of them open."""
    if item is None or item.standing != "situation" or request.method != "GET":
        return {}
    rows = forums_below(minutes.meeting)
    asked = request.GET.get("area", "")
    opened = next((below for below in rows if str(below.forum.area_id) == asked), None)
    context: dict[str, Any] = {"below": rows, "below_opened": opened, "below_written": sum(bool(b.row) for b in rows)}
    if opened is not None:
        row = opened.row
        initial = {"version": row.version, "reported": row.reported, "measure": row.measure} if row else {"version": 0}
        context |= {
            "row_form": SituationForm(initial=initial),
            "people": _people(initial=row.stakeholders if row else []),
            "saved_at": row.saved_at if row else None,
            "following": _following(rows, opened.forum.area_id),
        }
    return context


def _one_below(minutes: Minutes, area: int) -> Below:
    for below in forums_below(minutes.meeting):
        if below.forum.area_id == area:
            return below
    raise Http404


def _people(posted: Any = None, initial: list[dict[str, str]] | None = None) -> Any:
    sectors = [(sector.code, sector.brief) for sector in Sector.objects.all()]
    return StakeholderFormSet(posted, prefix="who", initial=initial, form_kwargs={"sectors": sectors})


def _after(minutes: Minutes, item: AgendaItem, area: int, then: str) -> str:
    """The next area of which nothing is written, or the same one."""
    page = f"{reverse('minute_book', args=[minutes.meeting_id])}?item={item.position}"
    if then != "next":
        return f"{page}&area={area}#row"
    del minutes.meeting._below
    return page + _following(forums_below(minutes.meeting), area)


def _following(rows: list[Below], area: int) -> str:
    """The rest of the address of the next area of which nothing is written; of the list of areas where there is none."""
    place = [below.forum.area_id for below in rows].index(area)
    following = next((b.forum.area_id for b in [*rows[place + 1 :], *rows[:place]] if b.row is None), None)
    return f"&area={following}#row" if following else "#areas"


def _page(
    request: HttpRequest, minutes: Minutes, item: AgendaItem, below: Below, *, status: int, **more: Any
) -> HttpResponse:
    """The row by itself: what to put right, both texts where two wrote, or what was typed where the draft is closed."""
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "forum": minutes.meeting.forum,
        "item": item,
        "opened": below,
        "row_form": more.pop("form"),
        "back": f"{reverse('minute_book', args=[minutes.meeting_id])}?item={item.position}",
        **more,
    }
    return render(request, "meetings/situation.html", context, status=status)
