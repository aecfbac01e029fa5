"""Where do the measurements run? In a throwaway data folder, with a forum of 45, a meeting of 60 entries and its papers."""

import datetime as dt
import json
import os
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

PLACE = tempfile.TemporaryDirectory(prefix="kikao-bench-")
HOUSE = Path(__file__).resolve().parent.parent


def start() -> None:
    """Set Django up on an empty database of its own, as in service: no debugging, templates kept."""
    for name in [name for name in os.environ if name.startswith("KIKAO_")]:
        del os.environ[name]
    os.environ |= {
        "KIKAO_VAR": PLACE.name,
        "KIKAO_SECRET_KEY": uuid.uuid4().hex * 2,
        "DATABASE_URL": f"sqlite:///{PLACE.name}/bench.sqlite3",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    sys.path.insert(0, str(HOUSE))
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_gazetteer", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    call_command("make_signing_key", stdout=open(os.devnull, "w"))  # noqa: SIM115


def fill() -> dict[str, Any]:
    """A forum of 45 with a draft of 60 entries and circulated minutes of 8 and 60; the accounts and rows that pages need."""
    from forums.models import Forum
    from meetings.actions import attendance, planning, writing
    from meetings.workflow import MINUTES
    from members import grants
    from members.models import Appointment, Membership, Office, Person, Sector, User
    from portal.models import Installation

    Installation.objects.update_or_create(pk=1, defaults={"is_demonstration": True})
    forum = Forum.objects.with_area().get(slug="032-njoro")
    Forum.objects.filter(pk=forum.pk).update(stage="active")
    sectors = list(Sector.objects.all())
    users = {}
    for place in range(45):
        person = Person.objects.create(name=f"Member {place:02d}", gender="FM"[place % 2], age_band="youth")
        Membership.objects.create(forum=forum, person=person, sector=sectors[place % len(sectors)], designation="Chair")
        if place < 3:
            seat = ("secretary", "chair", "co_chair")[place]
            person.user = User.objects.create_user(f"{seat}@kikao.example", name=person.name, is_demonstration=True)
            person.save()
            office = Office.objects.get(forum=forum, seat=seat)
            Appointment.objects.create(office=office, person=person, basis="appointed", since=dt.date(2024, 7, 25))
            grants.rebuild(person.user)
            users[seat] = User.objects.select_related("person").get(pk=person.user_id)
    minutes = []
    for day, entries in ((dt.date(2024, 12, 11), 8), (dt.date(2025, 3, 12), 60), (dt.date(2025, 6, 11), 60)):
        meeting = planning.plan_meeting(
            forum=forum, kind="ordinary", held_on=day, starts_at=dt.time(10), venue="Njoro", by=users["secretary"]
        )
        marks = {member.pk: ("present", "") for member in Membership.objects.filter(forum=forum)}
        attendance.mark(meeting=meeting, marks=marks, by=users["secretary"])
        meeting.refresh_from_db()
        items = list(meeting.agenda.all())
        for place in range(entries):
            deed = writing.DeedText("action", f"Do the thing {place}", owner="Secretary", due=dt.date(2025, 9, 1))
            writing.save_entry(
                minutes=meeting.minutes, key=uuid.uuid4(), item=items[place % len(items)], version=0, kind="report",
                text="It was reported that operators and traders disagree over the bays. " * 4, officers_only=False,
                deeds=[deed], by=users["secretary"],
            )  # fmt: skip
        minutes.append(meeting.minutes)
    for written_up in minutes[:2]:
        MINUTES.take(written_up, "send", by=users["secretary"])
        for seat in ("chair", "co_chair"):
            MINUTES.take(written_up, "clear", by=users[seat])
    return {"forum": forum, "users": users, "usual": minutes[0], "circulated": minutes[1], "draft": minutes[2]}


def written(rows: list[dict[str, Any]], arguments: list[str]) -> int:
    """Print the rows as a table, write them as JSON where `--json FILE` asks; 1 when a bar is missed."""
    names = list(rows[0])
    widths = {name: max(len(name), *(len(str(row[name])) for row in rows)) for name in names}
    for line in ({name: name for name in names}, *rows):
        print("  ".join(str(line[name]).ljust(widths[name]) for name in names))
    if "--json" in arguments:
        Path(arguments[arguments.index("--json") + 1]).write_text(json.dumps(rows, indent=1))
    return int(any(row.get("held") == "NO" for row in rows))
