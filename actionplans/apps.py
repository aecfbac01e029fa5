"""What do the action plans bring to the other rooms?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class ActionPlansConfig(AppConfig):
    """Action points that begin with circulation, pledges and accords, and where they show."""

    name = "actionplans"
    verbose_name = _("Action plans")

    def ready(self) -> None:
        """Offer effect, panel, desk rows and matrix."""
        from actionplans import actions, deeds, panels, promises, reminding

        contribute("deed_words", deeds.deed_words)
        contribute("agenda_fillers", panels.agenda_fillers)
        contribute("items_with_open_actions", panels.items_with_open_actions)
        contribute("handover_items", panels.handover_items)
        contribute("minutes_circulated", actions.start_actions)
        contribute("deed_amended", actions.follow_amendment)
        contribute("forum_panels", panels.open_actions)
        contribute("desk_rows", panels.desk_rows)
        contribute("action_matrix", panels.matrix_states)
        contribute("resolution_follows", panels.resolution_follows)
        contribute("resolution_ways", panels.resolution_ways)
        contribute("numbers_given", actions.numbers_given)
        contribute("daily_rounds", reminding.daily_round)
        contribute("held_on_person", panels.held_here)
        contribute("person_merged", panels.person_merged)
        contribute("calendar_entries", panels.calendar_entries)
        contribute("forum_facts", promises.forum_facts)
        contribute("handover_items", promises.handover_items)
        contribute("held_on_person", promises.held_here)
        contribute("person_merged", promises.person_merged)
        contribute("daily_rounds", promises.daily_round)
