"""Days chosen among others: the later, the first given, by condition, link by link, by an office's own function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.cites import Cite
from rules.language import phrases, steps
from rules.language.events import ep_grant, grant
from rules.language.expressions import Condition, DateExpression
from rules.language.facts import Facts, Missing
from rules.language.phrases import Words
from rules.texts import Message, Text


@dataclass(frozen=True, slots=True)
class Extreme(DateExpression):
    """The latest or the earliest of several days; with `given`, of those that the case gives."""

    members: tuple[DateExpression, ...]
    latest: bool
    given: bool = False

    def at(self, facts: Facts) -> date:
        """Return the extreme day; raise `Missing` for a missing member unless only given ones count."""
        days = list(self._days(facts))
        day = max(days) if self.latest else min(days)
        if facts.trace is not None:
            text = steps.LATEST if self.latest else steps.EARLIEST
            facts.note(text, day, days=[str(one) for one in days], day=day)
        return day

    def _days(self, facts: Facts) -> Iterator[date]:
        *optional, last = self.members
        found = False
        for member in optional:
            try:
                yield member.at(facts)
                found = True
            except Missing:
                if not self.given:
                    raise
        try:
            yield last.at(facts)
        except Missing:
            if not (self.given and found):
                raise

    def describe(self) -> Words:
        """Return it in words."""
        members = (phrases.BRACKETS(words=member.describe()) for member in self.members)
        words = (phrases.LATER_OF if self.latest else phrases.EARLIER_OF)(days=phrases.joined(phrases.BOTH, members))
        return phrases.OF_THOSE_GIVEN(words=words) if self.given else words


@dataclass(frozen=True, slots=True)
class FirstGiven(DateExpression):
    """The first of several days that the case gives."""

    members: tuple[DateExpression, ...]
    words: Message | None = None

    @property
    def of_case(self) -> bool:
        """So it is when all its members are."""
        return all(member.of_case for member in self.members)

    def at(self, facts: Facts) -> date:
        """Return the first given; raise `Missing` for the last when none is."""
        *others, last = self.members
        for member in others:
            try:
                return member.at(facts)
            except Missing:
                continue
        return last.at(facts)

    def describe(self) -> Words:
        """Return it in words."""
        return self.words or phrases.joined(phrases.OR_ELSE, (member.describe() for member in self.members))


@dataclass(frozen=True, slots=True)
class When(DateExpression):
    """One expression when a condition holds, another when it doesn't."""

    condition: Condition
    then: DateExpression
    otherwise: DateExpression

    def at(self, facts: Facts) -> date:
        """Return the day of the branch that applies."""
        holds = self.condition.holds(facts)
        if facts.trace is not None:
            facts.note(steps.BRANCH if holds else steps.OTHERWISE, None, condition=self.condition.stated(facts))
        return self.then.at(facts) if holds else self.otherwise.at(facts)

    def describe(self) -> Words:
        """Return both branches in words."""
        return phrases.WHEN(
            then=self.then.describe(), condition=self.condition.describe(), otherwise=self.otherwise.describe()
        )


@dataclass(frozen=True, slots=True)
class Chain(DateExpression):
    """The n-th link of a chain: the first one given, each next one counted from the one before (`previous`)."""

    first: DateExpression
    then: DateExpression

    def at(self, facts: Facts) -> date:
        """Return the link for the number at hand."""
        day = self.first.at(facts)
        for _ in range(facts.n - 1):
            facts.named["previous"] = day
            day = self.then.at(facts)
        facts.named.pop("previous", None)
        return day

    def describe(self) -> Words:
        """Return both parts in words."""
        return phrases.CHAIN(first=self.first.describe(), then=self.then.describe())


@dataclass(frozen=True, slots=True)
class Neighbour(DateExpression):
    """An expression evaluated for the number before or after the one at hand."""

    series: DateExpression
    offset: int

    def at(self, facts: Facts) -> date:
        """Return the neighbour's day."""
        facts.n += self.offset
        try:
            return self.series.at(facts)
        finally:
            facts.n -= self.offset

    def describe(self) -> Words:
        """Return it in words."""
        return (phrases.NEXT if self.offset > 0 else phrases.ONE_BEFORE)(series=self.series.describe())


@dataclass(frozen=True, slots=True)
class Derived(DateExpression):
    """A day that an office's own function finds where the language can't say it."""

    function: Callable[[Facts], date]
    words: Message
    cite: Cite

    def at(self, facts: Facts) -> date:
        """Return what the function finds."""
        day = self.function(facts)
        if facts.trace is not None:
            facts.note(steps.DERIVED, day, (str(self.cite),), rule=self.words, day=day)
        return day

    def describe(self) -> Words:
        """Return the rule in words."""
        return self.words


def later_of(*members: DateExpression) -> Extreme:
    """The latest of several days, all of which must be known."""
    return Extreme(members, latest=True)


def earlier_of(*members: DateExpression) -> Extreme:
    """The earliest of several days, all of which must be known."""
    return Extreme(members, latest=False)


def earliest_given(*members: DateExpression) -> Extreme:
    """The earliest of those days that the case gives."""
    return Extreme(members, latest=False, given=True)


def first_given(*members: DateExpression) -> FirstGiven:
    """The first of several days that the case gives."""
    return FirstGiven(members)


def when(condition: Condition, then: DateExpression, *, otherwise: DateExpression) -> When:
    """`then` where the condition holds, `otherwise` where it doesn't."""
    return When(condition, then, otherwise)


def chain(first: DateExpression, *, then: DateExpression) -> Chain:
    """The n-th day of a chain whose links are counted each from the one before (`previous`)."""
    return Chain(first, then)


def next_in(series: DateExpression) -> Neighbour:
    """What the expression gives for the next number."""
    return Neighbour(series, 1)


def one_before(series: DateExpression) -> Neighbour:
    """What the expression gives for the number before."""
    return Neighbour(series, -1)


def derived(words: Text, cite: Cite) -> Callable[[Callable[[Facts], date]], Derived]:
    """Turn an office's own function of the facts into an expression; `words` state its rule."""

    def wrap(function: Callable[[Facts], date]) -> Derived:
        return Derived(function, words(), cite)

    return wrap


# Where neither is given, `ep_grant` is the one awaited.
mention = FirstGiven((ep_grant, grant, ep_grant), phrases.MENTION())
