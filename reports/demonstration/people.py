"""Who sits in the sample forums, and who holds which office? Every person here is invented."""

import csv
import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from forums.models import Forum, Rules
from members.models import (
    Appointment,
    Contact,
    Membership,
    Office,
    Organisation,
    Person,
    Representative,
    Sector,
    Training,
)

ROSTERS = Path(__file__).with_name("rosters.csv")
SINCE = dt.date(2025, 1, 6)
# MIDRIFT HURINET delegates Baringo's co-chair to its network member; both are on the public record.
NETWORK, NETWORK_MEMBER = "MIDRIFT HURINET", "Baringo Peace Action Consortium"


@dataclass(frozen=True)
class Holder:
    """Somebody in an office: the area's code, the seat, the name, on which basis and for which organisation."""

    area: str
    seat: str
    name: str
    basis: str
    organisation: str = ""
    since: dt.date = SINCE
    until: dt.date | None = None


def _officers(area: str, chair: str, co_chair: str, secretary: str, basis: str, organisation: str = "") -> list[Holder]:
    """The three officers of a forum; `basis` is the co-chair's."""
    return [
        Holder(area, "chair", chair, "ex_officio"),
        Holder(area, "co_chair", co_chair, basis, organisation),
        Holder(area, "secretary", secretary, "appointed"),
    ]


HOLDERS = [
    *_officers("032-njoro", "Samuel Rotich", "Grace Wanjiru Mwangi", "Peter Odhiambo", "elected"),
    *_officers("032-naivasha", "Fredrick Musyoka", "Amina Hussein", "Caroline Wafula", "elected"),
    *_officers("032-nakuru-east", "Hellen Nekesa", "Titus Kiplagat", "Janet Muthoni", "appointed"),
    *_officers("032-nakuru-west", "Abdullahi Farah", "Phoebe Adhiambo", "Leonard Kiptoo", "elected"),
    *_officers("032", "Lucy Mutindi", "Miriam Cheptoo", "Dennis Ochieng", "nominated", NETWORK),
    *_officers("030", "Francis Mureithi", "Naomi Jerotich", "Elijah Chebii", "delegated", NETWORK_MEMBER),
    *_officers("047", "Alice Kerubo", "Martin Mwangangi", "Zipporah Achieng", "appointed"),
    *_officers("047-kibra", "Rebecca Mumbua", "Said Juma", "Victor Onyango", "nominated"),
    # moved from Njoro to Nakuru West, as officers do
    Holder("032-njoro", "chair", "Abdullahi Farah", "ex_officio", "", dt.date(2024, 7, 25), dt.date(2025, 1, 5)),
    Holder("RV", "chair", "Julius Mwendwa", "ex_officio"),
    Holder("KE", "nsc_director", "Ruth Nyambura Gathogo", "appointed"),
    Holder("KE", "nsc_officer", "Thomas Wanyama", "appointed"),
    Holder("KE", "auditor", "Edith Nyanchama", "appointed"),
    Holder("KE", "administrator", "Kenneth Mutua", "appointed"),
]
# MIDRIFT HURINET itself holds Nakuru's co-chair, which is on the public record; who represents it is invented.
HELD_BY_BODY = {"032": ("Josephine Kamau", dt.date(2025, 1, 6), dt.date(2025, 3, 31))}
# Named co-chair, and has not answered yet
ASKED = {"032-nakuru-east"}
# Whose addresses the secretariat keeps, with their consent; `.example` never receives mail
REACHED = {"032-njoro": 8}
# Officers are trainees too; course and day are invented.
TRAINED = [
    ("Peter Odhiambo", "Keeping the record of a forum (sample)", "ksg"),
    ("Grace Wanjiru Mwangi", "Mediation between neighbours (sample)", "nsc"),
]
# A forum's own setting, invented like the people; no official figure is public.
QUORUM = {"032-njoro": 15}


