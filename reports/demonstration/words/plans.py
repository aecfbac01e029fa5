"""What do the sample work plans say? Kinds and places are those of the founding record; the rest is invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What was said of a quarter: rating, sentence, and figures in the order spent, reached, people, women, youth, disability."""

    rating: str
    words: str
    spent: int | None = None
    reached: int | None = None
    came: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Meant:
    """An activity: `responsible` is a name, or the seat of an office; `told` by quarter."""

    title: str
    kind: str
    responsible: str
    quarters: tuple[int, ...]
    place: str = ""
    budget: int | None = None
    source: str = ""
    indicator: str = ""
    baseline: int | None = None
    target: int | None = None
    partners: str = ""
    joint: tuple[str, ...] = ()
    told: tuple[tuple[int, Told], ...] = ()


Objective = tuple[int, str, tuple[Meant, ...]]

NJORO: tuple[Objective, ...] = (
    (
        1,
        "Neighbours along the Mau border settle grazing and market quarrels before they turn violent",
        (
            Meant(
                "Charter dialogues of neighbouring villages",
                "dialogue",
                "Jane Wairimu",
                (1, 2),
                "Mau Narok and Mauche",
                90_000,
                "partner",
                "Dialogues held",
                0,
                3,
                "Rift neighbours' dialogue initiative\nLocation peace committees",
                told=(
                    (
                        1,
                        Told(
                            "on_track",
                            "Two of three dialogues were held; Mau Narok waits for a venue.",
                            52_000,
                            2,
                            (86, 31, 24, 5),
                        ),
                    ),
                    (2, Told("met", "The third dialogue was held at Mau Narok.", 30_000, 3, (41, 17, 12, 2))),
                ),
            ),
            Meant(
                "Peace caravan through all wards",
                "caravan",
                "David Kamau",
                (1,),
                "All six wards",
                120_000,
                "pledges",
                "Wards reached",
                0,
                6,
                "Njoro Boda Boda Association; Community radio, Nakuru",
                told=(
                    (
                        1,
                        Told(
                            "met",
                            "The caravan passed through all six wards; the riders gave the fuel.",
                            96_500,
                            6,
                            (740, 310, 402, 18),
                        ),
                    ),
                ),
            ),
            Meant(
                "Parking bays shared out by a team of both sides",
                "follow_up",
                "chair",
                (1, 2),
                "Njoro bus stage",
                0,
                "none",
                "Bays shared out",
                0,
                24,
                told=(
                    (
                        1,
                        Told(
                            "constrained",
                            "Twelve bays are shared out; the others wait for the county's surveyor.",
                            0,
                            12,
                        ),
                    ),
                    (2, Told("on_track", "The surveyor came; six more bays are marked.", 0, 18)),
                ),
            ),
            Meant(
                "Football day of the youth of five locations",
                "sport",
                "Brian Kipngetich",
                (3,),
                "Njoro stadium",
                45_000,
                "members",
                "Teams that play",
                0,
                10,
                "Njoro Youth Bunge; Njoro youth football league",
                told=(
                    (
                        3,
                        Told(
                            "met",
                            "Ten teams played; the final was refereed by both sides' elders.",
                            43_000,
                            10,
                            (420, 130, 350, 9),
                        ),
                    ),
                ),
            ),
        ),
    ),
    (
        2,
        "State and non-state actors share what they know within a day",
        (
            Meant(
                "Joint patrol briefings with youth and Nyumba Kumi",
                "follow_up",
                "Eric Kemboi",
                (1, 2, 3, 4),
                "Lare and Njoro",
                None,
                "",
                "Briefings held",
                4,
                16,
                "Nyumba Kumi, Njoro",
                told=(
                    (
                        1,
                        Told(
                            "on_track",
                            "Four briefings were held; transport home after dark is wanting.",
                            None,
                            8,
                            (64, 20, 38, None),
                        ),
                    ),
                    (2, Told("on_track", "Four more were held; the riders see the youth home.", None, 12)),
                    (3, Told("constrained", "Two were held, as fuel for the patrols was short.", None, 14)),
                ),
            ),
            Meant(
                "Stakeholder map completed for Mauche and Mau Narok",
                "mapping",
                "secretary",
                (1,),
                "Mauche, Mau Narok",
                15_000,
                "government",
                "Locations mapped",
                3,
                5,
            ),
            Meant(
                "Public barazas on the lights of the feeder roads",
                "dialogue",
                "Margaret Cherono",
                (2, 3),
                "Mauche",
                20_000,
                "government",
                "Barazas held",
                0,
                4,
                told=((2, Told("none", "The chiefs were called to another duty; the barazas begin next quarter.")),),
            ),
        ),
    ),
    (
        3,
        "Peace committees and youth can mediate without waiting for the office",
        (
            Meant(
                "Training of peace committee members",
                "training",
                "secretary",
                (2,),
                "Vocational training centre",
                160_000,
                "partner",
                "People trained",
                0,
                20,
                "Vocational training centre, Njoro; MIDRIFT HURINET",
                ("032",),
                told=(
                    (2, Told("met", "Twenty people were trained, half of them women.", 151_200, 20, (20, 10, 8, 2))),
                ),
            ),
            Meant(
                "Debates of secondary schools on peace",
                "culture",
                "Faith Akinyi",
                (3, 4),
                "Four schools",
                38_000,
                "members",
                "Schools that debate",
                0,
                4,
                "Young women's caucus, Njoro",
            ),
        ),
    ),
    (
        4,
        "The forum knows each quarter what its work changed",
        (
            Meant(
                "Scorecard of security in the six wards",
                "follow_up",
                "Esther Nyaboke",
                (2, 4),
                "All six wards",
                30_000,
                "",
                "Wards that answered",
                0,
                6,
                "Nyumba Kumi, Njoro",
                told=((2, Told("on_track", "Four wards have answered.", 12_000, 4, (212, 97, 88, 11))),),
            ),
        ),
    ),
)

