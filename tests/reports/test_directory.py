"""The directory: who chairs the forums below, when they last met, who is missing; filtered, sorted, taken along."""

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from forums.models import Area, Forum
from meetings.models import Meeting
from members.models import Appointment, Membership, Office, Person
from portal import sheets

MOST = 12
TODAY = dt.date(2025, 11, 20)


@pytest.fixture(autouse=True)
def in_november():
    """The twentieth of November 2025, in Q2 of FY 2025/26."""
    with time_machine.travel(dt.datetime(2025, 11, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


def listed(signed_in, user, **asked) -> list[str]:
    answer = signed_in(user).get(reverse("directory"), asked)
    assert answer.status_code == 200
    return [forum.area.name for forum in answer.context["page"].object_list]


def met(country, code: str, day: dt.date, status: str = "held") -> None:
    number = country.forums[code].meetings.count() + 1
    Meeting.objects.create(
        forum=country.forums[code], number=number, held_on=day, starts_at=dt.time(10), venue="Hall", status=status,
        quarter="2025-26-Q1", financial_year=day.year, reference=f"{code}/{day}",
    )  # fmt: skip


def appoint(country, code: str, seat: str, name: str, **told) -> None:
    office = Office.objects.get(forum=country.forums[code], seat=seat)
    told = {"since": dt.date(2025, 1, 1), "basis": "appointed"} | told
    Appointment.objects.create(office=office, person=Person.objects.create(name=name), **told)


def add_forums(country, number: int) -> None:
    """Sub-counties of Nakuru with a chair, a member and a meeting each."""
    above = country.areas["032"]
    start = Area.objects.count()
    for place in range(start, start + number):
        code = f"032-place-{place}"
        area = Area.objects.create(
            level="sub_county", code=code, name=f"Place {place:03d}", parent=above, path=f"{above.path}{code}/"
        )
        country.forums[code] = Forum.objects.create(area=area, slug=code, stage="active")
        for seat in ("chair", "co_chair"):
            Office.objects.create(forum=country.forums[code], seat=seat, title=seat)
            appoint(country, code, seat, f"{seat} {place}")
        person = Person.objects.create(name=f"Member {place}")
        Membership.objects.create(forum=country.forums[code], person=person, sector=country.sectors["S15"])
        met(country, code, dt.date(2025, 9, 1))


def test_a_county_commissioner_sees_their_own_forums_alone(country, cast, signed_in):
    assert listed(signed_in, cast.county_chair) == ["Naivasha", "Nakuru", "Njoro"]
    assert listed(signed_in, cast.county_chair, county="030", level="region", q="Marigat") == []


def test_the_nsc_sees_every_forum_but_its_own(country, cast, signed_in):
    everything = ["Baringo", "Marigat", "Naivasha", "Nakuru", "Njoro", "Rift Valley"]
    assert listed(signed_in, cast.nsc_officer) == everything


def test_a_row_tells_who_chairs_when_it_met_and_who_is_missing(country, cast, roster, signed_in):
    met(country, "032-njoro", dt.date(2025, 6, 11))
    met(country, "032-njoro", dt.date(2025, 9, 3), status="closed")
    met(country, "032-njoro", dt.date(2025, 12, 1), status="planned")
    answer = signed_in(cast.county_chair).get(reverse("directory"), {"q": "njoro"})
    [forum] = answer.context["page"].object_list
    told = (forum.chair.person.name, forum.co_chair.person.name, forum.last_met, forum.roster_size)
    assert told == ("Chair", "Co Chair", dt.date(2025, 9, 3), 10)
    assert [sector.code for sector in forum.gaps] == ["S18"]
    assert "3 September 2025" in answer.content.decode()


def test_whoever_acts_stands_before_the_substantive_chair(country, cast, signed_in):
    appoint(country, "032-njoro", "chair", "Acting Commissioner", is_acting=True)
    answer = signed_in(cast.county_chair).get(reverse("directory"), {"q": "njoro"})
    [forum] = answer.context["page"].object_list
    assert forum.chair.person.name == "Acting Commissioner"


def test_it_narrows_by_level_stage_county_and_name(country, cast, signed_in):
    Forum.objects.filter(area__code="032-njoro").update(stage="mapping")
    officer = cast.nsc_officer
    assert listed(signed_in, officer, level="county") == ["Baringo", "Nakuru"]
    assert listed(signed_in, officer, stage="mapping") == ["Njoro"]
    assert listed(signed_in, officer, stage="established", level="sub_county") == ["Marigat", "Naivasha"]
    assert listed(signed_in, officer, county="030") == ["Baringo", "Marigat"]
    assert listed(signed_in, officer, q="nai") == ["Naivasha"]


def test_a_vacant_chair_is_found(country, cast, signed_in):
    assert listed(signed_in, cast.county_chair, vacant="1") == ["Naivasha"]
    appoint(country, "032-naivasha", "chair", "Gone", until=dt.date(2025, 11, 19))
    assert listed(signed_in, cast.county_chair, vacant="1") == ["Naivasha"]
    appoint(country, "032-naivasha", "chair", "New", since=TODAY)
    assert listed(signed_in, cast.county_chair, vacant="1") == []


def test_a_forum_that_has_not_met_for_two_quarters_is_found(country, cast, signed_in):
    """In Q2 of FY 2025/26, the two whole quarters before it began on 1 April 2025."""
    met(country, "032-njoro", dt.date(2025, 4, 1))
    met(country, "032-naivasha", dt.date(2025, 3, 31))
    assert listed(signed_in, cast.county_chair, silent="1") == ["Naivasha", "Nakuru"]


def test_what_is_not_established_or_was_launched_since_is_not_called_silent(country, cast, signed_in):
    Forum.objects.filter(area__code="032").update(stage="no_record")
    Forum.objects.filter(area__code="032-njoro").update(stage="launched", stage_since=dt.date(2025, 9, 1))
    Forum.objects.filter(area__code="032-naivasha").update(stage="launched", stage_since=None)
    assert listed(signed_in, cast.county_chair, silent="1") == ["Naivasha"]


def test_it_sorts_by_last_meeting_and_roster(country, cast, roster, signed_in):
    met(country, "032-naivasha", dt.date(2025, 3, 3))
    met(country, "032-njoro", dt.date(2025, 9, 3))
    user = cast.county_chair
    assert listed(signed_in, user, sort="met") == ["Njoro", "Naivasha", "Nakuru"]
    assert listed(signed_in, user, sort="long_ago") == ["Naivasha", "Njoro", "Nakuru"]
    assert listed(signed_in, user, sort="roster") == ["Njoro", "Nakuru", "Naivasha"]
    assert listed(signed_in, user, sort="small") == ["Naivasha", "Nakuru", "Njoro"]


def test_it_has_twenty_five_a_page(country, cast, signed_in):
    add_forums(country, 30)
    assert len(listed(signed_in, cast.county_chair)) == 25
    assert len(listed(signed_in, cast.county_chair, page="2")) == 8


def test_page_and_export_ask_as_often_for_three_forums_as_for_thirty(country, cast, signed_in):
    browser = signed_in(cast.county_chair)

    def asked(**query) -> int:
        b"".join(browser.get(reverse("directory"), query))
        with CaptureQueriesContext(connection) as queries:
            b"".join(browser.get(reverse("directory"), query))
        return len(queries)

    ways = [{}, {"sort": "met"}, {"vacant": "1", "silent": "1", "q": "a", "sort": "small"}, {"as": "csv"}]
    with_three = [asked(**way) for way in ways]
    add_forums(country, 27)
    with_thirty = [asked(**way) for way in ways]
    assert with_thirty == with_three
    assert max(with_three) <= MOST


def test_the_export_holds_every_row_that_fits(country, cast, signed_in):
    add_forums(country, 30)
    answer = signed_in(cast.county_chair).get(reverse("directory"), {"as": "csv", "level": "sub_county"})
    heads, *rows = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    njoro = dict(zip(heads, next(row for row in rows if row[1] == "Njoro"), strict=True))
    assert len(rows) == 32
    assert (njoro["Chair"], njoro["Co-chair"], njoro["Roster"]) == ("Chair", "Co Chair", "4")
    assert (njoro["Expected sectors with nobody"], njoro["Which"]) == ("1", "Media")


def test_no_cell_of_the_export_can_act_as_a_formula(country, cast, signed_in):
    appoint(country, "032-naivasha", "chair", '=HYPERLINK("http://elsewhere.example")')
    appoint(country, "032-naivasha", "co_chair", "@SUM(A1)")
    answer = signed_in(cast.county_chair).get(reverse("directory"), {"as": "csv", "q": "naivasha"})
    _, row = csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))
    assert row[6:8] == ['\'=HYPERLINK("http://elsewhere.example")', "'@SUM(A1)"]


