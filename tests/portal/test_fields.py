"""Dates and times as people type them."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from portal.fields import SpokenDateField, SpokenTimeField
from portal.spoken_days import day_meant


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


WEDNESDAY = dt.date(2025, 3, 12)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", (2025, 3, 12)), ("tomorrow", (2025, 3, 13)), ("the day after tomorrow", (2025, 3, 14)),
        ("Friday", (2025, 3, 14)), ("by Friday", (2025, 3, 14)), ("this friday", (2025, 3, 14)),
        ("Fri", (2025, 3, 14)), ("Wednesday", (2025, 3, 19)), ("next Friday", (2025, 3, 21)),
        ("Friday next week", (2025, 3, 21)), ("in two weeks", (2025, 3, 26)), ("2 weeks", (2025, 3, 26)),
        ("within a month", (2025, 4, 12)), ("in 3 weeks' time", (2025, 4, 2)), ("a fortnight", (2025, 3, 26)),
        ("10 days", (2025, 3, 22)), ("in a year", (2026, 3, 12)), ("end of March", (2025, 3, 31)),
        ("the end of March", (2025, 3, 31)), ("end of February", (2026, 2, 28)), ("end Feb 2028", (2028, 2, 29)),
        ("end of Feb 2028", (2028, 2, 29)), ("end of the month", (2025, 3, 31)),
        ("end of next month", (2025, 4, 30)), ("end of the quarter", (2025, 3, 31)),
        ("end of next quarter", (2025, 6, 30)), ("end of the year", (2025, 12, 31)), ("mid-April", (2025, 4, 15)),
        ("start of April", (2025, 4, 1)), ("4 Apr", (2025, 4, 4)), ("4th of April", (2025, 4, 4)),
        ("April 4", (2025, 4, 4)), ("1 March", (2026, 3, 1)), ("29 February", (2028, 2, 29)),
        ("04/04/2025", (2025, 4, 4)), ("4.4.2025", (2025, 4, 4)), ("4/4", (2025, 4, 4)),
        ("2025-04-04", (2025, 4, 4)), ("Friday 4 April 2025", (2025, 4, 4)), ("Fri, 4 Apr", (2025, 4, 4)),
        ("leo", (2025, 3, 12)), ("kesho", (2025, 3, 13)), ("Kesho kutwa", (2025, 3, 14)), ("Ijumaa", (2025, 3, 14)),
        ("kufikia Ijumaa", (2025, 3, 14)), ("siku ya Ijumaa", (2025, 3, 14)), ("Jumapili", (2025, 3, 16)),
        ("Alhamisi ijayo", (2025, 3, 20)), ("Ijumaa wiki ijayo", (2025, 3, 21)), ("wiki mbili", (2025, 3, 26)),
        ("baada ya wiki mbili", (2025, 3, 26)), ("ndani ya wiki moja", (2025, 3, 19)), ("siku kumi", (2025, 3, 22)),
        ("mwezi mmoja", (2025, 4, 12)), ("miezi 3", (2025, 6, 12)), ("mwisho wa Machi", (2025, 3, 31)),
        ("mwishoni mwa Aprili", (2025, 4, 30)), ("mwisho wa mwezi", (2025, 3, 31)),
        ("mwisho wa mwezi ujao", (2025, 4, 30)), ("mwisho wa mwaka", (2025, 12, 31)),
        ("katikati ya Aprili", (2025, 4, 15)), ("4 Aprili", (2025, 4, 4)), ("tarehe 4 Aprili 2025", (2025, 4, 4)),
        ("4 mwezi wa nne", (2025, 4, 4)), ("tarehe 12 mwezi wa kumi na mbili", (2025, 12, 12)),
        ("Ijumaa, 4 Aprili 2025", (2025, 4, 4)), ("20 Mei", (2025, 5, 20)),
    ],
)  # fmt: skip
def test_a_day_in_words_counts_from_the_meeting(typed, meant):
    assert day_meant(typed, since=WEDNESDAY) == dt.date(*meant)


@pytest.mark.parametrize(
    "typed",
    ["soon", "next week", "April", "April 2025", "31 April", "10:00", "99999 days", "4 April 20255", "7", "a", "Friday x", "в пятницу", "wiki"],
)  # fmt: skip
def test_what_may_mean_several_days_is_asked_for_again(typed):
    with pytest.raises(ValidationError, match="in two weeks or end of March"):
        SpokenDateField(since=WEDNESDAY).clean(typed)


def test_a_weekday_that_does_not_go_with_its_date_is_told():
    with pytest.raises(ValidationError, match="4 April 2025 is a Friday"):
        SpokenDateField(since=WEDNESDAY).clean("Monday 4 April 2025")
    with pytest.raises(ValidationError, match="4 April 2025 is a Friday"):
        SpokenDateField(since=WEDNESDAY).clean("Jumatatu 4 Aprili 2025")