NAKURU: tuple[Objective, ...] = (
    (
        1,
        "Every sub-county of Nakuru has a peace charter that both sides keep",
        (
            Meant(
                "Signing of the county's peace charter",
                "charter",
                "chair",
                (2,),
                "Nakuru",
                350_000,
                "partner",
                "Communities that sign",
                0,
                12,
                "MIDRIFT HURINET; Council of elders, Nakuru",
                joint=("032-njoro", "032-naivasha"),
                told=((2, Told("on_track", "Nine communities have agreed the text.", 120_000, 9)),),
            ),
            Meant(
                "Peace concert of the county",
                "concert",
                "Sharon Chebet",
                (3,),
                "Afraha",
                500_000,
                "pledges",
                "People who come",
                0,
                3000,
                "Youth network, Nakuru; Community radio, Nakuru",
            ),
        ),
    ),
    (
        2,
        "The county answers its sub-counties within two weeks",
        (
            Meant(
                "Quarterly sitting with all deputy county commissioners",
                "follow_up",
                "secretary",
                (1, 2, 3, 4),
                "Nakuru",
                40_000,
                "government",
                "Sittings held",
                0,
                4,
                told=(
                    (1, Told("met", "The sitting was held; every sub-county came.", 9_000, 1, (31, 12, 4, 1))),
                    (2, Told("met", "The sitting was held.", 9_500, 2, (29, 11, 5, 1))),
                ),
            ),
        ),
    ),
)

KIBRA: tuple[Objective, ...] = (
    (
        1,
        "Fewer young people of Kibra are drawn into violence",
        (
            Meant(
                "Dialogue of youth and police by village", "dialogue", "Erick Were", (3, 4), "All villages of Kibra", 75_000, "",
                "Villages reached", 0, 13, "Youth mediators, Kibra",
            ),
            Meant(
                "Theatre against violence at the schools", "culture", "Jemima Khasoa", (4,), "Laini Saba", None, "",
                partners="Community theatre group, Kibra",
            ),
        ),
    ),
)  # fmt: skip
