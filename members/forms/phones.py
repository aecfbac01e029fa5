"""How is a telephone number typed, and how is said where somebody is reached: an address or a number?"""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from members.spreadsheets.columns import phone_of


def clean_phone(typed: str) -> str:
    """The number with its country, empty for none. Raises ValidationError in words."""
    if not typed:
        return ""
    try:
        return phone_of(typed)
    except ValueError:
        raise forms.ValidationError(
            _("Write the number like this: 0712 345678, or with the country: +254712345678.")
        ) from None


class ReachField(forms.CharField):
    """An e-mail address or a telephone number in one box; cleaned to `{"email": ..., "phone": ...}`, one of them filled."""

    def clean(self, value: Any) -> dict[str, str]:
        """Which of the two it is. Raises ValidationError in words."""
        typed = super().clean(value).strip()
        if "@" in typed:
            try:
                validate_email(typed)
            except forms.ValidationError:
                raise forms.ValidationError(_("This is no e-mail address. Check it for a slip.")) from None
            return {"email": typed.lower(), "phone": ""}
        return {"email": "", "phone": clean_phone(typed)}

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box."""
        return (value["email"] or value["phone"]) if isinstance(value, dict) else value
