"""The value that a field had at a moment, by what the audit trail says about it.

The last entry before the moment says what a field became; where none speaks of it, the first one behind the moment says
what it had been; where nobody ever changed it, it is what it is now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.store import AuditRow

BORN = ("deadline.added", "deadline.entered")
SYNONYMS = {"deadline_state": "state"}  # entries about completions and instructions say what became of the deadline
UNTOLD = object()
"""The trail says what a field became behind the moment, but not what it was."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The entries about one subject, oldest first."""

    entries: tuple[AuditRow, ...] = ()

    def value(self, name: str, present: Any, end: datetime) -> Any:
        """The value that a field had when everything before `end` had happened; `UNTOLD` where nobody can say."""
        found: Any = None
        spoken = False
        for entry in self.entries:
            after = _named(entry.after)
            if entry.at < end:
                if name in after:
                    found, spoken = after[name], True
            elif spoken:
                break
            elif name in (before := _named(entry.before)):
                return before[name]
            elif name in after and entry.action not in BORN:
                return UNTOLD
        return found if spoken else present

    def last(self, name: str, end: datetime) -> AuditRow | None:
        """The last entry before `end` that says what a field became."""
        spoken = [entry for entry in self.entries if entry.at < end and name in _named(entry.after)]
        return spoken[-1] if spoken else None

    def speaks_behind(self, name: str, end: datetime) -> bool:
        """Whether an entry behind the moment speaks of a field."""
        later = [entry for entry in self.entries if entry.at >= end]
        return any(name in _named(side) for entry in later for side in (entry.before, entry.after))

    def born(self, otherwise: datetime) -> datetime:
        """When a deadline came to be known: when the trail says so, else with its case."""
        first = self.entries[0] if self.entries else None
        return first.at if first and first.action in BORN else otherwise


def by_subject(entries: Iterable[AuditRow]) -> dict[str, Trail]:
    """The trail of each subject."""
    found: dict[str, list[AuditRow]] = {}
    for entry in entries:
        found.setdefault(entry.subject, []).append(entry)
    return {subject: Trail(tuple(rows)) for subject, rows in found.items()}


def _named(values: dict[str, Any] | None) -> dict[str, Any]:
    return {SYNONYMS.get(name, name): value for name, value in (values or {}).items()}
