"""Days counted from other days: month ends, periods with a first day, open days, anniversaries, calendar days."""

from dataclasses import dataclass
from datetime import date

from rules import arithmetic
from rules.language import phrases, steps
from rules.language.expressions import DateExpression, in_words
from rules.language.facts import Facts
from rules.language.numbers import Number
from rules.language.periods import CalendarPeriod
from rules.language.phrases import Words


@dataclass(frozen=True, slots=True)
class EndOfMonth(DateExpression):
    """The last day of a day's month."""

    start: DateExpression

    def at(self, facts: Facts) -> date:
        """Return the last day of the month."""
        start = self.start.at(facts)
        day = arithmetic.end_of_month(start)
        if facts.trace is not None:
            facts.note(steps.END_OF_MONTH, day, start=start, day=day)
        return day

    def describe(self) -> Words:
        """Return it in words."""
        return phrases.END_OF_MONTH(start=self.start.describe())


@dataclass(frozen=True, slots=True)
class Following(DateExpression):
    """The last day of the months that start on the day after a day."""

    start: DateExpression
    period: CalendarPeriod

    def at(self, facts: Facts) -> date:
        """Return the last day of the period."""
        start = self.start.at(facts)
        day = arithmetic.following(start, self.period.months_of(facts))
        if facts.trace is not None:
            length = self.period.params(facts)
            facts.note(steps.FOLLOWING, day, start=start, length=in_words(length), day=day, **length)
        return day

    def describe(self) -> Words:
        """Return it in words."""
        return phrases.FOLLOWING(length=self.period.describe(), start=self.start.describe())


@dataclass(frozen=True, slots=True)
class BeginningWith(DateExpression):
    """The last day of the months that start on a day itself."""

    start: DateExpression
    period: CalendarPeriod

    def at(self, facts: Facts) -> date:
        """Return the last day of the period."""
        start = self.start.at(facts)
        day = arithmetic.beginning_with(start, self.period.months_of(facts))
        if facts.trace is not None:
            length = self.period.params(facts)
            facts.note(steps.BEGINNING_WITH, day, start=start, length=in_words(length), day=day, **length)
        return day

    def describe(self) -> Words:
        """Return it in words."""
        return phrases.BEGINNING_WITH(length=self.period.describe(), start=self.start.describe())


@dataclass(frozen=True, slots=True)
class WorkingDaysBefore(DateExpression):
    """The day that lies a number of working days of the office before another."""

    start: DateExpression
    count: int

    def at(self, facts: Facts) -> date:
        """Return the day, itself a working day."""
        start = self.start.at(facts)
        day = facts.calendar.working_days_before(start, self.count)
        if facts.trace is not None:
            facts.note(steps.WORKING_DAYS_BEFORE, day, start=start, count=self.count, day=day)
        return day

    def describe(self) -> Words:
        """Return it in words."""
        return phrases.WORKING_DAYS_BEFORE(count=self.count, start=self.start.describe())


@dataclass(frozen=True, slots=True)
class AnniversaryAfter(DateExpression):
    """The first yearly anniversary of a day that lies after another; with `strictly` off, on it or after it."""

    start: DateExpression
    moment: DateExpression
    strictly: bool = True

    def at(self, facts: Facts) -> date:
        """Return the anniversary, counted from the original day each time so that 29 February comes back."""
        start, moment = self.start.at(facts), self.moment.at(facts)
        count = max(1, moment.year - start.year)
        day = arithmetic.add_months(start, 12 * count)
        while day < moment or (self.strictly and day == moment):
            count += 1
            day = arithmetic.add_months(start, 12 * count)
        if facts.trace is not None:
            relation = "after" if self.strictly else "on or after"
            facts.note(
                steps.ANNIVERSARY_AFTER, day, start=start, moment=moment, relation=relation, day=day, count=count
            )
        return day

    def describe(self) -> Words:
        """Return it in words."""
        text = phrases.ANNIVERSARY_AFTER if self.strictly else phrases.ANNIVERSARY_ON_OR_AFTER
        return text(start=self.start.describe(), moment=self.moment.describe())


@dataclass(frozen=True, slots=True)
class CalendarDay(DateExpression):
    """A fixed day of the year, such as 31 March, in the year of another day."""

    month: int
    number: int
    year_of: DateExpression

    def at(self, facts: Facts) -> date:
        """Return the day."""
        year = self.year_of.at(facts).year
        day = date(year, self.month, self.number)
        if facts.trace is not None:
            facts.note(steps.CALENDAR_DAY, day, month=self.month, number=self.number, year=year, day=day)
        return day

    def describe(self) -> Words:
        """Return it in words."""
        return phrases.CALENDAR_DAY(
            number=f"{self.number:02}", month=f"{self.month:02}", year_of=self.year_of.describe()
        )


@dataclass(frozen=True, slots=True)
class SameDay(DateExpression):
    """The day and month of one day in another year, plus a number of years."""

    start: DateExpression
    year_of: "DateExpression | Number"
    plus: Number | None = None

    def at(self, facts: Facts) -> date:
        """Return the day; 28 February stands for 29 February where there is none."""
        base = self.year_of
        year = base.at(facts).year if isinstance(base, DateExpression) else base.value(facts)
        year += self.plus.value(facts) if self.plus is not None else 0
        start = self.start.at(facts)
        day = arithmetic.same_day_in(start, year)
        if facts.trace is not None:
            facts.note(steps.SAME_DAY, day, start=start, year=year, day=day)
        return day

    def describe(self) -> Words:
        """Return it in words."""
        start, year_of = self.start.describe(), self.year_of.describe()
        if self.plus is None:
            return phrases.SAME_DAY(start=start, year_of=year_of)
        return phrases.SAME_DAY_PLUS(start=start, year_of=year_of, plus=self.plus.describe())


def end_of_month(start: DateExpression) -> EndOfMonth:
    """The last day of the month in which `start` lies."""
    return EndOfMonth(start)


def following(start: DateExpression, period: CalendarPeriod) -> Following:
    """The last day of a period of months that starts on the day after `start`."""
    return Following(start, period)


def beginning_with(start: DateExpression, period: CalendarPeriod) -> BeginningWith:
    """The last day of a period of months that starts on `start` itself."""
    return BeginningWith(start, period)


def working_days_before(start: DateExpression, count: int) -> WorkingDaysBefore:
    """The working day that lies `count` working days before `start`."""
    return WorkingDaysBefore(start, count)


def anniversary_after(start: DateExpression, moment: DateExpression, *, strictly: bool = True) -> AnniversaryAfter:
    """The first anniversary of `start` after `moment` (or on it, with `strictly=False`); never `start` itself."""
    return AnniversaryAfter(start, moment, strictly)


def calendar_day(month: int, number: int, *, year_of: DateExpression) -> CalendarDay:
    """A fixed day of the year in the year of another day."""
    return CalendarDay(month, number, year_of)


def same_day(start: DateExpression, *, year_of: "DateExpression | Number", plus: Number | None = None) -> SameDay:
    """The day and month of `start` in the year of another day (or in a year given as a number), plus some years."""
    return SameDay(start, year_of, plus)
