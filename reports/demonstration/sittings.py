"""Which sample meetings are there: where, when, who stayed away? All invented but the day of Kibra's."""

import datetime as dt
from dataclasses import dataclass

from reports.demonstration.founding import KIBRA_MAPPING
from reports.demonstration.words import AreaSaid, Page, kibra, naivasha, nakuru, njoro


@dataclass(frozen=True)
class Sitting:
    """A meeting as it took place: `others` names who was not simply present, with the mark and who came instead."""

    place: str
    venue: str
    opened: dt.time
    adjourned: dt.time
    page: Page
    others: dict[str, tuple[str, str]]
    starts: dt.time = dt.time(10)
    kind: str = "ordinary"
    times: tuple[tuple[str, dt.time | None, dt.time | None], ...] = ()  # who came late or left early
    areas: tuple[AreaSaid, ...] = ()  # under the situation item


def _marks(
    apology: str = "", absent: str = "", represented: dict[str, str] | None = None
) -> dict[str, tuple[str, str]]:
    """Names apart by commas -> mark and who came instead."""
    marked = {name.strip(): ("apology", "") for name in apology.split(",") if name.strip()}
    marked |= {name.strip(): ("absent", "") for name in absent.split(",") if name.strip()}
    return marked | {name: ("represented", instead) for name, instead in (represented or {}).items()}


NJORO_EARLIER = Sitting(
    "njoro",
    "DCC's boardroom, Njoro",
    dt.time(10, 12),
    dt.time(13, 5),
    njoro.EARLIER,
    _marks(
        "Halima Abdi, Rose Chelangat, Felix Mutai, Wilson Mwaura, Catherine Njoki",
        "Peter Kimani, Beatrice Auma, Kennedy Langat, Collins Omondi",
        {"Joseph Cheruiyot": "Philip Sang"},
    ),
)
NJORO_LATEST = Sitting(
    "njoro",
    "DCC's boardroom, Njoro",
    dt.time(10, 8),
    dt.time(12, 50),
    njoro.LATEST,
    _marks("Joseph Cheruiyot, Susan Nduta, Ibrahim Noor, Agnes Moraa", "Peter Kimani, Kennedy Langat"),
)
NAIVASHA_EARLIER = Sitting(
    "naivasha",
    "Sub-county hall, Naivasha",
    dt.time(9, 40),
    dt.time(12, 15),
    naivasha.EARLIER,
    _marks("Philip Ole Tinka", "Edwin Masinde"),
    dt.time(9, 30),
)
NAIVASHA_LATEST = Sitting(
    "naivasha",
    "Sub-county hall, Naivasha",
    dt.time(9, 35),
    dt.time(12, 5),
    naivasha.LATEST,
    _marks("Elias Muriuki", "Joel Sankale"),
    dt.time(9, 30),
)
COUNTY_LATEST = Sitting(
    "nakuru",
    "County Commissioner's boardroom, Nakuru",
    dt.time(9, 5),
    dt.time(12, 40),
    nakuru.COUNTY,
    _marks("Charles Nderitu, Sharon Chebet", "Isaac Otieno"),
    dt.time(9),
    times=(("Benard Kuria", dt.time(9, 40), None), ("Christine Jerop", dt.time(9, 20), None)),
    areas=nakuru.AREAS,
)
EAST_LATEST = Sitting(
    "nakuru-east",
    "Social hall, Nakuru East",
    dt.time(14, 10),
    dt.time(16, 30),
    nakuru.EAST_SO_FAR,
    _marks("Duncan Kiplimo"),
    dt.time(14),
)
KIBRA_SITTING = Sitting(
    "kibra",
    "DCC's grounds, Kibra",
    dt.time(10, 5),
    dt.time(12, 30),
    kibra.MAPPING,
    _marks("", "Omar Abdalla"),
    kind=KIBRA_MAPPING[0],
)
