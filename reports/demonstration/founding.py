"""What does the public record say of the forums so far? Facts only; where it is silent, nothing is said."""

import datetime as dt
from dataclasses import dataclass

from forums.models import Forum, Mandate, StageRecord
from meetings.models import Meeting

CIRCULAR = "Circular of 25 July 2024, Principal Secretary, Interior"
PEACE = "Peace and Security"
ELECTIONS = "Election Preparedness"
AFTER_NAIROBI = "Launched after Nairobi, that is after 13 November 2024; the exact date is not public"
EARLY_2025 = "Established by early 2025"

# The day of Kibra's stakeholder mapping, convened by the Deputy County Commissioner.
KIBRA_MAPPING = (Meeting.Kind.MAPPING, dt.date(2025, 2, 12))


@dataclass(frozen=True)
class Given:
    """A mandate: its name, the day or the words for when it began, and its instrument."""

    name: str
    since: dt.date | None = None
    words: str = ""
    instrument: str = CIRCULAR


@dataclass(frozen=True)
class Known:
    """What is known of one forum: stage, the day or the words for since when, and its mandates in order."""

    stage: str
    words: str
    since: dt.date | None = None
    mandates: tuple[Given, ...] = ()


RECORD = {
    "KE": Known(
        "launched",
        "Formed for the elections of 9 August 2022; national conference on the forums on 24 September 2024",
        mandates=(
            Given(
                "National Multi-Sectoral Consultative Forum", words="October 2021", instrument="Ministry of Interior"
            ),
            Given("Multi-Sectoral Election Security Forum", words="January 2022", instrument=""),
        ),
    ),
    "032": Known(
        "active",
        f"Founded in February 2022. {AFTER_NAIROBI}",
        mandates=(
            Given(ELECTIONS, words="February 2022", instrument="Circular"),
            Given(PEACE, dt.date(2022, 10, 12), instrument="Letter"),
        ),
    ),
    "030": Known(
        "launched",
        f"Founded in February 2022. {AFTER_NAIROBI}",
        mandates=(
            Given(ELECTIONS, words="February 2022", instrument="Circular"),
            Given(PEACE, dt.date(2023, 11, 20), instrument="Letter"),
        ),
    ),
    "047": Known(
        "launched",
        "First of the new forums",
        dt.date(2024, 11, 13),
        (Given(PEACE, dt.date(2024, 11, 13)),),
    ),
    "024": Known("launched", AFTER_NAIROBI, mandates=(Given(PEACE, words="after 13 November 2024"),)),
    "028": Known("launched", AFTER_NAIROBI, mandates=(Given(PEACE, words="after 13 November 2024"),)),
    "032-nakuru-east": Known("active", EARLY_2025, mandates=(Given(PEACE, words="by early 2025"),)),
    "032-nakuru-west": Known("active", EARLY_2025, mandates=(Given(PEACE, words="by early 2025"),)),
    "032-njoro": Known("active", EARLY_2025, mandates=(Given(PEACE, words="by early 2025"),)),
    "032-naivasha": Known("active", EARLY_2025, mandates=(Given(PEACE, words="by early 2025"),)),
    "047-kibra": Known(
        "mapping",
        "Stakeholder mapping meeting; work plan on violence prevention begun",
        KIBRA_MAPPING[1],
        (Given(PEACE),),
    ),
    # Something met here, and no more is public: the stage stays "no record yet".
    "001-likoni": Known("no_record", "A committee met on 20 August 2024"),
    "037-kakamega-central": Known("no_record", "The members elected a co-chair"),
}


def enter() -> None:
    """Write what is known into the forums' records; all other forums stay without a record."""
    for forum in Forum.objects.filter(area__code__in=RECORD).select_related("area"):
        known = RECORD[forum.area.code]
        forum.stage, forum.stage_since, forum.stage_words = known.stage, known.since, known.words
        forum.save(update_fields=["stage", "stage_since", "stage_words"])
        if known.stage != "no_record":
            StageRecord.objects.create(
                forum=forum,
                stage=known.stage,
                since=known.since,
                words=known.words,
                instrument=known.mandates[-1].instrument if known.mandates else "",
            )
        Mandate.objects.bulk_create(
            Mandate(
                forum=forum,
                name=given.name,
                since=given.since,
                since_words=given.words,
                instrument=given.instrument,
                position=position,
            )
            for position, given in enumerate(known.mandates)
        )
