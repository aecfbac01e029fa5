"""How is a telephone number typed?"""

from django import forms
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
