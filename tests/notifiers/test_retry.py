"""When to try again; the expected waits are worked out by hand from the formula."""

from datetime import timedelta

import pytest

from notifiers.retry import SEVERAL_DAYS, Schedule, wait_after

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("attempt", "u", "wait"),
    [
        (1, 0.5, 5 * SECOND),
        (2, 0.5, 5 * MINUTE),
        (3, 0.5, 30 * MINUTE),
        (4, 0.5, 2 * HOUR),
        (5, 0.5, 5 * HOUR),
        (6, 0.5, 10 * HOUR),
        (7, 0.5, 14 * HOUR),
        (8, 0.5, 20 * HOUR),
        (9, 0.5, 24 * HOUR),
        (10, 0.5, None),
        (11, 0.5, None),
        (1, 0.0, 4 * SECOND),  # 5 s × 0.8
        (2, 0.0, 4 * MINUTE),  # 5 min × 0.8
        (2, 0.25, 270 * SECOND),  # 300 s × 0.9
        (9, 0.75, 26 * HOUR + 24 * MINUTE),  # 24 h × 1.1
    ],
)
def test_the_wait_follows_the_schedule_with_jitter_of_a_fifth(attempt: int, u: float, wait: timedelta | None) -> None:
    assert wait_after(attempt, u) == wait


def test_the_schedule_lasts_a_little_over_three_days() -> None:
    assert sum(SEVERAL_DAYS.waits, timedelta()) == timedelta(days=3, hours=3, minutes=35, seconds=5)
    assert SEVERAL_DAYS.shortest == timedelta(seconds=217_684)  # 80 % of it: 2 days 12:28:04


@pytest.mark.parametrize(
    ("attempt", "retry_after", "wait"),
    [
        (1, 120.0, 2 * MINUTE),  # longer than 5 s: granted
        (4, 60.0, 2 * HOUR),  # shorter than 2 h: the schedule stands
        (1, 0.0, 5 * SECOND),
        (1, 86_400.0, 24 * HOUR),
        (1, 999_999_999.0, 24 * HOUR),  # some 31 years: granted for a day
        (10, 60.0, None),  # nothing brings a given-up message back
    ],
)
def test_retry_after_makes_a_wait_longer_but_never_shorter_or_endless(
    attempt: int, retry_after: float, wait: timedelta | None
) -> None:
    assert wait_after(attempt, 0.5, retry_after) == wait


def test_another_schedule_can_be_given() -> None:
    twice = Schedule(waits=(MINUTE, HOUR), jitter=0.0, longest=HOUR)
    assert [wait_after(attempt, 0.9, schedule=twice) for attempt in (1, 2, 3)] == [MINUTE, HOUR, None]


def test_there_is_no_attempt_number_zero() -> None:
    with pytest.raises(ValueError, match="attempt is 0; the first attempt is number 1"):
        wait_after(0, 0.5)
