"""Screens: the language, the first director's welcome, and accepting an invitation."""

from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import actions, inviting, welcome
from members.forms import AccountForm, WelcomeForm
from members.models import User

BACKEND = "members.signing_in.PortalBackend"


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak English or Kiswahili from now on, and stay on the page."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(urlsplit(back)._replace(scheme="", netloc="").geturl() if safe else settings.LOGIN_REDIRECT_URL)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 86400,
            httponly=True,
            secure=settings.IS_HTTPS,
            samesite="Lax",
        )
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    return response


def welcome_first(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link of an empty portal: whoever holds it becomes the first NSC director."""
    if not welcome.is_good(token):
        raise Http404
    form = WelcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = actions.welcome_director(**form.cleaned_data)
        _enter(request, user)
        messages.success(request, _("Welcome. Set up your second factor now; then everything else opens."))
        return redirect("desk")
    return render(request, "members/welcome.html", {"form": form}, status=422 if form.errors else 200)


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody invited chooses a password; the account opens with the rights of their office or membership."""
    found = inviting.find(token)
    if found is None:
        return render(request, "members/invitation_over.html", status=404)
    form = AccountForm(request.POST if request.method == "POST" else None, invitation=found)
    if request.method == "POST" and form.is_valid():
        user = inviting.accept(invitation=found, password=form.cleaned_data["password"])
        _enter(request, user)
        messages.success(request, _("Welcome, %(name)s. Your account is open.") % {"name": user.name})
        return redirect("desk")
    context = {"form": form, "invitation": found}
    return render(request, "members/invitation.html", context, status=422 if form.errors else 200)


def _enter(request: HttpRequest, user: User) -> None:
    """Sign in whoever has just chosen the password, so that it is not asked for again at once."""
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="password", reauthenticated=True)
