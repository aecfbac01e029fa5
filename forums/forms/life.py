"""What can be typed about a forum's stages and mandate, and what is said when it does not fit?"""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.workflow import Step
from portal.fields import SpokenDateField


class DatedForm(forms.Form):
    """Something that began on a day, or at a time told in words, by an instrument."""

    since = SpokenDateField(
        label=_("Since which day"),
        required=False,
        help_text=_("For example 12 February 2025; leave it out if not known"),
    )
    words = forms.CharField(
        label=_("Or in words"), max_length=80, required=False, help_text=_("Where no exact day is known: by early 2025")
    )
    instrument = forms.CharField(
        label=_("By which instrument"),
        max_length=200,
        required=False,
        help_text=_("The circular, letter or resolution: Circular of 25 July 2024"),
    )

    def clean_since(self) -> dt.date | None:
        """Not in the future: what is recorded has happened."""
        day = self.cleaned_data["since"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Record it when it has happened."))
        return day

    def clean(self) -> dict[str, Any]:
        """A day or words."""
        said = self.cleaned_data
        if not said.get("since") and not said.get("words") and "since" not in self.errors:
            self.add_error("since", _("Say since which day, or tell in words when it was."))
        return said


class StageForm(DatedForm):
    """The next stage of a forum."""

    verb = forms.ChoiceField(
        label=_("What has happened"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what has happened.")},
    )
    confirmed_by = forms.CharField(
        label=_("Who confirmed it"),
        max_length=160,
        required=False,
        help_text=_("Only where it is confirmed that there is no forum: the office and the name"),
    )
    note = forms.CharField(
        label=_("Why"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where the forum was closed, or something was recorded by mistake"),
    )
    field_order = ("verb", "since", "words", "instrument", "confirmed_by", "note")

    def __init__(self, *args: Any, steps: list[Step], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [(step.verb, step.label) for step in steps]
        self.needs_note = {step.verb for step in steps if step.needs_note}
        if not any(step.verb == "deny" for step in steps):
            del self.fields["confirmed_by"]
        if not self.needs_note:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        """Who confirmed that there is no forum; why it was closed. A mistake needs no day."""
        said = self.cleaned_data if self.cleaned_data.get("verb") == "forget" else super().clean()
        if said.get("verb") == "deny" and not said.get("confirmed_by"):
            self.add_error("confirmed_by", _("Say who confirmed that there is no forum; silence is no confirmation."))
        if said.get("verb") in self.needs_note and not said.get("note"):
            self.add_error("note", _("Say in a sentence why, so that the others know what to do."))
        return said


class MandateForm(DatedForm):
    """The forum's mandate from now on."""

    name = forms.CharField(
        label=_("Mandate"),
        max_length=120,
        help_text=_("For example Peace and Security"),
        error_messages={"required": _("Name the mandate.")},
    )
    field_order = ("name", "since", "words", "instrument")
