"""Where a chair's office is vacant, the next filled one above acts, and nobody further up; whoever is appointed takes over."""

import datetime as dt
import time

import time_machine
from django.urls import reverse

from forums.access import may
from meetings.workflow import MINUTES
from members import appointing
from members.models import Appointment, Person
from members.standing_in import acting_for

ENDED = {"ended_for": "transfer", "ended_by": "Letter", "until": dt.date(2025, 3, 20)}


def leave(cast, fresh) -> None:
    """The chair of Njoro is transferred; nobody follows yet."""
    held = Appointment.objects.get(person=cast.chair.person, seat="chair")
    appointing.end(appointment=held, by=fresh(cast.county_chair), **ENDED)


def test_the_county_chair_acts_where_a_sub_county_has_none(country, cast, fresh):
    njoro = country.areas["032-njoro"]
    assert not may(cast.county_chair, "clear_minutes", njoro)
    leave(cast, fresh)
    for right in ("clear_minutes", "sign_minutes", "keep_record", "appoint_secretary"):
        assert may(fresh(cast.county_chair), right, njoro)
        assert not may(fresh(cast.region_chair), right, njoro)
    assert not may(fresh(cast.chair), "clear_minutes", njoro)
    assert acting_for(njoro).person == cast.county_chair.person


def test_a_secretary_above_does_not_act_for_a_chair(country, cast, fresh):
    leave(cast, fresh)
    assert not may(fresh(cast.county_secretary), "clear_minutes", country.areas["032-njoro"])


def test_where_the_county_has_none_either_the_region_acts(country, cast, fresh):
    # Baringo and Marigat have no chair in the small country
    for code in ("030", "030-marigat"):
        assert may(fresh(cast.region_chair), "clear_minutes", country.areas[code])
    assert not may(fresh(cast.county_chair), "clear_minutes", country.areas["030"])


def test_whoever_is_appointed_takes_over_with_the_next_request(country, cast, fresh):
    leave(cast, fresh)
    office = country.forums["032-njoro"].offices.get(seat="chair")
    appointing.appoint(
        office=office, person=Person.objects.create(name="Samuel Rotich"), since=dt.date(2025, 7, 1),
        basis="ex_officio", by=fresh(cast.county_chair),
    )  # fmt: skip
    assert not may(fresh(cast.county_chair), "clear_minutes", country.areas["032-njoro"])


def test_an_office_that_falls_vacant_on_a_day_is_acted_for_from_that_day(country, cast, fresh):
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    held = Appointment.objects.get(person=cast.chair.person, seat="chair")
    appointing.end(appointment=held, by=fresh(cast.county_chair), **{**ENDED, "until": tomorrow})
    assert not may(fresh(cast.county_chair), "clear_minutes", country.areas["032-njoro"])
    with time_machine.travel(time.time() + 2 * 86400 + 3600):
        assert may(fresh(cast.county_chair), "clear_minutes", country.areas["032-njoro"])


def test_minutes_of_a_forum_without_a_chair_wait_for_the_chair_above(clearing, cast, fresh):
    leave(cast, fresh)
    minutes = type(clearing).objects.get(pk=clearing.pk)
    MINUTES.take(minutes, "clear", by=fresh(cast.co_chair))
    assert minutes.status == "clearing"
    MINUTES.take(minutes, "clear", by=fresh(cast.county_chair))
    minutes.refresh_from_db()
    assert minutes.status == "circulated"
    said = minutes.clearances.get(seat="chair")
    assert (said.name, said.office) == ("County Chair", "chair of Nakuru County")


def test_the_offices_page_says_who_acts(country, cast, fresh, signed_in):
    leave(cast, fresh)
    page = signed_in(fresh(cast.secretary)).get(reverse("offices", args=["032-njoro"])).content.decode()
    assert "Until it is filled, the next office above acts: County Chair, chair of Nakuru County." in page
