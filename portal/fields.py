"""How does one type a date or a time? `4 April 2025`, `4 Apr`, `04/04/2025`; `10:12`, `10.12 a.m.`."""

import datetime as dt
import re
from typing import Any

from babel.dates import get_month_names
from dateutil import parser
from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class SpokenDateField(forms.DateField):
    """A date in words or figures, day before month; a year left out is the one that comes next."""

    default_error_messages = {"invalid": _("Write the date like this: 4 April 2025.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        """The day, or None for nothing. Raises ValidationError for what is no date."""
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        text = _in_english(str(value).strip())
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return super().to_python(text)
        try:
            found = parser.parse(text, dayfirst=True, default=dt.datetime(4, 1, 1))
        except (ValueError, OverflowError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not re.search(r"\d", text) or not re.search(r"[a-z]{3}|\d\D+\d", text, re.I):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found.date() if found.year != 4 else _next(found.month, found.day)

    def prepare_value(self, value: Any) -> Any:
        """The date in words."""
        return date_format(value, "j F Y") if isinstance(value, dt.date) else value


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


def _in_english(text: str) -> str:
    for number, name in get_month_names("wide", locale="sw").items():
        text = re.sub(rf"\b{name}\b", dt.date(2000, number, 1).strftime("%B"), text, flags=re.I)
    return text


def _next(month: int, day: int) -> dt.date:
    today = timezone.localdate()
    for year in range(today.year, today.year + 5):
        try:
            if (found := dt.date(year, month, day)) >= today:
                return found
        except ValueError:
            continue
    return dt.date(today.year, month, min(day, 28))
