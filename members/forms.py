"""What can be typed about members, and what is said when it does not fit?"""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from forums.models import Forum
from members.models import Membership, Person, Sector, User


class MemberForm(forms.Form):
    """A member in one line."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Say who the member is.")})
    designation = forms.CharField(label=_("Designation"), max_length=120, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=160, required=False)
    sector = forms.ModelChoiceField(
        Sector.objects.all(),
        label=_("Sector"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the sector that the member stands for.")},
    )
    gender = forms.ChoiceField(
        label=_("Gender"), choices=[("", _("Not recorded")), *Person.Gender.choices], required=False
    )
    is_somebody_else = forms.BooleanField(label=_("This is another person of the same name"), required=False)

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum
        self.asks_about_the_name = False
        for name in ("name", "designation", "organisation"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """The same name twice on a roster is asked about once."""
        name = " ".join(self.cleaned_data.get("name", "").split())
        twice = Membership.objects.filter(forum=self.forum, person__name__iexact=name).exists()
        if name and twice and not self.cleaned_data.get("is_somebody_else"):
            self.asks_about_the_name = True
            self.add_error(
                "name", _("Somebody of this name is on the roster already. If this is another person, say so below.")
            )
        self.cleaned_data["name"] = name
        return self.cleaned_data


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
