"""What does a full set of minutes look like? A record of 45 people and eight items, built without a database."""

from typing import Any

SECTORS = ["National administration", "County government", "Nyumba Kumi", "Inter-faith", "Youth bunge", "Elders"]
SECTORS += ["Women's groups", "Boda boda association", "Traders' association", "Peace committees"]
POSTS = ["Chief, Mauche", "Ward Administrator, Njoro", "Coordinator", "Pastor", "Secretary", "Member"]
POSTS += ["Treasurer", "Chair", "Representative of the market committee", "Chair, Mau Narok location"]
GIVEN = ["Esther", "David", "Mary Atieno", "Daniel", "Halima", "Paul", "Jane", "Moses", "Ruth Chepng'eno", "Ibrahim"]
FAMILY = ["Nyaboke", "Kamau", "Chepkoech", "Wekesa", "Abdi"]
CHAIR = {"seat": "chair", "name": "Samuel Rotich", "office": "Deputy County Commissioner, Njoro"}
CO_CHAIR = {"seat": "co_chair", "name": "Grace Wanjiru Mwangi", "office": "Community leader, women's groups"}


def person(name: str, designation: str, organisation: str, gender: str, **more: str) -> dict[str, str]:
    """One line of an attendance list."""
    plain = {"seat": "", "represented_by": ""}
    return {"name": name, "designation": designation, "organisation": organisation, "gender": gender, **plain, **more}


