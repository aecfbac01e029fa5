"""What does the ground floor bring to the portal?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    """Areas and forums, and the engines that every room above stands on."""

    name = "forums"
    verbose_name = _("Forums")
