"""The cast and the small country: the people and places that every test may call on."""

import copy
import datetime as dt
import io
import time
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from forums.models import Area, Forum, Mandate
from meetings.actions import attendance, planning, writing
from meetings.models import Meeting
from meetings.workflow import MINUTES
from members import grants
from members.models import Appointment, Membership, Office, Organisation, Person, Sector, User

PLACES = [
    ("national", "KE", "Kenya", None),
    ("region", "RV", "Rift Valley", "KE"),
    ("county", "032", "Nakuru", "RV"),
    ("county", "030", "Baringo", "RV"),
    ("sub_county", "032-njoro", "Njoro", "032"),
    ("sub_county", "032-naivasha", "Naivasha", "032"),
    ("sub_county", "030-marigat", "Marigat", "030"),
]
# who holds which seat where: name of the account -> (area, seat); `member` is a place on the roster
CAST = {
    "secretary": ("032-njoro", "secretary"),
    "chair": ("032-njoro", "chair"),
    "co_chair": ("032-njoro", "co_chair"),
    "member": ("032-njoro", "member"),
    "naivasha_secretary": ("032-naivasha", "secretary"),
    "naivasha_member": ("032-naivasha", "member"),
    "county_secretary": ("032", "secretary"),
    "county_chair": ("032", "chair"),
    "county_co_chair": ("032", "co_chair"),
    "baringo_secretary": ("030", "secretary"),
    "marigat_secretary": ("030-marigat", "secretary"),
    "region_chair": ("RV", "chair"),
    "nsc_officer": ("KE", "nsc_officer"),
    "nsc_director": ("KE", "nsc_director"),
    "auditor": ("KE", "auditor"),
    "administrator": ("KE", "administrator"),
}
LONG_AGO = dt.date(2024, 7, 25)


@pytest.fixture(autouse=True)
def quiet_surroundings(settings, tmp_path):
    """Files, mail and cache stay in the test; demonstration rules follow a loopback address."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.OUTBOX = tmp_path / "outbox"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


_made: dict[tuple, tuple] = {}  # what was built once in this process: the rows, and what the fixture gave


def _all_keys() -> dict:
    return {
        model: set(model._base_manager.values_list("pk", flat=True))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def made_once(name: str, build, *under):
    """What `build` makes, by itself the first time, and from then on by its rows: every test begins with the same people.

    Permissions are made anew when a test has emptied the tables, and grants end with a day: both ask for a new building.
    """
    key = (name, Permission.objects.order_by("pk").values_list("pk", flat=True).first(), timezone.localdate())
    if key not in _made:
        before = _all_keys()
        given = build(*under)
        rows = {
            model: list(model._base_manager.exclude(pk__in=before[model]).filter(pk__in=keys).order_by("pk"))
            for model, keys in _all_keys().items()
            if keys - before[model]
        }
        _made[key] = rows, copy.deepcopy(given)
        return given
    rows, given = _made[key]
    try:
        with transaction.atomic():  # whoever is named has come by its end
            for model, found in rows.items():
                model._base_manager.bulk_create(copy.deepcopy(found))
    except IntegrityError:  # the test has made a row of its own before, and it has taken a key
        return build(*under)
    return copy.deepcopy(given)


@pytest.fixture
def country(db):
    """Seven areas with their forums, by code; those below the region are active."""
    return made_once("country", make_country)


def make_country() -> SimpleNamespace:
    """Build it."""
    places = SimpleNamespace(areas={}, forums={}, sectors={})
    for level, code, name, parent in PLACES:
        above = places.areas.get(parent)
        path = f"{above.path if above else '/'}{code}/"
        area = Area.objects.create(level=level, code=code, name=name, parent=above, path=path)
        forum = Forum.objects.create(area=area, slug=code.lower(), stage="active")
        Mandate.objects.create(forum=forum, name="Peace and Security", instrument="Circular of 25 July 2024")
        for seat in ("chair", "co_chair", "secretary"):
            Office.objects.create(forum=forum, seat=seat, title=f"{seat} of {area.title}")
        places.areas[code], places.forums[code] = area, forum
    for seat in ("nsc_officer", "nsc_director", "auditor", "administrator"):
        Office.objects.create(forum=places.forums["KE"], seat=seat, title=seat)
    for code, name, side in (
        ("S01", "National administration", "state"),
        ("S15", "Youth", "non-state"),
        ("S18", "Media", "non-state"),
    ):
        places.sectors[code] = Sector.objects.create(code=code, name_en=name, name_sw=name, side=side)
    return places


@pytest.fixture
def cast(country):
    """One account for each office and place of `CAST`, second factor met; `outsider` has an account and nothing else."""
    return made_once("cast", make_cast, country)


def make_cast(country) -> SimpleNamespace:
    """Appoint it."""
    people = SimpleNamespace()
    for account, (code, seat) in CAST.items():
        setattr(people, account, make_user(country, account, code, seat))
    people.outsider = User.objects.create_user("outsider@kikao.test", "a-long-password", name="Outsider")
    return people


def make_user(country, account: str, code: str, seat: str) -> User:
    """An account whose person holds a seat at an area, or a member's place."""
    user = User.objects.create_user(f"{account}@kikao.test", "a-long-password", name=account.replace("_", " ").title())
    person = Person.objects.create(name=user.name, gender="F", user=user)
    forum = country.forums[code]
    sector = country.sectors["S01" if seat == "chair" else "S15"]
    if seat != "member":
        office = Office.objects.get(forum=forum, seat=seat)
        Appointment.objects.create(office=office, person=person, basis="appointed", since=LONG_AGO)
    if seat in {"chair", "co_chair", "secretary", "member"}:
        Membership.objects.create(forum=forum, person=person, sector=sector, designation=seat.replace("_", "-").title())
    grants.rebuild(user)
    return User.objects.select_related("person").get(pk=user.pk)


