"""What does the registry bring to the other rooms?"""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class DocumentsConfig(AppConfig):
    """Last papers for the forum's page, failed printings for the desk, and a catalogue that holds what is filed."""

    name = "documents"
    verbose_name = _("Documents")

    def ready(self) -> None:
        """Offer the panel and the rows; after a migration, enter in the catalogue what is not there."""
        from documents import deeds, letters, panels

        contribute("deed_words", deeds.deed_words)
        contribute("forum_panels", panels.last_papers)
        contribute("desk_rows", panels.desk_rows)
        contribute("after_handover", letters.after_handover)
        contribute("member_ways", letters.member_ways)
        contribute("appointment_ways", letters.appointment_ways)
        contribute("roster_ways", letters.roster_ways)
        post_migrate.connect(_catalogue, sender=self)


def _catalogue(apps: Any = installed, **kwargs: Any) -> None:
    """Papers filed before there was a search, or before a room let its papers be searched."""
    from documents import search

    try:
        apps.get_model("documents", "Card")
    except LookupError:  # migrated back
        return
    search.rebuild(only_missing=True)
