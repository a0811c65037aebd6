"""The ground of the language: days that depend on a case, periods counted from them, conditions comparing them."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rules.language import phrases, steps
from rules.language.facts import Facts, Missing
from rules.language.periods import Period
from rules.language.phrases import Words
from rules.texts import Text

_RELATIONS: dict[str, tuple[Callable[[date, date], bool], Text]] = {
    "<": (operator.lt, phrases.BEFORE),
    "<=": (operator.le, phrases.ON_OR_BEFORE),
    ">": (operator.gt, phrases.AFTER),
    ">=": (operator.ge, phrases.ON_OR_AFTER),
}


class DateExpression:
    """A day that depends on the case; `+` and `-` count periods from it, `<` and its kin compare it."""

    __slots__ = ()

    @property
    def of_case(self) -> bool:
        """Whether the day stands in the case itself and so is the same for every number."""
        return False

    def at(self, facts: Facts) -> date:
        """Return the day for this case, noting the steps when `facts.trace` is a list; raise `Missing`."""
        raise NotImplementedError

    def describe(self) -> Words:
        """Return the expression in words for the reference page."""
        raise NotImplementedError

    def __add__(self, period: Period) -> "DateExpression":
        return Counted(self, period, 1)

    def __sub__(self, period: Period) -> "DateExpression":
        return Counted(self, period, -1)

    def __lt__(self, other: "DateExpression") -> "Comparison":
        return Comparison(self, "<", other)

    def __le__(self, other: "DateExpression") -> "Comparison":
        return Comparison(self, "<=", other)

    def __gt__(self, other: "DateExpression") -> "Comparison":
        return Comparison(self, ">", other)

    def __ge__(self, other: "DateExpression") -> "Comparison":
        return Comparison(self, ">=", other)


@dataclass(frozen=True, slots=True)
class Counted(DateExpression):
    """A period counted from a day, forwards or backwards; a day missing in a short month becomes its last day."""

    start: DateExpression
    period: Period
    sign: int

    def at(self, facts: Facts) -> date:
        """Return the day the period leads to."""
        start = self.start.at(facts)
        day = self.period.after(start, facts, self.sign)
        if facts.trace is not None:
            length = self.period.params(facts)
            text = steps.LATER if self.sign > 0 else steps.EARLIER
            facts.note(text, day, start=start, length=in_words(length), day=day, **length)
        return day

    def describe(self) -> Words:
        """Return such as `filing + (n − 1) years`."""
        text = phrases.PLUS if self.sign > 0 else phrases.MINUS
        return text(start=self.start.describe(), length=self.period.describe())


class Condition:
    """Something that holds for a case or doesn't."""

    __slots__ = ()

    def holds(self, facts: Facts) -> bool:
        """Return whether it holds; raise `Missing` when that can't be said yet."""
        raise NotImplementedError

    def describe(self) -> Words:
        """Return it in words for the reference page."""
        raise NotImplementedError

    def rules_out(self, facts: Facts) -> bool:
        """Return whether it can hold for no number of this case, so that a whole series needn't be looked at."""
        return False

    def is_settled(self, facts: Facts) -> bool:
        """Return whether it holds for every number of this case."""
        return False

    def stated(self, facts: Facts) -> Words:
        """Return it in words with the days of this case."""
        return self.describe()

    def __and__(self, other: "Condition") -> "All":
        return All((self, other))

    def __or__(self, other: "Condition") -> "Any":
        return Any((self, other))

    def __invert__(self) -> "Not":
        return Not(self)


@dataclass(frozen=True, slots=True)
class Comparison(Condition):
    """One day lies before or after another."""

    left: DateExpression
    relation: str
    right: DateExpression

    def holds(self, facts: Facts) -> bool:
        """Compare the two days."""
        return _RELATIONS[self.relation][0](facts.quietly(self.left), facts.quietly(self.right))

    def describe(self) -> Words:
        """Return such as `grant is after filing + 4 years`."""
        return _RELATIONS[self.relation][1](left=self.left.describe(), right=self.right.describe())

    def stated(self, facts: Facts) -> Words:
        """Return the comparison with both days."""
        return _RELATIONS[self.relation][1](left=_shown(self.left, facts), right=_shown(self.right, facts))


@dataclass(frozen=True, slots=True)
class All(Condition):
    """All of several conditions."""

    members: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        """Ask one after the other and stop at the first that doesn't hold."""
        for member in self.members:  # noqa: SIM110  # asked for every number: a generator costs more than its answer
            if not member.holds(facts):
                return False
        return True

    def rules_out(self, facts: Facts) -> bool:
        """One member that is out is enough."""
        return any(member.rules_out(facts) for member in self.members)

    def is_settled(self, facts: Facts) -> bool:
        """Every member must be settled."""
        return all(member.is_settled(facts) for member in self.members)

    def describe(self) -> Words:
        """Join them; alternatives among them stand in brackets."""
        return phrases.joined(phrases.AND, (_bracketed(member, member.describe()) for member in self.members))

    def stated(self, facts: Facts) -> Words:
        """Join them with their days."""
        return phrases.joined(phrases.AND, (_bracketed(member, member.stated(facts)) for member in self.members))


@dataclass(frozen=True, slots=True)
class Any(Condition):
    """At least one of several conditions."""

    members: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        """Ask one after the other and stop at the first that holds."""
        for member in self.members:  # noqa: SIM110  # likewise
            if member.holds(facts):
                return True
        return False

    def rules_out(self, facts: Facts) -> bool:
        """Every member must be out."""
        return all(member.rules_out(facts) for member in self.members)

    def is_settled(self, facts: Facts) -> bool:
        """One member that is settled is enough."""
        return any(member.is_settled(facts) for member in self.members)

    def describe(self) -> Words:
        """Join them."""
        return phrases.joined(phrases.OR, (member.describe() for member in self.members))

    def stated(self, facts: Facts) -> Words:
        """Join them with their days."""
        return phrases.joined(phrases.OR, (member.stated(facts) for member in self.members))


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The opposite of a condition."""

    member: Condition

    def holds(self, facts: Facts) -> bool:
        """Negate it."""
        return not self.member.holds(facts)

    def rules_out(self, facts: Facts) -> bool:
        """The opposite of what holds for the whole case can hold for none of its numbers."""
        return self.member.is_settled(facts)

    def is_settled(self, facts: Facts) -> bool:
        """The opposite of what holds for no number holds for all."""
        return self.member.rules_out(facts)

    def describe(self) -> Words:
        """Negate it in words."""
        return phrases.NOT(words=self.member.describe())

    def stated(self, facts: Facts) -> Words:
        """Negate it with its days."""
        return phrases.NOT(words=self.member.stated(facts))


def in_words(length: dict[str, int]) -> Words:
    """State a length such as `2 years and 6 months`.

    >>> str(in_words({"years": 1, "days": 3}))
    '1 year and 3 days'
    """
    return phrases.joined(phrases.LENGTH_AND, (phrases.length(unit, count) for unit, count in length.items()))


def _bracketed(member: Condition, words: Words) -> Words:
    return phrases.BRACKETS(words=words) if isinstance(member, Any) else words


def _shown(expression: DateExpression, facts: Facts) -> Words:
    words = expression.describe()
    try:
        found = facts.quietly(expression).isoformat()
    except Missing:
        return phrases.NOT_KNOWN(words=words)
    return words if words == found else phrases.WITH_DAY(words=words, day=found)
