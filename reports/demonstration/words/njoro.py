"""What was said at Njoro's two meetings?"""

from reports.demonstration.words import Action, Page, Said

CHARTER = "Njoro peace charter: follow-up"
PATROLS = "Youth and the patrol briefings"

EARLIER: Page = {
    "preliminaries": [
        Said(
            "The Chairperson called the meeting to order at 10.12 a.m. Prayer was led by Pastor Daniel Wekesa. "
            "Quorum was confirmed. Members introduced themselves."
        ),
        Said("The agenda was adopted, having been proposed by Esther Nyaboke and seconded by David Kamau."),
    ],
    "confirmation": [
        Said(
            "The minutes of the previous quarterly meeting were read and confirmed as a true record of the "
            "proceedings, proposed by Ruth Atieno and seconded by Moses Kiprono."
        ),
    ],
    "arising": [
        Said(
            "Lights at the Njoro bus stage: The meeting was informed that the request had been sent to the County "
            "Commissioner. STATUS: in progress."
        ),
        Said(
            "Stakeholder map: The Secretary informed the meeting that two locations, Mauche and Mau Narok, remain. "
            "STATUS: in progress.",
            ("That the map of both locations be completed before the peace committees are trained.",),
            (Action("Complete the stakeholder map of Mauche and Mau Narok", "Secretariat", 153),),
        ),
        Said(
            "Youth football day: The Secretary of the youth bunge reported that the day was held with teams from five "
            "locations. STATUS: done."
        ),
    ],
    "situation": [
        Said(
            "Mauche: The Chief reported that theft of livestock at night had fallen from six cases in the first month "
            "of the quarter to one in the last, after joint patrols with Nyumba Kumi. Members observed that two feeder "
            "roads remain unlit.",
            (),
            (Action("Send the County Commissioner the list of unlit feeder roads", "Secretariat", 21),),
            kind="report",
        ),
        Said(
            "Njoro town: It was reported that operators at the bus stage and traders disagree over the new parking "
            "bays. The Sub-County Administrator informed the meeting that bays will be allocated in the presence of "
            "both sides.",
            ("That the allocation of bays be done by a team of both sides, chaired by the Co-Chairperson.",),
            (Action("Name the team for the parking bays and call its first sitting", "Sub-County Administrator", 23),),
            kind="report",
        ),
        Said(
            "The Chairperson asked that the names of the families who spoke about the night thefts be kept out of every "
            "paper that is circulated, so that they can speak freely again.",
            officers_only=True,
        ),
    ],
    "plan": [
        Said(
            "The Secretary took the meeting through the work plan. Of eleven activities due by this quarter, seven are "
            "met, three are on track and one is constrained for lack of fuel."
        ),
        Said(
            "The boda boda association offered 60 litres of fuel for the peace caravan. The meeting thanked the "
            "association.",
            ("That the caravan pass through all wards before the next meeting.",),
            (
                Action(
                    "Draw up the route of the peace caravan and tell the ward administrators",
                    "Secretariat, with the boda boda association",
                    49,
                ),
            ),
        ),
    ],
    CHARTER: [
        Said(
            "The peace committee reported on the clauses of the charter. Dialogue between neighbouring villages was held "
            "in two of three places; the third awaits a venue.",
            ("That the third dialogue be held at Mau Narok before the next meeting.",),
            (Action("Find a venue and call the third charter dialogue at Mau Narok", "Chair, Peace Committee", 79),),
        ),
    ],
    "other": [
        Said(
            "Lilian Chebet, guest, offered rooms of the vocational training centre for the training of peace committee "
            "members. The offer was welcomed and passed to the secretariat."
        ),
    ],
    "closing": [
        Said(
            "There being no other business, the meeting was adjourned at 1.05 p.m. with a word of prayer by Salome "
            "Wangui. The next meeting will be held on {next} at the DCC's boardroom, Njoro."
        ),
    ],
}

# How far the actions of that meeting had come by the next one.
# of an action: the step, how many days after the meeting, what was said
PROGRESS = {
    "Complete the stakeholder map of Mauche and Mau Narok": (
        ("progress", 40, "Mauche is mapped with its chief; Mau Narok waits for the road to dry."),
    ),
    "Send the County Commissioner the list of unlit feeder roads": (
        ("finish", 19, "The list of eleven roads went to the County Commissioner by letter."),
    ),
    "Name the team for the parking bays and call its first sitting": (
        ("progress", 9, "Three operators and three traders are named."),
        ("finish", 23, "The team sat for the first time at the Sub-County Administrator's office."),
    ),
    "Draw up the route of the peace caravan and tell the ward administrators": (
        ("finish", 30, "The route through six wards is drawn; every ward administrator has it."),
    ),
}

