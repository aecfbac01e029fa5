"""What can be typed about an election period?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.models import Area, ElectionPeriod
from portal.fields import SpokenDateField


class ElectionForm(forms.ModelForm):
    """An election period."""

    since = SpokenDateField(
        label=_("From which day"),
        help_text=_("For example 1 March 2027"),
        error_messages={"required": _("Say from which day.")},
    )
    until = SpokenDateField(
        label=_("Until which day"),
        help_text=_("The last day; then it falls away by itself"),
        error_messages={"required": _("Say until which day.")},
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors expected besides"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Named as gaps where nobody stands for them"),
    )

    class Meta:
        model = ElectionPeriod
        fields = ("name", "area", "since", "until", "cadence", "sectors", "instrument")
        labels = {"area": _("Where"), "name": _("Name"), "instrument": _("By which instrument")}
        help_texts = {"name": _("For example General election of August 2027")}
        error_messages = {
            "name": {"required": _("Say which election it is.")},
            "instrument": {"required": _("Say by which instrument.")},
        }

    def __init__(self, *args: Any, sectors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        where = Area.objects.filter(level__in=["national", "region", "county"]).exclude(status=Area.Status.CLOSED)
        self.fields["area"].queryset, self.fields["area"].empty_label = where.order_by("path"), None
        self.fields["cadence"].choices = [("", _("As the rules say")), ("monthly", _("every month"))]
        self.fields["sectors"].choices = sectors
