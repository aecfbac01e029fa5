"""Dates and times as people type them."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from portal.fields import SpokenDateField, SpokenTimeField


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4 April 2025", dt.date(2025, 4, 4)),
        ("4 Apr 2025", dt.date(2025, 4, 4)),
        ("04/04/2025", dt.date(2025, 4, 4)),
        ("5/4/2025", dt.date(2025, 4, 5)),
        ("2025-04-05", dt.date(2025, 4, 5)),
        ("12 Machi 2025", dt.date(2025, 3, 12)),
        ("4 Apr", dt.date(2026, 4, 4)),
        ("1 March", dt.date(2027, 3, 1)),
    ],
)
@time_machine.travel("2026-03-10 12:00 +0300")
def test_a_date_is_understood_as_it_is_said(typed, meant):
    assert SpokenDateField().clean(typed) == meant


@pytest.mark.parametrize("typed", ["some day", "32 April 2025", "April", "next week", "7"])
def test_what_is_no_date_is_asked_for_again(typed):
    with pytest.raises(ValidationError, match="Write the date like this"):
        SpokenDateField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:12", dt.time(10, 12)),
        ("10.12 a.m.", dt.time(10, 12)),
        ("1.05 p.m.", dt.time(13, 5)),
        ("14", dt.time(14)),
        ("12 am", dt.time(0)),
    ],
)
def test_a_time_is_understood_as_it_is_said(typed, meant):
    assert SpokenTimeField().clean(typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "noon", "10:75"])
def test_what_is_no_time_is_asked_for_again(typed):
    with pytest.raises(ValidationError, match="Write the time like this"):
        SpokenTimeField().clean(typed)
