"""How does one type a date, a time or a text? `4 April 2025`, `Friday`, `wiki mbili`; `10:12`, `10.12 a.m.`."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.plain_words import plain
from portal.spoken_days import NotThatWeekday, day_meant


class SpokenDateField(forms.DateField):
    """A day in words or figures, in either language; `since` is the day from which `Friday` or `in two weeks` counts."""

    default_error_messages = {
        "invalid": _("Write the date like this: 4 April 2025. Friday, in two weeks or end of March will do as well."),
        "weekday": _("%(day)s is a %(weekday)s. Write the date alone, or the weekday that goes with it."),
    }

    def __init__(self, *, since: dt.date | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)
        self.since = since

    def to_python(self, value: Any) -> dt.date | None:
        """The day, or None for nothing. Raises ValidationError for what is no date."""
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        try:
            found = day_meant(str(value), since=self.since or timezone.localdate())
        except NotThatWeekday as wrong:
            said = {"day": date_format(wrong.day, "j F Y"), "weekday": date_format(wrong.day, "l")}
            raise forms.ValidationError(self.error_messages["weekday"], code="weekday", params=said) from None
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        """The date in words."""
        return date_format(value, "j F Y") if isinstance(value, dt.date) else value


class PlainTextField(forms.CharField):
    """Words as they may be kept: what word processors leave in them is taken out, see `portal/plain_words.py`."""

    def to_python(self, value: Any) -> str:
        """The cleaned words."""
        return super().to_python(plain(value) if isinstance(value, str) else value)


class SpokenTimeField(forms.TimeField):
    """A time of day, `14:02` or `10.12 a.m.`."""

    default_error_messages = {"invalid": _("Write the time like this: 10:00.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        """The time, or None for nothing. Raises ValidationError for what is no time."""
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        match = re.fullmatch(r"(\d{1,2})(?:[:.h ]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?", str(value).strip().lower())
        hour = int(match[1]) if match else 99
        if match and match[3] and hour <= 12:
            hour = hour % 12 + (12 if match[3] == "p" else 0)
        minute = int(match[2] or 0) if match else 99
        if hour > 23 or minute > 59:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return dt.time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        """The time as `10:00`."""
        return value.strftime("%H:%M") if isinstance(value, dt.time) else value
