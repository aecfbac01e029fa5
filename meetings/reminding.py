"""Who keeps minutes waiting, and when are they reminded? Once of each thing, after the forum's own number of days."""

import datetime as dt
from collections.abc import Iterator
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.rules import rules_of
from meetings import addenda
from meetings.amending import open_amendments
from meetings.confirming import later_meetings
from meetings.models import Minutes, Reminder
from meetings.seats import CLEARING_SEATS, cleared_seats, declined_seats, holders, signed_seats
from members.models import Person
from portal.jobs.asking import ask
from portal.mailing import may_leave

What = Reminder.What
Due = tuple[Person, str, int]


def daily_round(today: dt.date) -> None:
    """Ask for one e-mail to everybody who keeps minutes waiting; twice does no harm."""
    waiting = Minutes.objects.exclude(status="draft").filter(~Q(status="sealed") | Q(addenda__status="waiting"))
    for minutes in waiting.select_related("meeting__forum__area", "confirmation__meeting").distinct():
        for person, what, mark in due_of(minutes, today):
            with transaction.atomic():
                said = {"minutes": minutes, "person": person, "what": what, "mark": mark}
                reminder, _is_new = Reminder.objects.get_or_create(**said)
                ask("send_reminder", f"send-reminder-{reminder.pk}", reminder=reminder.pk)


def due_of(minutes: Minutes, today: dt.date) -> Iterator[Due]:
    """Who is to be reminded of what by today: (person, what, mark). Nobody where the forum has set no number of days."""
    days = rules_of(minutes.meeting.forum).reminder_days
    if days is None:
        return
    last = today - dt.timedelta(days=days)
    if minutes.status == "clearing" and _day(minutes.sent_at) <= last:
        yield from _chairs(minutes, cleared_seats(minutes), What.CLEAR, minutes.round)
    elif minutes.status == "circulated":
        yield from _for_the_keeper(minutes, last)
    elif minutes.status == "confirmed" and _day(minutes.confirmation.at) <= last:
        yield from _chairs(minutes, signed_seats(minutes) | declined_seats(minutes), What.SIGN, 0)
    elif minutes.status == "sealed":
        for addendum in minutes.addenda.waiting():
            if _day(addendum.at) <= last:
                yield from _chairs(minutes, addenda.signed(addendum), What.ADDENDUM, addendum.number)


def _chairs(minutes: Minutes, done: set[str], what: str, mark: int) -> Iterator[Due]:
    held = holders(minutes)
    for seat in CLEARING_SEATS:
        if seat in held and seat not in done:
            yield held[seat].person, what, mark


def _for_the_keeper(minutes: Minutes, last: dt.date) -> Iterator[Due]:
    """The secretary, or the chair where there is none: to settle amendments, and to have the minutes confirmed."""
    held = holders(minutes)
    keeper = held.get("secretary") or held.get("chair")
    if keeper is None:
        return
    for amendment in open_amendments(minutes):
        if _day(amendment.at) <= last:
            yield keeper.person, What.SETTLE, amendment.pk
    met = later_meetings(minutes).order_by("held_on").first()
    if met is not None and met.held_on <= last:
        yield keeper.person, What.CONFIRM, met.pk


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)


def deliver(reminder: Reminder) -> None:
    """Send a reminder, once: it is claimed before, and says after what became of it. What is done by now is not sent."""
    if not Reminder.objects.filter(pk=reminder.pk, status="waiting").update(status="sending", at=timezone.now()):
        return
    person = Person.objects.select_related("user", "contact").get(pk=reminder.person_id)
    wanted = (person.pk, reminder.what, reminder.mark)
    due = {(who.pk, what, mark) for who, what, mark in due_of(reminder.minutes, timezone.localdate())}
    address = person.mail_address
    status = Reminder.Status.FAILED
    if wanted in due and address:
        try:
            _mail(reminder, person, address)
            status = Reminder.Status.SENT
        except (OSError, SMTPException):
            status = Reminder.Status.FAILED
    Reminder.objects.filter(pk=reminder.pk).update(status=status, at=timezone.now())


def _mail(reminder: Reminder, person: Person, address: str) -> None:
    if not may_leave(address):
        return
    minutes = reminder.minutes
    meeting = minutes.meeting
    with translation.override(person.user.language if person.user else rules_of(meeting.forum).language):
        day = date_format(meeting.held_on, "j F Y")
        said = {
            "name": person.name,
            "what": reminder.what,
            "forum": meeting.forum.title,
            "day": day,
            "reference": meeting.reference,
            "link": settings.ORIGIN + _where(reminder),
        }
        subject = _("Minutes of %(day)s wait for you: %(forum)s") % {"day": day, "forum": meeting.forum.title}
        EmailMessage(subject, render_to_string("emails/reminder.txt", said), None, [address]).send()


def _where(reminder: Reminder) -> str:
    minutes = reminder.minutes
    if reminder.what == What.SETTLE:
        return reverse("amendment_settle", args=[reminder.mark])
    return minutes.get_absolute_url()
