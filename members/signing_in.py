"""Who may sign in, and what is refused at the door?"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from members.models import User
from portal.models import is_demonstration


class PortalAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone; what is wrong is said in our words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and password do not go together. Check both and try again."),
        "too_many_login_attempts": _("That was too often. Wait a few minutes, then try again."),
        "enter_current_password": _("Enter your present password."),
        "incorrect_password": _("This is not your password. Try again."),
        "incorrect_code": _("This code does not fit. Enter the one that your app shows now."),
        "account_inactive": _("This account is closed. Ask the secretariat of your forum."),
        "rate_limited": _("That was too often. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send as allauth does, in the reader's language, but nothing to the addresses of the demonstration."""
        if email.endswith("@kikao.example"):
            return
        reader = context.get("user")
        with translation.override(reader.language if reader else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody, in their language, what was changed on their account."""
        super().send_notification_mail(template_prefix, user, {"user": user} | (context or {}), email or user.email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Enter the one that your app shows now."),
    }


class PortalBackend(AuthenticationBackend):
    """E-mail and password; demonstration accounts only on a marked database behind a loopback address."""

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
