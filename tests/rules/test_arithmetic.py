"""Month arithmetic on integers, held against dateutil and worked by hand at the edges."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from rules.arithmetic import add_months, beginning_with, days_in_month, end_of_month, following, same_day_in

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@given(DAYS, st.integers(-1200, 1200))
def test_add_months_is_relativedelta(day, months):
    assert add_months(day, months) == day + relativedelta(months=months)


@given(DAYS)
def test_end_of_month_is_relativedelta(day):
    assert end_of_month(day) == day + relativedelta(day=31)


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [(2024, 2, 29), (2025, 2, 28), (1900, 2, 28), (2000, 2, 29), (2025, 4, 30), (2025, 12, 31)],
)
def test_february_follows_the_gregorian_rule(year, month, days):
    assert days_in_month(year, month) == days


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2018-11-30", 6, "2019-05-31"),  # starts on 1 December, so it ends with May
        ("2022-02-28", 6, "2022-08-31"),  # starts on 1 March
        ("2024-02-28", 6, "2024-08-28"),  # not the month's end in a leap year
        ("2023-06-17", 6, "2023-12-17"),
        ("2023-08-30", 6, "2024-02-29"),  # starts on the 31st; February has no such day, so it ends with February
        ("2023-08-31", 6, "2024-02-29"),
    ],
)
def test_a_period_that_starts_the_day_after_ends_before_its_corresponding_day(day, months, last):
    """Japanese, Korean and Taiwanese counting: month ends matter."""
    assert following(date.fromisoformat(day), months) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2020-03-01", 3, "2020-05-31"),  # the example of the British rules
        ("2016-02-29", 120, "2026-02-28"),  # no corresponding day: the last day of the month itself
        ("2016-05-06", 120, "2026-05-05"),
    ],
)
def test_a_period_that_includes_its_first_day_ends_the_day_before(day, months, last):
    assert beginning_with(date.fromisoformat(day), months) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "year", "same"),
    [("2016-02-29", 2026, "2026-02-28"), ("2016-02-29", 2028, "2028-02-29"), ("2016-07-31", 2001, "2001-07-31")],
)
def test_the_same_day_in_another_year(day, year, same):
    assert same_day_in(date.fromisoformat(day), year) == date.fromisoformat(same)
