"""Office calendars: on which days an office is closed, and what a closed day does to a last day.

The holidays come from the `holidays` library; what an office adds or takes away, its weekend, its make-up working days
and special closures are data here and in the office's module.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

import holidays
from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from rules.arithmetic import ONE_DAY

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
SATURDAY_SUNDAY = frozenset((SATURDAY, SUNDAY))
FRIDAY_SATURDAY = frozenset((FRIDAY, SATURDAY))
THURSDAY_FRIDAY = frozenset((THURSDAY, FRIDAY))

DaysOfYear = Callable[[int], Iterable[date]]


@dataclass(frozen=True, slots=True)
class Holidays:
    """A set of days in the `holidays` library: country, subdivision, categories, and names to leave out.

    Names are the library's English ones; a holiday is left out when one of the `without` words occurs in its name, and
    with `only` it is kept only when one of those words occurs.
    """

    country: str
    subdivision: str | None = None
    categories: tuple[str, ...] = ("public",)
    without: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def days(self, year: int) -> frozenset[date]:
        """Return the holidays of one year; none for a year outside the library's range."""
        return _listed(self, year)

    def working_weekends(self, year: int) -> frozenset[date]:
        """Return the weekend days of a year that were declared working days."""
        return _make_up_days(self, year)

    def knows(self, year: int) -> bool:
        """Return whether the library covers the year."""
        entity = getattr(holidays, self.country)
        return bool(entity.start_year <= year <= entity.end_year)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one office is closed, and what that does to the last day of a period.

    `weekend` holds weekdays, or rows of (first day, weekdays) where it changed. `closed` and `open` are functions of
    the year: days to add to the holidays, and days to take away. `moves_due` and `moves_late` say whether the last day
    without surcharge and the last day of the late period pass to the next open day.
    `announced_through` is the last year whose list is final; what falls later is provisional (None: the list follows
    from rules and is always final).
    """

    zone: str
    holidays: tuple[Holidays, ...] = ()
    weekend: frozenset[int] | tuple[tuple[str, frozenset[int]], ...] = SATURDAY_SUNDAY
    closed: tuple[DaysOfYear, ...] = ()
    open: tuple[DaysOfYear, ...] = ()
    working_weekends: bool = False
    moves_due: bool = True
    moves_late: bool = True
    announced_through: int | None = None
    closures: frozenset[date] = frozenset()
    _unsure: dict[int, bool] = field(default_factory=dict, compare=False, repr=False)
    _years: dict[int, frozenset[date]] = field(default_factory=dict, compare=False, repr=False)

    def is_open(self, day: date) -> bool:
        """Return whether the office is open on that day."""
        return day not in self._closed_in(day.year)

    def next_open(self, day: date) -> date:
        """Return the day itself or the next one on which the office is open."""
        closed = self._years.get(day.year) or self._closed_in(day.year)
        while day in closed:
            day += ONE_DAY
            closed = self._closed_in(day.year)
        return day

    def working_days_before(self, day: date, count: int) -> date:
        """Return the working day that lies `count` working days before `day`."""
        while count:
            day -= ONE_DAY
            if self.is_open(day):
                count -= 1
        return day

    def is_provisional(self, day: date) -> bool:
        """Return whether the closed days of that day's year are not yet announced."""
        unsure = self._unsure.get(day.year)
        if unsure is None:
            late = self.announced_through is not None and day.year > self.announced_through
            unsure = self._unsure[day.year] = late or any(not source.knows(day.year) for source in self.holidays)
        return unsure

    def with_closures(self, days: Iterable[date]) -> "Calendar":
        """Return the same calendar with special closures added."""
        return replace(self, closures=self.closures | frozenset(days), _years={}, _unsure={})

    def _closed_in(self, year: int) -> frozenset[date]:
        closed = self._years.get(year)
        if closed is None:
            closed = self._years[year] = self._closed_days(year)
        return closed

    def _closed_days(self, year: int) -> frozenset[date]:
        closed = {day for day in _all_days(year) if day.weekday() in self._weekend_on(day)}
        for source in self.holidays:
            if self.working_weekends:
                closed -= source.working_weekends(year)
            closed |= source.days(year)
        for add in self.closed:
            closed.update(add(year))
        for remove in self.open:
            closed.difference_update(remove(year))
        return frozenset(closed | {day for day in self.closures if day.year == year})

    def _weekend_on(self, day: date) -> frozenset[int]:
        if isinstance(self.weekend, frozenset):
            return self.weekend
        current = self.weekend[0][1]
        for since, weekdays in self.weekend:
            if day >= date.fromisoformat(since):
                current = weekdays
        return current


