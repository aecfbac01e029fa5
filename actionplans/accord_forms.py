"""What is said of an accord, its parties, signatories and clauses, its scan, and of a breach?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import Accord
from actionplans.pledge_forms import one_file
from actionplans.point_forms import AddForm
from meetings.resolution_forms import WordForm
from portal.fields import PlainTextField, SpokenDateField

LONG = {"rows": 3}


class AccordForm(forms.Form):
    """What it is called, of which kind, in which language, where, and which areas it concerns."""

    title = PlainTextField(
        label=_("Title"),
        help_text=_("As the paper is headed, for example Peace charter of Mauche and Mau Narok"),
        max_length=200,
        error_messages={"required": _("Give the title.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=Accord.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    about = PlainTextField(
        label=_("What it settles"),
        help_text=_("In a few sentences; communities are not blamed here"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )
    language = forms.ChoiceField(
        label=_("Language of the paper"),
        choices=Accord.Language,
        error_messages={"required": _("Choose the language.")},
    )
    place = PlainTextField(label=_("Place"), help_text=_("Where it is or was signed"), max_length=160, required=False)
    areas = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Areas it concerns"),
        help_text=_("The forum's own area where none is chosen"),
        required=False,
        error_messages={"invalid_choice": _("Choose areas of this forum.")},
    )

    superseded_by = forms.ModelChoiceField(
        queryset=None, label=_("The accord in its place"), required=False, empty_label=_("None on record")
    )

    def __init__(self, *args: Any, areas: Any, successors: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if successors is None:
            del self.fields["superseded_by"]
        else:
            self.fields["superseded_by"].queryset = successors
        self.fields["areas"].queryset = areas
        self.fields["areas"].label_from_instance = lambda area: area.title
        self.fields["areas"].widget.attrs["size"] = 6


class AccordWordForm(WordForm):
    """How an accord stands since which day."""

    field_order = ["verb", "on", "place", "words"]
    place = PlainTextField(label=_("Place of the signing"), max_length=160, required=False)

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, steps=steps, **kwargs)
        self.fields["on"].label = _("On which day")
        self.fields["words"].required = False
        self.fields["words"].help_text = _("What happened, or why; everybody who reads the accord can see this")
        if all(verb != "sign" for verb, _label in steps):
            del self.fields["place"]

    def clean(self) -> dict[str, Any]:
        """A sentence wherever it is neither signed nor begun."""
        said = super().clean() or {}
        if (
            said.get("verb") not in {None, "sign", "begin_force"}
            and not said.get("words")
            and "words" not in self.errors
        ):
            self.add_error("words", _("Say in a sentence why."))
        return said


class PartyForm(forms.Form):
    """One side."""

    name = PlainTextField(
        label=_("Party"),
        help_text=_("As it names itself; an organisation of the roster is recognised by its name"),
        max_length=160,
        widget=forms.TextInput(attrs={"list": "known", "autocomplete": "off"}),
        error_messages={"required": _("Name the party.")},
    )


class SignatoryForm(forms.Form):
    """Who signed for which party."""

    name = PlainTextField(
        label=_("Who signed"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "known", "autocomplete": "off"}),
        error_messages={"required": _("Name who signed.")},
    )
    party = forms.ModelChoiceField(
        queryset=None,
        label=_("For which party"),
        empty_label=None,
        error_messages={"required": _("Choose the party."), "invalid_choice": _("Choose one of the parties.")},
    )
    capacity = PlainTextField(
        label=_("In which capacity"),
        help_text=_("For example Chair, council of elders"),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, accord: Accord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = accord.parties.all()


class FollowForm(forms.Form):
    """Who sees to a clause, and until when."""

    responsible = PlainTextField(
        label=_("Responsible"), help_text=_("Who sees to it; may stay empty"), max_length=160, required=False
    )
    due = SpokenDateField(label=_("To be done by"), help_text=_("May stay empty"), required=False)


class ClauseForm(FollowForm):
    """The same with number and words."""

    field_order = ["number", "text", "responsible", "due"]
    number = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={
            "required": _("Give the clause its number."),
            "invalid": _("Write the number in figures."),
            "min_value": _("Clauses are numbered from 1."),
            "max_value": _("The number is too large."),
        },
    )
    text = PlainTextField(
        label=_("Words of the clause"),
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": _("Write what was agreed.")},
    )


class ClauseChangeForm(ClauseForm):
    """What of a clause can change: all but its number."""

    def __init__(self, *args: Any, is_negotiated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["number"]
        if not is_negotiated:
            del self.fields["text"]


class BreachForm(forms.Form):
    """That it was broken: on which day, which clause, in what, as whom says, by which source, and what was done."""

    on = SpokenDateField(label=_("On which day"), error_messages={"required": _("Give the day.")})
    clause = forms.ModelChoiceField(
        queryset=None, label=_("Which clause"), required=False, empty_label=_("None in particular")
    )
    what = PlainTextField(
        label=_("What happened"),
        help_text=_("The place and what was done; no person's name, and no community is blamed"),
        max_length=400,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": _("Say what happened.")},
    )
    said_by = forms.ModelChoiceField(
        queryset=None, label=_("As which party says"), required=False, empty_label=_("None of the parties")
    )
    source = PlainTextField(
        label=_("Source"),
        help_text=_(
            "For example The peace committee's report of 3 June; never the name of whoever told it in confidence"
        ),
        max_length=160,
        error_messages={"required": _("Say where this is from.")},
    )
    done = PlainTextField(
        label=_("What was done about it"),
        help_text=_("May be said later"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, accord: Accord, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].queryset = accord.clauses.all()
        self.fields["clause"].label_from_instance = lambda clause: f"{clause.number}. {clause.text}"[:90]
        self.fields["said_by"].queryset = accord.parties.all()


class AnswerForm(forms.Form):
    """What was done about a breach."""

    done = PlainTextField(
        label=_("What was done about it"),
        max_length=400,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": _("Say what was done.")},
    )


class ScanForm(forms.Form):
    """The signed paper."""

    file = one_file(
        _("The signed paper"),
        _("A PDF, or a photograph of a page: JPEG, PNG or WebP, at most 12 MB"),
        "image/jpeg,image/png,image/webp,.pdf",
        required=True,
    )
    shows = PlainTextField(
        label=_("What it is"), required=False, max_length=200, help_text=_("For example Page 1 with the signatures")
    )


class ClauseActionForm(AddForm):
    """An action that follows from a clause."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, resolutions=[], **kwargs)
        del self.fields["resolution"], self.fields["officers_only"]
