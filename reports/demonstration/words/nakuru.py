"""What was said at the county's meeting, and what has Nakuru East written so far?"""

from reports.demonstration.words import Action, AreaSaid, Page, Said

COUNTY: Page = {
    "preliminaries": [
        Said(
            "The Chairperson called the meeting to order at 9.05 a.m. Prayer was led by Hussein Guyo. The agenda was adopted."
        ),
    ],
    "situation": [
        Said(
            "Njoro: The Deputy County Commissioner reported that theft of livestock at night had fallen, and that parking bays "
            "in Njoro town are being allocated by a team of both sides.",
            kind="report",
        ),
        Said(
            "Naivasha: The Deputy County Commissioner reported a dialogue on short contracts at flower farms.",
            kind="report",
        ),
        Said(
            "Nakuru East and Nakuru West: The Deputy County Commissioners reported a calm quarter. Members observed that street "
            "lights had made the difference.",
            ("That the county government be asked for lights at the stages named by the sub-county forums.",),
            (Action("Send the county government one list of stages without lights", "Secretariat", 35),),
            kind="report",
        ),
    ],
    "plan": [
        Said(
            "The Secretary reported that the training of sub-county secretariats was held with all eleven invited and nine present.",
            (),
            (Action("Train the two secretariats that could not come", "Secretariat", 90),),
        ),
    ],
    "other": [
        Said(
            "Benard Kuria asked that every sub-county forum name one member with a disability. The meeting agreed.",
            ("That every sub-county forum report at the next meeting who represents persons with disabilities.",),
        ),
    ],
    "closing": [
        Said(
            "There being no other business, the meeting was adjourned at 12.40 p.m. with a word of prayer by Christine Jerop."
        ),
    ],
}

EAST_SO_FAR: Page = {
    "preliminaries": [
        Said(
            "The Chairperson called the meeting to order at 2.10 p.m. Prayer was led by Imam Yusuf Adan. The agenda was adopted."
        ),
    ],
    "situation": [
        Said(
            "Town centre: The community policing officer reported that street robberies fell after the lights came.",
            kind="report",
        ),
        Said(
            "Market: Traders and tuk-tuk operators asked for one entrance each.",
            ("That both sides walk the market together and propose two entrances.",),
            (Action("Call both sides for a walk through the market", "Ward Administrator", 100),),
            kind="report",
        ),
    ],
}

EAST_PUT_RIGHT = "The Market Superintendent is to be heard before anything is painted."
AREAS = (
    AreaSaid("032-njoro", "Theft of livestock at night had fallen after joint patrols. Two feeder roads remain unlit."),
    AreaSaid(
        "032-naivasha",
        "Short contracts at flower farms brought two walkouts, both settled by talks.",
        "Hold a dialogue of farms, workers and chiefs before the next picking season",
        (("Tabitha Nyaguthii", "Lake growers' group, Naivasha", "S13"), ("", "Beach management unit, Kamere", "")),
    ),
    AreaSaid("032-nakuru-east", "A calm quarter. Street lights had made the difference at the market."),
)
