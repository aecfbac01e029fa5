"""Which letters never leave this machine? Those to the demonstration's invented people."""

from django.conf import settings

INVENTED = "@kikao.example"
KEPT_HERE = ("filebased.EmailBackend", "locmem.EmailBackend")


def may_leave(address: str) -> bool:
    """Whether a letter to this address may be given to the mail service; an outbox on this machine takes every letter."""
    return not address.endswith(INVENTED) or settings.EMAIL_BACKEND.endswith(KEPT_HERE)