def yearly(*days: str) -> DaysOfYear:
    """Days of every year, given as `MM-DD`; 29 February only where there is one.

    A range is written `12-24..12-31`.
    """
    pairs = [(first, last or first) for first, _, last in (day.partition("..") for day in days)]

    def in_year(year: int) -> Iterable[date]:
        for first, last in pairs:
            day, end = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")
            while day <= end:
                yield day
                day += ONE_DAY

    return in_year


def on(*days: str) -> DaysOfYear:
    """Single days in ISO form, or ranges `2023-12-27..2023-12-29`."""
    listed = [date.fromisoformat(day) for day in days if ".." not in day]
    for first, _, last in (day.partition("..") for day in days if ".." in day):
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        listed.extend(start + timedelta(days=offset) for offset in range((end - start).days + 1))

    def in_year(year: int) -> Iterable[date]:
        return (day for day in listed if day.year == year)

    return in_year


def from_easter(*offsets: int, orthodox: bool = False) -> DaysOfYear:
    """Days counted from Easter Sunday: -2 is Good Friday, 1 Easter Monday, 39 Ascension, 60 Corpus Christi."""

    def in_year(year: int) -> Iterable[date]:
        sunday = easter(year, EASTER_ORTHODOX) if orthodox else easter(year, EASTER_WESTERN)
        return (sunday + timedelta(days=offset) for offset in offsets)

    return in_year


def nth_weekday(month: int, weekday: int, nth: int, offset: int = 0) -> DaysOfYear:
    """The n-th given weekday of a month, plus an offset in days."""

    def in_year(year: int) -> Iterable[date]:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + offset)
        return (day,)

    return in_year


def since(year: int, days: DaysOfYear, until: int | None = None) -> DaysOfYear:
    """Apply a list of days from one year on, and through `until` where that is given."""

    def in_year(asked: int) -> Iterable[date]:
        return days(asked) if asked >= year and (until is None or asked <= until) else ()

    return in_year


@cache
def _listed(source: Holidays, year: int) -> frozenset[date]:
    return frozenset(
        day
        for day, name in _names(source, year).items()
        if not any(word in name for word in source.without)
        and (not source.only or any(word in name for word in source.only))
    )


@cache
def _make_up_days(source: Holidays, year: int) -> frozenset[date]:
    if not source.knows(year):
        return frozenset()
    entity = holidays.country_holidays(source.country, subdiv=source.subdivision, years=year)
    return frozenset(day for day in getattr(entity, "weekend_workdays", ()) if day.year == year)


def _names(source: Holidays, year: int) -> Mapping[date, str]:
    if not source.knows(year):
        return {}
    entity = getattr(holidays, source.country)
    language = "en_US" if "en_US" in entity.supported_languages else None
    listed = holidays.country_holidays(
        source.country, subdiv=source.subdivision, years=year, categories=source.categories, language=language
    )
    return {day: name for day, name in listed.items() if day.year == year}


def _all_days(year: int) -> Iterable[date]:
    first = date(year, 1, 1).toordinal()
    return map(date.fromordinal, range(first, date(year, 12, 31).toordinal() + 1))
