"""What can be said of a resolution, and to whom can it be sent?"""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from meetings.resolving import later_meetings
from portal.fields import PlainTextField, SpokenDateField


class WordForm(forms.Form):
    """How something that a meeting asked for stands since which day, in a sentence."""

    verb = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it stands."), "invalid_choice": _("Choose how it stands.")},
    )
    on = SpokenDateField(label=_("Since"), error_messages={"required": _("Give the day.")})
    words = PlainTextField(
        label=_("In a sentence"),
        help_text=_("What was done, by whom; everybody who reads it can see this"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence how it stands.")},
    )

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = steps


class ResolutionWordForm(WordForm):
    """The same of a resolution, which a later meeting can rescind."""

    field_order = ["verb", "on", "meeting", "words"]
    meeting = forms.TypedChoiceField(label=_("Meeting that rescinded it"), required=False, empty_value=None)

    def __init__(self, *args: Any, resolution: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, steps=steps, **kwargs)
        known = {}
        if any(verb == "rescind" for verb, _label in steps):
            known = {str(meeting.pk): meeting for meeting in later_meetings(resolution)}
        if known:
            named = [(pk, f"{date_format(row.held_on, 'j F Y')}, {row.name}") for pk, row in known.items()]
            self.fields["meeting"].choices = [("", _("None")), *named]
            self.fields["meeting"].coerce = known.get
        else:
            del self.fields["meeting"]

    def clean(self) -> dict[str, Any]:
        """A meeting where one rescinded it."""
        said = super().clean() or {}
        if said.get("verb") == "rescind" and not said.get("meeting"):
            self.add_error(
                "meeting" if "meeting" in self.fields else "verb",
                _("Only a later meeting of the forum rescinds a resolution. Choose the meeting.")
                if "meeting" in self.fields
                else _("Only a later meeting of the forum rescinds a resolution, and none is on record."),
            )
        return said


class ExcerptForm(forms.Form):
    """To whom an excerpt goes, and how."""

    to = PlainTextField(
        label=_("To whom"),
        help_text=_("The office or person who must act, as it stands on the paper"),
        max_length=160,
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
        error_messages={"required": _("Say who must act.")},
    )
    way = forms.ChoiceField(
        label=_("How it goes"),
        choices=[("email", _("By e-mail, as soon as it is printed")), ("hand", _("Printed, and handed over"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it goes.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only where the portal does not know it"),
        required=False,
        error_messages={"invalid": _("Write the address like this: name@example.org.")},
    )
    words = PlainTextField(
        label=_("A sentence to go with it"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, address_of: Any, by_mail: bool, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="excerpt_%s", **kwargs)  # the page has another form with words
        self.address_of = address_of
        if not by_mail:
            self.fields["way"].choices = self.fields["way"].choices[1:]
            self.initial["way"] = "hand"
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        """The address: as typed, or as the portal knows it; none where it is handed over."""
        said = super().clean() or {}
        if said.get("way") != "email":
            said["email"] = ""
        elif said.get("to") and "email" in said:
            said["email"] = said["email"] or self.address_of(said["to"])
            if not said["email"]:
                self.add_error(
                    "email", _("The portal knows no address for them. Write it here, or hand the paper over.")
                )
        return said
