"""When simulated people are at work: in their own hours and days, and how long they take."""

from datetime import UTC, date, datetime, time
from random import Random

import pytest

from service.drill.habits import (
    FASTEST,
    LEAST_AHEAD,
    MOST_AHEAD,
    SLOWEST,
    SLOWEST_URGENT,
    Reader,
    days_ahead,
    pace,
)
from service.reminders.ladder import URGENCIES
from service.reminders.recipients import Recipient

EVA = Recipient("eva@example.com", zone="Europe/Berlin")  # Monday to Friday, nine to five
END = datetime(2026, 12, 31, tzinfo=UTC)


def moment(text: str) -> datetime:
    """A moment in Munich."""
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("after", "hours", "expected"),
    [
        ("2026-03-03T09:00+01:00", 2, "2026-03-03T11:00+01:00"),
        ("2026-03-03T06:00+01:00", 2, "2026-03-03T11:00+01:00"),  # work begins at nine
        ("2026-03-03T16:00+01:00", 2, "2026-03-04T10:00+01:00"),  # an hour is left for the next day
        ("2026-03-03T20:00+01:00", 2, "2026-03-04T11:00+01:00"),  # work is over
        ("2026-03-06T16:00+01:00", 2, "2026-03-09T10:00+01:00"),  # Friday and Monday
        ("2026-03-27T16:00+01:00", 2, "2026-03-30T10:00+02:00"),  # summer time begins between
        ("2026-04-02T16:00+02:00", 2, "2026-04-07T10:00+02:00"),  # Good Friday to Easter Monday
        ("2026-03-03T09:00+01:00", 12, "2026-03-04T13:00+01:00"),  # eight hours a day
    ],
)
def test_hours_pass_while_somebody_works(after: str, hours: float, expected: str) -> None:
    assert Reader(EVA).at_work(moment(after), hours, END) == moment(expected)


def test_days_away_don_t_count() -> None:
    """Both ends of an absence are days away."""
    reader = Reader(EVA, away=[(date(2026, 3, 4), date(2026, 3, 5))])

    assert reader.at_work(moment("2026-03-03T16:00+01:00"), 2, END) == moment("2026-03-06T10:00+01:00")
    assert [reader.works_on(date(2026, 3, day)) for day in (3, 4, 5, 6, 7)] == [True, False, False, True, False]


def test_other_hours_and_another_zone_are_theirs() -> None:
    """Noon to three in Shanghai is four to seven in the morning, UTC."""
    shanghai = Recipient("li@example.com", zone="Asia/Shanghai", works_from=time(12), works_until=time(15))

    found = Reader(shanghai).at_work(datetime(2026, 3, 3, 6, tzinfo=UTC), 2, END)

    assert found == datetime(2026, 3, 4, 5, tzinfo=UTC)


def test_who_is_absent_all_the_time_is_never_at_work() -> None:
    assert Reader(EVA, absent=True).at_work(moment("2026-03-03T09:00+01:00"), 0.2, END) is None


def test_what_would_come_after_the_end_doesn_t_come() -> None:
    """The end itself is not part of a drill."""
    begins, end = moment("2026-03-03T09:00+01:00"), moment("2026-03-03T11:00+01:00")

    assert Reader(EVA).at_work(begins, 2, end) is None
    assert Reader(EVA).at_work(begins, 1.9, end) is not None


@pytest.mark.parametrize("urgency", URGENCIES)
def test_urgent_mails_are_read_sooner(urgency: str) -> None:
    slowest = SLOWEST_URGENT if urgency in ("urgent", "late", "last") else SLOWEST
    paces = [pace(Random(seed), urgency) for seed in range(300)]

    assert min(paces) >= FASTEST
    assert 0.9 * slowest < max(paces) <= slowest


def test_what_is_to_be_done_is_done_some_weeks_ahead() -> None:
    ahead = {days_ahead(Random(seed)) for seed in range(600)}

    assert (min(ahead), max(ahead)) == (LEAST_AHEAD, MOST_AHEAD)


def test_the_same_chance_gives_the_same_habits() -> None:
    assert pace(Random(7), "normal") == pace(Random(7), "normal")
    assert days_ahead(Random(7)) == days_ahead(Random(7))
