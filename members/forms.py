"""What can be typed about members, and what is said when it does not fit?"""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.models import Forum
from members.models import Appointment, Invitation, Membership, Office, Organisation, Person, Sector, User
from members.spreadsheets.columns import phone_of
from portal.fields import SpokenDateField


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


class MembershipForm(forms.Form):
    """What the roster says of a member, and how far along the road from stakeholder to member."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Say who the member is.")})
    designation = forms.CharField(label=_("Designation"), max_length=120, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=160, required=False)
    sector = forms.ModelChoiceField(Sector.objects.all(), label=_("Sector"), empty_label=None)
    standing = forms.ChoiceField(label=_("Standing"), choices=Membership.Standing, widget=forms.RadioSelect)
    gender = forms.ChoiceField(
        label=_("Gender"), choices=[("", _("Not recorded")), *Person.Gender.choices], required=False
    )
    age_band = forms.ChoiceField(
        label=_("Age"), choices=[("", _("Not recorded")), *Person.AgeBand.choices], required=False
    )
    has_disability = forms.BooleanField(label=_("Person with disability"), required=False)
    is_pbld = forms.BooleanField(label=_("Trained in the Place-Based Leadership Development Programme"), required=False)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        said = {name: getattr(member, name) for name in ("designation", "sector", "standing", "is_pbld")}
        said |= {name: getattr(member.person, name) for name in ("name", "gender", "age_band", "has_disability")}
        super().__init__(*args, initial=said | {"organisation": member.organisation or ""}, **kwargs)
        for name in ("name", "designation", "organisation"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class SpreadsheetForm(forms.Form):
    """A spreadsheet for the roster."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("An .xlsx or .csv file, at most 5 MB and 5,000 rows"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
        max_length=200,
    )


