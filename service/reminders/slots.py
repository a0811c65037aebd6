"""When a rung leaves: in its recipient's working hours, and before the day is over at the office.

A slot is a recipient's working hours on a working day in their zone; a rung leaves as the slot begins. A day is a
working day when its weekday is among theirs and it isn't a holiday of their calendar.
All moments are aware and in UTC; days are days of the office.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from service.reminders.ladder import Rung
from service.reminders.recipients import Recipient

LONGEST_BREAK = 31  # days: nobody's holidays last longer, and a zone or calendar gone wrong must not keep a rung back

_DAY = timedelta(days=1)
_LAST = date(9999, 12, 28)  # its midnight is a moment in every zone


@dataclass(frozen=True, slots=True)
class Departure:
    """One rung for one recipient and the moment it leaves."""

    at: datetime
    rung: Rung
    recipient: Recipient


@lru_cache(maxsize=65_536)
def day_begins(day: date, zone: str) -> datetime:
    """The midnight with which `day` begins in `zone`; where clocks skip it, the moment they skip."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def day_ends(day: date, zone: str) -> datetime:
    """The midnight that ends `day` in `zone`; where clocks are set back over it, the earlier one."""
    return day_begins(min(day, _LAST) + _DAY, zone)


@lru_cache(maxsize=65_536)
def last_slot(day: date, office_zone: str, recipient: Recipient, *, regardless: bool = False) -> datetime:
    """The recipient's last slot that ends before `day` is over at the office.

    `regardless` takes their last day whether they work on it or not.
    """
    end = day_ends(day, office_zone)
    local = end.astimezone(ZoneInfo(recipient.zone)).date()
    if _moment(local, recipient.works_until, recipient.zone) > end:
        local -= _DAY
    return _moment(local if regardless else _working(local, -_DAY, recipient), recipient.works_from, recipient.zone)


@lru_cache(maxsize=65_536)
def first_slot(day: date, office_zone: str, recipient: Recipient) -> datetime:
    """The recipient's first slot that begins when `day` has begun at the office."""
    start = day_begins(day, office_zone)
    local = start.astimezone(ZoneInfo(recipient.zone)).date()
    if _moment(local, recipient.works_from, recipient.zone) < start:
        local += _DAY
    return _moment(_working(local, _DAY, recipient), recipient.works_from, recipient.zone)


def leaves_at(rung: Rung, recipient: Recipient, zone: str) -> datetime:
    """The moment a rung leaves for a recipient; `zone` is the office's."""
    if rung.after:
        return first_slot(rung.day, recipient.zone if rung.own_day else zone, recipient)
    return last_slot(rung.day, zone, recipient, regardless=rung.regardless)


def today(now: datetime, recipient: Recipient) -> date:
    """The recipient's own day."""
    return now.astimezone(ZoneInfo(recipient.zone)).date()


def at_work(now: datetime, recipient: Recipient) -> bool:
    """Whether the recipient's working day has begun; it lasts until their midnight."""
    day = today(now, recipient)
    return works_on(day, recipient) and _moment(day, recipient.works_from, recipient.zone) <= now


def next_opening(recipient: Recipient, now: datetime) -> datetime:
    """The next moment after `now` at which the recipient's working day begins."""
    day = today(now, recipient)
    if _moment(day, recipient.works_from, recipient.zone) <= now:
        day += _DAY
    return _moment(_working(day, _DAY, recipient), recipient.works_from, recipient.zone)


def first_working_day_of_week(day: date, recipient: Recipient) -> bool:
    """Whether a day is the first of its week, from Monday on, on which the recipient works."""
    monday = day - timedelta(days=day.weekday())
    return works_on(day, recipient) and not any(
        works_on(monday + timedelta(days=before), recipient) for before in range(day.weekday())
    )


def works_on(day: date, recipient: Recipient) -> bool:
    """Whether a day is a working day of the recipient."""
    return day.isoweekday() in recipient.working_days and day not in _holidays(recipient.calendar, day.year)


def _working(day: date, step: timedelta, recipient: Recipient) -> date:
    for steps in range(LONGEST_BREAK):
        if works_on(day + steps * step, recipient):
            return day + steps * step
    return day


def _moment(day: date, hour: time, zone: str) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=1024)
def _holidays(calendar: str | None, year: int) -> frozenset[date]:
    country, _, subdivision = (calendar or "").partition("-")
    known = holidays.list_supported_countries()
    if country not in known or (subdivision and subdivision not in known[country]):
        return frozenset()
    return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=year))
