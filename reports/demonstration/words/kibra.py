"""What was written of Kibra's stakeholder mapping? The meeting is on the public record, its wording is invented."""

from reports.demonstration.words import Action, Page, Said

MAPPING: Page = {
    "preliminaries": [
        Said(
            "The Deputy County Commissioner, who convened the meeting, called it to order at 10.05 a.m. and told what the forum is for."
        ),
    ],
    "Mapping of stakeholders": [
        Said(
            "Members named the groups that should sit in the forum. The media and the market traders were found to be missing.",
            ("That the groups found missing be approached before the forum is launched.",),
            (Action("Approach the community radio and the market traders", "Secretariat", 28),),
        ),
    ],
    "Work plan on violence prevention": [
        Said(
            "A work plan on violence prevention was begun. Each group is to bring two activities to the next sitting."
        ),
    ],
}
