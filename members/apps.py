"""What does the people's room bring to the others?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class MembersConfig(AppConfig):
    """Offices for new areas, facts and composition for the forum's page, and grants that follow their dates."""

    name = "members"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Give every new area its offices, keep rights in step with appointments, and tell the forum's page."""
        from members import beginnings, deeds, grants, held, idle, panels, refusals, retention, terms
        from portal import refusing

        refusing.keep(self, refusals.REFUSALS)
        contribute("deed_words", deeds.deed_words)
        contribute("areas_loaded", beginnings.begin)
        contribute("area_renamed", beginnings.rename_offices)
        contribute("lines_changed", grants.rebuild_at)
        contribute("rebuild_grants", grants.rebuild)
        contribute("daily_rounds", idle.daily_round)
        contribute("daily_rounds", retention.daily_round)
        contribute("desk_rows", retention.desk_rows)
        contribute("held_on_person", retention.held_here)
        contribute("desk_rows", idle.desk_rows)
        contribute("desk_rows", terms.desk_rows)
        contribute("held_on_person", held.held_here)
        contribute("forum_facts", panels.office_facts)
        contribute("forum_panels", panels.composition_panel)
        contribute("sector_choices", panels.sector_choices)
        contribute("checklist_lines", panels.checklist_lines)
