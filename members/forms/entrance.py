"""What is typed at the door: an address or a number with the password, a code by SMS, a forgotten password?"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, RequestLoginCodeForm, ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from members.forms.phones import ReachField, clean_phone


class SignInForm(LoginForm):
    """An e-mail address or a telephone number, however it is written, and the password."""

    def clean_login(self) -> str:
        """The number with its country; anything else as it was typed."""
        typed = super().clean_login()
        try:
            return typed if "@" in typed else clean_phone(typed)
        except forms.ValidationError:
            return typed


class CodeForm(RequestLoginCodeForm):
    """A code by SMS: for members. Officers sign in with password and second factor, and are told so by SMS."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.fields["phone"].required = True
        self.fields["phone"].error_messages["required"] = _("Give your telephone number.")

    def clean_phone(self) -> str:
        """The number; whether it has an account, and which, is said to nobody here."""
        phone = super().clean_phone()
        if self._user is not None and self._user.is_officer:
            self._user = None
        return phone


class ForgottenForm(ResetPasswordForm):
    """Where the link to choose a new password goes: an address, or a number that has an account of its own."""

    email = ReachField(error_messages={"required": _("Give your e-mail address or telephone number.")})

    def clean_email(self) -> str:
        """The address, or nothing where a number was typed; the accounts behind it stay untold."""
        reach = self.cleaned_data["email"]
        self.phone = reach["phone"]
        if self.phone:
            self.users = []
            return self.phone
        self.cleaned_data["email"] = reach["email"]
        return super().clean_email()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link."""
        if not self.phone:
            return super().save(request, **kwargs)
        adapter = get_adapter(request)
        user = adapter.get_user_by_phone(self.phone)
        if user is not None:
            key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
            adapter.send_password_link_sms(user, self.phone, adapter.get_reset_password_from_key_url(key))
        return self.phone
