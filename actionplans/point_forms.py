"""What can be said of an action, who can take it on, and what shows that it was done?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.doing import Sent
from actionplans.models import ActionPoint
from meetings.forms import SeveralFilesField, SeveralFilesInput
from meetings.resolution_forms import WordForm
from portal.fields import PlainTextField, SpokenDateField
from portal.kept_files import LARGEST


class ShowsForm(forms.Form):
    """What shows that something was done: photographs and documents, and what can be seen on them."""

    file = SeveralFilesField(
        label=_("A photograph or document that shows it"),
        help_text=_("JPEG, PNG, WebP, PDF, DOCX or XLSX, at most 12 MB each"),
        required=False,
        widget=SeveralFilesInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx", "multiple": True}
        ),
        max_length=200,
        error_messages={
            "empty": _("The file is empty."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )
    shows = PlainTextField(
        label=_("What it shows"),
        required=False,
        max_length=200,
        help_text=_("For example The team at the bridge; read aloud to whoever cannot see it"),
    )

    def sent(self) -> list[Sent]:
        """The files that came with the word."""
        said = self.cleaned_data
        return [Sent(came.name, came.read(LARGEST + 1), said.get("shows", "")) for came in said.get("file") or ()]


class SayForm(WordForm, ShowsForm):
    """How far an action is since which day, in a sentence, with what shows it."""

    field_order = ["verb", "on", "words", "file", "shows"]

    def __init__(self, *args: Any, with_files: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_files:
            del self.fields["file"], self.fields["shows"]


class OwnerForm(forms.Form):
    """Whose an action is, until when, and how much hangs on it."""

    owner = PlainTextField(
        label=_("Responsible"),
        help_text=_("Somebody on the roster, or an office: then it passes to the next holder. Type, and choose."),
        max_length=160,
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
        error_messages={"required": _("Say who takes it on.")},
    )
    due = SpokenDateField(
        label=_("To be done by"),
        help_text=_("4 April 2025, Friday, in two weeks or end of March will do"),
        error_messages={"required": _("Give the day by which it is to be done.")},
    )
    priority = forms.ChoiceField(label=_("Priority"), choices=ActionPoint.Priority, widget=forms.RadioSelect)
    activity = forms.TypedChoiceField(
        label=_("Activity of the work plan to which it belongs"), required=False, empty_value=None,
        help_text=_("Only where there is one"),
    )  # fmt: skip

    def __init__(self, *args: Any, activities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {str(row.pk): row for row in activities}
        named = [(pk, f"{row.plan.financial_year}: {row.mark} {row.title}"[:110]) for pk, row in known.items()]
        self.fields["activity"].choices = [("", _("None")), *named]
        self.fields["activity"].coerce = known.get
        if not known:
            del self.fields["activity"]


class ChangeForm(OwnerForm):
    """The same of an action that is there, with the reason."""

    why = PlainTextField(
        label=_("Why it changes"),
        help_text=_("Everybody who reads the action can see this"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence why, so that the others know what to do.")},
    )


class AddForm(OwnerForm):
    """An action entered by hand."""

    field_order = ["text", "owner", "due", "priority", "resolution", "activity", "officers_only"]
    text = PlainTextField(
        label=_("What is to be done"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what is to be done.")},
    )
    resolution = forms.TypedChoiceField(
        label=_("Resolution it follows from"), required=False, empty_value=None, help_text=_("Only where there is one")
    )
    officers_only = forms.BooleanField(label=_("For officers only"), required=False)

    def __init__(self, *args: Any, resolutions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("priority", "normal")
        known = {str(row.pk): row for row in resolutions}
        named = [(pk, f"{row.reference}: {row.deed.text}"[:110]) for pk, row in known.items()]
        self.fields["resolution"].choices = [("", _("None")), *named]
        self.fields["resolution"].coerce = known.get
