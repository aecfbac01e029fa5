"""What does the record already say to the standing items of an agenda? So that nobody types what is known."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.lines import directly_below
from forums.models import Area, Forum
from meetings.models import Meeting
from portal.contributions import gather

Filler = tuple[str, str, str]  # the standing item, the words, where it can be read


def agenda_fillers(meeting: Meeting, standing: str = "") -> Iterator[Filler]:
    """The previous minutes with their standing, and how the forums directly below stand. Five queries at most."""
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
    areas = [area for area, _to in directly_below({meeting.forum.area_id})]
    forums = list(Forum.objects.with_area().filter(area__in=areas).order_by("area__name"))
    if not forums:
        return
    last: dict[int, Meeting] = {}
    rows = Meeting.objects.filter(forum__in=forums, held_on__lte=meeting.held_on).took_place().order_by("held_on")
    for held in rows.only("forum_id", "held_on", "status"):
        last[held.forum_id] = held
    for forum in forums:
        held = last.get(forum.pk)
        if held is not None:
            said = _("last met on %(day)s") % {"day": date_format(held.held_on, "j F Y")}
        else:
            said = str(forum.get_stage_display()).lower()
        yield "situation", f"{forum.area.title}: {said}.", forum.get_absolute_url()


def fillers_of(meeting: Meeting, standing: str = "") -> dict[str, list[tuple[str, str]]]:
    """Every room's: standing item -> (words, address) pairs; of one item alone where it is named."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for item, words, url in gather("agenda_fillers", meeting, standing):
        found[item].append((words, url))
    return dict(found)