# What was taken on between meetings: by whom (a name, or the seat of an office), in how many days, what was said of it.
BY_HAND = (
    {
        "text": "Paint the boda boda bays at the trading centre anew before the rains",
        "owner": "Brian Kipngetich",
        "days": 9,
        "priority": "high",
        "shows": "A drawing: the bays at the trading centre, newly painted",
        "words": (("report", "owner", "All six bays are painted; the riders brought the paint."),),
    },
    {
        "text": "Agree with the police on a number that night guards can call",
        "owner": "chair",
        "days": 16,
        "priority": "normal",
        "shows": "",
        "words": (),
    },
    {
        "text": "Send the roster of trained mediators to the County Peace Forum",
        "owner": "secretary",
        "days": 6,
        "priority": "normal",
        "shows": "",
        "words": (("progress", "secretary.njoro", "Seven of nine mediators have confirmed their numbers."),),
    },
    {
        "text": "Put a notice board with the forum's duty card at the chief's camp in Lare",
        "owner": "Mary Chepkoech",
        "days": 3,
        "priority": "high",
        "shows": "A drawing: the place of the notice board",
        "words": (
            ("report", "owner", "The board stands at the gate; the duty card hangs behind glass."),
            ("verify", "chair.njoro", "I passed there on Tuesday and read it."),
        ),
    },
)

CORRECTION = 'At Min. 5/{ex}, for "seven are met, three are on track" read "six are met, four are on track".'

LATEST: Page = {
    "preliminaries": [
        Said(
            "The Chairperson called the meeting to order at 10.08 a.m. Prayer was led by Halima Abdi. Quorum was "
            "confirmed. Members introduced themselves."
        ),
        Said("The agenda was adopted, having been proposed by Jane Wairimu and seconded by Brian Kipngetich."),
    ],
    "confirmation": [
        Said(
            "The minutes of the meeting held on {previous} were read and confirmed as a true record of the proceedings, "
            "proposed by Mary Chepkoech and seconded by Paul Lagat, with the following correction: at Min. 5/{ex}, for "
            '"seven are met, three are on track" read "six are met, four are on track".'
        ),
    ],
    "arising": [
        Said(
            "Ex Min. 3/{ex} (stakeholder map): The Secretary informed the meeting that Mauche is completed and Mau Narok "
            "remains. STATUS: in progress."
        ),
        Said(
            "Ex Min. 4/{ex} (unlit feeder roads): The list was sent, and the County Commissioner's office has acknowledged "
            "it. STATUS: done."
        ),
        Said(
            "Ex Min. 4/{ex} (parking bays): The Co-Chairperson informed the meeting that the team of both sides met "
            "twice. The bays for matatus are marked; those for boda bodas remain. STATUS: in progress.",
            ("That the remaining bays be marked before the next meeting.",),
            (Action("Mark the remaining parking bays with the team of both sides", "Sub-County Administrator", 65),),
        ),
        Said(
            "Ex Min. 5/{ex} (peace caravan): The caravan passed through all wards over two days. The boda boda "
            "association delivered the fuel it had offered. STATUS: done."
        ),
        Said(
            "Ex Min. 6/{ex} (third charter dialogue): The dialogue was put off, the venue being under repair. "
            "STATUS: not started."
        ),
    ],
    "situation": [
        Said(
            "Mauche: The Chief reported no theft of livestock at night in the last two months of the quarter. The joint "
            "patrols continue.",
            kind="report",
        ),
        Said(
            "Lare: Two villages had disagreed over the hours of a water point. The elders heard both sides and a "
            "timetable was agreed. Members observed that it is not yet written down.",
            ("That the timetable be written down, in both languages of the place, and displayed at the water point.",),
            (Action("Write the timetable and display it at the water point", "Lare water users' group", 16),),
            kind="report",
        ),
        Said(
            "Njoro town: Traders reported that petty theft on market days had risen. The officer commanding the station "
            "informed the meeting that patrols on market days had been doubled.",
            (),
            (
                Action(
                    "Walk the market with the traders and list the places that need light",
                    "Ward Administrator, with the traders' association",
                    51,
                ),
            ),
            kind="report",
        ),
        Said(
            "The Chairperson reminded members that whoever brings a complaint about an office may bring it to the "
            "Co-Chairperson alone, and that no name will be asked for in a meeting.",
            officers_only=True,
        ),
    ],
    "plan": [
        Said(
            "The Secretary took the meeting through the work plan. Of four activities due in the quarter, two are met, "
            "one is on track and one, the third charter dialogue, has made no progress."
        ),
        Said(
            "The Secretary of the youth bunge proposed that the training of peace committee members be opened to youth.",
            ("That twenty people be trained, half of them women and a third of them youth.",),
            (Action("Agree the days of the training with the vocational training centre", "Secretariat", 84),),
        ),
    ],
    PATROLS: [
        Said(
            "Mary Chepkoech reported that youth from Lare and Njoro wards had sat in four patrol briefings. Members "
            "observed that transport home after dark is wanting. David Kamau offered that the boda boda association see "
            "them home.",
            ("That youth be invited to every patrol briefing, and that the boda boda association see them home.",),
        ),
    ],
    "other": [
        Said(
            "Stephen Maina asked that the forum meet only where a wheelchair can enter. The meeting agreed.",
            (),
            (Action("Have a ramp built at the side door of the boardroom", "Deputy County Commissioner, Njoro", 100),),
        ),
    ],
    "closing": [
        Said(
            "There being no other business, the meeting was adjourned at 12.50 p.m. with a word of prayer by Dominic "
            "Karanja. The date of the next quarterly meeting will be announced by the Secretary."
        ),
    ],
}
