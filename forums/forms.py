"""What can be typed about a forum's stages, mandate and working rules, and what is said when it does not fit?"""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Area, Rules
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


class AreaForm(forms.Form):
    """A change of an area: its name or the other area, the day and the instrument."""

    county = forms.ModelChoiceField(
        Area.objects.filter(level=Area.Level.COUNTY),
        label=_("County"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the county.")},
    )
    into = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Into which sub-county"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the sub-county that it goes up in.")},
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("Without “Sub-County”"),
        error_messages={"required": _("Say what it is called.")},
    )
    on = SpokenDateField(
        label=_("From which day"),
        help_text=_("For example 22 November 2024"),
        error_messages={"required": _("Say from which day.")},
    )
    instrument = forms.CharField(
        label=_("By which instrument"),
        max_length=200,
        help_text=_("The gazette notice or the order"),
        error_messages={"required": _("Say by which instrument.")},
    )

    def __init__(self, *args: Any, fields: tuple[str, ...], area: Area | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(fields):
            del self.fields[name]
        if "into" in self.fields and area is not None:
            others = Area.objects.filter(parent=area.parent).exclude(pk=area.pk).exclude(status=Area.Status.CLOSED)
            self.fields["into"].queryset = others
        for name in ("name", "instrument"):
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_on(self) -> dt.date:
        """Not in the future: what is recorded has happened."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Record it when it has happened."))
        return day


class RulesForm(forms.ModelForm):
    """Working rules; what is left empty falls back to the wider rule."""

    class Meta:
        model = Rules
        fields = (
            *("cadence", "quorum", "term_months", "clearing_days", "signing_days"),
            *("minute_pattern", "reference_pattern", "office_name"),
        )
        help_texts = {
            "quorum": _("How many members must be present"),
            "term_months": _("In months; ending terms are announced in time"),
            "clearing_days": _("Within how many days chair and co-chair should clear them"),
            "signing_days": _("Within how many days chair and co-chair should sign them"),
            "minute_pattern": _("{item} is the agenda item, {MM} the month, {YYYY} the year"),
            "reference_pattern": _("{code} is the area, {number} the meeting of the year, {YYYY} the year"),
            "office_name": _("The last line of the letterhead, as the office calls itself"),
        }

    def __init__(self, *args: Any, inherited: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.scope != Rules.Scope.FORUM:
            del self.fields["office_name"]
        self.fields["cadence"].choices = [("", _("As the wider rule says")), *Rules.Cadence.choices]
        for name, field in self.fields.items():
            field.widget.attrs["autocomplete"] = "off"
            field.help_text = ". ".join(filter(None, [str(field.help_text), inherited.get(name, "")]))

    def _clean_pattern(self, name: str, places: set[str], needed: str) -> str:
        pattern = self.cleaned_data[name]
        if not pattern:
            return pattern
        try:
            pattern.format(**dict.fromkeys(places, "1"))
        except (KeyError, IndexError, ValueError, AttributeError):
            raise forms.ValidationError(
                _("Use only these places: %(places)s.") % {"places": ", ".join(f"{{{p}}}" for p in sorted(places))}
            ) from None
        if needed not in pattern:
            raise forms.ValidationError(_("Put %(place)s in, or two would have the same.") % {"place": needed})
        return pattern

    def clean_minute_pattern(self) -> str:
        """Only the known places, the item among them."""
        return self._clean_pattern("minute_pattern", {"item", "MM", "YYYY"}, "{item}")

    def clean_reference_pattern(self) -> str:
        """Only the known places, area, number and year among them."""
        for needed in ("{code}", "{YYYY}"):
            self._clean_pattern("reference_pattern", {"code", "number", "YYYY"}, needed)
        return self._clean_pattern("reference_pattern", {"code", "number", "YYYY"}, "{number}")