def test_only_text_that_begins_like_a_formula_is_quoted():
    given = ["=1", "+1", "+254712345678", "-1", "@a", "\ta", "\ra", "a=1", "", None, -1, dt.date(2025, 1, 1)]
    wanted = ["'=1", "'+1", "+254712345678", "'-1", "'@a", "'\ta", "'\ra", "a=1", "", "", -1, dt.date(2025, 1, 1)]
    assert [sheets.harmless(value) for value in given] == wanted


def test_a_way_that_this_machine_does_not_know_is_not_found(country, cast, signed_in, monkeypatch):
    monkeypatch.setattr(sheets, "WAYS", ("csv",))
    browser = signed_in(cast.county_chair)
    assert browser.get(reverse("directory"), {"as": "xlsx"}).status_code == 404
    assert browser.get(reverse("establishment"), {"as": "pdf"}).status_code == 404
    with pytest.raises(Http404):
        sheets.taken_along("xlsx", "directory", [], [])


def test_the_list_can_be_taken_along_as_a_workbook(country, cast, signed_in):
    appoint(country, "032-naivasha", "chair", "=1+1")
    answer = signed_in(cast.county_chair).get(reverse("directory"), {"as": "xlsx", "q": "naivasha"})
    heads, row = load_workbook(io.BytesIO(answer.content)).active.values
    assert dict(zip(heads, row, strict=True))["Chair"] == "'=1+1"


def test_the_navigation_leads_there_those_who_have_it(country, cast, signed_in):
    def labels(user):
        answer = signed_in(user).get(reverse("desk"))
        return {entry["label"] for entry in answer.context["header"]["nav"]} & {"Country", "Directory"}

    people = ("nsc_officer", "nsc_director", "region_chair", "county_secretary", "county_co_chair", "chair", "member")
    assert [labels(getattr(cast, who)) for who in people] == [
        {"Country"}, {"Country"}, {"Directory"}, {"Directory"}, set(), set(), set(),
    ]  # fmt: skip
