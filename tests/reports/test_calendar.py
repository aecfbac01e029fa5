"""The calendar: which forums below met in which quarter, what is ahead, and nothing that is planned in silence."""

import csv
import datetime as dt
import io
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forums.gazetteer import load
from forums.models import Forum
from forums.quarter import Quarter
from meetings.actions import planning
from meetings.models import Meeting
from members.models import Sector
from tests.conftest import make_user, plan

MOST = 12


def page(signed_in, user, **asked):
    return signed_in(user).get(reverse("calendar_below"), asked)


def meeting(country, by, code, day, status="closed", kind="ordinary"):
    made = planning.plan_meeting(
        forum=country.forums[code], kind=kind, held_on=day, starts_at=dt.time(10), venue="Hall", by=by
    )
    Meeting.objects.filter(pk=made.pk).update(status=status)
    return made


def cells(answer):
    found = answer.context["found"]
    return {line.area.name: [cell.state for cell in line.cells] for line in found.lines}


def rows_of(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_a_county_sees_its_sub_counties_by_quarter(country, cast, signed_in):
    meeting(country, cast.secretary, "032-njoro", dt.date(2024, 8, 14))
    meeting(country, cast.secretary, "032-njoro", dt.date(2024, 11, 13), "postponed")
    meeting(country, cast.naivasha_secretary, "032-naivasha", dt.date(2025, 2, 12), "convened")
    meeting(country, cast.naivasha_secretary, "032-naivasha", dt.date(2025, 5, 14), "cancelled")
    answer = page(signed_in, cast.county_secretary, year="2024")
    assert cells(answer) == {
        "Naivasha": ["none", "none", "convened", "cancelled"],
        "Njoro": ["held", "postponed", "none", "none"],
    }
    text = answer.content.decode()
    assert "Q1 FY 2024/25 (Jul-Sep 2024)" in text
    assert "Held 14 Aug" in text


def test_the_counts_are_those_of_the_cells(country, cast, signed_in):
    meeting(country, cast.county_secretary, "032", dt.date(2025, 3, 12))
    answer = page(signed_in, cast.nsc_officer, year="2024")
    counted = {quarter.number: told for quarter, told in answer.context["counts"]}
    nothing = {"held": 0, "convened": 0, "planned": 0, "postponed": 0, "cancelled": 0, "none": 2, "of": 2}
    assert counted == {1: nothing, 2: nothing, 3: nothing | {"held": 1, "none": 1}, 4: nothing}
    assert "0 of 2 counties met in Q4 FY 2024/25 (Apr-Jun 2025)" in answer.content.decode()


def test_planning_is_silent_in_the_calendar_too(country, cast, signed_in):
    meeting(country, cast.secretary, "032-njoro", dt.date(2025, 3, 12), "planned")
    meeting(country, cast.county_secretary, "032", dt.date(2025, 3, 19), "planned")
    assert cells(page(signed_in, cast.county_secretary, year="2024"))["Njoro"] == ["none"] * 4
    own = cells(page(signed_in, cast.county_secretary, year="2024", level="county"))
    assert own == {"Nakuru": ["none", "none", "planned", "none"]}
    assert cells(page(signed_in, cast.nsc_officer, year="2024", level="county"))["Nakuru"] == ["none"] * 4


def test_where_a_quarter_has_several_the_one_that_was_held_is_shown(country, cast, signed_in):
    meeting(country, cast.secretary, "032-njoro", dt.date(2025, 1, 15), "cancelled")
    held = meeting(country, cast.secretary, "032-njoro", dt.date(2025, 3, 12), "held")
    answer = page(signed_in, cast.county_chair, year="2024")
    cell = next(line for line in answer.context["found"].lines if line.area.name == "Njoro").cells[2]
    assert (cell.state, cell.url, cell.besides) == ("held", reverse("meeting", args=[held.pk]), 1)


def test_every_cell_leads_somewhere_the_reader_may_go(country, cast, signed_in):
    meeting(country, cast.secretary, "032-njoro", dt.date(2025, 3, 12), "held")
    browser = signed_in(cast.county_secretary)
    found = browser.get(reverse("calendar_below"), {"year": "2024"}).context["found"]
    for line in found.lines:
        assert [browser.get(cell.url).status_code for cell in line.cells] == [200] * 4


def test_the_kind_narrows_what_counts(country, cast, signed_in):
    meeting(country, cast.secretary, "032-njoro", dt.date(2025, 3, 12), kind="special")
    meeting(country, cast.naivasha_secretary, "032-naivasha", dt.date(2025, 3, 12))
    found = cells(page(signed_in, cast.county_secretary, year="2024", kind="special"))
    assert (found["Njoro"][2], found["Naivasha"][2]) == ("held", "none")


def test_an_area_within_the_ground_may_be_chosen_and_none_outside_it(country, cast, signed_in):
    assert set(cells(page(signed_in, cast.nsc_officer, area="030"))) == {"Marigat"}
    assert set(cells(page(signed_in, cast.region_chair, area="032"))) == {"Naivasha", "Njoro"}
    assert set(cells(page(signed_in, cast.county_secretary, area="030"))) == {"Naivasha", "Njoro"}


def test_the_coming_meetings_stand_month_by_month(country, cast, signed_in):
    today = timezone.localdate()
    soon, later = today + dt.timedelta(days=3), today + dt.timedelta(days=60)
    meeting(country, cast.secretary, "032-njoro", soon, "convened")
    meeting(country, cast.secretary, "032-njoro", later, "planned")
    meeting(country, cast.naivasha_secretary, "032-naivasha", later, "convened")
    answer = page(signed_in, cast.county_secretary, show="coming")
    told = [(row.forum.area.name, row.held_on) for _month, rows in answer.context["months"] for row in rows]
    assert told == [("Njoro", soon), ("Naivasha", later)]


def test_both_lists_can_be_taken_along(country, cast, signed_in):
    meeting(country, cast.secretary, "032-njoro", dt.date(2025, 3, 12))
    rows = rows_of(page(signed_in, cast.county_secretary, year="2024", **{"as": "csv"}))
    assert rows[2] == ["032-njoro", "Njoro Sub-County", "None", "None", "Held 2025-03-12", "None", "1"]
    day = timezone.localdate() + dt.timedelta(days=3)
    meeting(country, cast.naivasha_secretary, "032-naivasha", day, "convened")
    rows = rows_of(page(signed_in, cast.county_secretary, show="coming", **{"as": "csv"}))
    assert [row[0] for row in rows[1:]] == [day.isoformat()]


def test_what_is_asked_in_nonsense_is_answered_with_the_usual(country, cast, signed_in):
    answer = page(signed_in, cast.county_secretary, year="²", level="moon", kind="party", area="x", page="x")
    assert (answer.status_code, answer.context["year"]) == (200, Quarter.now().year)


def test_the_whole_country_costs_no_more_queries_than_a_county(db, signed_in):
    load()
    forums = {forum.area.code: forum for forum in Forum.objects.select_related("area")}
    kenya = SimpleNamespace(forums=forums, sectors={sector.code: sector for sector in Sector.objects.all()})
    officer = make_user(kenya, "officer", "KE", "nsc_officer")
    browser, counts = signed_in(officer), []
    for asked in ({"level": "sub_county"}, {"level": "county"}, {"area": "032"}, {"show": "coming"}):
        browser.get(reverse("calendar_below"), asked)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("calendar_below"), asked).status_code == 200
        counts.append(len(queries))
    assert max(counts) <= MOST
    assert counts[0] == counts[1] == counts[2]


