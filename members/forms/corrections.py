"""What can be typed about a correction of what is held on somebody?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.models import Forum


class CorrectionForm(forms.Form):
    """What is wrong, and whose secretariat is asked."""

    forum = forms.ModelChoiceField(Forum.objects.none(), label=_("Which secretariat"), empty_label=None)
    words = forms.CharField(
        label=_("What is wrong, and what would be right?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Say what is wrong.")},
    )

    def __init__(self, *args: Any, forums: list[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Forum.objects.with_area().filter(pk__in=[forum.pk for forum in forums])
        self.fields["forum"].queryset = rows
        self.fields["forum"].initial = forums[0].pk
        if len(forums) == 1:
            self.fields["forum"].widget = forms.HiddenInput()


class SettleForm(forms.Form):
    """What became of a correction."""

    answer = forms.CharField(
        label=_("What became of it"),
        max_length=300,
        help_text=_("The person reads it: “Corrected”, or why not"),
        error_messages={"required": _("Say what became of it.")},
    )
