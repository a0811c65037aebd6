"""Office calendars: which days are closed, and what passes to the next open day."""

from datetime import date

import pytest

import rules
from rules.calendars import (
    FRIDAY_SATURDAY,
    MONDAY,
    SATURDAY_SUNDAY,
    SUNDAY,
    Calendar,
    Holidays,
    from_easter,
    nth_weekday,
    on,
    since,
    yearly,
)
from rules.case import Closure

ALL_OFFICES = [(office.code, office.calendar) for office in rules.jurisdictions()]


def day(iso):
    return date.fromisoformat(iso)


def test_a_weekend_passes_to_monday():
    calendar = Calendar("Europe/Berlin")

    assert calendar.next_open(day("2026-11-21")) == day("2026-11-23")
    assert calendar.next_open(day("2026-11-23")) == day("2026-11-23")


def test_a_weekend_that_changed_is_dated():
    """The Emirates: Friday and Saturday through 2021, Saturday and Sunday since."""
    calendar = Calendar("Asia/Dubai", weekend=(("2006-09-01", FRIDAY_SATURDAY), ("2022-01-01", SATURDAY_SUNDAY)))

    assert not calendar.is_open(day("2021-12-31"))  # a Friday
    assert calendar.is_open(day("2022-01-07"))  # a Friday
    assert not calendar.is_open(day("2022-01-09"))  # a Sunday
    assert not calendar.is_open(day("2000-12-01"))  # a Friday before the first row: the oldest row holds


def test_make_up_working_days_are_open():
    """China, 2026: Saturday 10 October is a working day; without the switch it would be closed."""
    source = (Holidays("CN"),)

    assert Calendar("Asia/Shanghai", source, working_weekends=True).is_open(day("2026-10-10"))
    assert not Calendar("Asia/Shanghai", source).is_open(day("2026-10-10"))


def test_holidays_by_name():
    """A holiday is left out, or kept alone, by a word of its English name."""
    both = Holidays("US", "DC")
    without = Holidays("US", "DC", without=("Emancipation Day",))
    only = Holidays("US", "DC", only=("Thanksgiving",))

    assert day("2026-04-16") in both.days(2026)
    assert day("2026-04-16") not in without.days(2026)
    assert only.days(2026) == {day("2026-11-26")}


def test_days_to_add_and_to_take_away():
    calendar = Calendar(
        "Europe/Paris",
        (Holidays("FR"),),
        closed=(yearly("12-24..12-31"), on("2026-03-03", "2026-03-05..2026-03-06")),
        open=(on("2026-07-14"),),
    )

    assert [calendar.is_open(day(f"2026-12-{number}")) for number in (23, 24, 28, 31)] == [True, False, False, False]
    assert [calendar.is_open(day(f"2026-03-0{number}")) for number in (3, 4, 5, 6)] == [False, True, False, False]
    assert calendar.is_open(day("2026-07-14"))


def test_movable_days():
    """Good Friday and Easter Monday 2026 are 3 and 6 April, Orthodox Easter Monday is 13 April."""
    assert set(from_easter(-2, 1)(2026)) == {day("2026-04-03"), day("2026-04-06")}
    assert set(from_easter(1, orthodox=True)(2026)) == {day("2026-04-13")}
    assert set(nth_weekday(8, MONDAY, 1)(2026)) == {day("2026-08-03")}
    assert set(nth_weekday(9, SUNDAY, 1, 4)(2026)) == {day("2026-09-10")}  # the Genevan fast


def test_a_list_of_days_from_one_year_to_another():
    days = since(2021, yearly("09-30"), until=2022)

    assert [len(list(days(year))) for year in (2020, 2021, 2022, 2023)] == [0, 1, 1, 0]


def test_working_days_are_counted_back():
    """Seven working days before Friday 12 June 2026: Wednesday 3 June."""
    assert Calendar("Europe/Berlin").working_days_before(day("2026-06-12"), 7) == day("2026-06-03")


def test_years_without_a_final_list_are_provisional():
    calendar = Calendar("Asia/Shanghai", (Holidays("CN"),), announced_through=2026)

    assert not calendar.is_provisional(day("2026-12-31"))
    assert calendar.is_provisional(day("2027-01-01"))
    assert calendar.is_provisional(day("2120-01-01"))


def test_a_year_outside_the_library_has_only_weekends_and_is_provisional():
    """Indonesia's list ends with 2050 at the latest; nothing is invented after it."""
    calendar = Calendar("Asia/Jakarta", (Holidays("CN"),), working_weekends=True)

    assert calendar.is_open(day("2150-10-01"))
    assert calendar.is_provisional(day("2150-10-01"))


def test_a_special_closure_counts_for_its_office_only():
    """A closure of the EPO from 30 November to 2 December 2026 moves a due day there, and none at the USPTO."""
    closures = (Closure("EP", day("2026-11-30"), day("2026-12-02"), "notice"),)
    case = {"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
    moved = rules.compute(case, as_of=day("2026-11-22"), closures=closures)
    elsewhere = rules.compute(
        case, as_of=day("2026-11-22"), closures=[Closure("US", day("2026-11-30"), day("2026-12-02"))]
    )

    def year_11(schedule):
        return next(one.due_effective for one in schedule.deadlines if one.number == 11)

    assert year_11(moved) == day("2026-12-03")
    assert year_11(elsewhere) == day("2026-11-30")


@pytest.mark.parametrize(("code", "calendar"), ALL_OFFICES, ids=[code for code, _ in ALL_OFFICES])
def test_every_calendar_gives_an_open_day_within_half_a_year(code, calendar):
    """From any day of ten years there is an open day soon: no rule closes an office for good.

    The longest closure known is Canada's of 16 March to 28 August 2020.
    """
    for year in range(2018, 2031):
        for month in range(1, 13):
            start = date(year, month, 1)
            assert (calendar.next_open(start) - start).days <= 168
