"""What the desk says of ending terms, and what the NSC learns of co-chairs who left."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.workflow import MINUTES
from members import appointing
from members.models import Appointment


@pytest.fixture
def co_chair(country, cast):
    return Appointment.objects.get(seat="co_chair", office__forum=country.forums["032-njoro"])


def desk(browser) -> str:
    return browser.get(reverse("desk")).content.decode()


def test_a_term_that_ends_soon_waits_for_whoever_fills_the_office(co_chair, cast, signed_in):
    co_chair.until = timezone.localdate() + dt.timedelta(days=40)
    co_chair.save()
    assert "Find a successor: co_chair of Njoro Sub-County" in desk(signed_in(cast.chair))
    for user in (cast.secretary, cast.county_chair, cast.nsc_officer):
        assert "Find a successor" not in desk(signed_in(user))


def test_a_term_that_ends_in_a_year_is_not_told_yet(co_chair, cast, signed_in):
    co_chair.until = timezone.localdate() + dt.timedelta(days=365)
    co_chair.save()
    assert "Find a successor" not in desk(signed_in(cast.chair))


def test_the_nsc_learns_that_a_co_chair_left(co_chair, cast, signed_in):
    appointing.end(
        appointment=co_chair, until=timezone.localdate(), ended_for="resolution", ended_by="MIN. 5", by=cast.chair
    )
    told = desk(signed_in(cast.nsc_officer))
    assert "Co Chair has left" in told
    assert "For your information" in told
    assert "Co Chair has left" not in desk(signed_in(cast.county_chair))


def test_a_removal_soon_after_a_reservation_is_flagged_to_the_nsc(confirmed, co_chair, cast, signed_in):
    MINUTES.take(confirmed, "sign", by=cast.co_chair, reservation="The wards were not heard.")
    appointing.end(
        appointment=co_chair, until=timezone.localdate(), ended_for="resolution", ended_by="MIN. 5", by=cast.chair
    )
    assert "Soon after a reservation" in desk(signed_in(cast.nsc_officer))
