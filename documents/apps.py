"""What does the registry bring to the other rooms?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class DocumentsConfig(AppConfig):
    """Last papers for the forum's page, failed printings for the desk."""

    name = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Offer the panel and the rows."""
        from documents import deeds, letters, panels

        contribute("deed_words", deeds.deed_words)
        contribute("forum_panels", panels.last_papers)
        contribute("desk_rows", panels.desk_rows)
        contribute("after_handover", letters.after_handover)
        contribute("member_ways", letters.member_ways)
        contribute("appointment_ways", letters.appointment_ways)
        contribute("roster_ways", letters.roster_ways)
