"""What can be asked of the public check?"""

import re

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
