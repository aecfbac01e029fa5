"""Which forums stand directly below the one that meets, when did they last meet, and what was said of each?"""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from forums.models import Forum, ReportingLine
from meetings.models import Meeting, SituationRow

COLUMNS = ("id", "version", "reported", "measure", "stakeholders", "saved_at")


@dataclass
class Below:
    """A forum directly below, with the day of its last meeting and its row under the situation item."""

    forum: Forum
    met: dt.date | None
    row: SituationRow | None


def forums_below(meeting: Meeting) -> list[Below]:
    """Those whose reporting line leads here, and those of which something was written; kept. One query."""
    if not hasattr(meeting, "_below"):
        area, minutes = meeting.forum.area_id, getattr(meeting, "minutes", None)
        line = ReportingLine.objects.on(timezone.localdate()).filter(area=OuterRef("area"))
        sittings = Meeting.objects.filter(forum=OuterRef("pk"), held_on__lte=meeting.held_on).took_place()
        of_these = Q(area__situation_rows__minutes=minutes.pk if minutes else 0)
        found = (
            Forum.objects.with_area()
            .annotate(written=FilteredRelation("area__situation_rows", condition=of_these))
            .annotate(led=Subquery(line.values("to")[:1]), met=Subquery(sittings.values("held_on")[:1]))
            .annotate(**{f"row_{name}": F(f"written__{name}") for name in COLUMNS})
            .filter(Q(led=area) | Q(led=None, area__parent=area) | Q(written__isnull=False))
            .order_by("area__name", "pk")
        )
        meeting._below = [Below(forum, forum.met, _row(forum)) for forum in found]
    return meeting._below


def _row(forum: Forum) -> SituationRow | None:
    if forum.row_id is None:
        return None
    return SituationRow(area=forum.area, **{name: getattr(forum, f"row_{name}") for name in COLUMNS})
