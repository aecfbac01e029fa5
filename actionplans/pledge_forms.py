"""What is said of a pledge, and of what came of it?"""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from actionplans.doing import Sent
from actionplans.models import Pledge
from actionplans.pledge_workflow import BRINGING
from actionplans.pledging import amount_too_small
from forums.models import Forum
from meetings.models import Meeting
from meetings.models.minutes import Entry
from portal.fields import PlainTextField, SpokenDateField
from portal.kept_files import LARGEST

MOST_MEETINGS = 8
Place = tuple[Meeting | None, Entry | None]


def one_file(label: Any, help_text: Any, accept: str, *, required: bool = False) -> forms.FileField:
    """A field for one file, with the house's words for what can be wrong with it."""
    return forms.FileField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": accept}),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )


class AmountField(forms.DecimalField):
    """A figure above zero with commas or without, or nothing."""

    default_error_messages = {
        "invalid": _("Write a figure, like 40 or 6,000."),
        "max_digits": _("The figure is too large."),
        "max_whole_digits": _("The figure is too large."),
        "max_decimal_places": _("Give at most two places after the point."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_digits=12, decimal_places=2, required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The figure. Raises ValidationError for none, and for what is not above zero."""
        found = super().to_python(value.replace(",", "") if isinstance(value, str) else value)
        if found is not None and found <= 0:
            raise forms.ValidationError(amount_too_small())
        return found


class PledgeForm(forms.Form):
    """Who offered what, how much of it, for what, when, and at which meeting."""

    giver = PlainTextField(
        label=_("Who offers it"),
        help_text=_("An organisation or a person of the roster, or a name by hand"),
        max_length=160,
        widget=forms.TextInput(attrs={"list": "givers", "autocomplete": "off"}),
        error_messages={"required": _("Say who offers it.")},
    )
    kind = forms.ChoiceField(
        label=_("What is offered"),
        choices=Pledge.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is offered.")},
    )
    purpose = PlainTextField(
        label=_("For what"),
        help_text=_("For example Fuel for the peace caravan"),
        max_length=300,
        error_messages={"required": _("Say for what it is offered.")},
    )
    quantity = AmountField(label=_("How much"), help_text=_("May stay empty where nobody said how much"))
    unit = PlainTextField(
        label=_("Measured in"), help_text=_("For example litres, days or motorcycles"), max_length=40, required=False
    )
    shillings = AmountField(label=_("Value in Kenya shillings"), help_text=_("Where it is money, or was valued"))
    offered_on = SpokenDateField(
        label=_("Offered on"), error_messages={"required": _("Give the day on which it was offered.")}
    )
    due = SpokenDateField(label=_("Promised by"), help_text=_("May stay empty"), required=False)
    place = forms.TypedChoiceField(
        label=_("At which meeting"),
        help_text=_("The meeting, or the very minute; only where it was offered at one"),
        required=False,
        empty_value=(None, None),
    )

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places_of(forum, self.initial.get("meeting"))
        known = {mark: place for _group, rows in self.places for mark, _words, place in rows}
        groups = [(group, [(mark, words) for mark, words, _place in rows]) for group, rows in self.places]
        self.fields["place"].choices = [("", _("At none")), *groups]
        self.fields["place"].coerce = known.get

    def said(self) -> dict[str, Any]:
        """What the verbs take."""
        said = dict(self.cleaned_data)
        said["meeting"], said["entry"] = said.pop("place") or (None, None)
        return said


def mark_of(meeting_id: int | None, entry_id: int | None) -> str:
    """The value by which a meeting or a minute is chosen."""
    return f"e{entry_id}" if entry_id else f"m{meeting_id}" if meeting_id else ""


def places_of(forum: Forum, chosen: int | None = None) -> list[tuple[str, list[tuple[str, Any, Place]]]]:
    """The last meetings that took place with their minutes, and the one chosen before. Two queries."""
    held = Meeting.objects.filter(forum=forum).took_place()
    meetings = list(held[:MOST_MEETINGS])
    if chosen and chosen not in {meeting.pk for meeting in meetings}:
        meetings += held.filter(pk=chosen)
    entries = Entry.objects.filter(minutes__meeting__in=meetings).exclude(text="").select_related("item", "minutes")
    found = []
    for meeting in meetings:
        rows: list[tuple[str, Any, Place]] = [(mark_of(meeting.pk, None), _("The meeting itself"), (meeting, None))]
        rows += [
            (
                mark_of(meeting.pk, entry.pk),
                f"{entry.item.position}. {Truncator(entry.text).chars(70)}",
                (meeting, entry),
            )
            for entry in entries
            if entry.minutes.meeting_id == meeting.pk
        ]
        found.append((f"{date_format(meeting.held_on, 'j F Y')}, {meeting.name}", rows))
    return found


class PledgeWordForm(forms.Form):
    """How a pledge stands since which day; what came, where something did, and what shows it."""

    verb = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it stands."), "invalid_choice": _("Choose how it stands.")},
    )
    on = SpokenDateField(label=_("On which day"), error_messages={"required": _("Give the day.")})
    words = PlainTextField(
        label=_("In a sentence"),
        help_text=_("Why, or what came and who received it; everybody of the forum can read this"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    quantity = AmountField(label=_("How much came"), help_text=_("May stay empty where nobody measured it"))
    shillings = AmountField(label=_("Its value in Kenya shillings"))
    file = one_file(
        _("What shows it"),
        _("A photograph, receipt or delivery note: JPEG, PNG, WebP, PDF, DOCX or XLSX, at most 12 MB"),
        "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx",
    )
    shows = PlainTextField(
        label=_("What one sees on it"),
        required=False,
        max_length=200,
        help_text=_("Read aloud to whoever cannot see it"),
    )

    def __init__(self, *args: Any, pledge: Pledge, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = steps
        self.brings = any(verb in BRINGING for verb, _label in steps)
        if not self.brings:
            for name in ("quantity", "shillings", "file", "shows"):
                del self.fields[name]
        elif pledge.unit:
            self.fields["quantity"].label = _("How much came, in %(unit)s") % {"unit": pledge.unit}
        else:
            del self.fields["quantity"]

    def clean(self) -> dict[str, Any]:
        """A sentence wherever it is not simply accepted; figures and files only where something came."""
        said = super().clean() or {}
        verb = said.get("verb")
        if verb and verb != "accept" and not said.get("words") and "words" not in self.errors:
            came = verb in BRINGING
            self.add_error("words", _("Say what came and who received it.") if came else _("Say in a sentence why."))
        if verb and verb not in BRINGING:
            for name in ("quantity", "shillings", "file"):
                if said.get(name):
                    self.add_error(name, _("This goes with what came. Choose that, or leave it empty."))
        return said

    def said(self) -> dict[str, Any]:
        """What `pledging.say` takes."""
        said = self.cleaned_data
        came = said.get("file")
        return {
            "verb": said["verb"], "words": said["words"], "on": said["on"], "quantity": said.get("quantity"),
            "shillings": said.get("shillings"),
            "file": Sent(came.name, came.read(LARGEST + 1), said.get("shows", "")) if came else None,
        }  # fmt: skip


class TakeBackForm(forms.Form):
    """Why a delivery is taken back."""

    why = PlainTextField(
        label=_("Why it is taken back"),
        help_text=_("Everybody of the forum can read this"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence why.")},
    )
