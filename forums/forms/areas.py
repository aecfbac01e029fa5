"""What can be typed about a change of an area, and what is said when it does not fit?"""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models import Area
from portal.fields import SpokenDateField


def area_called(words: str) -> Area:
    """The open area of this title, name or code. Raises ValidationError in words for none or several."""
    name = " ".join(words.split())
    rows = Area.objects.exclude(status=Area.Status.CLOSED).filter(level__in=["county", "sub_county"])
    bare = name
    for ending, level in ((" sub-county", "sub_county"), (" county", "county")):
        if name.casefold().endswith(ending):
            rows, bare = rows.filter(level=level), name[: -len(ending)]
            break
    found = list(rows.filter(Q(name__iexact=bare) | Q(code__iexact=bare) | Q(aliases__name__iexact=bare)).distinct())
    if not found:
        raise forms.ValidationError(_("No area is called %(name)s."), params={"name": name})
    if len(found) > 1:
        told = ", ".join(f"{area.title} ({area.code})" for area in found)
        raise forms.ValidationError(_("Several areas are called so: %(areas)s."), params={"areas": told})
    return found[0]


class AreaForm(forms.Form):
    """A change of an area: its name or the other area, the day and the instrument."""

    parent = forms.ModelChoiceField(
        Area.objects.filter(level__in=[Area.Level.COUNTY, Area.Level.REGION]).order_by("level", "name"),
        label=_("Lies in"),
        empty_label=_("Choose"),
        help_text=_("A county for a sub-county, a region for a sub-region"),
        error_messages={"required": _("Choose the county or the region it lies in.")},
    )
    names = forms.CharField(
        label=_("What comes out of it"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=800,
        help_text=_("The new areas, one a line, without “Sub-County”"),
        error_messages={"required": _("Name what comes out of it, one a line.")},
    )
    goes_on = forms.BooleanField(
        label=_("The area itself goes on, smaller"),
        required=False,
        initial=True,
        help_text=_("Else it is closed, and its forum must be closed before"),
    )
    covers = forms.CharField(
        label=_("Which areas it covers"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=800,
        help_text=_("One a line, by name or code: “Marigat Sub-County”, “Baringo County”"),
        error_messages={"required": _("Name the areas, one a line.")},
    )
    to = forms.ModelChoiceField(
        Area.objects.exclude(status=Area.Status.CLOSED).exclude(level=Area.Level.SUB_COUNTY).order_by("path"),
        label=_("Reports to"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose to whom it reports.")},
    )
    into = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Into which sub-county"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the sub-county that it goes up in.")},
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("Without “Sub-County”"),
        error_messages={"required": _("Say what it is called.")},
    )
    on = SpokenDateField(
        label=_("From which day"),
        help_text=_("For example 22 November 2024"),
        error_messages={"required": _("Say from which day.")},
    )
    instrument = forms.CharField(
        label=_("By which instrument"),
        max_length=200,
        help_text=_("The gazette notice or the order"),
        error_messages={"required": _("Say by which instrument.")},
    )

    def __init__(self, *args: Any, fields: tuple[str, ...], area: Area | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(fields):
            del self.fields[name]
        if "into" in self.fields and area is not None:
            others = Area.objects.filter(parent=area.parent).exclude(pk=area.pk).exclude(status=Area.Status.CLOSED)
            self.fields["into"].queryset = others
        for name in ("name", "instrument"):
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_names(self) -> list[str]:
        """The names, each once."""
        names = [" ".join(line.split()) for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len({name.casefold() for name in names}) < len(names):
            raise forms.ValidationError(_("A name is there twice."))
        if any(len(name) > 80 for name in names):
            raise forms.ValidationError(_("A name is too long: 80 letters at most."))
        return names

    def clean_covers(self) -> list[Area]:
        """The areas, each once."""
        found: list[Area] = []
        for line in self.cleaned_data["covers"].splitlines():
            if line.strip():
                area = area_called(line)
                if area not in found:
                    found.append(area)
        return found

    def clean_on(self) -> dt.date:
        """Not in the future: what is recorded has happened."""
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Record it when it has happened."))
        return day
