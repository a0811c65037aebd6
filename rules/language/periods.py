"""Periods of years, months and days, Gregorian or Hijri."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from rules.arithmetic import add_months
from rules.hijri import add_hijri_months
from rules.language import phrases
from rules.language.facts import Facts
from rules.language.numbers import Constant, Linear, Number, as_number
from rules.language.phrases import Words


class Period(Protocol):
    """A length of time that can be counted from a day, forwards or backwards."""

    def after(self, day: date, facts: Facts, sign: int) -> date:
        """Return the day the period leads to, counted forwards (`sign` 1) or backwards (-1)."""
        ...

    def months_of(self, facts: Facts) -> int:
        """Return its length in months, for counts that have a first day of their own."""
        ...

    def params(self, facts: Facts) -> dict[str, int]:
        """Return its length by unit, as a derivation states it."""
        ...

    def describe(self) -> Words:
        """Return it in words."""
        ...


_ZERO = Constant(0)


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """Years and months counted together (short months give their last day once), then days."""

    years: Number = _ZERO
    months: Number = _ZERO
    days: Number = _ZERO
    fixed_months: int | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Add up years and months once where they don't depend on a case."""
        fixed = None
        if isinstance(self.years, Constant) and isinstance(self.months, Constant):
            fixed = 12 * self.years.number + self.months.number
        object.__setattr__(self, "fixed_months", fixed)

    def __add__(self, other: "CalendarPeriod") -> "CalendarPeriod":
        return CalendarPeriod(
            _either(self.years, other.years), _either(self.months, other.months), _either(self.days, other.days)
        )

    def after(self, day: date, facts: Facts, sign: int) -> date:
        """Return the corresponding day, or the last day of the month where there is none, then count the days."""
        months = self.fixed_months if self.fixed_months is not None else self.months_of(facts)
        if months:
            day = add_months(day, sign * months)
        if self.days is _ZERO:
            return day
        return day + timedelta(days=sign * self.days.value(facts))

    def months_of(self, facts: Facts) -> int:
        """Return years and months in months."""
        if self.fixed_months is not None:
            return self.fixed_months
        total = 12 * self.years.value(facts) if self.years is not _ZERO else 0
        return total + self.months.value(facts) if self.months is not _ZERO else total

    def params(self, facts: Facts) -> dict[str, int]:
        """Return the numbers by unit, without those that are zero by construction."""
        parts = (("years", self.years), ("months", self.months), ("days", self.days))
        return {unit: number.value(facts) for unit, number in parts if number is not _ZERO}

    def describe(self) -> Words:
        """Return such as `(n − 1) years`, `6 months`."""
        parts = (("years", self.years), ("months", self.months), ("days", self.days))
        lengths = (phrases.length(unit, number.describe()) for unit, number in parts if number is not _ZERO)
        return phrases.joined(phrases.LENGTH_AND, lengths)


@dataclass(frozen=True, slots=True)
class HijriPeriod:
    """Years and months of the Umm al-Qura calendar; where day 30 is missing, day 29."""

    months: Number

    def after(self, day: date, facts: Facts, sign: int) -> date:
        """Return the same Hijri day that many Hijri months away, as a Gregorian day."""
        return add_hijri_months(day, sign * self.months.value(facts))

    def months_of(self, facts: Facts) -> int:
        """Hijri periods have no length in Gregorian months."""
        raise TypeError("a Hijri period is counted from a day only")

    def params(self, facts: Facts) -> dict[str, int]:
        """Return its length in Hijri months."""
        return {"hijri_months": self.months.value(facts)}

    def describe(self) -> Words:
        """Return such as `120 Hijri months`."""
        return phrases.length("hijri_months", self.months.describe())


def years(count: int | Number) -> CalendarPeriod:
    """That many years."""
    return CalendarPeriod(years=as_number(count))


def months(count: int | Number) -> CalendarPeriod:
    """That many months."""
    return CalendarPeriod(months=as_number(count))


def days(count: int | Number) -> CalendarPeriod:
    """That many days."""
    return CalendarPeriod(days=as_number(count))


def hijri_years(count: int | Linear) -> HijriPeriod:
    """That many Hijri years, as twelve Hijri months each."""
    return HijriPeriod(as_number(count * 12))


def hijri_months(count: int | Number) -> HijriPeriod:
    """That many Hijri months."""
    return HijriPeriod(as_number(count))


def _either(one: Number, other: Number) -> Number:
    if one is _ZERO:
        return other
    if other is _ZERO:
        return one
    raise TypeError("each unit of a period is stated once")
