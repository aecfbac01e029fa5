"""Which deeds ask for the second factor once more? Those that a stolen open session must not do: exports and appointments."""

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def asks_again(view: View) -> View:
    """Ask for the factor again, unless it was given in the last quarter of an hour; what was sent is then done.

    The demonstration's waiver holds here too, and whoever has no factor yet is asked for the password.
    """
    return reauthentication_required(view, enabled=_is_asked)


def _is_asked(request: HttpRequest) -> Any:
    return request.user.is_authenticated and not request.session.get("factor_waived")
