"""One thing that happened, as the timeline tells it: a code with its gaps, who did it, why, and what it changed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# What happens at one moment is told in this order: the facts first, then what followed from them.
CASE, FACT, COMPUTED, DEADLINE, ANSWER, MESSAGE, FATE, SERVICE = range(8)


def said_as(name: str) -> tuple[str, str, str]:
    """The names under which a sentence is kept: its English, its code and its parameters."""
    return name, f"{name}_code", f"{name}_params"


def said_in(row: Any, name: str) -> dict[str, Any]:
    """Why something happened, by what a row keeps under a name."""
    return dict(zip(said_as("why"), (getattr(row, each) for each in said_as(name)), strict=True))


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that became another; an absent value is None."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of the timeline; `source` names the row that it comes from, such as `audit 12`."""

    at: datetime
    rank: int
    what: str
    source: str
    gaps: dict[str, Any] = field(default_factory=dict)
    who: str | None = None
    why: str | None = None
    why_code: str | None = None
    why_params: dict[str, Any] | None = None
    deadline_id: int | None = None
    changes: tuple[Changed, ...] = ()

    @property
    def order(self) -> tuple[datetime, int, int]:
        """Its place in the timeline, the same each time."""
        return self.at, self.rank, int(self.source.rpartition(" ")[2])
