"""What do the action plans bring to the other rooms?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.contributions import contribute


class ActionPlansConfig(AppConfig):
    """Work plans, action points that begin with circulation, requests, pledges and accords; and where they show."""

    name = "actionplans"
    verbose_name = _("Action plans")

    def ready(self) -> None:
        """Offer effect, panel, desk rows, matrix and clocks."""
        from actionplans import (
            actions,
            deeds,
            desk,
            panels,
            plan_panels,
            promises,
            refusals,
            reminding,
            request_flow,
            request_panels,
        )  # fmt: skip
        from portal import refusing

        refusing.keep(self, refusals.REFUSALS)
        contribute("deed_words", deeds.deed_words)
        contribute("agenda_fillers", panels.agenda_fillers)
        contribute("items_with_open_actions", panels.items_with_open_actions)
        contribute("handover_items", panels.handover_items)
        contribute("minutes_circulated", actions.start_actions)
        contribute("deed_amended", actions.follow_amendment)
        contribute("forum_panels", panels.open_actions)
        contribute("desk_rows", desk.desk_rows)
        contribute("forum_numbers", plan_panels.forum_numbers)
        contribute("action_matrix", panels.matrix_states)
        contribute("resolution_follows", panels.resolution_follows)
        contribute("resolution_ways", panels.resolution_ways)
        contribute("numbers_given", actions.numbers_given)
        contribute("daily_rounds", reminding.daily_round)
        contribute("held_on_person", panels.held_here)
        contribute("person_merged", panels.person_merged)
        contribute("calendar_entries", panels.calendar_entries)
        for name in (
            "agenda_fillers", "handover_items", "checklist_lines", "person_merged", "calendar_entries",
        ):  # fmt: skip
            contribute(name, getattr(plan_panels, name))
        contribute("forum_panels", plan_panels.panel)
        contribute("held_on_person", plan_panels.held_here)
        contribute("minute_rounds", request_flow.watch_clocks)
        contribute("desk_rows", request_panels.desk_rows)
        contribute("forum_facts", request_panels.forum_facts)
        contribute("resolution_ways", request_panels.resolution_ways)
        contribute("handover_items", request_panels.handover_items)
        contribute("person_merged", request_panels.person_merged)
        contribute("forum_facts", promises.forum_facts)
        contribute("handover_items", promises.handover_items)
        contribute("held_on_person", promises.held_here)
        contribute("person_merged", promises.person_merged)
        contribute("daily_rounds", promises.daily_round)
