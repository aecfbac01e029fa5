"""Screen: two editions of minutes compared, word by word, from the papers as they were filed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.comparing import compare
from documents.models import Paper
from meetings.views.minutes import load_minutes


@login_required
def minutes_editions(request: HttpRequest, pk: int) -> HttpResponse:
    """What an edition says otherwise than an earlier one, in the copy that the reader may see."""
    found = load_minutes(request, pk)
    rows = Paper.objects.best_copy_for(request.user).filter(subject="meetings.minutes", subject_id=found.pk)
    papers = {paper.edition: paper for paper in rows.exclude(label=Paper.Label.ADDENDUM).order_by("edition")}
    numbers = list(papers)
    after = _chosen(request.GET.get("to", ""), numbers, numbers[-1] if numbers else 0)
    earlier = [number for number in numbers if number < after]
    before = _chosen(request.GET.get("from", ""), earlier, earlier[-1] if earlier else 0)
    paragraphs = compare(papers[before].record, papers[after].record) if before else []
    context = {
        "minutes": found,
        "meeting": found.meeting,
        "forum": found.meeting.forum,
        "papers": list(papers.values()),
        "before": papers.get(before),
        "after": papers.get(after),
        "groups": _grouped(paragraphs),
        "changed": sum(not paragraph.is_same for paragraph in paragraphs),
        "language": papers[after].record["language"] if after else "en",
    }
    return render(request, "meetings/editions.html", context)


def _chosen(asked: str, numbers: list[int], otherwise: int) -> int:
    return int(asked) if asked.isdigit() and int(asked) in numbers else otherwise


def _grouped(paragraphs: list[Any]) -> list[tuple[str, list[Any], int]]:
    """The paragraphs that differ, under their items; how many of an item stand as they were."""
    groups: dict[str, list[Any]] = {}
    for paragraph in paragraphs:
        groups.setdefault(paragraph.item, []).append(paragraph)
    return [(item, [p for p in rows if not p.is_same], sum(p.is_same for p in rows)) for item, rows in groups.items()]
