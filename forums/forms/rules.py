"""What can be typed about working rules, and what is said when it does not fit?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.models import Rules
from forums.models.forums import CLOCKS

CHOSEN = ("cadence", "language", "refunds")


class RulesForm(forms.ModelForm):
    """Working rules; what is left empty falls back to the wider rule."""

    class Meta:
        model = Rules
        fields = (
            *("cadence", "quorum", "term_months", "clearing_days", "signing_days", "reminder_days"),
            *CLOCKS,
            *("minute_pattern", "reference_pattern", "language", "refunds", "office_name"),
        )
        help_texts = {
            "quorum": _("How many members must be present"),
            "term_months": _("In months; ending terms are announced in time"),
            "clearing_days": _("After so many days minutes may circulate without a chair who is silent; it is printed"),
            "signing_days": _(
                "After so many days minutes may be sealed without a chair who does not sign; it is printed"
            ),
            "reminder_days": _("After so many days whoever keeps minutes waiting is sent one reminder by e-mail"),
            "routine_acknowledge_days": _("How long a higher office has to say that it has a forum's request"),
            "routine_answer_days": _("Unanswered after so many days, it goes one office higher by itself"),
            "soon_answer_days": _("Unanswered after so many days, it goes one office higher by itself"),
            "urgent_answer_hours": _("Unanswered after so many hours, it goes one office higher by itself"),
            "minute_pattern": _("{item} is the agenda item, {MM} the month, {YYYY} the year"),
            "reference_pattern": _("{code} is the area, {number} the meeting of the year, {YYYY} the year"),
            "office_name": _("The last line of the letterhead, as the office calls itself"),
        }

    def __init__(self, *args: Any, inherited: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.scope != Rules.Scope.FORUM:
            del self.fields["office_name"]
        else:
            for name in CLOCKS:
                del self.fields[name]
        for name in CHOSEN:
            self.fields[name].choices = [("", _("As the wider rule says")), *Rules._meta.get_field(name).choices]
        for name, field in self.fields.items():
            field.widget.attrs["autocomplete"] = "off"
            field.help_text = ". ".join(filter(None, [str(field.help_text), inherited.get(name, "")]))

    def _clean_pattern(self, name: str, places: set[str], needed: str) -> str:
        pattern = self.cleaned_data[name]
        if not pattern:
            return pattern
        try:
            pattern.format(**dict.fromkeys(places, "1"))
        except (KeyError, IndexError, ValueError, AttributeError):
            raise forms.ValidationError(
                _("Use only these places: %(places)s.") % {"places": ", ".join(f"{{{p}}}" for p in sorted(places))}
            ) from None
        if needed not in pattern:
            raise forms.ValidationError(_("Put %(place)s in, or two would have the same.") % {"place": needed})
        return pattern

    def clean_minute_pattern(self) -> str:
        """Only the known places, the item among them."""
        return self._clean_pattern("minute_pattern", {"item", "MM", "YYYY"}, "{item}")

    def clean_reference_pattern(self) -> str:
        """Only the known places, area, number and year among them."""
        for needed in ("{code}", "{YYYY}"):
            self._clean_pattern("reference_pattern", {"code", "number", "YYYY"}, needed)
        return self._clean_pattern("reference_pattern", {"code", "number", "YYYY"}, "{number}")
