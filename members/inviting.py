"""How does somebody come to an account? By a link that their secretariat or the office above sends, and in no other way."""

import hashlib
import logging
import secrets
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums import ledger
from forums.access import may
from forums.models import Forum
from forums.workflow import StepRefused
from members import grants
from members.models import Invitation, Person, User
from members.models.invitations import GOOD_FOR
from portal import texting

log = logging.getLogger(__name__)


def invite(*, person: Person, forum: Forum, right: str, email: str = "", phone: str = "", by: Any) -> Invitation:
    """Send somebody the link that opens their account, to an address or to a number (`+254...`).

    Raises PermissionDenied without `right`, StepRefused in words.
    """
    _require(right, forum, by)
    email = email.strip().lower()
    if person.user_id:
        raise StepRefused(_("%(name)s has an account already and keeps it.") % {"name": person.name})
    if email and User.objects.filter(email=email).exists():
        raise StepRefused(_("This address belongs to another account. Ask for the person's own address."))
    if phone and User.objects.filter(phone=phone).exists():
        raise StepRefused(_("This number belongs to another account. Ask for the person's own number."))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        for earlier in person.invitations.filter(accepted_at=None, revoked_at=None):
            _revoke(earlier, by)
        token = secrets.token_urlsafe(32)
        made = Invitation.objects.create(
            person=person,
            forum=forum,
            right=right,
            email=email,
            phone="" if email else phone,
            token_sha256=_hash(token),
            made_by=by,
            expires_at=timezone.now() + GOOD_FOR,
        )
        ledger.record("invitation.send", made, by=by, area=forum.area, person=person.pk)
        transaction.on_commit(lambda: _write(made, token))
    return made


def send_again(*, invitation: Invitation, by: Any) -> Invitation:
    """A new link to the same address or number; the earlier one stops working."""
    return invite(
        person=invitation.person,
        forum=invitation.forum,
        right=invitation.right,
        email=invitation.email,
        phone=invitation.phone,
        by=by,
    )


def revoke(*, invitation: Invitation, by: Any) -> None:
    """Let the link open nothing any more. Raises StepRefused once it was accepted."""
    _require(invitation.right, invitation.forum, by)
    with transaction.atomic():
        found = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if found.accepted_at:
            raise StepRefused(_("It was accepted already; the account stays, and its rights follow the office."))
        if not found.revoked_at:
            _revoke(found, by)


def find(token: str) -> Invitation | None:
    """The invitation that a link belongs to, while it is open."""
    found = Invitation.objects.select_related("person", "forum__area").filter(token_sha256=_hash(token)).first()
    return found if found and found.is_open and not found.person.user_id else None


def accept(*, invitation: Invitation, password: str) -> User:
    """Open the account with the rights of the person's offices and memberships; the link is then used up.

    Without a password the account is signed in to with codes by SMS. Raises StepRefused for a link used before.
    """
    with transaction.atomic():
        found = Invitation.objects.select_for_update().get(pk=invitation.pk)
        person = Person.objects.select_for_update().get(pk=invitation.person_id)
        if not found.is_open or person.user_id:
            raise StepRefused(_("This invitation was used already. Sign in with the password you chose."))
        user = User.objects.create_user(
            found.email or None, password or None, name=person.name, phone=found.phone or None
        )
        person.user = user
        person.save(update_fields=["user"])
        found.accepted_at = timezone.now()
        found.save(update_fields=["accepted_at"])
        grants.rebuild(user)
        ledger.record("invitation.accept", found, by=user, area=found.forum.area)
    return User.objects.select_related("person").get(pk=user.pk)


def _revoke(invitation: Invitation, by: Any) -> None:
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    ledger.record("invitation.revoke", invitation, by=by, area=invitation.forum.area)


def _write(invitation: Invitation, token: str) -> None:
    """The letter or the text with the link; a demonstration's invented addresses get none."""
    if not invitation.email.endswith("@kikao.example"):
        try:
            _send(invitation, token) if invitation.email else _text(invitation, token)
        except (OSError, SMTPException, texting.NotSent):
            log.exception("Invitation %s could not be sent", invitation.pk)
            return
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])


def _send(invitation: Invitation, token: str) -> None:
    said = {
        "name": invitation.person.name,
        "forum": invitation.forum.title,
        "link": settings.ORIGIN + reverse("invitation", args=[token]),
        "until": invitation.expires_at,
    }
    send_mail(
        str(_("Kikao: your invitation to sign in")),
        render_to_string("emails/invitation.txt", said),
        None,
        [invitation.email],
    )


def _text(invitation: Invitation, token: str) -> None:
    link = settings.ORIGIN + reverse("invitation", args=[token])
    said = {
        "forum": invitation.forum.title,
        "link": link,
        "day": f"{timezone.localdate(invitation.expires_at):%d.%m.%Y}",
    }
    texting.send(
        invitation.phone,
        _("Kikao: the %(forum)s invites you to sign in. Open this until %(day)s, for you alone: %(link)s") % said,
    )


def _require(right: str, forum: Forum, by: Any) -> None:
    if not may(by, right, forum.area):
        raise PermissionDenied


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
