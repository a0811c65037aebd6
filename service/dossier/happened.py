"""One thing that happened, as the timeline tells it: a code with its gaps, who did it, why, and what it changed."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

# What happens at one moment is told in this order: the facts first, then what followed from them.
CASE, FACT, COMPUTED, DEADLINE, ANSWER, MESSAGE, FATE, SERVICE = range(8)


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
    deadline_id: int | None = None
    changes: tuple[Changed, ...] = ()

    @property
    def order(self) -> tuple[datetime, int, int]:
        """Its place in the timeline, the same each time."""
        return self.at, self.rank, int(self.source.rpartition(" ")[2])
