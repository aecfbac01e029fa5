"""A reporting line decides who reviews, sees and appoints; it begins on a day, and the one before ends."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forums import changing, lines
from forums.access import may
from forums.gazetteer import changes
from forums.models import Area, AreaChange, ReportingLine
from forums.workflow import StepRefused
from members import grants
from members.models import Appointment, Office, Person, User

NOTICE = "Gazette 12 November 2025"
DAY = dt.date(2025, 11, 12)


@pytest.fixture
def unit(country, cast):
    """A sub-region of Rift Valley to which nothing reports yet."""
    return changing.add_area(
        parent=country.areas["RV"], name="Nakuru South", since=DAY, instrument=NOTICE, by=cast.nsc_officer
    )


@pytest.fixture
def unit_chair(unit, cast):
    user = User.objects.create_user("unit@example.ke", "x")
    person = Person.objects.create(name="Rehema Otieno", user=user)
    Appointment.objects.create(
        office=Office.objects.get(forum=unit.forum, seat="chair"), person=person, basis="ex_officio", since=DAY
    )
    grants.rebuild(user)
    return user


def anew(user):
    return User.objects.get(pk=user.pk)


def line(area, to, cast, since=DAY):
    lines.set_line(area=area, to=to, since=since, instrument=NOTICE, by=cast.nsc_officer)


def test_a_sub_region_lies_in_its_region_with_a_forum_and_a_chair(unit):
    assert (unit.level, unit.path, unit.title) == ("sub_region", "/KE/RV/RV-nakuru-south/", "Nakuru South Sub-Region")
    assert Office.objects.filter(forum=unit.forum).count() == 3


def test_an_area_reports_to_where_it_lies_until_a_line_says_otherwise(country, cast, unit):
    njoro = country.areas["032-njoro"]
    assert lines.reports_to(njoro) == country.areas["032"]
    line(njoro, unit, cast)
    assert lines.reports_to(njoro) == unit
    assert lines.reports_to(njoro, DAY - dt.timedelta(days=1)) == country.areas["032"]
    assert lines.reports_to(unit) == country.areas["RV"]


def test_the_way_up_follows_the_lines(country, cast, unit, django_assert_num_queries):
    njoro = country.areas["032-njoro"]
    above = [country.areas[code] for code in ("032", "RV", "KE")]
    with django_assert_num_queries(2):
        assert lines.above(njoro) == above
    line(njoro, unit, cast)
    assert lines.above(njoro) == [unit, *above[1:]]
    assert lines.above(country.areas["KE"]) == []


def test_the_chair_of_a_sub_region_sees_and_appoints_where_the_line_leads_and_nowhere_else(
    country, cast, unit, unit_chair
):
    njoro, naivasha = country.areas["032-njoro"], country.areas["032-naivasha"]
    assert not may(unit_chair, "see_officers_copy", njoro)
    line(njoro, unit, cast)
    user = anew(unit_chair)
    assert may(user, "see_officers_copy", njoro) and may(user, "appoint_chair", njoro)
    assert not may(user, "keep_record", njoro)
    assert not may(user, "see_officers_copy", naivasha) and not may(user, "see_forum", country.areas["032"])
    # the county keeps what lies in it in sight, but who appoints is who the line leads to
    county = anew(cast.county_chair)
    assert may(county, "see_officers_copy", njoro) and not may(county, "appoint_chair", njoro)


def test_a_line_led_back_takes_the_rights_with_it_and_stays_on_record(country, cast, unit, unit_chair):
    njoro, county = country.areas["032-njoro"], country.areas["032"]
    line(njoro, unit, cast)
    line(njoro, county, cast, since=DAY + dt.timedelta(days=30))
    assert not may(anew(unit_chair), "see_forum", njoro)
    assert may(anew(cast.county_chair), "appoint_chair", njoro)
    assert [(old.to, old.until) for old in njoro.reporting_lines.all()] == [(unit, DAY + dt.timedelta(days=29))]


def test_a_line_in_a_circle_or_to_where_it_leads_already_is_refused(country, cast, unit):
    njoro, county = country.areas["032-njoro"], country.areas["032"]
    with pytest.raises(StepRefused, match="reports to Nakuru County already"):
        line(njoro, county, cast)
    line(county, unit, cast)
    with pytest.raises(StepRefused, match="reports to Nakuru South Sub-Region itself"):
        line(unit, county, cast)


def test_the_database_keeps_one_line_at_a_time(country, unit):
    njoro = country.areas["032-njoro"]
    ReportingLine.objects.create(area=njoro, to=unit, since=DAY, instrument=NOTICE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingLine.objects.create(area=njoro, to=country.areas["RV"], since=DAY, instrument=NOTICE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportingLine.objects.create(area=unit, to=unit, since=DAY, instrument=NOTICE)


def test_the_chair_of_a_sub_region_finds_the_directory_of_what_reports_there(
    country, cast, unit, unit_chair, signed_in
):
    line(country.areas["032-njoro"], unit, cast)
    page = signed_in(anew(unit_chair)).get(reverse("directory")).content.decode()
    assert "Njoro" in page and "Naivasha" not in page and "Nakuru South Sub-Region" in page


def test_the_screen_sets_a_line_and_shows_it_on_both_areas(country, cast, unit, signed_in):
    said = {"to": unit.pk, "on": "12 November 2025", "instrument": NOTICE}
    client = signed_in(cast.nsc_officer)
    assert client.post(reverse("area_change", args=["032-njoro", "line"]), said).status_code == 302
    assert "Nakuru South Sub-Region" in client.get(reverse("area", args=["032-njoro"])).content.decode()
    assert "Njoro" in client.get(reverse("area", args=[unit.code])).content.decode()
    assert client.get(reverse("area_change", args=["RV", "line"])).status_code == 404


def test_a_gazetted_sub_region_comes_in_whole_once_the_areas_it_names_are_there(country, cast):
    said = {"county": country.areas["032"], "kind": "sub_region", "happened": "2025-11-12", "source": NOTICE}
    change = AreaChange.objects.create(name="Nakuru South", came_from="Njoro, 2 Naiva, Lare", **said)
    with pytest.raises(StepRefused, match="Lare is not found in Nakuru County"):
        changing.accept(change=change, by=cast.nsc_officer)
    assert not Area.objects.filter(level="sub_region").exists()
    AreaChange.objects.filter(pk=change.pk).update(came_from="Njoro, 2 Naiva")
    made = changing.accept(change=change, by=cast.nsc_officer)
    assert {row.area.name for row in made.lines_leading_here.on(timezone.localdate())} == {"Njoro", "Naivasha"}


def test_the_sub_regions_of_nairobi_are_among_the_proposals(country):
    Area.objects.create(level="county", code="047", name="Nairobi", parent=country.areas["KE"], path="/KE/047/")
    changes.propose()
    found = AreaChange.objects.filter(kind="sub_region").values_list("name", "came_from")
    assert dict(found)["Nairobi East"] == "5 Embakasi,Njiru,Makadara"
    assert len(found) == 3
