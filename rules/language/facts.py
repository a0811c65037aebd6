"""The facts of one case while its rules are evaluated, and the trace of how each day was found."""

from datetime import date
from typing import Protocol

from rules.calendars import Calendar
from rules.case import Case
from rules.deadline import Step
from rules.texts import Text


class Missing(Exception):
    """A date or attribute that the rule needs and the case doesn't give."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Rule(Protocol):
    """Anything that gives a day for the facts of a case."""

    def at(self, facts: "Facts") -> date:
        """Return the day; raise `Missing`."""
        ...


class Facts:
    """One case, the number of the deadline being computed and the days found so far for it.

    `named` holds the days by which later parts of the same rule refer to earlier ones (`due`, `grace` …); `due_rule`
    finds the due day for a condition that looks at it first; `for_want_of` says by which missing fact a day such as the
    end of the term could not be found.
    `trace` collects the steps when a derivation is asked for and is None otherwise.
    """

    __slots__ = ("as_of", "calendar", "case", "due_rule", "for_want_of", "n", "named", "office", "trace")

    def __init__(self, case: Case, as_of: date, calendar: Calendar, office: str) -> None:
        self.case = case
        self.as_of = as_of
        self.calendar = calendar
        self.office = office
        self.n = 0
        self.named: dict[str, date] = {}
        self.due_rule: Rule | None = None
        self.for_want_of: dict[str, str] = {}
        self.trace: list[Step] | None = None

    def note(self, text: Text, result: date | None, cites: tuple[str, ...] = (), /, **params: object) -> None:
        """Add one step to the trace; call only when there is one."""
        if self.trace is not None:
            self.trace.append(Step(text(**params), result, cites))

    def find(self, name: str) -> date:
        """Return a day found earlier in the same rule; raise `Missing` when there is none."""
        day = self.named.get(name)
        if day is not None:
            return day
        if name != "due" or self.due_rule is None:
            raise Missing(self.for_want_of.get(name, name))
        trace, self.trace = self.trace, None
        try:
            day = self.named["due"] = self.due_rule.at(self)
        finally:
            self.trace = trace
        return day

    def quietly(self, rule: Rule) -> date:
        """Evaluate without leaving steps in the trace."""
        if self.trace is None:
            return rule.at(self)
        trace, self.trace = self.trace, None
        try:
            return rule.at(self)
        finally:
            self.trace = trace