def people(count: int, start: int) -> list[dict[str, str]]:
    """Members in the order of a roster, no two of one name."""
    return [
        person(f"{GIVEN[n % 10]} {FAMILY[n // 10]}", POSTS[n % 10], SECTORS[(n + n // 10) % 10], "MF"[n % 2])
        for n in range(start, start + count)
    ]


def attendance() -> dict[str, list[dict[str, str]]]:
    """45 people: 35 present, two represented, four with apology, two without, two in attendance."""
    seated = [
        person(CHAIR["name"], "Deputy County Commissioner", "National administration", "M", seat="chair"),
        person(CO_CHAIR["name"], "Community leader", "Women's groups", "F", seat="co_chair"),
    ]
    represented = people(2, 33)
    for row, stand_in in zip(represented, ("John Mbugua", "Beatrice Auma"), strict=True):
        row["represented_by"] = stand_in
    return {
        "present": seated + people(33, 0),
        "represented": represented,
        "apology": people(4, 35),
        "absent": people(2, 39),
        "in_attendance": [
            person("Peter Odhiambo", "Secretariat officer", "DCC's office, Njoro", "M", seat="secretary"),
            person("Lilian Chebet", "Guest", "Egerton University", "F"),
        ],
    }


def action(number: int, text: str, owner: str, due: str | None) -> dict[str, Any]:
    """A deed that somebody owns."""
    return {"kind": "action", "reference": f"NJORO/2025/{number:03d}", "text": text, "owner": owner, "due": due}


def resolution(number: int, text: str) -> dict[str, Any]:
    """A deed of the whole meeting."""
    return {"kind": "resolution", "reference": f"NJORO/R/2025/{number:03d}", "text": text}


def entry(text: str, *deeds: dict[str, Any], kind: str = "discussion", officers_only: bool = False) -> dict[str, Any]:
    """A paragraph of the minutes; it gets its number from its place."""
    return {"kind": kind, "text": text, "officers_only": officers_only, "deeds": list(deeds)}


def items() -> list[dict[str, Any]]:
    """The eight items of an ordinary meeting."""
    written: list[tuple[str, list[dict[str, Any]]]] = [
        (
            "Preliminaries",
            [
                entry(
                    "The Chairperson called the meeting to order at 10.12 a.m. Prayer was led by Pastor Daniel Wekesa. "
                    "Quorum was confirmed. Members introduced themselves."
                ),
                entry("The agenda was adopted, having been proposed by Esther Nyaboke and seconded by David Kamau."),
            ],
        ),
        (
            "Confirmation of previous minutes",
            [
                entry(
                    "The minutes of the meeting held on 11 December 2024 were read and confirmed as a true record of "
                    "the proceedings, proposed by Ruth Chepng'eno Kamau and seconded by Moses Nyaboke, with the "
                    'following correction: at Min. 5/12/2024, for "three wards" read "two wards".'
                )
            ],
        ),
        (
            "Matters arising",
            [
                entry(
                    "Ex Min. 4/12/2024 (lights at the Njoro bus stage): The meeting was informed that the request "
                    "reached the County Commissioner. STATUS: in progress."
                ),
                entry(
                    "Ex Min. 5/12/2024 (stakeholder map): The Secretary informed the meeting that two locations, "
                    "Mauche and Mau Narok, remain. STATUS: in progress.",
                    resolution(3, "That the map of both locations be completed before the end of the month."),
                    action(9, "Complete the stakeholder map of Mauche and Mau Narok", "Secretariat", "2025-03-28"),
                ),
            ],
        ),
        (
            "Security and peace situation report",
            [
                entry(
                    "Mauche: The Chief reported that theft of livestock at night had fallen from six cases in January "
                    "to one in February, after joint patrols with Nyumba Kumi. Members observed that:\n"
                    "- two feeder roads remain unlit;\n- the patrol of the upper villages has no radio;\n"
                    "- the herders' association was not yet invited.",
                    action(10, "Send the list of unlit roads to the county government", "Ward Administrator", None),
                    kind="report",
                ),
                entry(
                    "Njoro town: It was reported that operators at the bus stage and traders disagree over the new "
                    "parking bays. The Sub-County Administrator informed the meeting that bays will be allocated in "
                    "April, in the presence of both sides.\n\n"
                    "Traders asked that the market day be kept free of works. The meeting took note.",
                    resolution(
                        4, "That the allocation of bays be done by a team of both sides, chaired by the Co-Chairperson."
                    ),
                    action(14, "Name the team and its first sitting", "Sub-County Administrator", "2025-04-04"),
                    action(
                        15, "Keep the market day free of works", "Traders' association and town office", "2025-04-11"
                    ),
                    kind="report",
                ),
                entry(
                    "The officer commanding the station briefed the chairs on two complaints under inquiry. "
                    "The matter stays with the security committee.",
                    kind="report",
                    officers_only=True,
                ),
            ],
        ),
        (
            "Action plan progress",
            [
                entry(
                    "The Secretary took the meeting through the work plan for FY 2024/25. Of eleven activities due by "
                    "this quarter, seven are met, three on track and one is constrained for lack of fuel."
                ),
                entry(
                    "The boda boda association offered 60 litres of fuel for the peace caravan. The meeting thanked "
                    "the association.",
                    resolution(5, "That the caravan pass through all wards in the last week of April."),
                    action(16, "Plan the caravan", "Secretariat, with the boda boda association", "2025-04-30"),
                ),
            ],
        ),
        (
            "Njoro peace charter: follow-up",
            [
                entry(
                    "The peace committee reported on the clauses of the charter. Dialogue between neighbouring "
                    "villages was held in two of three places; the third awaits a venue.",
                    resolution(6, "That the third dialogue be held at Mau Narok before the next meeting."),
                    action(17, "Third dialogue at Mau Narok", "Chair, Peace Committee", "2025-05-30"),
                )
            ],
        ),
        (
            "Any other business",
            [
                entry(
                    "Lilian Chebet, Egerton University, offered rooms for the training of peace committee members. "
                    "The offer was welcomed and passed to the secretariat.",
                    resolution(7, "That the meeting thank Egerton University."),
                )
            ],
        ),
        (
            "Date of next meeting and adjournment",
            [
                entry(
                    "There being no other business, the meeting was adjourned at 1.05 p.m. with a word of prayer by "
                    "Halima Abdi. The next meeting will be held on 11 June 2025 at the DCC's boardroom, Njoro."
                )
            ],
        ),
    ]
    return [
        {
            "number": number,
            "label": f"MIN. {number}/03/2025",
            "title": title,
            "entries": [{"number": f"{number}.{place}", **row} for place, row in enumerate(entries, 1)],
            **({"areas": areas()} if "situation" in title else {}),
        }
        for number, (title, entries) in enumerate(written, 1)
    ]


def areas() -> list[dict[str, Any]]:
    """What a meeting with forums below says of each: a full row, a bare one, and one that fills a page."""
    full = {
        "area": "Mau Narok Sub-County",
        "reported": "Two thefts of livestock at night. Members observed that:\n- the patrol has no radio;\n- herders were not invited.",
        "measure": "Night patrols by both communities along the escarpment, with the chiefs of both sides",
        "stakeholders": [
            {"name": "Naomi Cheruto", "organisation": "Radio Amani", "sector": "Media"},
            {"name": "", "organisation": "Herders' association", "sector": ""},
        ],
    }
    bare = {"area": "Lare Sub-County", "reported": "Calm.", "measure": "", "stakeholders": []}
    long = bare | {"area": "Mauche Sub-County", "reported": "The bridge was blocked again and opened by elders. " * 39}
    return [full, bare, long]


def matrix_of(minute_items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every action of the items, in their order."""
    actions = [
        (line["number"], deed)
        for item in minute_items
        for line in item["entries"]
        for deed in line["deeds"]
        if deed["kind"] == "action"
    ]
    kept = ("text", "owner", "due", "reference")
    return [
        {"number": place, "minute": number, "status": "Not started", **{key: deed[key] for key in kept}}
        for place, (number, deed) in enumerate(actions, 1)
    ]


def sample_record(*, state: str = "confirmed", copy: str = "officers", language: str = "en") -> dict[str, Any]:
    """The minutes of Njoro, 12 March 2025, as `meetings.record` would freeze them; `state` confirmed or unconfirmed."""
    confirmed = state == "confirmed"
    minute_items, lists = items(), attendance()
    if copy == "members":
        for item in minute_items:
            item["entries"] = [row for row in item["entries"] if not row["officers_only"]]
        lists = {
            status: [{key: value for key, value in row.items() if key != "gender"} for row in rows]
            for status, rows in lists.items()
        }
    return {
        "form": "minutes/1",
        "language": language,
        "copy": copy,
        "edition": 2 if confirmed else 1,
        "state": state,
        "is_sample": True,
        "reference": "MSCF/032/NJORO/3/2025",
        "quarter": "Q3, FY 2024/25 (Jan-Mar 2025)",
        "quarter_code": "2024-25-Q3",
        "letterhead": [
            "REPUBLIC OF KENYA",
            "MINISTRY OF INTERIOR AND NATIONAL ADMINISTRATION",
            "STATE DEPARTMENT FOR INTERNAL SECURITY AND NATIONAL ADMINISTRATION",
            "OFFICE OF THE DEPUTY COUNTY COMMISSIONER, NJORO",
        ],
        "forum": {
            "name": "Njoro Sub-County",
            "level": "sub_county",
            "area_code": "032-njoro",
            "area_path": "/KE/RV/032/032-njoro/",
        },
        "meeting": {
            "number": 3,
            "kind": "ordinary",
            "name": "Third quarterly meeting",
            "ordinal": "3RD QUARTERLY",
            "held_on": "2025-03-12",
            "starts_at": "10:00",
            "opened_at": "10:12",
            "adjourned_at": "13:05",
            "venue": "The DCC's boardroom, Njoro",
        },
        "attendance": lists,
        "quorum": {"rule": 15, "present": 35, "reached": True},
        "agenda": [{"number": item["number"], "title": item["title"]} for item in minute_items],
        "items": minute_items,
        "action_matrix": matrix_of(minute_items),
        "prepared_by": {"name": "Peter Odhiambo", "office": "Secretary", "on": "2025-03-17"},
        "cleared_by": [{**CHAIR, "on": "2025-03-18"}, {**CO_CHAIR, "on": "2025-03-19"}],
        "confirmation": {
            "on": "2025-06-11",
            "proposer": "Mary Atieno Nyaboke",
            "seconder": "Paul Nyaboke",
            "corrections": "",
        }
        if confirmed
        else None,
        "signatures": [
            {**CHAIR, "signed_at": "2025-06-12T16:20+03:00", "how": "portal", "reservation": ""},
            {
                **CO_CHAIR,
                "signed_at": "2025-06-13T09:05+03:00",
                "how": "portal",
                "reservation": "The women's groups hold that Min. 4.2 should name the traders' market day.",
            },
        ]
        if confirmed
        else [],
        "chairs": [CHAIR, CO_CHAIR],
        "circulation": ["all members", "County Commissioner, Nakuru", "file"],
        "ledger_head": "0d" * 32,
        "check_url": "http://localhost:8000/check/",
    }