@pytest.fixture
def fresh(db):
    """Reads a user anew, as the next request would."""
    return lambda user: User.objects.select_related("person").get(pk=user.pk)


@pytest.fixture
def signed_in(settings, monkeypatch):
    """A browser in which somebody has signed in with both factors."""
    monkeypatch.setattr("members.middleware.is_mfa_enabled", lambda user: True)

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="members.signing_in.PortalBackend")
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client

    return browser


@pytest.fixture
def roster(country):
    """Six more members of Njoro, so that a meeting has people to mark."""
    members = []
    for number in range(6):
        person = Person.objects.create(name=f"Member {number}", gender="FM"[number % 2], age_band="youth")
        body = Organisation.objects.create(name=f"Organisation {number}", sector=country.sectors["S15"])
        members.append(
            Membership.objects.create(
                forum=country.forums["032-njoro"],
                person=person,
                organisation=body,
                sector=country.sectors["S15"],
                designation="Chair",
            )
        )
    return members


def plan(country, by, day=dt.date(2025, 3, 12), code="032-njoro") -> Meeting:
    """An ordinary meeting of a forum."""
    return planning.plan_meeting(
        forum=country.forums[code],
        kind="ordinary",
        held_on=day,
        starts_at=dt.time(10),
        venue="DCC's boardroom, Njoro",
        by=by,
    )


def photograph(size=(640, 480), form="JPEG", **more) -> bytes:
    """A picture as a camera would write it: a red half above a blue one."""
    from PIL import Image

    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, size[1] // 2, *size))
    written = io.BytesIO()
    picture.save(written, form, **more)
    return written.getvalue()


def write(meeting: Meeting, by, *, text="The Chief reported calm.", officers_only=False, position=4):
    """An entry with a resolution and an action under an item of the meeting's agenda."""
    import uuid

    return writing.save_entry(
        minutes=meeting.minutes,
        key=uuid.uuid4(),
        item=meeting.agenda.get(position=position),
        version=0,
        kind="report",
        text=text,
        officers_only=officers_only,
        deeds=[
            writing.DeedText("resolution", "That the bays be allocated by both sides."),
            writing.DeedText("action", "Name the team", owner="Sub-County Administrator", due=dt.date(2025, 4, 4)),
        ],
        by=by,
    )


@pytest.fixture
def held(country, cast, roster):
    """A meeting of Njoro on 12 March 2025 that was held: everybody of the roster present; a draft with one entry."""
    meeting = plan(country, cast.secretary)
    members = Membership.objects.filter(forum=meeting.forum)
    attendance.mark(meeting=meeting, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    meeting.refresh_from_db()
    write(meeting, cast.secretary)
    return meeting


@pytest.fixture
def clearing(held, cast):
    """Its minutes, sent for clearing."""
    MINUTES.take(held.minutes, "send", by=cast.secretary)
    return held.minutes


@pytest.fixture
def circulated(clearing, cast):
    """Its minutes, cleared by both chairs and circulated."""
    MINUTES.take(clearing, "clear", by=cast.chair)
    MINUTES.take(clearing, "clear", by=cast.co_chair)
    clearing.refresh_from_db()
    return clearing


@pytest.fixture
def confirmed(circulated, cast, country):
    """Its minutes, confirmed at the meeting of 11 June 2025."""
    later = plan(country, cast.secretary, dt.date(2025, 6, 11))
    members = Membership.objects.filter(forum=later.forum)
    attendance.mark(meeting=later, marks={m.pk: ("present", "") for m in members}, by=cast.secretary)
    later.refresh_from_db()
    proposer, seconder = (m.person for m in members.exclude(person__user=cast.secretary)[:2])
    MINUTES.take(circulated, "confirm", by=cast.secretary, meeting=later, proposer=proposer, seconder=seconder)
    circulated.refresh_from_db()
    return circulated


@pytest.fixture
def sealed(confirmed, cast):
    """Its minutes, signed by both chairs and sealed."""
    MINUTES.take(confirmed, "sign", by=cast.chair)
    MINUTES.take(confirmed, "sign", by=cast.co_chair, reservation="Three weeks were asked, not two.")
    confirmed.refresh_from_db()
    return confirmed