# the forum's own page


@pytest.mark.parametrize(("year", "shown"), [("2024", [4, 3, 2, 1]), ("", [4, 3, 2, 1])])
def test_a_forum_s_meetings_stand_by_quarter_also_those_without_any(country, cast, signed_in, year, shown):
    plan(country, cast.secretary)
    answer = signed_in(cast.secretary).get("/forums/032-njoro/meetings/", {"year": year} if year else {})
    assert [told["quarter"].number for told in answer.context["quarters"]] == shown
    text = answer.content.decode()
    assert "Q3 FY 2024/25 (Jan-Mar 2025)" in text
    assert text.count("No meeting on record in this quarter.") == 3


def test_quarters_to_come_are_not_shown_until_something_is_set_for_them(country, cast, signed_in):
    now = Quarter.now()
    answer = signed_in(cast.secretary).get("/forums/032-njoro/meetings/", {"year": now.year})
    assert [told["quarter"].number for told in answer.context["quarters"]] == list(range(now.number, 0, -1))


def test_a_forum_s_meetings_can_be_taken_along_without_what_is_planned_in_silence(country, cast, signed_in):
    plan(country, cast.secretary)
    address = "/forums/032-njoro/meetings/?as=csv"
    assert len(rows_of(signed_in(cast.secretary).get(address))) == 2
    assert len(rows_of(signed_in(cast.member).get(address))) == 1


def test_the_forum_s_page_leads_to_the_forums_below_whoever_looks_down(country, cast, signed_in):
    words = 'href="/country/calendar/"'
    assert words in signed_in(cast.county_secretary).get("/forums/032/meetings/").content.decode()
    assert words not in signed_in(cast.county_co_chair).get("/forums/032/meetings/").content.decode()
    assert words not in signed_in(cast.secretary).get("/forums/032-njoro/meetings/").content.decode()