class BringInForm(forms.Form):
    """What is decided before a spreadsheet is brought in."""

    without_wrong = forms.BooleanField(label=_("Leave out the rows that are wrong"), required=False)
    consented_on = SpokenDateField(
        label=_("When did these people agree that the secretariat keeps their telephone and address?"),
        required=False,
        help_text=_("For example 12 February 2025, at the mapping meeting. Left empty, contacts are left out."),
    )

    def __init__(self, *args: Any, wrong: int, contacts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not wrong:
            del self.fields["without_wrong"]
        if not contacts:
            del self.fields["consented_on"]


class MergeForm(forms.Form):
    """The other entry of the same person."""

    other = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("The other entry of the same person"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the other entry.")},
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others


class ContactForm(forms.Form):
    """How a member can be reached."""

    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False, help_text=_("For example 0712 345678"))
    email = forms.EmailField(label=_("E-mail address"), required=False)
    consented_on = SpokenDateField(
        label=_("Agreed on"),
        required=False,
        help_text=_("The day on which the member agreed that the secretariat keeps these"),
    )

    def clean_phone(self) -> str:
        """A Kenyan or foreign number, kept with its country."""
        typed = self.cleaned_data["phone"]
        if not typed:
            return ""
        try:
            return phone_of(typed)
        except ValueError:
            raise forms.ValidationError(
                _("Write the number like this: 0712 345678, or with the country: +254712345678.")
            ) from None

    def clean(self) -> dict[str, Any]:
        """Nothing is kept of somebody who has not agreed to it."""
        said = self.cleaned_data
        if (said.get("phone") or said.get("email")) and not said.get("consented_on") and not self.errors:
            self.add_error("consented_on", _("Say when the member agreed. Without it, nothing is kept."))
        return said


class AppointForm(forms.Form):
    """Who comes into an office, from when, on which basis; and why whoever holds it leaves."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Somebody on the roster"),
        required=False,
        empty_label=_("Somebody else, named below"),
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("Where not on the roster"))
    organisation = forms.CharField(
        label=_("Organisation"), max_length=160, required=False, help_text=_("The body that the holder comes from")
    )
    basis = forms.ChoiceField(label=_("On which basis"), choices=Appointment.Basis)
    delegated_by = forms.CharField(
        label=_("Delegated by"),
        max_length=160,
        required=False,
        help_text=_("Only where an organisation delegates its place to a member organisation"),
    )
    since = SpokenDateField(
        label=_("From which day"),
        help_text=_("For example 4 April 2025"),
        error_messages={"required": _("Say from which day.")},
    )
    until = SpokenDateField(
        label=_("Until which day"), required=False, help_text=_("Only where the term has an end already")
    )
    is_acting = forms.BooleanField(
        label=_("Acting"), required=False, help_text=_("The holder keeps the office, and rests until the acting ends")
    )
    instrument = forms.CharField(
        label=_("By which instrument"), max_length=200, required=False, help_text=_("The letter or the minute")
    )
    accepted_on = SpokenDateField(
        label=_("Accepted on"),
        help_text=_("The day on which the co-chair accepted, in writing or before the forum"),
        error_messages={"required": _("Say when the co-chair accepted: nobody is made co-chair unasked.")},
    )
    ended_for = forms.ChoiceField(label=_("Why the holder leaves"), required=False)
    email = forms.EmailField(
        label=_("E-mail address, to invite the holder to sign in"), required=False, help_text=_("May follow later")
    )

    def __init__(self, *args: Any, office: Office, holder: Appointment | None, endings: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.holder = office, holder
        self.fields["basis"].choices = [(value, capfirst(label)) for value, label in Appointment.Basis.choices]
        self.fields["person"].queryset = Person.objects.filter(
            memberships__forum=office.forum, memberships__standing__in=["identified", "invited", "confirmed"]
        )
        if office.seat != Office.Seat.CO_CHAIR:
            del self.fields["accepted_on"], self.fields["delegated_by"]
        if holder is None:
            del self.fields["ended_for"]
        else:
            self.fields["ended_for"].choices = [("", _("Choose")), *endings]
            self.fields["ended_for"].help_text = _("The appointment of %(name)s ends on the day before.") % {
                "name": holder.person.name
            }
        for name in ("name", "organisation", "instrument"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """A person; dates in their order; a co-chair of the non-state side."""
        said = self.cleaned_data
        if not said.get("person") and not said.get("name", "").strip():
            self.add_error("name", _("Choose somebody from the roster, or write the name."))
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("The last day must not be before the first."))
        if self.holder and not said.get("is_acting") and not said.get("ended_for") and "ended_for" in self.fields:
            self.add_error("ended_for", _("Say why %(name)s leaves the office.") % {"name": self.holder.person.name})
        said["body"] = Organisation.objects.filter(name__iexact=said.get("organisation", "").strip()).first()
        self._one_side(said)
        return said

    def _one_side(self, said: dict[str, Any]) -> None:
        """The chair is of the state side, the co-chair of the non-state side (forum rules of the domain)."""
        wrong = {Office.Seat.CHAIR: "non-state", Office.Seat.CO_CHAIR: "state"}.get(Office.Seat(self.office.seat))
        body, person = said["body"], said.get("person")
        sector = body.sector if body else None
        if sector is None and person is not None and not said.get("organisation"):
            sector = Sector.objects.filter(membership__person=person, membership__forum=self.office.forum).first()
        if wrong and sector is not None and sector.side == wrong:
            words = {
                "state": _(
                    "This is of the state side. The co-chair is of the non-state side, and paid by no government."
                ),
                "non-state": _("This is of the non-state side. The chair is of the state side."),
            }
            self.add_error("person" if person is not None and not body else "organisation", words[wrong])


class EndForm(forms.Form):
    """The end of an appointment."""

    until = SpokenDateField(
        label=_("The last day"),
        help_text=_("For example 4 April 2025"),
        error_messages={"required": _("Say which day is the last.")},
    )
    ended_for = forms.ChoiceField(
        label=_("Why it ends"), widget=forms.RadioSelect, error_messages={"required": _("Choose why it ends.")}
    )
    ended_by = forms.CharField(
        label=_("By which instrument"), max_length=200, required=False, help_text=_("The letter or the minute")
    )

    def __init__(self, *args: Any, endings: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_for"].choices = endings


class InviteForm(forms.Form):
    """Where the invitation goes."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The person's own address: whoever opens the link chooses the password"),
        error_messages={"required": _("Give the person's e-mail address.")},
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

    def clean_password(self) -> str:
        """A password that the portal's rules accept."""
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
