"""Which steps does a meeting go through, from planned in silence to closed?"""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.workflow import Step, Workflow
from meetings.models import Meeting, Minutes


def day_has_not_come(meeting: Meeting, by: Any) -> str:
    """Why a meeting cannot have been held yet."""
    if meeting.held_on > timezone.localdate():
        return _("The day of this meeting has not come. Change its date first if it was held earlier.")
    return ""


def begin_minutes(meeting: Meeting, *, by: Any, note: str) -> None:
    """Open the minute book of a meeting that was held."""
    Minutes.objects.get_or_create(meeting=meeting)


MEETING = Workflow(
    "meeting",
    Step("convene", _("Convene"), "planned", "convened", "keep_record"),
    Step("hold", _("Held"), "planned", "held", "keep_record", guard=day_has_not_come, effect=begin_minutes),
    Step("hold", _("Held"), "convened", "held", "keep_record", guard=day_has_not_come, effect=begin_minutes),
    Step("cancel", _("Cancel the meeting"), "planned", "cancelled", "keep_record", needs_note=True),
    Step("cancel", _("Cancel the meeting"), "convened", "cancelled", "keep_record", needs_note=True),
    Step("postpone", _("Postpone the meeting"), "planned", "postponed", "keep_record", needs_note=True),
    Step("postpone", _("Postpone the meeting"), "convened", "postponed", "keep_record", needs_note=True),
    Step("resume", _("Set a new day"), "postponed", "planned", "keep_record"),
    Step("cancel", _("Cancel the meeting"), "postponed", "cancelled", "keep_record", needs_note=True),
    Step("close", _("Close"), "held", "closed", None),
)
