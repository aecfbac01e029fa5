"""Which pledges and accords do the sample forums keep? That a caravan in Kabarnet had no funds, and that the county's boda
boda association made it possible, is on the public record, as is that charters were signed in Nakuru, Njoro and
Naivasha; every figure, day and sentence here is invented.
"""

from decimal import Decimal

# Days are counted from the day on which the demonstration is filled in.
PLEDGES = [
    {
        "forum": "030", "giver": "Boda boda association, Kabarnet", "kind": "transport",
        "purpose": "Peace caravan and roadshow of Kabarnet", "quantity": Decimal(60), "unit": "motorcycles with riders",
        "shillings": None, "offered": -75, "due": -40,
        "words": [
            ("accept", -70, "The caravan was planned without funds; with this it can go.", None),
            ("deliver_part", -41, "Riders came from four stages for the first day, Kabarnet to Marigat.", Decimal(42)),
            ("deliver_whole", -40, "On the second day more came than were asked, and rode to Tenges and back.", Decimal(25)),
        ],
        "shows": "The riders of the caravan before they left", "thanks": True,
    },
    {
        "forum": "030", "giver": "Honey traders, Baringo", "kind": "fuel", "purpose": "Fuel for the peace caravan's lead car",
        "quantity": Decimal(80), "unit": "litres", "shillings": None, "offered": -68, "due": -45,
        "words": [
            ("accept", -66, "", None),
            ("deliver_part", -41, "Half of it was filled in on the first day.", Decimal(40)),
        ],
    },
    {
        "forum": "030", "giver": "A well-wisher from Kabarnet", "kind": "funds", "purpose": "Public address system for the roadshow",
        "quantity": None, "unit": "", "shillings": Decimal(15000), "offered": -60, "due": -45,
        "words": [("decline", -58, "It came with a candidate's banner. The forum takes nothing with a banner.", None)],
    },
    {
        "forum": "032-njoro", "giver": "Njoro Boda Boda Association", "kind": "transport",
        "purpose": "Rides home for youth after patrol briefings", "quantity": None, "unit": "", "shillings": None,
        "offered": None, "due": 40,
        "words": [("accept", -20, "", None), ("deliver_part", -6, "Fourteen were seen home after the first briefing.", None)],
    },
    {
        "forum": "032-njoro", "giver": "Traders' association, Njoro", "kind": "venue",
        "purpose": "Market hall for the next dialogue of the charter", "quantity": Decimal(2), "unit": "days",
        "shillings": Decimal(12000), "offered": -9, "due": 30, "words": [],
    },
    {
        "forum": "032-naivasha", "giver": "Flower farm workers' welfare group", "kind": "food",
        "purpose": "Tea at the dialogue of the landing beaches", "quantity": Decimal(80), "unit": "plates",
        "shillings": None, "offered": -50, "due": -30,
        "words": [("accept", -48, "", None), ("lapse", -25, "The day was moved, and the group could not come again.", None)],
    },
]  # fmt: skip

ACCORDS = [
    {
        "forum": "032-njoro", "title": "Peace charter of Mauche and Mau Narok (sample)", "kind": "charter", "language": "both",
        "about": "Grazing, water and the return of strayed animals along the boundary of the two wards.",
        "place": "Mauche chief's camp",
        "parties": [
            ("Council of elders, Mauche", [("Moses Kiprono", "Member of the council")]),
            ("Farmers of Mau Narok", [("Jane Wairimu", "Chair, location peace committee")]),
            ("Njoro Youth Bunge", [("Brian Kipngetich", "Chair")]),
        ],
        "clauses": [
            ("Strayed animals are returned within two days, and nobody is asked for money.", "Both sides' elders"),
            ("The water point is used by the timetable that is written on its wall.", "Lare water users' group"),
            ("Both sides sit together every month, women and youth among them.", "Location peace committees"),
        ],
        "signed": -210, "in_force": -200,
        "kept": [
            (0, "keep", -90, "Eleven animals strayed since the signing, and all came home in two days."),
            (1, "keep_part", -60, "The timetable hangs there in one language alone."),
            (2, "break", -30, "They have not sat for two months."),
        ],
        "breach": (
            -35, 1, "Water was drawn on a day that was not theirs.", "Farmers of Mau Narok",
            "Report of the location peace committee", "The elders of both sides sat the same week; the timetable stands.",
        ),
        "scan": "Sample: charter of Mauche and Mau Narok",
    },
    {
        "forum": "032-njoro", "title": "Agreement on the bays at the trading centre (sample)", "kind": "agreement",
        "language": "en", "about": "Who stands where on market days.", "place": "Njoro",
        "parties": [("Njoro Boda Boda Association", []), ("Matatu association, Njoro", [])],
        "clauses": [("Six bays are marked and shared by both associations.", "Sub-County Administrator")],
    },
    {
        "forum": "032-naivasha", "title": "Peace charter of the landing beaches (sample)", "kind": "charter", "language": "sw",
        "about": "Fishing, landing and trade at three beaches of the lake.", "place": "Kamere",
        "parties": [
            ("Beach management unit, Kamere", [("Gladys Nyokabi", "For the traders")]),
            ("Lakeside youth bunge", [("Mercy Naliaka", "Secretary")]),
        ],
        "clauses": [("Disputes over nets come to the beach committee first.", "Beach management unit, Kamere")],
        "signed": -320, "in_force": -320, "kept": [(0, "keep", -120, "Nine disputes came, and nine were settled there.")],
    },
    {
        "forum": "032", "title": "Declaration of the county's peace actors (sample)", "kind": "declaration", "language": "en",
        "about": "That whoever calls a meeting on peace invites women, youth and persons with disability.", "place": "Nakuru",
        "parties": [("MIDRIFT HURINET", [("Miriam Cheptoo", "Representative")])],
        "clauses": [("Every list of invitations is read to the secretariat before it goes out.", "Secretariat")],
        "signed": -150,
    },
]  # fmt: skip
