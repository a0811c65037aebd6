"""Conditions on a case: comparisons of days, given facts, route, state; combined with `&`, `|` and `~`."""

from collections.abc import Collection
from dataclasses import dataclass

from rules.case import AttributeValue
from rules.language import phrases
from rules.language.events import due, expiry
from rules.language.expressions import All, Condition, DateExpression
from rules.language.facts import Facts, Missing
from rules.language.phrases import Words
from rules.texts import Message


class OfTheCase(Condition):
    """A condition that doesn't depend on the number of the deadline."""

    __slots__ = ()

    def rules_out(self, facts: Facts) -> bool:
        """Not holding once, it holds for no number."""
        return not self.holds(facts)

    def is_settled(self, facts: Facts) -> bool:
        """Holding once, it holds for every number."""
        return self.holds(facts)


@dataclass(frozen=True, slots=True)
class Given(OfTheCase):
    """The case gives a date or an attribute."""

    key: str

    def holds(self, facts: Facts) -> bool:
        """Look it up among dates and attributes."""
        return self.key in facts.case.dates or self.key in facts.case.attributes

    def describe(self) -> Words:
        """Return such as `grant is given`."""
        return phrases.GIVEN(fact=phrases.fact(self.key))


@dataclass(frozen=True, slots=True)
class AttributeIs(OfTheCase):
    """An attribute of the case has one of some values."""

    key: str
    values: tuple[AttributeValue | None, ...]

    def holds(self, facts: Facts) -> bool:
        """Compare its value; an absent attribute counts as None."""
        return facts.case.attributes.get(self.key) in self.values

    def describe(self) -> Words:
        """Return such as `us_type is plant`."""
        values = phrases.joined(phrases.OR, map(phrases.value, self.values))
        return phrases.ATTRIBUTE_IS(attribute=self.key, values=values)


@dataclass(frozen=True, slots=True)
class AttributeNamed:
    """An attribute about which a condition is to be made; the default stands for an absent one."""

    key: str
    default: AttributeValue | None = None

    def is_(self, *values: AttributeValue) -> AttributeIs:
        """The attribute has one of these values (an absent one has its default)."""
        return AttributeIs(self.key, (*values, None) if self.default in values else values)


@dataclass(frozen=True, slots=True)
class IncludesOther(OfTheCase):
    """A list attribute contains something outside a set."""

    key: str
    known: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        """Look for another value in the list; an absent list contains nothing."""
        listed = facts.case.attributes.get(self.key, ())
        return isinstance(listed, tuple) and not self.known.issuperset(listed)

    def describe(self) -> Words:
        """Return such as `designations include others than CN, US`."""
        return phrases.INCLUDES_OTHER(attribute=self.key, known=sorted(self.known))


@dataclass(frozen=True, slots=True)
class RouteIs(OfTheCase):
    """The case came by one of some routes."""

    routes: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Compare the route."""
        return facts.case.route in self.routes

    def describe(self) -> Words:
        """Return such as `route is pct`."""
        return phrases.ROUTE_IS(routes=phrases.joined(phrases.OR, (phrases.named("route", one) for one in self.routes)))


@dataclass(frozen=True, slots=True)
class RightIs(OfTheCase):
    """The case is about one of some rights."""

    rights: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Compare the right."""
        return facts.case.right in self.rights

    def describe(self) -> Words:
        """Return such as `the right is a patent or utility model`."""
        return phrases.RIGHT_IS(rights=phrases.joined(phrases.OR, (phrases.named("right", one) for one in self.rights)))


@dataclass(frozen=True, slots=True)
class StatusIs(OfTheCase):
    """The case has one of some states."""

    statuses: tuple[str, ...]
    words: Message

    def holds(self, facts: Facts) -> bool:
        """Compare the status."""
        return facts.case.status in self.statuses

    def describe(self) -> Words:
        """Return its words."""
        return self.words


@dataclass(frozen=True, slots=True)
class NumberIs(Condition):
    """The deadline's number is one of some numbers, or lies in a range."""

    numbers: tuple[int, ...]

    def holds(self, facts: Facts) -> bool:
        """Compare the number."""
        return facts.n in self.numbers

    def describe(self) -> Words:
        """Return such as `the number is 3`."""
        return phrases.NUMBER_IS(numbers=phrases.joined(phrases.OR, map(str, self.numbers)))


@dataclass(frozen=True, slots=True)
class Known(Condition):
    """A day can already be found for this case."""

    expression: DateExpression

    def holds(self, facts: Facts) -> bool:
        """Try to find it."""
        try:
            facts.quietly(self.expression)
        except Missing:
            return False
        return True

    def rules_out(self, facts: Facts) -> bool:
        """A date that the case doesn't give stays unknown for every number."""
        return self.expression.of_case and not self.holds(facts)

    def is_settled(self, facts: Facts) -> bool:
        """A date that the case gives is known for every number."""
        return self.expression.of_case and self.holds(facts)

    def describe(self) -> Words:
        """Return it in words."""
        return phrases.KNOWN(words=self.expression.describe())


def given(*keys: str) -> Condition:
    """The case gives each of these dates or attributes."""
    return Given(keys[0]) if len(keys) == 1 else All(tuple(Given(key) for key in keys))


def attribute(key: str, default: AttributeValue | None = None) -> AttributeNamed:
    """Name an attribute in order to make a condition about it: `attribute("us_type", "utility").is_("plant")`."""
    return AttributeNamed(key, default)


def includes_other(key: str, known: Collection[str | None]) -> IncludesOther:
    """A list attribute contains something outside a set of values."""
    return IncludesOther(key, frozenset(value for value in known if value))


def route(*routes: str) -> RouteIs:
    """The case came by one of these routes."""
    return RouteIs(routes)


def right_is(*rights: str) -> RightIs:
    """The case is about one of these rights."""
    return RightIs(rights)


def number_is(*numbers: int) -> NumberIs:
    """The deadline's number is one of these."""
    return NumberIs(numbers)


def known(expression: DateExpression) -> Known:
    """The day can be found from what the case gives."""
    return Known(expression)


# Where the term can't be found yet, what can be computed is computed.
within_term = ~Known(expiry) | (due < expiry)
always = All(())
pending = StatusIs(("pending",), phrases.PENDING())
in_force = StatusIs(("granted", "registered"), phrases.IN_FORCE())
