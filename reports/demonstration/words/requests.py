"""What have the sample forums asked of higher offices, and what were they answered? Everything here is invented."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Then:
    """A step, so many hours after the request was sent: by which account, with which words and what goes with them."""

    verb: str
    hours: float
    account: str = ""
    words: str = ""
    more: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Asked:
    """A request: the forum, the account that writes it, the office it goes to, how many hours ago it was sent, and why.

    `ago` None: it is a draft.
    """

    forum: str
    by: str
    to: tuple[str, str]
    urgency: str
    ago: float | None
    text: str
    why: str
    then: tuple[Then, ...] = ()


DAY = 24
REQUESTS = (
    Asked(
        "032-naivasha", "secretary.naivasha", ("032", "chair"), "urgent", 110 * DAY,
        "Bring the county's security team to the landing beach before the fish market of Saturday",
        "Two groups of traders have called their youth to the beach, and the forum's mediators were turned away.",
        (
            Then("raise", 24.2),
            Then("acknowledge", 25, "commissioner.rift-valley"),
            Then(
                "answer", 29, "commissioner.rift-valley",
                "The regional team was at the beach this afternoon, and both groups meet the elders on Monday.",
                (("will_do", "Officers at the beach on market days until the stalls are allocated"),
                 ("who", "Regional police command"),),
            ),
            Then("close", 47, "secretary.naivasha"),
        ),
    ),
    Asked(
        "032-njoro", "secretary.njoro", ("032", "secretary"), "routine", 75 * DAY,
        "Send a trainer for the ward peace committees of Lare and Mauche",
        "Nine new members have never been trained, and the forum has no trainer of its own.",
        (
            Then("acknowledge", 20, "secretary.nakuru"),
            Then(
                "answer", 6 * DAY, "secretary.nakuru", "A trainer of the county comes for two days.",
                (("will_do", "Two days of training in mediation"), ("who", "County secretariat"), ("in_days", 12)),
            ),
            Then("close", 7 * DAY, "secretary.njoro"),
        ),
    ),
    Asked(
        "032-njoro", "secretary.njoro", ("032", "chair"), "urgent", 12 * DAY,
        "A patrol vehicle on the road from Lare to Mauche on market nights",
        "Livestock was taken on three market nights, and the station has one vehicle for the whole sub-county.",
        (
            Then("acknowledge", 1, "secretary.nakuru"),
            Then(
                "answer", 9, "chair.nakuru",
                "The county police commander places one vehicle at Lare from Friday, for four weeks.",
                (("will_do", "A vehicle at Lare on market nights"), ("who", "County police commander"), ("in_days", 16)),
            ),
            Then("close", 30, "secretary.njoro"),
        ),
    ),
    Asked(
        "032", "secretary.nakuru", ("RV", "chair"), "soon", 20 * DAY,
        "Bring the commissioners of Nakuru and Baringo together before the dry season",
        "Herders of both counties move to the same pastures, and neither county can agree on the passage alone.",
        (
            Then("acknowledge", 18, "commissioner.rift-valley"),
            Then(
                "answer", 3 * DAY, "commissioner.rift-valley", "Both are called to a joint meeting.",
                (("will_do", "A joint meeting on the passage of livestock"), ("who", "Regional Commissioner"),
                 ("in_days", 21)),
            ),
            Then("close", 4 * DAY, "chair.nakuru"),
        ),
    ),
    Asked(
        "032-njoro", "secretary.njoro", ("032", "chair"), "soon", 3 * DAY,
        "Ask the roads authority to light the junction at Njoro market",
        "Boda boda riders are robbed there after dark; the forum has written twice and had no answer.",
        (
            Then("acknowledge", 5, "secretary.nakuru"),
            Then(
                "answer", 40, "chair.nakuru", "The roads authority has put the junction on its list for this quarter.",
                (("will_do", "Four lamps at the junction"), ("who", "Roads authority, Nakuru"), ("in_days", 40)),
            ),
        ),
    ),
    Asked(
        "032-njoro", "chair.njoro", ("032", "chair"), "routine", 5 * DAY,
        "Name an officer of the county with whom the forum agrees on alerts at night",
        "The forum calls whoever it knows; when they are on leave nobody answers.",
    ),
    Asked(
        "030", "secretary.baringo", ("RV", "chair"), "soon", 26,
        "Two mediators from outside the county for the talks at Marigat",
        "Both sides have asked for somebody who is from neither.",
        (Then("acknowledge", 5, "commissioner.rift-valley"),),
    ),
    Asked(
        "047-kibra", "secretary.kibra", ("KE", "nsc_director"), "routine", 2 * DAY,
        "Kadi za kazi za wanachama wapya wa jukwaa kwa Kiswahili",
        "Wanachama wengi husoma Kiswahili pekee.",
        (Then("acknowledge", 7, "officer.nsc"),),
    ),
    Asked(
        "032-njoro", "secretary.njoro", ("RV", "chair"), "routine", None,
        "Invite the forum's youth bunge to the regional peace week",
        "They have held three dialogues and never met those of other counties.",
    ),
)  # fmt: skip
