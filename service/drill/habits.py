"""When simulated people work and how fast they are: their own working hours, days away, and a seeded pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from service.reminders.ladder import URGENCIES
from service.reminders.recipients import Recipient
from service.reminders.slots import works_on

FASTEST, SLOWEST = 0.2, 12.0  # working hours from a mail to its being read
SLOWEST_URGENT = 3.0  # of a mail that says it is urgent
LEAST_AHEAD, MOST_AHEAD = 10, 45  # days before the day to act by on which people do what is to be done

_DAY = timedelta(days=1)
_PRESSING = URGENCIES[2:]  # urgent, late, last


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets mails; `away` are the days on which they don't work, both ends included."""

    recipient: Recipient
    away: Sequence[tuple[date, date]] = ()
    absent: bool = False
    """Whether they don't work at all."""

    def works_on(self, day: date) -> bool:
        """Whether they are at work on a day."""
        return works_on(day, self.recipient) and not any(first <= day <= last for first, last in self.away)

    def at_work(self, after: datetime, hours: float, until: datetime) -> datetime | None:
        """The moment at which they have worked so many hours after a moment; None where that is not before `until`."""
        left, zone = timedelta(hours=hours), ZoneInfo(self.recipient.zone)
        day = after.astimezone(zone).date()
        while not self.absent and self._moment(day, self.recipient.works_from) < until:
            begins = max(after, self._moment(day, self.recipient.works_from))
            worked = self._moment(day, self.recipient.works_until) - begins
            if worked > timedelta() and self.works_on(day):
                if left < worked:
                    return begins + left if begins + left < until else None
                left -= worked
            day += _DAY
        return None

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, ZoneInfo(self.recipient.zone)).astimezone(UTC)


def pace(chance: Random, urgency: str) -> float:
    """Working hours that pass before somebody reads a mail."""
    return chance.uniform(FASTEST, SLOWEST_URGENT if urgency in _PRESSING else SLOWEST)


def days_ahead(chance: Random) -> int:
    """How many days before the day to act by somebody does what is to be done."""
    return chance.randint(LEAST_AHEAD, MOST_AHEAD)
