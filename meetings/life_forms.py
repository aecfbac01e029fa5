"""What can be typed in the life of minutes after the draft, and what is said when it does not fit?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.templatetags.papers import seat_title
from meetings.models import Gap
from portal.fields import SpokenDateField

LONG = forms.Textarea(attrs={"rows": 6})
SHORT = forms.Textarea(attrs={"rows": 3})


class AmendForm(forms.Form):
    """A paragraph as it should read, and why."""

    text = forms.CharField(
        label=_("As it should read"),
        help_text=_("Change only what is wrong. What you change is marked word by word."),
        max_length=20000,
        widget=LONG,
        error_messages={"required": _("Write the paragraph as it should read.")},
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("In a sentence, for the secretariat and the other members"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence why it should read otherwise.")},
    )


class SettleForm(forms.Form):
    """What becomes of an amendment, with which wording, and a word to whoever proposed it."""

    outcome = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            ("accept", _("Take it in; a new edition is filed")),
            ("decline", _("Leave the paragraph as it stands")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of it.")},
    )
    text = forms.CharField(
        label=_("As it will stand, if it is taken in"),
        max_length=20000,
        required=False,
        widget=LONG,
    )
    answer = forms.CharField(
        label=_("A word to the member"),
        help_text=_("Needed when it is not taken in. Everybody who reads the minutes can see it."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        """Declined with a word, taken in with a text."""
        said = self.cleaned_data
        if said.get("outcome") == "decline" and not said.get("answer", "").strip():
            self.add_error("answer", _("Say in a sentence why it is not taken in."))
        if said.get("outcome") == "accept" and not said.get("text", "").strip():
            self.add_error("text", _("Write the paragraph as it should read."))
        return said


class RoundForm(forms.Form):
    """When minutes were sent round to be confirmed, and how the members answered."""

    sent_on = SpokenDateField(
        label=_("Sent round on"),
        help_text=_("For example 4 April 2025"),
        error_messages={"required": _("Say on which day they were sent round.")},
    )
    confirmed_on = SpokenDateField(
        label=_("Time to answer was until"),
        help_text=_("They count as confirmed on this day"),
        error_messages={"required": _("Say until when members could answer.")},
    )
    answers = forms.CharField(
        label=_("How the members answered"),
        help_text=_("For example: 31 of 45 members agreed by e-mail or SMS, the others did not answer."),
        max_length=1000,
        widget=SHORT,
        error_messages={"required": _("Say how the members answered.")},
    )
    corrections = forms.CharField(
        label=_("Corrections"),
        help_text=_('Only if there were any. For example: at Min. 5/12/2024, for "three wards" read "two wards".'),
        required=False,
        max_length=4000,
        widget=SHORT,
    )
    nobody_objected = forms.BooleanField(
        label=_("Nobody objected"),
        help_text=_("Where somebody objects, the minutes are confirmed at a meeting."),
        error_messages={"required": _("By circulation minutes are confirmed only where nobody objects.")},
    )


class WordsForm(forms.Form):
    """Why somebody declines to sign, in their words."""

    words = forms.CharField(
        label=_("Why you do not sign"),
        help_text=_("It is printed with the minutes, in your words and under your name."),
        max_length=2000,
        widget=SHORT,
        error_messages={"required": _("Say in your words why you do not sign.")},
    )


class PaperForm(forms.Form):
    """The scan of a signed copy: who signed on it, when, with which reservation."""

    file = forms.FileField(
        label=_("The scan"),
        help_text=_("A PDF, JPEG or PNG file, at most 5 MB"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        max_length=200,
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty."),
            "max_length": _("The file's name is too long. Give it a shorter one."),
        },
    )
    signed_on = SpokenDateField(
        label=_("Signed on"),
        help_text=_("The day written beside the signatures"),
        error_messages={"required": _("Say on which day it was signed.")},
    )

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = [seat for seat, _name in seats]
        for seat, name in seats:
            label = f"{name}, {seat_title(seat)}" if name else seat_title(seat)
            self.fields[f"signed_{seat}"] = forms.BooleanField(label=label, required=False)
            self.fields[f"reservation_{seat}"] = forms.CharField(
                label=_("Reservation of %(name)s") % {"name": name or seat_title(seat)},
                help_text=_("Only if one is written on the paper"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """Each seat's tick with its reservation, as the page shows them."""
        return [(self[f"signed_{seat}"], self[f"reservation_{seat}"]) for seat in self.seats]

    @property
    def signed(self) -> dict[str, str]:
        """The seats that were ticked, with their reservations."""
        said = self.cleaned_data
        return {seat: said[f"reservation_{seat}"] for seat in self.seats if said[f"signed_{seat}"]}

    def clean(self) -> dict[str, Any]:
        """Somebody signed, and nobody reserved without signing."""
        said = self.cleaned_data
        if not any(said.get(f"signed_{seat}") for seat in self.seats):
            self.add_error(f"signed_{self.seats[0]}", _("Say who signed on the paper."))
        for seat in self.seats:
            if said.get(f"reservation_{seat}") and not said.get(f"signed_{seat}"):
                self.add_error(f"signed_{seat}", _("A reservation stands beside a signature. Tick who signed."))
        return said


class GapsForm(forms.Form):
    """Why each of those did not sign who hold office and have not answered."""

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = [seat for seat, _name in seats]
        for seat, name in seats:
            self.fields[f"why_{seat}"] = forms.ChoiceField(
                label=_("Why has %(name)s not signed?") % {"name": name},
                choices=[(why.value, why.label) for why in (Gap.Why.ABSENT, Gap.Why.DECLINED)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose why, so that nobody is written out.")},
            )
            self.fields[f"words_{seat}"] = forms.CharField(
                label=_("In the words of %(name)s") % {"name": name},
                help_text=_("As they were told to you. They are printed with the minutes."),
                required=False,
                max_length=2000,
                widget=SHORT,
            )

    @property
    def gaps(self) -> dict[str, tuple[str, str]]:
        """Seat -> (why, words)."""
        said = self.cleaned_data
        return {seat: (said[f"why_{seat}"], said[f"words_{seat}"]) for seat in self.seats}

    def clean(self) -> dict[str, Any]:
        """Who declines does so in words."""
        said = self.cleaned_data
        for seat in self.seats:
            if said.get(f"why_{seat}") == Gap.Why.DECLINED and not said.get(f"words_{seat}", "").strip():
                self.add_error(f"words_{seat}", _("Write down in their words why they did not sign."))
        return said


class AddendumForm(forms.Form):
    """What is added to sealed minutes, and why."""

    text = forms.CharField(
        label=_("What is added"),
        help_text=_("It goes to every member. The sealed text stays as it is."),
        max_length=20000,
        widget=LONG,
        error_messages={"required": _("Write what is added.")},
    )
    why = forms.CharField(
        label=_("Why"),
        help_text=_("In a sentence; it stands on the paper"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence why something is added.")},
    )


class WithdrawForm(forms.Form):
    """Why an addendum is withdrawn before it was filed."""

    note = forms.CharField(
        label=_("Why it is withdrawn"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a sentence why, so that the chairs know.")},
    )
