"""The areas of Kenya: all there, each with its forum and its offices, and a second load changes nothing."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count

from forums import gazetteer, ledger
from forums.models import Area, Forum, LedgerEntry
from members.models import Office, Sector


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The gazetteer, loaded once for this file and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        gazetteer.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def kenya(loaded, db):
    """The database with all areas."""


def rows_of(*models):
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_the_levels_count_1_8_47_and_333(kenya):
    counts = Area.objects.order_by().values_list("level").annotate(Count("pk"))
    assert dict(counts) == {"national": 1, "region": 8, "county": 47, "sub_county": 333}


def test_every_area_has_its_forum_without_a_record(kenya):
    assert Area.objects.filter(forum__isnull=True).count() == 0
    assert set(Forum.objects.values_list("stage", flat=True)) == {"no_record"}
    assert {forum.slug for forum in Forum.objects.all()} == {area.code.lower() for area in Area.objects.all()}


@pytest.mark.parametrize("seat", ["chair", "co_chair", "secretary"])
def test_every_forum_has_this_office(kenya, seat):
    assert Office.objects.filter(seat=seat).values("forum").distinct().count() == Forum.objects.count()


def test_the_chairs_office_is_named_as_the_circular_names_it(kenya):
    titles = dict(Office.objects.filter(seat="chair").values_list("forum__slug", "title"))
    assert titles["032-njoro"] == "Deputy County Commissioner, Njoro"
    assert titles["032"] == "County Commissioner, Nakuru"
    assert titles["rv"] == "Regional Commissioner, Rift Valley"


def test_the_nsc_has_its_offices_at_the_country_alone(kenya):
    seats = Office.objects.exclude(seat__in=["chair", "co_chair", "secretary"]).values_list("forum__slug", "seat")
    assert sorted(seats) == [
        ("ke", "administrator"),
        ("ke", "auditor"),
        ("ke", "nsc_director"),
        ("ke", "nsc_officer"),
    ]


def test_paths_hold_the_codes_from_the_country_down(kenya):
    assert Area.objects.get(code="032-njoro").path == "/KE/RV/032/032-njoro/"
    wrong = [
        a.code
        for a in Area.objects.exclude(parent=None).select_related("parent")
        if a.path != f"{a.parent.path}{a.code}/"
    ]
    assert wrong == []


def test_sectors_have_both_languages_and_a_short_name(kenya):
    assert Sector.objects.count() == 23
    assert Sector.objects.filter(is_expected=True).count() == 16
    women = Sector.objects.get(code="S16")
    assert (women.short, women.side) == ("Women's groups", "non-state")
    assert not [s.code for s in Sector.objects.all() if not (s.short and s.name_en and s.name_sw)]


def test_a_second_load_changes_nothing_and_is_quick(kenya, django_assert_max_num_queries):
    before = rows_of(Area, Forum, Office, Sector, LedgerEntry)
    with django_assert_max_num_queries(12):
        call_command("load_gazetteer", stdout=StringIO())
    assert rows_of(Area, Forum, Office, Sector, LedgerEntry) == before


def test_an_area_renamed_in_the_portal_keeps_its_name(kenya):
    Area.objects.filter(code="032-njoro").update(name="Njoro West")
    gazetteer.load()
    assert Area.objects.get(code="032-njoro").name == "Njoro West"


def test_what_is_missing_comes_back(kenya):
    Office.objects.filter(forum__slug="032-njoro").delete()
    Forum.objects.filter(slug="032-njoro").delete()
    Area.objects.filter(code="032-njoro").delete()
    assert gazetteer.load() == 1
    assert Office.objects.filter(forum__slug="032-njoro").count() == 3


def test_the_load_is_in_the_ledger(kenya):
    assert LedgerEntry.objects.filter(verb="areas.load").count() == 1
    assert list(ledger.faults()) == []
