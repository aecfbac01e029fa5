"""What does the meeting room bring to the others?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class MeetingsConfig(AppConfig):
    """Desk rows, the next meeting and checklist lines for the rooms to its left."""

    name = "meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        """Offer what the desk and the forum's page ask for."""
        from meetings import deeds, desk, excerpts, fillers, merging, reminding, searching, suggesting
        from meetings.actions import drafting, situation, uploads

        contribute("deed_words", deeds.deed_words)
        contribute("daily_rounds", uploads.daily_round)
        contribute("daily_rounds", reminding.daily_round)
        contribute("daily_rounds", drafting.daily_round)
        contribute("desk_rows", desk.desk_rows)
        contribute("agenda_fillers", fillers.agenda_fillers, order=10)
        contribute("minutes_circulated", situation.bring_down)
        contribute("paper_filed", excerpts.send_once_filed)
        contribute("mapping_sources", suggesting.mapping_sources)
        contribute("person_merged", merging.person_merged)
        contribute("reservations", desk.reservations)
        contribute("held_on_person", desk.held_here)
        contribute("searchable_papers", searching.searchable_papers)
        contribute("forum_facts", desk.resolution_facts)
        contribute("next_meeting", desk.next_meeting)
        contribute("handover_items", desk.handover_items)
        contribute("checklist_lines", desk.checklist_lines)
