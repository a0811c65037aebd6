"""What `compute` answers: the schedule of a case, its deadlines and what it still needs to know.

All dates are calendar days at the office; every period includes its last day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.case import FieldError
from rules.texts import Message


@dataclass(frozen=True, slots=True)
class LateStep:
    """One stretch of the late period: its nominal last day, the last day after closed days, and its price."""

    until: date
    until_effective: date
    surcharge: Message
    basis: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the right's life, first and last day included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the law: the dates it would give and why it is possible."""

    dates: Mapping[str, date]
    why: Message


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: what was done (`code` and parameters), and the day it gave, if it gave one."""

    message: Message
    result: date | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one date of a deadline (`of`: `due`, `opens`, `late.1` …) follows from the dates of the case."""

    of: str
    result: date
    steps: tuple[Step, ...]
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One act with its dates, identified within its case by (`kind`, `number`, `office`).

    `due` is the nominal day the law gives; `act_by` the nominal last day without surcharge under the stricter reading;
    `due_effective` the last day that counts as on time. `late` holds the late period in steps.
    """

    kind: str
    number: int | None
    office: str
    title: Message
    opens: date | None
    due: date
    due_effective: date
    act_by: date
    late: tuple[LateStep, ...]
    restoration_ends: date | None
    restoration_basis: str
    covers: Span | None
    alternatives: tuple[Alternative, ...]
    provisional: bool
    cites: tuple[str, ...]
    derivation: tuple[Derivation, ...] = ()

    @property
    def grace_ends(self) -> date | None:
        """The nominal last day of the late period."""
        return self.late[-1].until if self.late else None

    @property
    def grace_ends_effective(self) -> date | None:
        """The last day of the late period after closed days."""
        return self.late[-1].until_effective if self.late else None

    @property
    def certainty(self) -> str:
        """`arguable` when the law or the facts leave another reading, else `certain`."""
        return "arguable" if self.alternatives else "certain"


@dataclass(frozen=True, slots=True)
class DeclaredSpan:
    """A stretch of the right's life for which no separate payment is asked: `prepaid` or `free`."""

    first: date
    last: date
    kind: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A fact the rules need before they can say more: a key of `dates` or of `attributes`."""

    event: str
    why: Message


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should know about this case that isn't a deadline."""

    message: Message
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """Everything the rules say about one case as of one day."""

    reference: str | None
    jurisdiction: str
    as_of: date
    until: date
    rules: str
    expires: date | None
    deadlines: tuple[Deadline, ...]
    spans: tuple[DeclaredSpan, ...]
    awaiting: tuple[Awaiting, ...]
    warnings: tuple[Caution, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A case that can't be computed, with the reasons field by field."""

    reference: str | None
    errors: tuple[FieldError, ...]
    context: Mapping[str, Any] | None = None

    @property
    def unruled(self) -> bool:
        """Whether the only reason is that no rules exist for this office, right or route."""
        return bool(self.errors) and all(error.message.code.startswith("unruled.") for error in self.errors)
