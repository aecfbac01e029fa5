"""What does the jobs engine set up when the portal starts?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """The jobs engine."""

    name = "portal.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
