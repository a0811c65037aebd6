"""Numbers in rules: plain ones, the number `n` of the deadline, and numbers that the case gives."""

from dataclasses import dataclass
from typing import Protocol

from rules.language.facts import Facts, Missing


class Number(Protocol):
    """A whole number that may depend on the case or on the number of the deadline."""

    def value(self, facts: Facts) -> int:
        """Return the number for this case."""
        ...

    def describe(self) -> str:
        """Return the number in words for the reference page."""
        ...


@dataclass(frozen=True, slots=True)
class Constant:
    """A plain number."""

    number: int

    def value(self, facts: Facts) -> int:
        """Return it."""
        return self.number

    def describe(self) -> str:
        """Return its digits."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Linear:
    """`factor` × the number of the deadline + `offset`; written `n - 1` or `5 * n`."""

    factor: int
    offset: int

    def __add__(self, other: int) -> "Linear":
        return Linear(self.factor, self.offset + other)

    def __sub__(self, other: int) -> "Linear":
        return Linear(self.factor, self.offset - other)

    def __mul__(self, other: int) -> "Linear":
        return Linear(self.factor * other, self.offset * other)

    __rmul__ = __mul__
    __radd__ = __add__

    def value(self, facts: Facts) -> int:
        """Return the number for the deadline at hand."""
        return self.factor * facts.n + self.offset

    def describe(self) -> str:
        """Return it as a formula."""
        head = "n" if self.factor == 1 else f"{self.factor}n"
        if not self.offset:
            return head
        return f"({head} {'+' if self.offset > 0 else '−'} {abs(self.offset)})"


@dataclass(frozen=True, slots=True)
class Pick:
    """The first of the values for number 1, the second for number 2, and so on."""

    values: tuple[int, ...]

    def value(self, facts: Facts) -> int:
        """Return the value that stands at the number of the deadline."""
        return self.values[facts.n - 1]

    def describe(self) -> str:
        """Return all values in order."""
        return " / ".join(str(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class AttributeNumber:
    """A number that the case gives as an attribute, with a default where the law has one."""

    key: str
    default: int | None = None

    def value(self, facts: Facts) -> int:
        """Return the attribute; raise `Missing` when it isn't given and has no default."""
        given = facts.case.attributes.get(self.key, self.default)
        if not isinstance(given, int):
            raise Missing(self.key)
        return given

    def describe(self) -> str:
        """Return the attribute's name."""
        return f"`{self.key}`"


n = Linear(1, 0)


def pick(*values: int) -> Pick:
    """Take the first value for number 1, the second for number 2, and so on."""
    return Pick(values)


def attribute_number(key: str, default: int | None = None) -> AttributeNumber:
    """Take a number from the case's attributes; without a default the rule awaits it."""
    return AttributeNumber(key, default)


def as_number(value: "int | Number") -> Number:
    """Let a plain integer stand for a number."""
    return Constant(value) if isinstance(value, int) else value
