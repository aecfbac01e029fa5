"""Who may sign in, and what is refused at the door?"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from members.models import User
from portal.models import is_demonstration


class PortalAdapter(DefaultAccountAdapter):
    """Accounts come by invitation alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send as allauth does, but never to a demonstration address outside this machine's outbox."""
        if email.endswith("@kikao.example"):
            return
        super().send_mail(template_prefix, email, context)


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
