"""What can be asked of the public check?"""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from documents.fingerprint import typed


class CheckForm(forms.Form):
    """A fingerprint, or its beginning, as it stands on a paper."""

    fingerprint = forms.CharField(
        label=_("Fingerprint"),
        help_text=_("At least the first eight signs, as printed at the end of the paper"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the first eight signs of the fingerprint.")},
    )

    def clean_fingerprint(self) -> str:
        """Bare hex signs."""
        found = typed(self.cleaned_data["fingerprint"])
        if not found:
            short = len(re.sub(r"\W", "", self.cleaned_data["fingerprint"])) < 8
            raise forms.ValidationError(
                _("Type at least eight signs.")
                if short
                else _("A fingerprint has only the figures 0 to 9 and the letters a to f.")
            )
        return found


LANGUAGES = [("en", "English"), ("sw", "Kiswahili")]


class LetterForm(forms.Form):
    """The words of a letter, a paragraph a line, and its language."""

    words = forms.CharField(
        label=_("The letter"),
        help_text=_("A paragraph a line. Letterhead, address, day and signature are added."),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=6000,
        error_messages={"required": _("Write the letter.")},
    )
    language = forms.ChoiceField(label=_("Language of the paper"), choices=LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_note: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_note:
            words = self.fields["words"]
            words.label, words.required = _("A remark"), False
            words.help_text = _("May stay empty. Both names and what passes on are added.")


class SheetForm(forms.Form):
    """Which sheet, in which language."""

    kind = forms.ChoiceField(
        label=_("Which sheet"),
        choices=[
            ("duty_card", _("Duty card: offices and official lines, for members")),
            ("sign_in", _("Sign-in sheet: the roster to sign, with lines for guests")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the sheet.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the paper"), choices=LANGUAGES, widget=forms.RadioSelect, initial="en"
    )
