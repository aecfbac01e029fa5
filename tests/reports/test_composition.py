"""Who sits and who comes: gaps are named, absences counted, and a county sees the same figures below it."""

import datetime as dt

import pytest
from django.urls import reverse

from forums.models import Forum
from meetings.actions import attendance
from members.models import Membership, Person
from reports.composition import composition_of_forum, compositions_below
from tests.conftest import plan

FEMALE = {"gender": "F", "age_band": "youth"}


def forum():
    return Forum.objects.select_related("area").get(slug="032-njoro")


def seat(country, name, sector="S15", standing="confirmed", **about):
    person = Person.objects.create(name=name, **about)
    return Membership.objects.create(
        forum=country.forums["032-njoro"], person=person, sector=country.sectors[sector], standing=standing
    )


def hold(country, cast, day, marks):
    """A meeting of Njoro on a day; `marks` is membership -> status, everybody else is present."""
    meeting = plan(country, cast.secretary, day)
    every = {m.pk: ("present", "") for m in Membership.objects.filter(forum=meeting.forum, standing="confirmed")}
    attendance.mark(
        meeting=meeting, marks=every | {m.pk: (status, "") for m, status in marks.items()}, by=cast.secretary
    )
    meeting.refresh_from_db()
    meeting.status = "held"
    meeting.save()
    return meeting


@pytest.fixture
def two_meetings(country, cast):
    away, excused = seat(country, "Away", **FEMALE), seat(country, "Excused")
    hold(country, cast, dt.date(2025, 3, 12), {away: "absent", excused: "absent"})
    hold(country, cast, dt.date(2025, 6, 11), {away: "absent", excused: "apology"})
    return away


def test_the_roster_is_counted_by_sector_and_group_and_a_gap_is_named(country, cast):
    def youth(found):
        line = next(line for line in found.lines if line.sector.code == "S15")
        return line.roster, line.women, line.youth

    roster, women, young = youth(composition_of_forum(forum()))
    seat(country, "Achieng", **FEMALE)
    seat(country, "Otieno", standing="left", **FEMALE)
    found = composition_of_forum(forum())
    assert youth(found) == (roster + 1, women + 1, young + 1)
    assert found.totals.roster == sum(line.roster for line in found.lines)
    assert {sector.code for sector in found.gaps} == {
        line.sector.code for line in found.lines if line.is_expected and not line.roster
    }
    assert found.totals.came is None


def test_who_was_absent_twice_without_apology_is_named_and_who_excused_once_is_not(country, cast, two_meetings):
    found = composition_of_forum(forum())
    assert [member.person.name for member in found.missed] == ["Away"]
    two_meetings.standing = "left"
    two_meetings.save()
    assert composition_of_forum(forum()).missed == []


def test_an_absence_before_the_last_two_meetings_counts_no_more(country, cast, two_meetings):
    hold(country, cast, dt.date(2025, 9, 10), {})
    assert composition_of_forum(forum()).missed == []


def test_who_came_is_the_mean_of_the_last_meetings(country, cast, two_meetings):
    found = composition_of_forum(forum())
    assert len(found.meetings) == 2
    assert found.totals.came == round(sum(m.attendance.filter(status="present").count() for m in found.meetings) / 2, 1)


def test_the_county_sees_the_same_figures_over_its_sub_counties(country, cast, two_meetings, signed_in):
    told = compositions_below([forum()])[0].told
    own = composition_of_forum(forum())
    assert (told["roster"], told["gaps"], told["missed"]) == (own.totals.roster, len(own.gaps), 1)
    page = signed_in(cast.county_secretary).get(reverse("composition_below")).content.decode()
    assert "Njoro Sub-County" in page and "Marigat" not in page
    assert (
        "Absent two meetings running"
        in signed_in(cast.member).get(reverse("forum_composition", args=["032-njoro"])).content.decode()
    )


def test_both_tables_are_taken_along(country, cast, two_meetings, signed_in):
    for address in (reverse("composition_below"), reverse("forum_composition", args=["032-njoro"])):
        answer = signed_in(cast.county_secretary).get(address, {"as": "csv"})
        assert b"Roster" in b"".join(answer.streaming_content)


def test_many_forums_ask_as_often_as_one(country, cast, two_meetings, django_assert_max_num_queries):
    for ids in (["032-njoro"], ["032-njoro", "032-naivasha", "030-marigat", "032"]):
        with django_assert_max_num_queries(8):
            compositions_below(Forum.objects.with_area().filter(slug__in=ids))
