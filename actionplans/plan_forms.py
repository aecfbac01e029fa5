"""What is asked for a work plan: what it wants to reach, what is done for it, and what came of it in a quarter?"""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from actionplans.models import QUARTERS, Activity, Objective, Progress, WorkPlan, quarters_as_bits
from actionplans.planning import Wanted, joint_choices, partners_meant, plain_number
from actionplans.point_forms import ShowsForm
from actionplans.progress import Said
from forums.quarter import Quarter
from meetings.models import Meeting, Resolution
from portal.fields import PlainTextField

MOST_MEETINGS = 12
WHY = _("Say in a sentence why, so that the others know what to do.")


class CountField(forms.IntegerField):
    """A whole number as one writes it: `150,000`, `KES 150 000`; empty is not known, which is not none."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "error_messages",
            {
                "invalid": _("Write a whole number, for example 150,000."),
                "min_value": _("This cannot be less than nothing."),
                "max_value": _("That is more than can be true. Look at the noughts once more."),
            },
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number, or None for nothing. Raises ValidationError for what is none."""
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


class FigureField(forms.DecimalField):
    """A figure as one writes it: `12`, `1,200`, `2.5`; empty is not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=Decimal(0), max_digits=12, decimal_places=2, required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"}),
            error_messages={
                "invalid": _("Write a number, for example 12."),
                "min_value": _("This cannot be less than nothing."),
                "max_digits": _("That is more than can be true. Look at the noughts once more."),
                "max_whole_digits": _("That is more than can be true. Look at the noughts once more."),
                "max_decimal_places": _("Two places after the point are enough."),
            },
            **kwargs,
        )  # fmt: skip

    def to_python(self, value: Any) -> Decimal | None:
        """The figure, or None for nothing. Raises ValidationError for what is none."""
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


class BeginForm(forms.Form):
    """Of which financial year, and from which plan it is copied."""

    year = forms.TypedChoiceField(label=_("Financial year"), coerce=int)
    copy_of = forms.TypedChoiceField(
        label=_("Begin with"),
        required=False,
        empty_value=None,
        help_text=_("A copy leaves out what was dropped; each indicator begins where it ended."),
    )

    def __init__(self, *args: Any, years: list[int], earlier: list[WorkPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, Quarter(year, 1).financial_year) for year in years]
        known = {str(plan.pk): plan for plan in earlier}
        copies = [(pk, _("A copy of %(year)s") % {"year": plan.financial_year}) for pk, plan in known.items()]
        self.fields["copy_of"].choices = [("", _("An empty plan")), *copies]
        self.fields["copy_of"].coerce = known.get
        if not known:
            del self.fields["copy_of"]


class AdoptForm(forms.Form):
    """At which meeting a plan was adopted, and by which resolution of it."""

    meeting = forms.TypedChoiceField(
        label=_("Meeting that adopted it"), error_messages={"required": _("Choose the meeting.")}
    )
    resolution = forms.TypedChoiceField(
        label=_("Resolution by which it did"), required=False, empty_value=None, help_text=_("Only where there is one")
    )

    def __init__(self, *args: Any, meetings: list[Meeting], resolutions: list[Resolution], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        met = {str(meeting.pk): meeting for meeting in meetings}
        named = [(pk, f"{date_format(row.held_on, 'j F Y')}, {row.name}") for pk, row in met.items()]
        self.fields["meeting"].choices = [("", _("Choose")), *named] if len(named) != 1 else named
        self.fields["meeting"].coerce = met.get
        known = {str(row.pk): row for row in resolutions}
        told = [(pk, f"{row.reference}: {row.deed.text}"[:110]) for pk, row in known.items()]
        self.fields["resolution"].choices = [("", _("None")), *told]
        self.fields["resolution"].coerce = known.get
        if not known:
            del self.fields["resolution"]


class ReasonForm(forms.Form):
    """Why something in a plan changes that a meeting has adopted; of a draft nobody asks."""

    why = PlainTextField(
        label=_("Why it changes"),
        help_text=_("A meeting has adopted this plan; everybody who reads it can see the reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": WHY},
    )

    def __init__(self, *args: Any, plan: WorkPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not plan.is_adopted:
            del self.fields["why"]


class DropForm(forms.Form):
    """Why an activity is dropped, or taken up again."""

    why = PlainTextField(
        label=_("Why"),
        help_text=_("Everybody who reads the plan can see this"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": WHY},
    )


class ObjectiveForm(ReasonForm):
    """An objective, and the aim it serves."""

    field_order = ["text", "aim", "why"]
    text = PlainTextField(
        label=_("Objective"),
        help_text=_("What is to be different at the end of the year"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what is to be different at the end of the year.")},
    )
    aim = forms.TypedChoiceField(
        label=_("Aim it serves"),
        choices=Objective.Aim,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four aims.")},
    )


class ActivityForm(ReasonForm):
    """An activity: what, by whom, with whom, when, with what money, and what shows that it was done."""

    field_order = [
        "objective", "title", "kind", "responsible", "quarters", "place", "partners", "joint_with", "budget", "source",
        "indicator", "baseline", "target", "why",
    ]  # fmt: skip
    objective = forms.TypedChoiceField(label=_("Objective"))
    title = PlainTextField(label=_("What is done"), max_length=300, error_messages={"required": _("Say what is done.")})
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Choose")), *Activity.Kind.choices],
        error_messages={"required": _("Choose the kind.")},
    )
    responsible = PlainTextField(
        label=_("Responsible"),
        help_text=_("Somebody on the roster, or an office: then it passes to the next holder. Type, and choose."),
        max_length=160,
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
        error_messages={"required": _("Say who is responsible.")},
    )
    quarters = forms.TypedMultipleChoiceField(
        label=_("When"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one of the year's quarters.")},
    )
    place = PlainTextField(label=_("Where"), max_length=160, required=False)
    partners = PlainTextField(
        label=_("Partners"),
        help_text=_("Organisations, one a line; those on the roster are known by their names"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    joint_with = forms.TypedMultipleChoiceField(
        label=_("Together with other forums"), required=False, widget=forms.CheckboxSelectMultiple
    )
    budget = CountField(
        label=_("Budget, KES"),
        max_value=10**12,
        help_text=_("Leave it empty where it is not known; 0 where it costs nothing"),
    )
    source = forms.ChoiceField(label=_("Source of the money"), choices=Activity.Source, required=False)
    indicator = PlainTextField(
        label=_("Indicator"),
        help_text=_("What is counted to see whether it was done, for example charters signed"),
        max_length=200,
        required=False,
    )
    baseline = FigureField(label=_("At the beginning"))
    target = FigureField(label=_("Wanted at the end of the year"))

    def __init__(self, *args: Any, plan: WorkPlan, objectives: list[Objective], **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        self.plan = plan
        known = {str(row.pk): row for row in objectives}
        self.fields["objective"].choices = [(pk, str(row)[:110]) for pk, row in known.items()]
        self.fields["objective"].coerce = known.get
        self.fields["quarters"].choices = [(number, plan.quarter(number).label) for number in QUARTERS]
        near = {str(forum.pk): forum for forum in joint_choices(plan.forum)}
        self.fields["joint_with"].choices = [(pk, forum.area.title) for pk, forum in near.items()]
        self.fields["joint_with"].coerce = near.get

    def clean(self) -> dict[str, Any]:
        """What a target counts."""
        said = super().clean() or {}
        if said.get("target") is not None and not said.get("indicator"):
            self.add_error("indicator", _("Say what the target counts, for example charters signed."))
        return said

    def clean_partners(self) -> tuple[list[Any], str]:
        """The organisations of the roster, and the other names."""
        partners, others = partners_meant(self.plan.forum, self.cleaned_data["partners"])
        if len(others) > 300:
            raise forms.ValidationError(_("These are too many names. Keep the most important ones."))
        return partners, others

    def wanted(self) -> Wanted:
        """What the activity is to say."""
        said = self.cleaned_data
        partners, others = said["partners"]
        names = ("title", "kind", "responsible", "place", "budget", "source", "indicator", "baseline", "target")
        return Wanted(
            **{name: said[name] for name in names}, quarters=quarters_as_bits(said["quarters"]), partners=partners,
            other_partners=others, joint_with=said["joint_with"],
        )  # fmt: skip


class ProgressForm(ShowsForm):
    """What came of an activity in a quarter."""

    field_order = ["rating", "words", "reached", "spent", "people", "women", "youth", "disability", "file", "shows"]
    rating = forms.ChoiceField(
        label=_("How it went"),
        choices=Progress.Rating,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it went.")},
    )
    words = PlainTextField(
        label=_("In a sentence"),
        help_text=_("What was done, or why nothing was"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence what was done, or why nothing was.")},
    )
    spent = CountField(label=_("Spent in this quarter, KES"), max_value=10**12)
    reached = FigureField(label=_("Reached so far"))
    people = CountField(label=_("People who took part"), max_value=10_000_000)
    women = CountField(label=_("of them women"), max_value=10_000_000)
    youth = CountField(label=_("of them youth (18 to 34)"), max_value=10_000_000)
    disability = CountField(label=_("of them persons with disability"), max_value=10_000_000)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if activity.indicator:
            self.fields["reached"].label = _("%(indicator)s so far") % {"indicator": activity.indicator}
        else:
            del self.fields["reached"]

    def said(self) -> Said:
        """What is said of the quarter."""
        names = ("rating", "words", "spent", "reached", "people", "women", "youth", "disability")
        return Said(**{name: self.cleaned_data.get(name) for name in names})
