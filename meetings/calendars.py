"""How does a meeting stand in a calendar? iCalendar (RFC 5545): with an invitation by mail, and as a person's own feed."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from meetings.models import Meeting

STATUS = {"planned": "TENTATIVE", "postponed": "CANCELLED", "cancelled": "CANCELLED"}


def calendar_of(
    meetings: Iterable[Meeting], *, method: str, name: str = "", days: Iterable[tuple[str, dt.date, str, str]] = ()
) -> bytes:
    """A calendar of these meetings as bytes. `method` is PUBLISH, or CANCEL for what is off.

    `days` are whole days beside them: mark, day, words, address.

    Each meeting has `notice_count` where updates must follow one another. Its end is told only where the agenda's
    times add up to one: nothing is invented.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Kikao//Kikao//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    for mark, day, words, address in days:
        calendar.add_component(_whole_day(mark, day, words, address))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting) -> Event:
    event = Event()
    begins = timezone.make_aware(dt.datetime.combine(meeting.held_on, meeting.starts_at))
    event.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.ORIGIN).hostname}")
    event.add("sequence", getattr(meeting, "notice_count", 0))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", begins.astimezone(dt.UTC))  # so that no calendar needs to be told of Nairobi's clock
    event.add("summary", f"{meeting.name}, {meeting.forum.title}")
    event.add("location", meeting.venue)
    event.add("status", STATUS.get(meeting.status, "CONFIRMED"))
    event.add("url", settings.ORIGIN + meeting.get_absolute_url())
    return event


def _whole_day(mark: str, day: dt.date, words: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{mark}@{urlsplit(settings.ORIGIN).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", day)
    event.add("summary", words)
    event.add("transp", "TRANSPARENT")
    event.add("url", settings.ORIGIN + address)
    return event
