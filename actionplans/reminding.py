"""Who is reminded of an action? Its owner once before it is due and once the day after; whoever keeps the record, weekly.

The days are the portal's own: no official figure is public. Nobody who has nothing late hears of it.
"""

import datetime as dt
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplans import doing, progress, requesting
from actionplans.actions import owner_now
from actionplans.links import link_of
from actionplans.models import ActionPoint, ActionReminder, LateDigest
from forums.models import Forum
from forums.rules import rules_of
from members.models import Person
from members.models.appointments import holders_of
from portal import texting
from portal.jobs.asking import ask
from portal.mailing import may_leave

DAYS_BEFORE = 3
STILL_THE_DAY_AFTER = 7  # days: after a longer silence of the portal itself, the weekly list says it
MOST_IN_A_DIGEST = 20
What, Status = ActionReminder.What, ActionReminder.Status


def daily_round(today: dt.date) -> None:
    """Ask for what is to be sent today; twice does no harm."""
    doing.daily_round(timezone.now())
    progress.daily_round(timezone.now())
    requesting.daily_round(timezone.now())
    first, last = today - dt.timedelta(days=STILL_THE_DAY_AFTER), today + dt.timedelta(days=DAYS_BEFORE)
    rows = ActionPoint.objects.waiting().filter(due__range=(first, last)).exclude(due=today)
    for point in rows.with_meeting():
        owner = owner_now(point)
        if owner is not None and (point.due < today or point.set_on < today):  # not on the day it was taken on
            with transaction.atomic():
                what = What.BEFORE if point.due > today else What.AFTER
                said = {"action": point, "person": owner, "what": what, "due": point.due}
                reminder, is_new = ActionReminder.objects.get_or_create(**said)
                if is_new:
                    ask("send_action_reminder", f"action-reminder-{reminder.pk}", reminder=reminder.pk)
    _weekly(today)


def _weekly(today: dt.date) -> None:
    monday = today - dt.timedelta(days=today.weekday())
    late = ActionPoint.objects.late(monday).order_by().values("forum").distinct()
    for forum in (
        Forum.objects.with_area()
        .filter(pk__in=late)
        .exclude(pk__in=LateDigest.objects.filter(week=monday).values("forum"))
    ):
        held = holders_of(forum)
        keeper = held.get("secretary") or held.get("chair")
        if keeper is not None:
            with transaction.atomic():
                digest, is_new = LateDigest.objects.get_or_create(
                    forum=forum, week=monday, defaults={"person": keeper.person}
                )
                if is_new:
                    ask("send_late_digest", f"late-digest-{digest.pk}", digest=digest.pk)


def remind(reminder: ActionReminder) -> None:
    """Send one reminder, once: it is claimed before, and says after what became of it. What is done by now is not sent."""
    if not _claim(reminder):
        return
    point = reminder.action
    still = point.status in {"not_started", "in_progress"} and point.due == reminder.due
    if not still or getattr(owner_now(point), "pk", None) != reminder.person_id:
        return _close(reminder, Status.NOT_NEEDED)
    person = Person.objects.select_related("user", "contact").get(pk=reminder.person_id)
    with translation.override(_language(person, point.forum)):
        _close(reminder, _told(person, _letter_of(reminder, point, person), _text_of(reminder, point, person)))


def tell_late(digest: LateDigest) -> None:
    """Send whoever keeps a forum's record the list of what is late, once; nothing where nothing is late any more."""
    if not _claim(digest):
        return
    forum, today = digest.forum, timezone.localdate()
    late = list(ActionPoint.objects.filter(forum=forum).late(today).order_by("due", "reference"))
    if not late:
        return _close(digest, Status.NOT_NEEDED)
    person = Person.objects.select_related("user", "contact").get(pk=digest.person_id)
    with translation.override(_language(person, forum)):
        said = {
            "name": person.name,
            "forum": forum.title,
            "count": len(late),
            "more": max(0, len(late) - MOST_IN_A_DIGEST),
            "rows": [
                {"reference": row.reference, "due": date_format(row.due, "j F Y"), "owner": row.owner}
                for row in late[:MOST_IN_A_DIGEST]
            ],
            "link": f"{settings.ORIGIN}{reverse('forum_actions', args=[forum.slug])}?show=late",
        }
        subject = ngettext("%(n)s action is late: %(forum)s", "%(n)s actions are late: %(forum)s", len(late))
        letter = (subject % {"n": len(late), "forum": forum.title}, render_to_string("emails/late_digest.txt", said))
        _close(digest, _told(person, letter, ""))


def _claim(row: Any) -> bool:
    rows = type(row).objects.filter(pk=row.pk, status=Status.WAITING)
    return bool(rows.update(status=Status.SENDING, at=timezone.now()))


def _close(row: Any, status: str) -> None:
    type(row).objects.filter(pk=row.pk).update(status=status, at=timezone.now())


def _language(person: Person, forum: Forum) -> str:
    return str(person.user.language) if person.user else rules_of(forum).language


def _told(person: Person, letter: tuple[str, str], text: str) -> str:
    """By e-mail where there is an address, else by SMS where there is a number; what became of it."""
    address = person.mail_address
    contact = getattr(person, "contact", None)
    phone = (person.user.phone if person.user else "") or (contact.phone if contact else "")
    try:
        if address:
            if may_leave(address):
                EmailMessage(letter[0], letter[1], None, [address]).send()
            return Status.SENT
        if phone and text:
            texting.send(phone, text)
            return Status.SENT
    except (OSError, SMTPException, texting.NotSent):
        pass
    return Status.FAILED


def _letter_of(reminder: ActionReminder, point: ActionPoint, person: Person) -> tuple[str, str]:
    said = _said(reminder, point, person) | {"name": person.name, "what": reminder.what}
    said["text"] = "" if point.officers_only else point.text
    if reminder.what == What.BEFORE:
        subject = _("An action is due on %(day)s: %(reference)s") % said
    else:
        subject = _("An action was due on %(day)s: %(reference)s") % said
    return subject, render_to_string("emails/action_reminder.txt", said)


def _text_of(reminder: ActionReminder, point: ActionPoint, person: Person) -> str:
    said = _said(reminder, point, person)
    if reminder.what == What.BEFORE:
        return _("Action %(reference)s is due on %(day)s. Say what was done: %(link)s") % said
    return _("Action %(reference)s was due on %(day)s. Say what was done: %(link)s") % said


def _said(reminder: ActionReminder, point: ActionPoint, person: Person) -> dict[str, str]:
    return {
        "reference": point.reference,
        "day": date_format(reminder.due, "j F Y"),
        "forum": point.forum.title,
        "link": link_of(person.pk, timezone.localdate(), point.pk),
    }