def enter() -> None:
    """Fill the rosters and the offices, and mark every forum in which somebody sits as a sample."""
    forums = {forum.area.code: forum for forum in Forum.objects.select_related("area")}
    people: dict[str, Person] = {}
    _rosters(forums, people)
    _offices(people)
    _lines_and_contacts(forums)
    for name, course, provider in TRAINED:
        Training.objects.create(person=people[name], course=course, provider=provider, ended_on=SINCE)
    for code, quorum in QUORUM.items():
        Rules.objects.create(forum=forums[code], quorum=quorum)
    places = {row["forum"] for row in rows()} | {holder.area for holder in HOLDERS}
    Forum.objects.filter(area__code__in=places).update(is_sample=True)


def rows() -> list[dict[str, str]]:
    """The sample rosters, a member a row; a name that comes twice is one person in two forums."""
    with ROSTERS.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _rosters(forums: dict[str, Forum], people: dict[str, Person]) -> None:
    sectors = {sector.code: sector for sector in Sector.objects.all()}
    network = Organisation.objects.create(name=NETWORK, sector=sectors["S10"])
    bodies = {NETWORK: network}
    bodies[NETWORK_MEMBER] = Organisation.objects.create(name=NETWORK_MEMBER, sector=sectors["S10"], network=network)
    for row in rows():
        tags, sector = row["tags"].split(), sectors[row["sector"]]
        if row["name"] not in people:
            people[row["name"]] = Person.objects.create(
                name=row["name"], gender=row["gender"], age_band=row["age"], has_disability="disability" in tags
            )
        if row["organisation"] and row["organisation"] not in bodies:
            bodies[row["organisation"]] = Organisation.objects.create(name=row["organisation"], sector=sector)
        Membership.objects.create(
            forum=forums[row["forum"]],
            person=people[row["name"]],
            organisation=bodies.get(row["organisation"]),
            designation=row["designation"],
            sector=sector,
            standing=next((tag for tag in tags if tag in Membership.Standing.values), "confirmed"),
            is_pbld="pbld" in tags,
            since=SINCE,
        )


def _offices(people: dict[str, Person]) -> None:
    offices = {(office.forum.area.code, office.seat): office for office in Office.objects.select_related("forum__area")}
    for holder in HOLDERS:
        if holder.name not in people:
            people[holder.name] = Person.objects.create(name=holder.name)
        body = Organisation.objects.filter(name=holder.organisation).first() if holder.organisation else None
        is_co_chair = holder.seat == Office.Seat.CO_CHAIR
        asked = is_co_chair and holder.area in ASKED
        appointment = Appointment.objects.create(
            office=offices[holder.area, holder.seat],
            person=people[holder.name],
            organisation=body,
            basis=holder.basis,
            since=holder.since,
            instrument="Sample: no instrument",
            until=holder.until,
            ended_for=Appointment.Ending.TRANSFER if holder.until else "",
            delegated_by=body.network if body and holder.basis == "delegated" else None,
            held_by_body=is_co_chair and holder.area in HELD_BY_BODY,
            awaits_acceptance=asked,
            accepted_on=holder.since if is_co_chair and not asked else None,
        )
        if appointment.held_by_body:
            _represent(appointment, people)


def _represent(appointment: Appointment, people: dict[str, Person]) -> None:
    """Somebody represented the organisation before whoever does now."""
    name, since, until = HELD_BY_BODY[appointment.office.forum.area.code]
    people[name] = Person.objects.create(name=name)
    Representative.objects.create(
        appointment=appointment, person=people[name], since=since, until=until, instrument="Sample: no instrument"
    )
    Representative.objects.create(
        appointment=appointment,
        person=appointment.person,
        since=until + dt.timedelta(days=1),
        instrument="Sample: no instrument",
    )


def _lines_and_contacts(forums: dict[str, Forum]) -> None:
    """Official addresses of the sample offices, and addresses of some members who agreed."""
    for office in Office.objects.filter(appointments__isnull=False).distinct().select_related("forum__area"):
        office.email = f"{office.seat.replace('_', '-')}.{office.forum.area.mark.lower()}@kikao.example"
        office.save(update_fields=["email"])
    for code, count in REACHED.items():
        for place, member in enumerate(forums[code].memberships.order_by("pk")[:count], 1):
            Contact.objects.create(
                person=member.person, email=f"member-{place}.{forums[code].area.mark.lower()}@kikao.example",
                consented_on=SINCE, co_chair_too=place == 1,
            )  # fmt: skip
