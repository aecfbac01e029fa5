"""Who hears of a request? The holders of the office to which it comes, and whoever asked once it is answered; each once."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import Request, RequestNotice, RequestStep
from forums.rules import rules_of
from members.models import Appointment, Person
from members.models.appointments import holders_of
from portal import texting
from portal.jobs.asking import ask
from portal.mailing import may_leave

Status = RequestNotice.Status
KEEPERS = ("secretary", "chair")


def tell_office(step: RequestStep) -> None:
    """Ask for a message to everybody who holds the office with which the request lies. In the caller's transaction."""
    held = Appointment.objects.live().filter(office=step.request.office_id)
    _tell(step, held.values_list("person", flat=True))


def tell_asker(step: RequestStep) -> None:
    """Ask for a message to the secretariat and the chair of the forum that asked. In the caller's transaction."""
    held = holders_of(step.request.forum)
    _tell(step, [held[seat].person_id for seat in KEEPERS if seat in held])


def _tell(step: RequestStep, people) -> None:
    for person in sorted(set(people)):
        notice, is_new = RequestNotice.objects.get_or_create(step=step, person_id=person)
        if is_new:
            ask("send_request_notice", f"request-notice-{notice.pk}", notice=notice.pk)


def deliver(notice: RequestNotice) -> None:
    """Send one message, once: it is claimed before, and says after what became of it.

    By e-mail; by SMS too where it is urgent, and instead where there is no address. Neither tells what is asked.
    """
    rows = RequestNotice.objects.filter(pk=notice.pk)
    if not rows.filter(status=Status.WAITING).update(status=Status.SENDING, at=timezone.now()):
        return
    person = Person.objects.select_related("user", "contact").get(pk=notice.person_id)
    request = notice.step.request
    language = person.user.language if person.user else rules_of(request.forum).language
    with translation.override(language):
        status = _sent(notice.step, request, person)
    rows.update(status=status, at=timezone.now())


def _sent(step: RequestStep, request: Request, person: Person) -> str:
    went = []
    if address := person.mail_address or (request.office.email if step.verb != "answer" else ""):
        went.append(_mailed(step, request, person, address))
    contact = getattr(person, "contact", None)
    phone = (person.user.phone if person.user else "") or (contact.phone if contact else "")
    if phone and (request.urgency == Request.Urgency.URGENT or not any(went)):
        went.append(_texted(step, request, phone))
    return Status.SENT if any(went) else Status.FAILED


def _mailed(step: RequestStep, request: Request, person: Person, address: str) -> bool:
    said = _said(step, request) | {"name": person.name}
    letter = EmailMessage(_subject(step) % said, render_to_string("emails/request.txt", said), None, [address])
    try:
        if may_leave(address):
            letter.send()
    except (OSError, SMTPException):
        return False
    return True


def _texted(step: RequestStep, request: Request, phone: str) -> bool:
    said = _said(step, request)
    if step.verb == "answer":
        words = _("Request %(reference)s was answered: %(link)s") % said
    else:
        words = _("Request %(reference)s (%(urgency)s) waits for you, to be answered by %(by)s: %(link)s") % said
    try:
        texting.send(phone, words)
    except texting.NotSent:
        return False
    return True


def _subject(step: RequestStep) -> str:
    if step.verb == "answer":
        return _("Your request was answered: %(reference)s")
    if step.verb == "raise":
        return _("A request went unanswered and comes to you (%(urgency)s): %(reference)s")
    if step.verb == "reopen":
        return _("A request is open again (%(urgency)s): %(reference)s")
    return _("A request waits for you (%(urgency)s): %(reference)s")


def _said(step: RequestStep, request: Request) -> dict[str, str]:
    return {
        "verb": step.verb,
        "reference": request.reference,
        "forum": request.forum.title,
        "office": request.office.title,
        "urgency": str(request.get_urgency_display()),
        "acknowledge_by": _moment(request.acknowledge_by),
        "by": _moment(request.answer_by),
        "link": f"{settings.ORIGIN}{request.get_absolute_url()}",
    }


def _moment(at) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")
