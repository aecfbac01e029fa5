"""What does this room bring to the others?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActionPlansConfig(AppConfig):
    """The room's entry in the house."""

    name = "actionplans"
    verbose_name = _("Action plans")
