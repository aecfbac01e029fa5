"""How does whoever must act learn of a resolution? By an excerpt: a paper of its own, sent by e-mail or handed over.

It is claimed before it is sent and marked after, as notices are: a worker that dies in between leaves it as *perhaps
sent*, and nobody gets it twice unless an officer asks for that.
"""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.letters import file_letter
from documents.models import Paper
from forums import ledger
from forums.access import require
from forums.models import Forum
from forums.rules import rules_of
from forums.workflow import StepRefused
from meetings.models import Deed, Excerpt, Minutes, Resolution
from members.models import Membership, Office
from portal.jobs.asking import ask, ask_again
from portal.jobs.models import Job
from portal.mailing import may_leave

SUBJECT = Resolution._meta.label_lower


def actions_beside(resolution: Resolution) -> list[Deed]:
    """The actions that follow from it: those under the same entry."""
    rows = Deed.objects.filter(entry=resolution.deed.entry_id, kind="action").exclude(text="")
    return list(rows.select_related("forum__area"))


def known_address(forum: Forum, to: str) -> str:
    """The address that the portal knows for an office or a member of this name; empty where it knows none, or several.

    Offices are those of the forum, of the one above it and of those below.
    """
    area = forum.area
    near = Q(forum=forum) | Q(forum__area__parent=area) | Q(forum__area=area.parent_id)
    found = {office.email for office in Office.objects.filter(near, title__iexact=to).exclude(email="")}
    if not found:
        rows = Membership.objects.on_roster().filter(forum=forum).select_related("person__contact", "person__user")
        named = rows.filter(Q(person__name__iexact=to) | Q(designation__iexact=to))
        found = {member.person.mail_address for member in named} - {""}
    return found.pop() if len(found) == 1 else ""


def write_excerpt(*, resolution: Resolution, to: str, email: str, words: str, by: Any) -> Excerpt:
    """File the excerpt as a paper; with an address it is sent once it is printed. All at once.

    Raises StepRefused where a resolution for officers only would go by e-mail.
    """
    require(by, "keep_record", resolution.area)
    if email and resolution.officers_only:
        raise StepRefused(_("This resolution is for officers only: print its excerpt and hand it over."))
    with transaction.atomic():
        paper = _paper(resolution, to, words, by)
        made = Excerpt.objects.create(
            resolution=resolution, to=to, email=email, words=words, paper=paper, by=by,
            status=Excerpt.Status.WAITING if email else Excerpt.Status.HAND,
        )  # fmt: skip
        ledger.record("excerpt.send", made, by=by, area=resolution.area, reason="email" if email else "hand")
    return made


def _paper(resolution: Resolution, to: str, words: str, by: Any) -> Paper:
    forum, meeting = resolution.forum, resolution.meeting
    language = rules_of(forum).language
    with translation.override(language):
        said = {
            "day": date_format(meeting.held_on, "j F Y"),
            "name": meeting.name.lower(),
            "forum": forum.title,
            "reference": resolution.reference,
        }
        actions = [
            [str(n), deed.text, deed.owner, date_format(deed.due, "j F Y") if deed.due else "", deed.reference]
            for n, deed in enumerate(actions_beside(resolution), 1)
        ]
        heads = [_("No."), _("Action"), _("Responsible"), _("By"), _("Reference")]
        return file_letter(
            forum=forum,
            kind="excerpt",
            subject=resolution,
            copy="officers" if resolution.officers_only else "members",
            to=[to],
            title=_("Resolution %(reference)s") % said,
            named=to,
            words="\n".join(
                filter(
                    None,
                    [
                        _("At its %(name)s of %(day)s the %(forum)s resolved:") % said,
                        f"\u201c{resolution.deed.text}\u201d",
                        _state(resolution.deed.entry.minutes),
                        words,
                    ],
                )
            ),
            tables=[{"caption": _("Actions that follow"), "heads": heads, "rows": actions}] if actions else [],
            signed_by=[
                {"role": _("A true excerpt of the minutes"), "name": by.name, "office": by.office_line_at(forum.area)}
            ],
            language=language,
            by=by,
        )


def _state(minutes: Minutes) -> str:
    """How firm the minutes are from which it is taken."""
    said = {"reference": minutes.meeting.reference}
    if minutes.status == Minutes.Status.CIRCULATED:
        return _("The minutes, %(reference)s, are circulated and not confirmed yet.") % said
    if minutes.status == Minutes.Status.CONFIRMED:
        return _("The minutes, %(reference)s, are confirmed.") % said
    return _("The minutes, %(reference)s, are confirmed and sealed.") % said


def send_once_filed(paper: Paper) -> None:
    """Ask for the sending of an excerpt whose paper was just filed."""
    if paper.subject != SUBJECT:
        return
    for excerpt in Excerpt.objects.filter(paper=paper, status=Excerpt.Status.WAITING):
        ask("send_excerpt", excerpt.job_key, by=excerpt.by, excerpt=excerpt.pk)


def send_again(*, excerpt: Excerpt, by: Any) -> None:
    """Send once more what was not sent, or perhaps not. Raises StepRefused where there is nothing to send again."""
    require(by, "keep_record", excerpt.resolution.area)
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(key=excerpt.job_key).first()
        again = Excerpt.objects.filter(pk=excerpt.pk, status__in=["failed", "sending"])
        if job is None or not job.is_over or not again.update(status=Excerpt.Status.WAITING, trouble=""):
            raise StepRefused(_("There is nothing to send again: it was sent, or is on its way."))
        ledger.record("excerpt.again", excerpt, by=by, area=excerpt.resolution.area)
        ask_again(job, by=by, even_done=True)


def deliver(excerpt: Excerpt) -> None:
    """Send one excerpt, once."""
    if not Excerpt.objects.filter(pk=excerpt.pk, status="waiting").update(status="sending", at=timezone.now()):
        return
    status, trouble = Excerpt.Status.SENT, ""
    try:
        _mail(excerpt)
    except (OSError, SMTPException):
        status, trouble = Excerpt.Status.FAILED, _("The mail service did not take it.")
    Excerpt.objects.filter(pk=excerpt.pk).update(status=status, trouble=trouble, at=timezone.now())


def _mail(excerpt: Excerpt) -> None:
    if not may_leave(excerpt.email):
        return
    resolution, paper = excerpt.resolution, excerpt.paper
    with translation.override(paper.record["language"]):
        said = {
            "to": excerpt.to,
            "forum": resolution.forum.title,
            "day": date_format(resolution.meeting.held_on, "j F Y"),
            "reference": resolution.reference,
            "text": resolution.deed.text,
            "words": excerpt.words,
            "check": settings.ORIGIN + reverse("check_paper", args=[paper.fingerprint]),
        }
        subject = _("Resolution %(reference)s of the %(forum)s") % said
        letter = EmailMessage(subject, render_to_string("emails/excerpt.txt", said), None, [excerpt.email])
    with paper.file.open("rb") as file:
        letter.attach(paper.file_name, file.read(), "application/pdf")
    letter.send()
