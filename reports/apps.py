"""What does this room bring to the others?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class ReportsConfig(AppConfig):
    """The room's entry in the house."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Tell the deeds of this room in words."""
        from reports import deeds

        contribute("deed_words", deeds.deed_words)
