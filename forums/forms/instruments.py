"""What can be typed when an instrument is put on file?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.fields import SpokenDateField


class InstrumentForm(forms.Form):
    """The scan of an instrument, its title and its day."""

    title = forms.CharField(
        label=_("What it is"),
        max_length=200,
        help_text=_("For example Letter repurposing the forum"),
        error_messages={"required": _("Say what it is.")},
    )
    dated = SpokenDateField(label=_("Its date"), required=False, help_text=_("For example 12 October 2022"))
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
