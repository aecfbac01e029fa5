"""What does the ground floor bring to the portal?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class ForumsConfig(AppConfig):
    """Areas and forums, and the engines that every room above stands on."""

    name = "forums"
    verbose_name = _("Forums")

    def ready(self) -> None:
        """Tell the deeds in words; let the database refuse what it must; let backups keep the ledger's head, and restores prove its chain."""
        from forums import deeds, ledger, refusals
        from portal import refusing

        refusing.keep(self, refusals.REFUSALS)
        contribute("deed_words", deeds.deed_words)
        contribute("backup_marks", lambda: [("ledger_head", ledger.head_hash())])
        contribute("restore_checks", lambda: list(ledger.faults()))
