"""How are the members told of a meeting? A notice to everybody on the roster: by e-mail, by SMS, the rest on paper.

A copy is claimed before it is sent and marked after: a worker that dies in between leaves it as *perhaps sent*, and
nobody gets it twice unless an officer asks for that.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums import ledger
from forums.access import require
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.calendars import calendar_of
from meetings.models import Delivery, Meeting, Notice, Reply
from meetings.models.notices import reply_token
from members.models import Membership, Person
from members.models.appointments import holders_of
from portal import texting
from portal.jobs.asking import ask, ask_again
from portal.jobs.models import Job
from portal.mailing import may_leave

Way = Delivery.Way


@dataclass
class Reached:
    """Somebody who is to be told, and by which ways that can be."""

    person: Person
    email: str = ""
    phone: str = ""

    def ways(self, sms: str) -> list[str]:
        """The ways chosen for them: SMS to `all` who have a number, to the `rest` without an address, or to `none`."""
        ways = [Way.EMAIL.value] if self.email else []
        if self.phone and (sms == "all" or sms == "rest" and not self.email):
            ways.append(Way.SMS.value)
        return ways or [Way.HAND.value]


@dataclass
class Audience:
    """Everybody who is to be told of a meeting."""

    people: list[Reached] = field(default_factory=list)

    def count(self, sms: str) -> dict[str, int]:
        """How many are reached by each way: email, sms, hand."""
        ways = [way for reached in self.people for way in reached.ways(sms)]
        return {way: ways.count(way) for way in Way.values}


def audience_of(meeting: Meeting) -> Audience:
    """Those on the roster, and whoever holds an office without being on it. Three queries."""
    rows = Membership.objects.on_roster().filter(forum=meeting.forum)
    people = {row.person_id: row.person for row in rows.select_related("person__user", "person__contact")}
    missing = [held.person_id for held in holders_of(meeting.forum).values() if held.person_id not in people]
    for person in Person.objects.filter(pk__in=missing).select_related("user", "contact"):
        people[person.pk] = person
    return Audience(sorted((_reached(person) for person in people.values()), key=lambda r: r.person.name))


def _reached(person: Person) -> Reached:
    contact, user = getattr(person, "contact", None), person.user
    phone = (user.phone if user else "") or (contact.phone if contact else "")
    return Reached(person, person.mail_address, phone or "")


def price_of(meeting: Meeting, audience: Audience, sms: str) -> Decimal | None:
    """Kenya shillings that the SMS will cost; None where no price was given to the portal."""
    one = texting.price(sms_words(meeting, Notice.Kind.CONVENING, "x" * 36))
    return one * audience.count(sms)["sms"] if one is not None else None


def send(*, meeting: Meeting, kind: str, sms: str, words: str, by: Any) -> Notice:
    """Write the copies of a notice and ask the worker to send them, in this transaction."""
    require(by, "keep_record", meeting.area)
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        last = meeting.notices.aggregate(last=Max("sequence"))["last"]
        notice = Notice.objects.create(
            meeting=meeting, kind=kind, sequence=0 if last is None else last + 1, words=words.strip(), by=by
        )
        Delivery.objects.bulk_create(
            Delivery(
                notice=notice,
                person=reached.person,
                name=reached.person.name,
                way=way,
                status=Delivery.Status.HAND if way == Way.HAND else Delivery.Status.WAITING,
            )
            for reached in audience_of(meeting).people
            for way in reached.ways(sms)
        )
        ledger.record("notice.send", notice, by=by, area=meeting.area, count=notice.deliveries.count())
        ask("send_notice", notice.job_key, by=by, notice=notice.pk)
    return notice


def send_rest(*, notice: Notice, by: Any) -> int:
    """Try again what was not sent, or perhaps not; how many. Raises StepRefused while the worker is at it."""
    require(by, "keep_record", notice.meeting.area)
    with transaction.atomic():
        job = Job.objects.select_for_update().get(key=notice.job_key)
        if not job.is_over:
            raise StepRefused(_("The notices are still being sent. Wait until that is done."))
        again = notice.deliveries.filter(status__in=["failed", "sending"]).update(status="waiting", trouble="")
        if again:
            ledger.record("notice.again", notice, by=by, area=notice.meeting.area, count=again)
            ask_again(job, by=by, even_done=True)
    return again


def deliver(delivery: Delivery) -> None:
    """Send one copy, once: it is claimed before, and says after what became of it."""
    if not Delivery.objects.filter(pk=delivery.pk, status="waiting").update(status="sending", at=timezone.now()):
        return
    reached = _reached(Person.objects.select_related("user", "contact").get(pk=delivery.person_id))
    status, trouble, receipt = Delivery.Status.SENT, "", ""
    try:
        if delivery.way == Way.EMAIL and reached.email:
            _mail(delivery, reached)
        elif delivery.way == Way.SMS and reached.phone:
            receipt = texting.send(reached.phone, _in_their_language(delivery, reached, _sms_of))
        else:
            status, trouble = Delivery.Status.FAILED, _("No address or number is known any more.")
    except texting.NotSent as wrong:
        status, trouble = Delivery.Status.FAILED, str(wrong.words)
    except (OSError, SMTPException):
        status, trouble = Delivery.Status.FAILED, _("The mail service did not take it.")
    Delivery.objects.filter(pk=delivery.pk).update(
        status=status, trouble=str(trouble)[:200], receipt=receipt, at=timezone.now()
    )


def _in_their_language(delivery: Delivery, reached: Reached, say: Any) -> str:
    user = reached.person.user
    with translation.override(user.language if user else rules_of(delivery.notice.meeting.forum).language):
        return say(delivery)


def _sms_of(delivery: Delivery) -> str:
    notice = delivery.notice
    return sms_words(notice.meeting, notice.kind, _link(notice.meeting, delivery.person_id), notice.words)


def sms_words(meeting: Meeting, kind: str, link: str, words: str = "") -> str:
    """The text message, in one part where the venue is short; plain signs only, as others halve what a part holds."""
    said = {
        "forum": meeting.forum.area.title,
        "day": date_format(meeting.held_on, "D j M Y"),
        "time": meeting.starts_at.strftime("%H:%M"),
        "venue": meeting.venue.replace("\u2019", "'"),
        "link": link,
        "words": words,
    }
    text = {
        "convening": _("%(forum)s peace forum meets %(day)s, %(time)s, %(venue)s. Reply: %(link)s"),
        "change": _("CHANGED: %(forum)s peace forum meets %(day)s, %(time)s, %(venue)s. Reply: %(link)s"),
        "postponement": _("POSTPONED: %(forum)s peace forum does not meet on %(day)s. %(words)s"),
        "cancellation": _("CANCELLED: %(forum)s peace forum does not meet on %(day)s. %(words)s"),
    }[kind]
    return (text % said).strip()


def _link(meeting: Meeting, person_id: int) -> str:
    return settings.ORIGIN + reverse("reply", args=[reply_token(meeting.pk, person_id)])


def _mail(delivery: Delivery, reached: Reached) -> None:
    if not may_leave(reached.email):
        return
    notice, meeting = delivery.notice, delivery.notice.meeting
    user = reached.person.user
    with translation.override(user.language if user else rules_of(meeting.forum).language):
        off = notice.kind in {Notice.Kind.CANCELLATION, Notice.Kind.POSTPONEMENT}
        said = {
            "name": reached.person.name,
            "notice": notice,
            "meeting": meeting,
            "forum": meeting.forum.title,
            "agenda": meeting.agenda.all(),
            "link": "" if off else _link(meeting, delivery.person_id),
        }
        letter = EmailMessage(
            f"{notice.get_kind_display()}: {meeting.forum.title}, {date_format(meeting.held_on, 'j F Y')}",
            render_to_string("emails/notice.txt", said),
            None,
            [reached.email],
        )
        meeting.notice_count = notice.sequence
        method = "CANCEL" if off else "PUBLISH"
        letter.attach("meeting.ics", calendar_of([meeting], method=method), f"text/calendar; method={method}")
        letter.send()


def reply(*, meeting: Meeting, person: Person, answer: str, represented_by: str = "", by: Any = None) -> Reply:
    """Keep what somebody answers, by their link, or as an officer took it down. The last word counts.

    Raises StepRefused once the meeting is no longer ahead, PermissionDenied for an officer of another forum.
    """
    if by is not None:
        require(by, "keep_record", meeting.area)
    with transaction.atomic():
        kept = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if kept.status != Meeting.Status.CONVENED:
            raise StepRefused(_("This meeting is no longer ahead, so nothing can be answered any more."))
        instead = represented_by.strip() if answer == Reply.Answer.REPRESENTED else ""
        made, _new = Reply.objects.update_or_create(
            meeting=meeting,
            person=person,
            defaults={"answer": answer, "represented_by": instead, "at": timezone.now(), "taken_by": by},
        )
        ledger.record("notice.reply", made, by=by, area=meeting.area, reason=answer)
    return made


def may_be_answered(meeting: Meeting, today: dt.date) -> bool:
    """Whether a link still takes an answer."""
    return meeting.status == Meeting.Status.CONVENED and meeting.held_on >= today


def counted(replies: Iterable[Reply], told: int) -> dict[str, int]:
    """How many answered what, and how many have not."""
    answers = [row.answer for row in replies]
    return {answer: answers.count(answer) for answer in Reply.Answer.values} | {"silent": max(told - len(answers), 0)}
