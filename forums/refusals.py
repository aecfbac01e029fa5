"""What does the database itself refuse of areas and forums, whoever writes them and however?"""

from portal.refusing import Refusal

REFUSALS = [
    Refusal(
        name="no_closed_area_with_an_open_forum",
        table="forums_area",
        needs=("forums_forum",),
        condition="""NEW.status = 'closed' AND EXISTS (
            SELECT 1 FROM forums_forum forum WHERE forum.area_id = NEW.id AND forum.stage IN ('mapping', 'launched', 'active', 'dormant'))""",
        words="The forum of this area is open. Close the forum first.",
        lock="forums_forum WHERE area_id = NEW.id",
    ),
    Refusal(
        name="no_opened_forum_in_a_closed_area",
        table="forums_forum",
        needs=("forums_area",),
        condition="""NEW.stage IN ('mapping', 'launched', 'active', 'dormant') AND EXISTS (
            SELECT 1 FROM forums_area area WHERE area.id = NEW.area_id AND area.status = 'closed')""",
        words="The area is closed. Reopen it first.",
        lock="forums_area WHERE id = NEW.area_id",
    ),
]
