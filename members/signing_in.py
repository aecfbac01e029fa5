"""Who may sign in, and what is refused at the door?"""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.forms.phones import clean_phone
from members.models import User
from portal import texting
from portal.models import is_demonstration

logger = logging.getLogger(__name__)
NOT_TOGETHER = _("This address or number and this password do not go together. Check both and try again.")
CODE_WORDS = _("Kikao: your code is %(code)s. It is good for ten minutes. Tell it to nobody.")


class PortalAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone; what is wrong is said in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NOT_TOGETHER,
        "phone_password_mismatch": NOT_TOGETHER,
        "username_password_mismatch": NOT_TOGETHER,
        "too_many_login_attempts": _("That was too often. Wait a few minutes, then try again."),
        "enter_current_password": _("Enter your present password."),
        "incorrect_password": _("This is not your password. Try again."),
        "incorrect_code": _("This code does not fit. Check it and try again."),
        "account_inactive": _("This account is closed. Ask the secretariat of your forum."),
        "rate_limited": _("That was too often. Wait a few minutes, then try again."),
        "phone_taken": _("This number belongs to another account."),
        "same_as_current": _("This is the number that you sign in with already."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send as allauth does, in the reader's language, but nothing to the addresses of the demonstration."""
        if not email or email.endswith("@kikao.example"):
            return
        reader = context.get("user")
        with translation.override(reader.language if reader else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody, in their language, what was changed on their account; nobody without an address."""
        if email or user.email:
            super().send_notification_mail(template_prefix, user, {"user": user} | (context or {}), email or user.email)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor is asked for that, a passkey first, and not for the password."""
        ways = super().get_reauthentication_methods(user)
        factors = [way for way in ways if way["id"] != "reauthenticate"]
        return sorted(factors, key=lambda way: way["id"], reverse=True) or ways

    # The number somebody signs in with is kept only once a code or a link proved it.

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """The number somebody signs in with."""
        return (user.phone, True) if user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        """Keep a proved number; one that is not proved yet is not kept."""
        if verified:
            self.set_phone_verified(user, phone)

    def set_phone_verified(self, user: Any, phone: str) -> None:
        """Keep the number that a code was sent to and came back from."""
        if user.phone != phone:
            user.phone = phone
            user.save(update_fields=["phone"])

    def get_user_by_phone(self, phone: str) -> Any:
        """Whose number this is."""
        return User.objects.filter(phone=phone, is_active=True).first()

    def clean_phone(self, phone: str) -> str:
        """The number with its country, however it was typed. Raises ValidationError in words."""
        return clean_phone(phone)

    def phone_form_field(self, **kwargs: Any) -> Any:
        """A box that takes a number as Kenyans write it."""
        return super().phone_form_field(validators=[], **kwargs)

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        """Send a code once, even where the library asks for it twice in a breath."""
        request = allauth_context.request
        if getattr(request, "_texted", None) == (phone, code):
            return
        request._texted = (phone, code)
        with translation.override(user.language):
            _text(phone, CODE_WORDS % {"code": code})

    def send_password_link_sms(self, user: Any, phone: str, link: str) -> None:
        """Send the link that lets somebody choose a new password."""
        with translation.override(user.language):
            _text(phone, _("Kikao: choose a new password here, for you alone: %(link)s") % {"link": link})

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """An officer is told how officers sign in; a number that nobody has gets nothing."""
        user = self.get_user_by_phone(phone)
        if user is not None:
            with translation.override(user.language):
                _text(phone, _("Kikao: you hold an office, so sign in with your password and your second factor."))

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Nobody signs up, and whose number it is stays untold."""


def _text(phone: str, words: Any) -> None:
    """Send; what the network says is for the log, as the page says the same whoever asks."""
    try:
        texting.send(phone, str(words))
    except texting.NotSent:
        logger.exception("A text could not be sent")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Enter the one that your app shows now."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys name the portal."""
        return super().get_public_key_credential_rp_entity() | {"name": "Kikao"}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """How a new passkey is called until its owner names it."""
        return str(_("This device"))


class PortalBackend(AuthenticationBackend):
    """Address or number, and password; demonstration accounts only on a marked database behind a loopback address."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        """The user, or None."""
        user = super().authenticate(request, **credentials)
        if user is not None and user.is_demonstration and not demonstration_is_allowed():
            return None
        return user

    def get_user(self, user_id: Any) -> Any:
        """The signed-in user with the person behind the account, in one query."""
        return User.objects.select_related("person").filter(pk=user_id, is_active=True).first()


def demonstration_is_allowed() -> bool:
    """Whether demonstration passwords and the waiver of the second factor hold here."""
    return settings.IS_LOOPBACK and is_demonstration()
