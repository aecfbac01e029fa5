"""The quarter of the financial year, July to June, always with its months."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.quarter import Quarter

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31))


def test_march_2025_lies_in_the_third_quarter():
    quarter = Quarter.of(dt.date(2025, 3, 12))
    assert (quarter.label, quarter.printed) == ("Q3 FY 2024/25 (Jan-Mar 2025)", "Q3, FY 2024/25 (Jan-Mar 2025)")
    assert (quarter.start, quarter.end) == (dt.date(2025, 1, 1), dt.date(2025, 3, 31))


@given(DAYS)
def test_every_day_lies_in_its_quarter_and_the_code_leads_back(day):
    quarter = Quarter.of(day)
    assert quarter.start <= day <= quarter.end
    assert Quarter.parse(quarter.code) == quarter
    assert quarter.next().previous() == quarter
    assert quarter.end + dt.timedelta(days=1) == quarter.next().start


@given(DAYS, DAYS)
def test_codes_sort_as_time_does(one, other):
    assert (Quarter.of(one).code < Quarter.of(other).code) == (Quarter.of(one) < Quarter.of(other))


@pytest.mark.parametrize("wrong", ["2024-26-Q3", "2024-25-Q5", "Q3", ""])
def test_what_is_no_quarter_is_refused(wrong):
    with pytest.raises(ValueError, match="not a quarter"):
        Quarter.parse(wrong)
