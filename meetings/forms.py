"""What can be typed about meetings, attendance and minutes, and what is said when it does not fit?"""

import datetime as dt
from typing import Any

from django import forms
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from forums.models import Forum
from meetings.actions.uploads import LARGEST_PART
from meetings.models import AgendaItem, Attendance, Deed, Entry, Meeting, MeetingFile
from meetings.models.files import KEY
from members.models import Person
from portal.fields import PlainTextField, SpokenDateField, SpokenTimeField

TOO_LONG = _("This is too long: %(show_value)d letters, and %(limit_value)d fit. Shorten it or divide it into two.")


class MeetingForm(forms.Form):
    """Day, time, venue and kind of a meeting."""

    held_on = SpokenDateField(
        label=_("Date"),
        help_text=_("For example 4 April 2025"),
        error_messages={"required": _("Say on which day the meeting will be held.")},
    )
    starts_at = SpokenTimeField(
        label=_("Time"),
        help_text=_("For example 10:00"),
        error_messages={"required": _("Say at what time the meeting begins.")},
    )
    venue = forms.CharField(
        label=_("Venue"),
        max_length=160,
        help_text=_("As it should stand on the notice"),
        error_messages={
            "required": _("Say where the meeting will be held."),
            "max_length": _("Say the venue in 160 signs or fewer."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Kind of meeting"), choices=Meeting.Kind, widget=forms.RadioSelect, initial="ordinary"
    )
    like = forms.ChoiceField(
        label=_("The agenda begins"),
        choices=[("template", _("With the forum's usual items")), ("last", _("As that of the last meeting"))],
        widget=forms.RadioSelect,
        initial="template",
        help_text=_("What was not reached, what recurs and what has an open action is carried over in both cases"),
    )

    def __init__(self, *args: Any, forum: Forum, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum, self.meeting = forum, meeting
        if meeting is not None:
            del self.fields["kind"], self.fields["like"]
        else:
            self.fields["like"].required = False

    def clean_like(self) -> str:
        """The template where nothing was chosen."""
        return self.cleaned_data["like"] or "template"

    def clean_held_on(self) -> dt.date:
        """One meeting of a forum a day, and none before the last that took place."""
        day = self.cleaned_data["held_on"]
        others = Meeting.objects.filter(forum=self.forum).exclude(status__in=["cancelled", "postponed"])
        if self.meeting:
            others = others.exclude(pk=self.meeting.pk)
        if others.filter(held_on=day).exists():
            raise forms.ValidationError(_("This forum already has a meeting on that day."))
        last = others.took_place().first()
        if last and day < last.held_on:
            raise forms.ValidationError(
                _("The date must be after %(last)s, the last meeting.")
                % {"last": f"{last.held_on.day} {last.held_on:%B %Y}"}
            )
        return day


class NoticeForm(forms.Form):
    """How the members are told, and what the secretariat adds."""

    sms = forms.ChoiceField(
        label=_("Text messages (SMS)"),
        choices=[
            ("rest", _("To those without an e-mail address")),
            ("all", _("To everybody with a telephone number")),
            ("none", _("To nobody")),
        ],
        widget=forms.RadioSelect,
        initial="rest",
    )
    words = forms.CharField(
        label=_("What you want to add"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the e-mail"),
    )


class OffForm(forms.Form):
    """Why a meeting does not take place, and whether the members are told."""

    note = PlainTextField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The members read it too"),
        error_messages={"required": _("Say in a sentence why, so that the members understand.")},
    )
    tells = forms.BooleanField(label=_("Tell everybody who was told of the meeting"), required=False, initial=True)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meeting.status != Meeting.Status.CONVENED:
            del self.fields["tells"]


class ReplyForm(forms.Form):
    """Whether somebody comes."""

    answer = forms.ChoiceField(
        label=_("Will you come?"),
        choices=[
            ("yes", _("Yes, I come")),
            ("apology", _("No, I send my apology")),
            ("represented", _("No, somebody comes in my place")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you answer.")},
    )
    represented_by = forms.CharField(
        label=_("Who comes in your place"), required=False, max_length=120, help_text=_("Only if somebody does")
    )

    def clean(self) -> dict[str, Any]:
        """Whoever sends somebody names them."""
        said = self.cleaned_data
        if said.get("answer") == "represented" and not said.get("represented_by", "").strip():
            self.add_error("represented_by", _("Name who comes in your place."))
        return said


class SittingTimesForm(forms.Form):
    """When the meeting was called to order and adjourned, as the minutes say it."""

    opened_at = SpokenTimeField(label=_("Called to order at"), required=False, help_text=_("For example 10:12"))
    adjourned_at = SpokenTimeField(label=_("Adjourned at"), required=False, help_text=_("For example 13:05"))

    def clean(self) -> dict[str, Any]:
        """A meeting ends after it begins."""
        opened, adjourned = self.cleaned_data.get("opened_at"), self.cleaned_data.get("adjourned_at")
        if opened and adjourned and adjourned <= opened:
            self.add_error(
                "adjourned_at", _("The meeting was adjourned after it was called to order: check both times.")
            )
        return self.cleaned_data


class AgendaItemForm(forms.Form):
    """One more item of the agenda."""

    title = forms.CharField(
        label=_("Add an item"),
        max_length=160,
        error_messages={
            "required": _("Say what the item is about."),
            "max_length": _("Say it in 160 signs or fewer."),
        },
    )


class ItemForm(forms.Form):
    """The time set for an item, and whether it comes back."""

    minutes = forms.IntegerField(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=480,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    recurs = forms.BooleanField(label=_("Comes back at every meeting"), required=False)


class TemplateForm(forms.Form):
    """The items that agendas begin with, one a line."""

    lines = forms.CharField(
        label=_("One item a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "A time in minutes may follow after a bar: Peace charter | 20. Standing items are known by their names. Left empty, the wider agenda holds."
        ),
    )

    def clean_lines(self) -> list[dict[str, Any]]:
        """Title, standing item and minutes of each line."""
        known = {}
        for language in ("en", "sw"):
            with translation.override(language):
                known |= {str(label).lower(): value for value, label in AgendaItem.Standing.choices if value}
        found: list[dict[str, Any]] = []
        for line in self.cleaned_data["lines"].splitlines():
            title, _bar, minutes = (part.strip() for part in line.partition("|"))
            if not title:
                continue
            if len(title) > 160:
                raise forms.ValidationError(_("Say each item in 160 signs or fewer."))
            if minutes and not (minutes.isdigit() and 0 < int(minutes) <= 480):
                raise forms.ValidationError(
                    _("“%(line)s”: after the bar stands a number of minutes, up to 480.") % {"line": line.strip()}
                )
            if title.lower() in {other["title"].lower() for other in found}:
                raise forms.ValidationError(_("“%(title)s” stands there twice.") % {"title": title})
            found.append(
                {"title": title, "standing": known.get(title.lower(), ""), "minutes": int(minutes) if minutes else None}
            )
        return found


class ProposalForm(forms.Form):
    """What a member wants on the agenda."""

    title = forms.CharField(
        label=_("What should be on the agenda"),
        max_length=160,
        error_messages={"required": _("Say what the item is about.")},
    )
    why = forms.CharField(label=_("Why"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SettleProposalForm(forms.Form):
    """What becomes of a proposal."""

    status = forms.ChoiceField(
        choices=[("accepted", _("Put it on the agenda")), ("deferred", _("Defer it")), ("declined", _("Decline it"))]
    )
    answer = forms.CharField(label=_("A word to the member"), max_length=300, required=False)


class GuestForm(forms.ModelForm):
    """Somebody who came and is not on the roster."""

    class Meta:
        model = Attendance
        fields = ["name", "designation", "organisation", "gender"]
        error_messages = {"name": {"required": _("Say who the guest is.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="guest", **kwargs)
        self.fields["organisation"].label = _("Organisation")
        self.fields["gender"].choices = [("", _("Not recorded")), *Person.Gender.choices]
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


class EntryForm(forms.Form):
    """An entry as typed, with the version its writer saw."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)  # the request's own key, set by a device
    kind = forms.ChoiceField(label=_("Kind"), choices=Entry.Kind, widget=forms.RadioSelect, initial="discussion")
    text = PlainTextField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=60000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    officers_only = forms.BooleanField(label=_("For officers only"), required=False)


class OnceForm(forms.Form):
    """The key of a request, by which it does nothing twice."""

    once = forms.UUIDField(required=False)


class DeviceForm(forms.Form):
    """The random name of a device."""

    device = forms.UUIDField()


class DeedForm(forms.Form):
    """A resolution or an action as typed."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(choices=Deed.Kind, widget=forms.HiddenInput)
    text = PlainTextField(
        required=False,
        max_length=4000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = PlainTextField(
        label=_("Owner"),
        required=False,
        max_length=160,
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off"}),
    )
    due = SpokenDateField(label=_("By"), required=False)

    def __init__(self, *args: Any, since: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"].since = since
        self.fields["due"].widget.attrs["aria-describedby"] = f"{self['due'].auto_id}-u"

    def clean_due(self) -> dt.date | None:
        """A day from the meeting's on: nothing can be due before it was asked for."""
        day, since = self.cleaned_data["due"], self.fields["due"].since
        if day and since and day < since and "due" in self.changed_data:
            raise forms.ValidationError(
                _("The day lies before the meeting. Write one from %(day)s on.") % {"day": date_format(since, "j F Y")}
            )
        return day

    @property
    def understood(self) -> str:
        """The due day in words, `Friday 4 April 2025`, once there is one."""
        day = getattr(self, "cleaned_data", {}).get("due") if self.is_bound else self.initial.get("due")
        return in_words(day) if day else ""


def in_words(day: dt.date) -> str:
    """A day with its weekday, in the reader's language."""
    return date_format(day, "l j F Y")


DeedFormSet = forms.formset_factory(DeedForm, extra=0, max_num=20, absolute_max=20)


class SituationForm(forms.Form):
    """What was said of an area below, with the version its writer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reported = forms.CharField(
        label=_("What was reported"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Say it in 2,000 signs or fewer; more belongs in an entry.")},
    )
    measure = forms.CharField(
        label=_("Measure recommended there"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Goes onto the area's next agenda once the minutes are circulated"),
        error_messages={"max_length": _("Say it in 1,000 signs or fewer.")},
    )


class StakeholderForm(forms.Form):
    """A local stakeholder suggested to an area: a person, an organisation, or both."""

    name = forms.CharField(label=_("Name"), required=False, max_length=120)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=160)
    sector = forms.ChoiceField(label=_("Sector"), required=False)

    def __init__(self, *args: Any, sectors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", _("Not said")), *sectors]
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """A sector alone names nobody."""
        said = {name: " ".join(value.split()) for name, value in self.cleaned_data.items()}
        if said.get("sector") and not (said.get("name") or said.get("organisation")):
            self.add_error("name", _("Name the person or the organisation."))
        return said


StakeholderFormSet = forms.formset_factory(StakeholderForm, extra=2, max_num=20, absolute_max=22)


class DecisionForm(forms.Form):
    """Which of two texts stands, and the two put together where that was chosen."""

    choice = forms.ChoiceField(choices=[("mine", ""), ("theirs", ""), ("combined", "")])
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = PlainTextField(
        label=_("The two put together"),
        help_text=_("It begins with the text that was kept aside; change it until it says what should stand."),
        required=False,
        strip=False,
        max_length=60000,
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class ConfirmForm(forms.Form):
    """At which meeting the minutes were confirmed, proposed and seconded by whom, with which corrections."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Confirmed at the meeting of"),
        empty_label=None,
        error_messages={"required": _("Choose the meeting at which the minutes were confirmed.")},
    )
    proposer = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Proposed by"),
        empty_label=_("Choose a member who attended"),
        error_messages={"required": _("Say who proposed that the minutes be confirmed.")},
    )
    seconder = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Seconded by"),
        empty_label=_("Choose a member who attended"),
        error_messages={"required": _("Say who seconded.")},
    )
    corrections = PlainTextField(
        label=_("Corrections"),
        help_text=_('Only if there were any. For example: at Min. 5/12/2024, for "three wards" read "two wards".'),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, meetings: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].label_from_instance = lambda m: f"{m.held_on.day} {m.held_on:%B %Y}"
        self.fields["proposer"].queryset = self.fields["seconder"].queryset = people

    def clean(self) -> dict[str, Any]:
        """Two different people."""
        proposer = self.cleaned_data.get("proposer")
        if proposer and proposer == self.cleaned_data.get("seconder"):
            self.add_error("seconder", _("The proposer and the seconder are two different people."))
        return self.cleaned_data


class SignForm(forms.Form):
    """Whether the minutes are a true record, with or without a reservation."""

    answer = forms.ChoiceField(
        label=_("Is this a true record of the meeting?"),
        choices=[("yes", _("Yes, I sign")), ("reservation", _("Yes, I sign with a reservation"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how you sign.")},
    )
    reservation = PlainTextField(
        label=_("Your reservation"),
        help_text=_("Only if you have one. Say which minute it is about. It is printed with the minutes."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A reservation is given in words, and only where one was meant."""
        answer, words = self.cleaned_data.get("answer"), self.cleaned_data.get("reservation", "").strip()
        if answer == "reservation" and not words:
            self.add_error("reservation", _("Write your reservation, or sign without one."))
        if answer == "yes" and words:
            self.add_error("answer", _("You wrote a reservation. Choose to sign with it, or take it out."))
        return self.cleaned_data


class ReturnForm(forms.Form):
    """Why minutes go back to the secretariat."""

    note = PlainTextField(
        label=_("What should be put right"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence what should be put right, so that the secretary can do it.")},
    )


class SeveralFilesInput(forms.FileInput):
    """A file input that takes several at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """All of the files that came."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class SeveralFilesField(forms.FileField):
    """One file or several; a list of them."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each checked for itself. Raises ValidationError."""
        if self.required and not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SeveralFilesField, self).clean(one) for one in data or []]


class FileForm(forms.Form):
    """What is said of a photograph or document, and who sees it."""

    title = forms.CharField(
        label=_("What it is or shows"),
        max_length=200,
        help_text=_("For example The elders of both sides at the bridge"),
        error_messages={"required": _("Say what it is or shows.")},
    )
    alternative = forms.CharField(
        label=_("Description of a photograph"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What one sees on it, read aloud to whoever cannot see it"),
    )
    audience = forms.ChoiceField(
        label=_("Who sees it"), choices=MeetingFile.Audience, widget=forms.RadioSelect, initial="members"
    )

    def __init__(self, *args: Any, file: MeetingFile | None = None, **kwargs: Any) -> None:
        said = {name: getattr(file, name) for name in ("title", "alternative", "audience")} if file else {}
        super().__init__(*args, initial=said, **kwargs)
        if file is not None and not file.is_photograph:
            del self.fields["alternative"]

    def clean(self) -> dict[str, Any]:
        """A document has no description."""
        self.cleaned_data.setdefault("alternative", "")
        return self.cleaned_data


class SendFileForm(FileForm):
    """The same with the files themselves, sent whole."""

    file = SeveralFilesField(
        label=_("Photographs or documents"),
        help_text=_("JPEG, PNG, WebP, PDF, DOCX or XLSX, at most 12 MB each"),
        widget=SeveralFilesInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx", "multiple": True}
        ),
        max_length=200,
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )
    field_order = ["file"]


class PartForm(forms.Form):
    """One part of a file that is sent in parts."""

    key = forms.RegexField(KEY)
    name = forms.CharField(max_length=200)
    total = forms.IntegerField(min_value=1)
    offset = forms.IntegerField(min_value=0)
    part = forms.FileField()

    def clean_part(self) -> bytes:
        """Its bytes. Raises ValidationError for more than one part may have."""
        part = self.cleaned_data["part"]
        if part.size > LARGEST_PART:
            raise forms.ValidationError(_("The part is too large."))
        return part.read()
