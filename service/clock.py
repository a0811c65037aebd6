"""The time of day, passed in wherever it is needed, so that a test can set it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return datetime.now(UTC)


def today_everywhere(now: datetime) -> date:
    """The date where the day begins first (UTC+14), so that no morning's filing lies "in the future"."""
    return (now.astimezone(UTC) + timedelta(hours=14)).date()
