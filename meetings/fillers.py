"""What does the record already say to the standing items of an agenda? So that nobody types what is known."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.models import Area
from meetings.below import forums_below
from meetings.models import Meeting
from portal.contributions import gather

Filler = tuple[str, str, str]  # the standing item, the words, where it can be read


def agenda_fillers(meeting: Meeting, standing: str = "") -> Iterator[Filler]:
    """The previous minutes with their standing, and how the forums directly below stand. Three queries at most."""
    if standing in {"", "confirmation"}:
        yield from _previous(meeting)
    if standing in {"", "situation"} and meeting.forum.area.level != Area.Level.SUB_COUNTY:  # nothing lies below one
        yield from _below(meeting)


def _previous(meeting: Meeting) -> Iterator[Filler]:
    earlier = Meeting.objects.filter(forum=meeting.forum, held_on__lt=meeting.held_on).took_place()
    last = earlier.select_related("minutes").first()
    minutes = getattr(last, "minutes", None)
    if last is not None and minutes is not None:
        said = {"day": date_format(last.held_on, "j F Y"), "standing": minutes.get_status_display().lower()}
        yield "confirmation", _("Minutes of the meeting of %(day)s: %(standing)s.") % said, minutes.get_absolute_url()


def _below(meeting: Meeting) -> Iterator[Filler]:
    for below in forums_below(meeting):
        forum = below.forum
        if below.met is not None:
            said = _("last met on %(day)s") % {"day": date_format(below.met, "j F Y")}
        else:
            said = str(forum.get_stage_display()).lower()
        yield "situation", f"{forum.area.title}: {said}.", forum.get_absolute_url()


def fillers_of(meeting: Meeting, standing: str = "") -> dict[str, list[tuple[str, str]]]:
    """Every room's: standing item -> (words, address) pairs; of one item alone where it is named."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for item, words, url in gather("agenda_fillers", meeting, standing):
        found[item].append((words, url))
    return dict(found)
