"""How an office writes its numbers, as data: what a number looks like, an example, and where that can be read.

Spaces, punctuation and the case of letters never count: a format is compared with the letters and digits alone.
"""

import re
from dataclasses import dataclass, field
from itertools import cycle

NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Z]")
# Where the numbers of many offices stand side by side.
WIPO_HANDBOOK = "WIPO Handbook, part 7.2.2: Survey of numbering systems"
WIPO_DAS = "WIPO Digital Access Service, application numbers by country"
CHECK = "check"  # the group of a pattern that holds the check digit


@dataclass(frozen=True, slots=True)
class CheckDigit:
    """Digits by weights from the left, again from the first where they run out; their sum modulo `modulus`.

    `ten` is what stands for a remainder of 10.
    """

    weights: tuple[int, ...]
    modulus: int
    ten: str

    def of(self, digits: str) -> str:
        """The check digit of some digits."""
        total = sum(int(digit) * weight for digit, weight in zip(digits, cycle(self.weights), strict=False))
        remainder = total % self.modulus
        return self.ten if remainder == 10 else str(remainder)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """One way in which an office writes one kind of number of some rights.

    `of` is `application`, `publication` or `registration`, a tuple where several look the same. The named groups of
    `pattern` are the parts of the number, in order; what lies outside them (office code, kind code) says nothing, and
    the group `check`, which may be left out, is its check digit.
    """

    of: str | tuple[str, ...]
    rights: tuple[str, ...]
    pattern: str
    example: str
    source: str
    check: CheckDigit | None = None
    compiled: re.Pattern[str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the pattern once: every number that comes in is held against it."""
        object.__setattr__(self, "compiled", re.compile(self.pattern))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Of which kinds of number it is."""
        return (self.of,) if isinstance(self.of, str) else self.of

    def read(self, number: str) -> "Reading | None":
        """The parts of a number that is written so; None for another."""
        found = self.compiled.fullmatch(bare(number))
        if found is None:
            return None
        parts = [(name, value) for name, value in found.groupdict().items() if value is not None]
        digits = "".join(value for name, value in parts if name != CHECK)
        computed = self.check.of(digits) if self.check else None
        return Reading(tuple(value for name, value in parts if name != CHECK), dict(parts).get(CHECK), computed)


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts of a number, its check digit if it gives one, and the one computed if the office's rule is known."""

    parts: tuple[str, ...]
    given: str | None
    computed: str | None

    @property
    def wrong(self) -> bool:
        """Whether the check digit is that of another number."""
        return None not in (self.given, self.computed) and self.given != self.computed


def bare(number: str) -> str:
    """The letters and digits of a number."""
    return NOT_ALPHANUMERIC.sub("", number.upper())
