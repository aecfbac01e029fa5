"""What can be typed on the way to an account, and what is said when it does not fit?"""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from members.forms.phones import ReachField
from members.models import Invitation, User


class InviteForm(forms.Form):
    """Where the invitation goes."""

    to = ReachField(
        label=_("E-mail address or telephone number"),
        help_text=_("The person's own: whoever opens the link chooses the password. A number gets the link by SMS."),
        error_messages={"required": _("Give the person's e-mail address or telephone number.")},
    )


class AccountForm(forms.Form):
    """The password of somebody invited."""

    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least ten signs; a sentence is best"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        if invitation.phone and not invitation.is_for_an_officer:
            self.fields["password"].required = False
            self.fields["password"].help_text = _(
                "May stay empty: you can sign in with a code by SMS each time. Else at least ten signs"
            )

    def clean_password(self) -> str:
        """A password that the portal's rules accept; none where a code by SMS will do."""
        if not self.cleaned_data["password"]:
            return ""
        guess = User(email=self.invitation.email, name=self.invitation.person.name)
        validate_password(self.cleaned_data["password"], guess)
        return self.cleaned_data["password"]


class WelcomeForm(forms.Form):
    """The first director's account."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, error_messages={"required": _("Say your name as papers should write it.")}
    )
    email = forms.EmailField(
        label=_("Your e-mail address"), error_messages={"required": _("Give the address that you will sign in with.")}
    )
    password = forms.CharField(
        label=_("A password"),
        help_text=_("At least ten signs; a sentence is best"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_email(self) -> str:
        """One account an address."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("This address has an account already. Sign in with it."))
        return email

    def clean_password(self) -> str:
        """A password that the portal's rules accept."""
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]
