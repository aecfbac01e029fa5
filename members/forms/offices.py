"""What can be typed about offices and who holds them, and what is said when it does not fit?"""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from members.forms.phones import ReachField, clean_phone
from members.forms.rosters import SpreadsheetForm
from members.models import Appointment, Office, Organisation, Person, Sector
from portal.fields import SpokenDateField


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
        required=False,
        help_text=_("In writing or before the forum. Left empty, the co-chair is asked here and serves once accepted."),
    )
    held_by_body = forms.BooleanField(
        label=_("The organisation itself holds the office"),
        required=False,
        help_text=_("The person represents it; another can follow without a new appointment"),
    )
    ended_for = forms.ChoiceField(label=_("Why the holder leaves"), required=False)
    to = ReachField(
        label=_("E-mail address or telephone number, to invite the holder to sign in"),
        required=False,
        help_text=_("May follow later"),
    )

    def __init__(self, *args: Any, office: Office, holder: Appointment | None, endings: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.holder = office, holder
        self.fields["basis"].choices = [(value, capfirst(label)) for value, label in Appointment.Basis.choices]
        self.fields["person"].queryset = Person.objects.filter(
            memberships__forum=office.forum, memberships__standing__in=["identified", "invited", "confirmed"]
        )
        if office.seat != Office.Seat.CO_CHAIR:
            del self.fields["accepted_on"], self.fields["delegated_by"], self.fields["held_by_body"]
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
        if said.get("held_by_body") and not said.get("organisation", "").strip():
            self.add_error("organisation", _("Name the organisation that holds the office."))
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


class EarlierForm(AppointForm):
    """Somebody who held the office before: from when, until when, and why it ended where that is known."""

    def __init__(self, *args: Any, office: Office, endings: list, **kwargs: Any) -> None:
        super().__init__(*args, office=office, holder=None, endings=endings, **kwargs)
        for name in ("to", "accepted_on", "held_by_body"):
            self.fields.pop(name, None)
        self.fields["person"].queryset = Person.objects.filter(
            Q(memberships__forum=office.forum) | Q(appointments__office__forum=office.forum)
        ).distinct()
        until = self.fields["until"]
        until.required, until.help_text = True, _("The last day in the office; it has passed")
        until.error_messages["required"] = _("Say which day was the last.")
        self.fields["is_acting"].help_text = _("Somebody else held the office, and rested meanwhile")
        self.fields["ended_for"] = forms.ChoiceField(
            label=_("Why it ended"), required=False, choices=[("", _("Not known")), *endings]
        )


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


class AnswerForm(forms.Form):
    """The written acceptance of somebody who does not sign in."""

    accepted_on = SpokenDateField(
        label=_("Accepted on"),
        help_text=_("The day on which the co-chair accepted, in writing or before the forum"),
        error_messages={"required": _("Say when the co-chair accepted: nobody is made co-chair unasked.")},
    )


class RepresentativeForm(forms.Form):
    """Who speaks for the organisation from now on."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Somebody on the roster"),
        required=False,
        empty_label=_("Somebody else, named below"),
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("Where not on the roster"))
    since = SpokenDateField(
        label=_("From which day"),
        help_text=_("For example 4 April 2025"),
        error_messages={"required": _("Say from which day.")},
    )
    instrument = forms.CharField(
        label=_("By which instrument"),
        max_length=200,
        help_text=_("The organisation's letter"),
        error_messages={"required": _("Say by which letter of the organisation.")},
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(
            memberships__forum=office.forum, memberships__standing__in=["identified", "invited", "confirmed"]
        )

    def clean(self) -> dict[str, Any]:
        """A person, from the roster or named."""
        said = self.cleaned_data
        if not said.get("person") and not said.get("name", "").strip():
            self.add_error("name", _("Choose somebody from the roster, or write the name."))
        return said


class OfficeLineForm(forms.Form):
    """How an office is reached, whoever holds it."""

    phone = forms.CharField(
        label=_("Official line"), max_length=20, required=False, help_text=_("For example 0712 345678")
    )
    email = forms.EmailField(label=_("Official e-mail address"), required=False)

    def clean_phone(self) -> str:
        """A Kenyan or foreign number, kept with its country."""
        return clean_phone(self.cleaned_data["phone"])


class PostingForm(SpreadsheetForm):
    """An order that moves many officers at once."""

    instrument = forms.CharField(
        label=_("By which instrument"),
        max_length=200,
        help_text=_("The posting order, with its date"),
        error_messages={"required": _("Say by which instrument.")},
    )
    since = SpokenDateField(
        label=_("From which day"),
        help_text=_("The first day at the new stations; the holders leave on the day before"),
        error_messages={"required": _("Say from which day.")},
    )
    field_order = ("instrument", "since", "file")


class CarryOutForm(forms.Form):
    """What is decided before an order is carried out."""

    without_wrong = forms.BooleanField(label=_("Leave out the rows that are wrong"), required=False)

    def __init__(self, *args: Any, wrong: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not wrong:
            del self.fields["without_wrong"]
