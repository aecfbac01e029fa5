"""By whom was somebody on a mapping list suggested from above?"""

from collections.abc import Collection, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Suggestion
from members.models import Membership


def mapping_sources(members: Collection[Membership]) -> Iterator[tuple[int, str]]:
    """Membership and words: which forum suggested them, at the meeting of which day. One query."""
    rows = Suggestion.objects.filter(membership__in=members).select_related("row__minutes__meeting__forum__area")
    for suggestion in rows:
        meeting = suggestion.row.minutes.meeting
        said = {"forum": meeting.forum.title, "day": date_format(meeting.held_on, "j F Y")}
        yield suggestion.membership_id, _("Suggested by the %(forum)s at its meeting of %(day)s") % said
