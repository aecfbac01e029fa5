"""What does the registry tell the forum's page and the desk?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.models import Paper
from forums.access import scope
from forums.models import Forum


def last_papers(forum: Forum, user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """The forum's last papers. One query."""
    rows = Paper.objects.of(forum, user).order_by("-dated", "-edition").defer("record")[:4]
    papers = [
        {
            "title": f"{paper.get_label_display()}, {date_format(paper.dated, 'j F Y')}",
            "url": paper.get_absolute_url(),
            "detail": f"{paper.title} · {paper.reference}",
            "status_kind": "done" if paper.is_filed and paper.label == "confirmed" else "going",
            "status": paper.get_status_display(),
            "when": "",
        }
        for paper in rows
    ]
    yield {"order": 30, "template": "documents/_last_papers.html", "rows": papers}


def desk_rows(user: Any, today: dt.date) -> Iterator[dict[str, Any]]:
    """Papers of one's own forum that could not be printed. One query."""
    own = scope(user, "keep_record", "forum__area")
    for paper in (
        Paper.objects.filter(own, status="asked", job__status="failed")
        .select_related("forum__area")
        .only("title", "asked_at", "forum__area__name", "forum__area__level")
    ):
        yield {
            "waits_for_me": True,
            "title": _("Ask again for a paper that could not be printed"),
            "url": paper.get_absolute_url(),
            "detail": f"{paper.forum.area.title}, {paper.title}",
            "status_kind": "late",
            "status": _("Failed"),
            "when": date_format(paper.asked_at, "j F"),
            "order": 5,
        }
