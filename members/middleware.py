"""What must hold before any page opens: the language, the length of the session, the second factor."""

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from members.signing_in import demonstration_is_allowed

Answer = Callable[[HttpRequest], HttpResponse]
ALWAYS_OPEN = ("/account/", "/static/", "/language/", "/livez", "/readyz", "/check/", "/r/", "/sw.js")


class SpokenLanguageMiddleware:
    """The language chosen by cookie before sign-in, and by the account after it; English where none was chosen."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


class SessionLimitsMiddleware:
    """A session ends after half an hour without a request, and after twelve hours in any case."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            began = request.session.setdefault("began_at", now)
            seen = request.session.setdefault("seen_at", now)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - began > settings.SESSION_LONGEST_SECONDS:
                logout(request)
                messages.info(
                    request, _("You were signed out because the session had run its time. Please sign in again.")
                )
                return redirect(f"{settings.LOGIN_URL}")
            if now - seen > settings.SESSION_IDLE_SECONDS // 6:
                request.session["seen_at"] = now
            if request.user.language != translation.get_language():
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = request.user.language
        return self.get_response(request)


class SecondFactorMiddleware:
    """An officer without a second factor is led to set one up before anything else opens."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ALWAYS_OPEN) or not request.user.is_authenticated:
            return self.get_response(request)
        if not request.user.is_officer:
            return self.get_response(request)
        if request.user.is_demonstration:
            if "factor_waived" not in request.session:
                request.session["factor_waived"] = demonstration_is_allowed()
            if request.session["factor_waived"]:
                return self.get_response(request)
        if not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        return self.get_response(request)
