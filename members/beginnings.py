"""What does every forum have from the start? Its offices, and the list of sectors that people can stand for."""

import csv
from pathlib import Path

from forums.models import Area, Forum
from members import grants
from members.models import Appointment, Office, Sector, User

SECTORS = Path(__file__).with_name("sectors.csv")
SEATS = {"chair": "%(chair)s", "co_chair": "Co-Chairperson, %(area)s", "secretary": "Secretary, %(area)s"}
NATIONAL_SEATS = {
    "nsc_director": "Director, National Steering Committee",
    "nsc_officer": "Officer, National Steering Committee",
    "auditor": "Auditor",
    "administrator": "Portal administrator",
}


def begin() -> None:
    """Add the offices and sectors that are missing; what is there stays as it is."""
    opened = open_offices()
    load_sectors()
    above = set(Area.objects.filter(pk__in=opened, parent__isnull=False).values_list("parent", flat=True))
    holders = Appointment.objects.filter(seat="chair", office__forum__area__in=above, person__user__isnull=False)
    for user in User.objects.filter(pk__in=list(holders.values_list("person__user", flat=True))):
        grants.rebuild(user)


def open_offices() -> set[int]:
    """Chair, co-chair and secretary for every forum, so that whoever is appointed can begin; the NSC's offices besides.

    The ids of the areas where an office was missing.
    """
    known = set(Office.objects.values_list("forum", "seat"))
    missing = []
    for forum in Forum.objects.select_related("area"):
        titles = SEATS | (NATIONAL_SEATS if forum.area.level == "national" else {})
        said = {"chair": forum.area.chair_title, "area": forum.area.title}
        missing += [
            Office(forum=forum, seat=seat, title=title % said)
            for seat, title in titles.items()
            if (forum.pk, seat) not in known
        ]
    Office.objects.bulk_create(missing)
    return {office.forum.area_id for office in missing}


def rename_offices(area: Area) -> None:
    """Let the offices of an area's forum bear its new name; records keep what they were called then."""
    said = {"chair": area.chair_title, "area": area.title}
    for office in Office.objects.filter(forum__area=area, seat__in=SEATS):
        office.title = SEATS[office.seat] % said
        office.save(update_fields=["title"])


def load_sectors() -> None:
    """The sectors of the lists of 2022 and 2024; expected are those that the circular of 2024 names."""
    known = set(Sector.objects.values_list("code", flat=True))
    with SECTORS.open(newline="", encoding="utf-8") as file:
        missing = [
            Sector(
                code=row["code"],
                name_en=row["name_en"],
                name_sw=row["name_sw"],
                short=row["short"],
                side=row["side"],
                is_expected=row["on_list_2024"] == "yes",
            )
            for row in csv.DictReader(file)
            if row["code"] not in known
        ]
    Sector.objects.bulk_create(missing)
