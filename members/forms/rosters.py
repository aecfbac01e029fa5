"""What can be typed about the members of a roster, and what is said when it does not fit?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.models import Forum
from members.forms.phones import clean_phone
from members.models import Membership, Organisation, Person, Sector, Training
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
    co_chair_too = forms.BooleanField(
        label=_("The co-chair may see them too"),
        required=False,
        help_text=_("Only where the member agreed to that as well"),
    )

    def clean_phone(self) -> str:
        """A Kenyan or foreign number, kept with its country."""
        return clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """Nothing is kept of somebody who has not agreed to it."""
        said = self.cleaned_data
        if (said.get("phone") or said.get("email")) and not said.get("consented_on") and not self.errors:
            self.add_error("consented_on", _("Say when the member agreed. Without it, nothing is kept."))
        return said


class TrainingForm(forms.ModelForm):
    """A course that somebody has been through."""

    ended_on = SpokenDateField(label=_("Ended on"), required=False, help_text=_("For example 4 April 2025"))

    class Meta:
        model = Training
        fields = ("course", "provider", "provider_name", "ended_on")
        labels = {"course": _("Course"), "provider": _("Provider"), "provider_name": _("Which other provider")}
        help_texts = {
            "course": _("For example Place-Based Leadership Development"),
            "provider_name": _("Only where it is another"),
        }
        error_messages = {
            "course": {"required": _("Say which course it was.")},
            "provider": {"required": _("Choose who gave it.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [("", _("Choose")), *Training.Provider.choices]

    def clean(self) -> dict[str, Any]:
        """Another provider has a name; a known one needs none."""
        said = super().clean() or {}
        if said.get("provider") == Training.Provider.OTHER and not said.get("provider_name", "").strip():
            self.add_error("provider_name", _("Name the provider."))
        elif said.get("provider") != Training.Provider.OTHER:
            said["provider_name"] = ""
        return said


class PipelineForm(forms.Form):
    """Several people and the step they take together."""

    members = forms.ModelMultipleChoiceField(
        Membership.objects.none(), error_messages={"required": _("Choose at least one person.")}
    )
    standing = forms.ChoiceField(
        choices=[(value, words) for value, words in Membership.Standing.choices if value != Membership.Standing.LEFT],
        error_messages={"required": _("Choose the step.")},
    )

    def __init__(self, *args: Any, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members


class BodiesForm(forms.Form):
    """Two entries of one organisation."""

    lose = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("This entry goes"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the entry that goes.")},
    )
    keep = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("This entry stays, with everything that hung on the other"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the entry that stays.")},
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lose", "keep"):
            self.fields[name].queryset = bodies
