"""The clock, and today where the day begins first."""

from datetime import UTC, date, datetime

import pytest

from service.clock import SystemClock, today_everywhere


@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2026-03-02T09:59:59+00:00", date(2026, 3, 2)),
        ("2026-03-02T10:00:00+00:00", date(2026, 3, 3)),  # midnight at UTC+14
        ("2026-03-02T18:00:00+08:00", date(2026, 3, 3)),  # the same moment in Shanghai
        ("2026-12-31T23:59:59+00:00", date(2027, 1, 1)),
    ],
)
def test_today_is_the_date_where_the_day_begins_first(now: str, today: date) -> None:
    assert today_everywhere(datetime.fromisoformat(now)) == today


def test_the_clock_of_this_machine_is_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
