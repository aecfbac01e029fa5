"""A joint forum stands under the nearest common ancestor of its areas, and outside their completeness."""

import datetime as dt

import pytest
from django.urls import reverse

from forums import changing
from forums.access import may
from forums.models import Area
from forums.workflow import StepRefused
from members.models import Office
from reports.ground import ground_of

DAY = dt.date(2025, 2, 1)


@pytest.fixture
def kerio(country, cast):
    """A joint forum of Njoro in Nakuru and Marigat in Baringo."""
    covers = [country.areas["032-njoro"], country.areas["030-marigat"]]
    return changing.add_joint(name="Kerio Valley", covers=covers, since=DAY, instrument="Letter", by=cast.nsc_officer)


def test_it_stands_under_the_nearest_common_ancestor_with_its_own_offices(kerio, country):
    assert (kerio.parent, kerio.path) == (country.areas["RV"], "/KE/RV/joint-kerio-valley/")
    assert kerio.forum.title == "Kerio Valley Joint Forum"
    assert Office.objects.get(forum=kerio.forum, seat="chair").title == "Lead Chairperson, Kerio Valley"


def test_two_areas_of_one_county_meet_under_that_county(country, cast):
    covers = [country.areas["032-njoro"], country.areas["032-naivasha"]]
    made = changing.add_joint(name="Mau", covers=covers, since=DAY, instrument="Letter", by=cast.nsc_officer)
    assert made.parent == country.areas["032"]


def test_officers_of_its_areas_work_in_it_and_others_do_not_find_it(kerio, cast, fresh):
    assert may(fresh(cast.chair), "keep_record", kerio) and may(fresh(cast.secretary), "keep_record", kerio)
    assert may(fresh(cast.marigat_secretary), "keep_record", kerio)
    assert may(fresh(cast.co_chair), "see_officers_copy", kerio)
    assert not may(fresh(cast.co_chair), "keep_record", kerio)
    assert not may(fresh(cast.chair), "clear_minutes", kerio)
    for stranger in (cast.naivasha_secretary, cast.member, cast.county_secretary):
        assert not may(fresh(stranger), "see_forum", kerio)
    region = fresh(cast.region_chair)
    assert may(region, "see_forum", kerio) and may(region, "appoint_chair", kerio)


def test_it_counts_in_nobodys_completeness(kerio, cast, fresh, signed_in):
    assert not ground_of(fresh(cast.nsc_officer)).areas().filter(pk=kerio.pk).exists()
    page = signed_in(cast.nsc_officer).get(reverse("directory"), {"q": "Kerio"}).content.decode()
    assert "<tbody>" not in page
    assert "Kerio Valley Joint Forum" in signed_in(cast.chair).get(kerio.forum.get_absolute_url()).content.decode()


def test_one_area_or_an_area_within_another_is_refused(country, cast):
    njoro, county = country.areas["032-njoro"], country.areas["032"]
    for covers, told in (([njoro, njoro], "at least two areas"), ([njoro, county], "holds the others already")):
        with pytest.raises(StepRefused, match=told):
            changing.add_joint(name="X", covers=covers, since=DAY, instrument="Letter", by=cast.nsc_officer)


@pytest.mark.parametrize(
    ("covers", "told"),
    [("Njoro\nAtlantis", "No area is called Atlantis"), ("", "Name the areas"), ("Njoro", "at least two areas")],
)
def test_the_screen_says_what_is_wrong(country, cast, signed_in, covers, told):
    said = {"name": "Kerio", "covers": covers, "on": "1 February 2025", "instrument": "Letter"}
    answer = signed_in(cast.nsc_officer).post(reverse("area_join"), said)
    assert answer.status_code == 422 and told in answer.content.decode()
    assert not Area.objects.filter(level="joint").exists()


def test_the_screen_sets_one_up_and_shows_it_on_its_areas(country, cast, signed_in):
    said = {
        "name": "Kerio Valley", "covers": "Njoro Sub-County\n030-marigat", "on": "1 February 2025",
        "instrument": "Letter",
    }  # fmt: skip
    browser = signed_in(cast.nsc_officer)
    assert browser.post(reverse("area_join"), said).status_code == 302
    assert "Kerio Valley" in browser.get(reverse("area", args=["032-njoro"])).content.decode()
    assert "Marigat Sub-County" in browser.get(reverse("area", args=["joint-kerio-valley"])).content.decode()
