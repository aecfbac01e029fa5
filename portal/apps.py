"""What does the machine room set up when the portal starts?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The machine room itself: the mark of the installation, health, backup."""

    name = "portal"
    verbose_name = _("Machine room")
    default_auto_field = "django.db.models.BigAutoField"
