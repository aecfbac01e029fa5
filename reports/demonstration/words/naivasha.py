"""What was said at Naivasha's two meetings?"""

from reports.demonstration.words import Action, Page, Said

EARLIER: Page = {
    "preliminaries": [
        Said(
            "The Chairperson called the meeting to order at 9.40 a.m. Prayer was led by Pastor Bonface Kiragu. The agenda was adopted."
        ),
    ],
    "situation": [
        Said(
            "Hells Gate: The Chief reported that herders and small farmers had agreed on a passage to the lake for the dry "
            "months. Two disputes were settled by elders.",
            (),
            (Action("Mark the agreed passage to the lake with the elders of both sides", "Chief, Hells Gate", 150),),
            kind="report",
        ),
        Said(
            "Landing beach: Fish traders reported quarrels over stalls. The Ward Administrator undertook to hear both sides.",
            ("That the stalls be allocated in the presence of the traders' association and the youth bunge.",),
            (Action("Hear the fish traders and propose how stalls are allocated", "Ward Administrator", 180),),
            kind="report",
        ),
    ],
    "plan": [
        Said(
            "The Secretary reported that two of five citizen sensitisation forums were held. The others await a venue."
        ),
    ],
    "closing": [
        Said(
            "There being no other business, the meeting was adjourned at 12.15 p.m. The next meeting will be held on {next}."
        ),
    ],
}

LATEST: Page = {
    "preliminaries": [
        Said(
            "The Chairperson called the meeting to order at 9.35 a.m. Prayer was led by Amina Hussein. The agenda was adopted."
        ),
    ],
    "confirmation": [
        Said(
            "The minutes of the meeting held on {previous} were read. Their confirmation was put off until the next meeting, since few copies had come."
        ),
    ],
    "arising": [
        Said(
            "Ex Min. 4/{ex} (stalls at the landing beach): The Ward Administrator reported that half the stalls were allocated. STATUS: in progress."
        ),
    ],
    "situation": [
        Said(
            "Flower farms: Workers' representatives reported that a dialogue on short contracts has begun. Members asked that "
            "the labour office be invited to the next meeting.",
            ("That the labour office be invited to the next meeting.",),
            (Action("Invite the labour office to the next meeting", "Secretariat", 45),),
            kind="report",
        ),
        Said(
            "Night transport: The boda boda association reported that riders now work in pairs after ten. Members commended it.",
            kind="report",
        ),
    ],
    "plan": [
        Said("The Secretary reported that four of five citizen sensitisation forums were held."),
    ],
    "other": [
        Said(
            "Janet Kemuma asked that notices of meetings also be sent by voice message, for members who cannot read print.",
            (),
            (Action("Send the notice of each meeting by voice message as well", "Secretariat", 80),),
        ),
    ],
    "closing": [
        Said(
            "There being no other business, the meeting was adjourned at 12.05 p.m. with a word of prayer by Pastor Bonface Kiragu."
        ),
    ],
}

# What is proposed for the next agenda: the item and why; the first is accepted, the second waits.
PROPOSED = (
    ("Women at the landing beaches", "Traders asked that their safety at dawn be heard."),
    ("Lights along the Moi South Lake road", "Chiefs hear of it every week."),
)
MINUTES_SET = {
    "preliminaries": 15,
    "confirmation": 15,
    "arising": 20,
    "situation": 40,
    "plan": 20,
    "other": 10,
    "closing": 5,
}
