"""Hijri months: Umm al-Qura by its tables, the tabular calendar beyond, without a seam that stops a computation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.hijri import add_hijri_months


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2016-03-20", 120, "2025-12-02"),  # 11 Jumada II 1437, ten years on: 11 Jumada II 1447
        ("2025-12-02", 6, "2026-05-28"),  # to 11 Dhu al-Hijja 1447
        ("2023-07-18", 1, "2023-08-16"),  # 30 Dhu al-Hijja 1444 to 29 or 30 Muharram 1445, as long as that month is
        ("2025-12-02", -120, "2016-03-20"),
    ],
)
def test_months_by_the_tables_of_umm_al_qura(day, months, later):
    assert add_hijri_months(date.fromisoformat(day), months) == date.fromisoformat(later)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.integers(0, 600))
def test_any_day_of_four_centuries_has_a_later_one(day, months):
    """A Hijri month has 29 or 30 days: the result lies within two days of that on average, tables or none."""
    later = add_hijri_months(day, months)

    assert abs((later - day).days - months * 29.530588) <= 3


@given(st.dates(date(2077, 11, 17), date(2200, 12, 31)))
def test_beyond_the_tables_no_months_is_the_day_itself(day):
    assert add_hijri_months(day, 0) == day
