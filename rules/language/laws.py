"""Dated law: rows with the day from which each holds, and the date of the case that selects the row."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar, overload

from rules.cites import Cite
from rules.language import phrases, steps
from rules.language.expressions import DateExpression
from rules.language.facts import Facts
from rules.language.periods import CalendarPeriod, Period
from rules.language.phrases import Words

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Rows(Generic[Value]):
    """Values by the day from which they hold, oldest first; the row without a day is the law before."""

    selector: DateExpression
    before: Value
    since: tuple[tuple[date, Value], ...]
    cite: Cite | None

    def select(self, facts: Facts) -> Value:
        """Return the value in force on the selecting day, noting which row was chosen."""
        moment = facts.quietly(self.selector)
        found, start = self.before, None
        for first_day, value in self.since:
            if moment >= first_day:
                found, start = value, first_day
        if facts.trace is not None:
            cites = (str(self.cite),) if self.cite else ()
            words = self.selector.describe()
            if start is not None:
                facts.note(steps.SINCE, None, cites, since=start, selector=words, moment=moment)
            else:
                facts.note(steps.BEFORE, None, cites, before=self.since[0][0], selector=words, moment=moment)
        return found


@dataclass(frozen=True, slots=True)
class DatedDay(DateExpression):
    """A day computed by the law in force on a selecting day."""

    rows: Rows[DateExpression]

    def at(self, facts: Facts) -> date:
        """Select the row, then evaluate it."""
        return self.rows.select(facts).at(facts)

    def describe(self) -> Words:
        """Return all rows in words."""
        return _described(self.rows.selector, self.rows.before.describe(), self.rows.since)


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """A period whose length is the law's in force on a selecting day."""

    rows: Rows[CalendarPeriod]

    def after(self, day: date, facts: Facts, sign: int) -> date:
        """Select the row, then count it."""
        return self.rows.select(facts).after(day, facts, sign)

    def months_of(self, facts: Facts) -> int:
        """Select the row, then return its months."""
        return self.rows.select(facts).months_of(facts)

    def params(self, facts: Facts) -> dict[str, int]:
        """Select the row, then return its length by unit."""
        trace, facts.trace = facts.trace, None
        try:
            return self.rows.select(facts).params(facts)
        finally:
            facts.trace = trace

    def describe(self) -> Words:
        """Return all rows in words."""
        return phrases.BRACKETS(words=_described(self.rows.selector, self.rows.before.describe(), self.rows.since))


@overload
def dated(
    selector: DateExpression, before: CalendarPeriod, *since: tuple[str, CalendarPeriod], cite: Cite | None = None
) -> DatedPeriod: ...
@overload
def dated(
    selector: DateExpression, before: DateExpression, *since: tuple[str, DateExpression], cite: Cite | None = None
) -> DatedDay: ...
def dated(selector: DateExpression, before: object, *since: tuple[str, object], cite: Cite | None = None) -> object:
    """Choose a period or a day by the law in force on `selector`: `before` the first row's day, then row by row.

    `years(5)` before and `("2021-06-01", years(10))` since: a selector of 2021-06-01 gives ten years.
    """
    rows = tuple((date.fromisoformat(day), value) for day, value in since)
    if isinstance(before, DateExpression):
        return DatedDay(Rows(selector, before, rows, cite))  # type: ignore[arg-type]  # the overloads pair them
    return DatedPeriod(Rows(selector, before, rows, cite))  # type: ignore[arg-type]  # the overloads pair them


def _described(
    selector: DateExpression, before: Words, since: tuple[tuple[date, "DateExpression | Period"], ...]
) -> Words:
    words = selector.describe()
    later = (phrases.SINCE(value=value.describe(), selector=words, day=str(day)) for day, value in since)
    return phrases.AT_FIRST(before=before, later=phrases.joined(phrases.SEMICOLON, later))
