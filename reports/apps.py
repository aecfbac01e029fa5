"""What does this room bring to the others?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """The room's entry in the house."""

    name = "reports"
    verbose_name = _("Reports")
