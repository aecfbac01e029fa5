"""What can be asked of a higher office, and what answered? And what is said when it does not fit?"""

import uuid
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actionplans.doing import Sent
from actionplans.models import Request
from actionplans.request_flow import time_for
from actionplans.request_panels import span
from forums.models import Forum
from meetings.forms import SeveralFilesField, SeveralFilesInput
from meetings.models import Meeting
from members.models import Office, Sector
from portal.fields import PlainTextField, SpokenDateField
from portal.kept_files import LARGEST

MOST_MEETINGS = 12


def urgencies(forum: Forum) -> list[tuple[str, str]]:
    """Each urgency with its clock told. One query."""
    told = []
    for value, label in Request.Urgency.choices:
        acknowledge, answer = time_for(Request(forum=forum, urgency=value))
        clock = gettext("acknowledged within %(first)s, answered within %(then)s")
        told.append((value, f"{label}: {clock % {'first': span(acknowledge), 'then': span(answer)}}"))
    return told


class AskForm(forms.Form):
    """What is asked, of which office, how soon, and why."""

    office = forms.TypedChoiceField(
        label=_("Which office"),
        empty_value=None,
        help_text=_("Offices above your forum that somebody holds today, the nearest first"),
        error_messages={
            "required": _("Choose the office."),
            "invalid_choice": _("A request goes to a filled office above your forum. Choose one from the list."),
        },
    )
    urgency = forms.ChoiceField(
        label=_("How soon"),
        widget=forms.RadioSelect,
        help_text=_("Unanswered past its clock, it goes one office higher by itself"),
        error_messages={"required": _("Choose how soon."), "invalid_choice": _("Choose how soon.")},
    )
    text = PlainTextField(
        label=_("What you ask for"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what you ask for.")},
    )
    why = PlainTextField(
        label=_("Why your forum cannot do it itself"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the office has to decide by it.")},
    )
    sector = forms.TypedChoiceField(label=_("Sector it concerns"), required=False, empty_value=None)
    meeting = forms.TypedChoiceField(
        label=_("Meeting it comes from"), required=False, empty_value=None, help_text=_("Only where there is one")
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, forum: Forum, offices: list[Office], with_meeting: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["office"], [(row, row.title) for row in offices])
        self.fields["urgency"].choices = urgencies(forum)
        sectors = [(row, str(row)) for row in Sector.objects.all()]
        _choose(self.fields["sector"], sectors, none=True)
        if with_meeting:
            held = Meeting.objects.filter(forum=forum).took_place().order_by("-held_on")[:MOST_MEETINGS]
            named = [(row, f"{date_format(row.held_on, 'j F Y')}, {row.name}") for row in held]
            _choose(self.fields["meeting"], named, none=True)
        else:
            del self.fields["meeting"]
        self.initial.setdefault("urgency", Request.Urgency.ROUTINE)
        self.initial.setdefault("key", uuid.uuid4())


class AnswerForm(forms.Form):
    """The answer in words; what will be done, by whom, until when; and what goes with it."""

    words = PlainTextField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the answer in words.")},
    )
    will_do = PlainTextField(
        label=_("What will be done"), required=False, max_length=400, help_text=_("Leave it empty where nothing will")
    )
    who = PlainTextField(label=_("By whom"), required=False, max_length=160)
    due = SpokenDateField(
        label=_("By when"), required=False, help_text=_("4 April 2025, Friday, in two weeks or end of March will do")
    )
    file = SeveralFilesField(
        label=_("A document or photograph to go with it"),
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="answer_%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        """Who and when only with what."""
        said = super().clean() or {}
        if (said.get("who") or said.get("due")) and not said.get("will_do") and "will_do" not in self.errors:
            self.add_error("will_do", gettext("Say what will be done, or leave by whom and by when empty."))
        return said

    def sent(self) -> list[Sent]:
        """The files that came with the answer."""
        return [Sent(came.name, came.read(LARGEST + 1)) for came in self.cleaned_data.get("file") or ()]


class PassOnForm(forms.Form):
    """To which other office it goes, with a word."""

    to = forms.TypedChoiceField(
        label=pgettext_lazy("request", "To which office"),
        empty_value=None,
        error_messages={"required": _("Choose the office."), "invalid_choice": _("Choose an office from the list.")},
    )
    words = PlainTextField(
        label=_("Why there"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence why it goes there.")},
    )

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="pass_%s", **kwargs)
        _choose(self.fields["to"], [(row, row.title) for row in offices])


class WhyForm(forms.Form):
    """A sentence on why it is open again, or withdrawn."""

    words = PlainTextField(
        label=_("Why"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence why, so that the others know what to do.")},
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{name}_%s", **kwargs)


def _choose(field: Any, named: list[tuple[Any, str]], *, none: bool = False) -> None:
    known = {str(row.pk): row for row, _words in named}
    field.choices = [*([("", _("None"))] if none else []), *((str(row.pk), words) for row, words in named)]
    field.coerce = known.get
