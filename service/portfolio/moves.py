"""How one deadline would move: its days as stored and as computed anew, and which way that goes."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from service.portfolio.computing import Identity
from service.store.deadlines import NO_NUMBER
from service.store.sent import Sent

EARLIER, LATER, ADDED, WENT, OTHER = "earlier", "later", "added", "gone", "other"
WAYS = (EARLIER, LATER, ADDED, WENT, OTHER)

NAMES = (
    "opens",
    "due",
    "due_effective",
    "act_by",
    "late",
    "grace_ends",
    "grace_ends_effective",
    "restoration_ends",
)  # of the columns that hold the days of a deadline


@dataclass(frozen=True, slots=True)
class LateStep:
    """One step of a late period: its last days, and its price."""

    until: date
    until_effective: date
    surcharge: str


@dataclass(frozen=True, slots=True)
class DaysOf:
    """All days of one deadline."""

    opens: date | None
    due: date
    due_effective: date
    act_by: date
    late: tuple[LateStep, ...]
    grace_ends: date | None
    grace_ends_effective: date | None
    restoration_ends: date | None

    def ends(self) -> Iterator[date | None]:
        """Each day by which something is over, in one order."""
        yield from (self.act_by, self.due, self.due_effective, self.grace_ends, self.grace_ends_effective)
        yield self.restoration_ends
        yield from (day for step in self.late for day in (step.until, step.until_effective))

    def as_document(self) -> dict[str, Any]:
        """The days as a JSON object."""
        plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}
        late = [
            {
                "until": step.until.isoformat(),
                "until_effective": step.until_effective.isoformat(),
                "surcharge": step.surcharge,
            }
            for step in self.late
        ]
        return plain | {"late": late}


def days_of(row: Any) -> DaysOf:
    """The days of a row of deadlines, or of its values before they are stored."""
    late = tuple(
        LateStep(date.fromisoformat(step["until"]), date.fromisoformat(step["until_effective"]), step["surcharge"])
        for step in row.late
    )
    return DaysOf(**{name: getattr(row, name) for name in NAMES} | {"late": late})


@dataclass(frozen=True, slots=True)
class Move:
    """What would become of one deadline: `old` is null for one that comes, `new` for one that goes.

    `told`: the messages that left with the day to act by as it is stored.
    """

    identity: Identity
    title: str
    state: str | None
    old: DaysOf | None
    new: DaysOf | None
    causes: tuple[str, ...]
    why: tuple[str, ...]
    told: tuple[Sent, ...]

    @property
    def what(self) -> str:
        """Which way it goes: `earlier` as soon as one of its ends is sooner or no longer there."""
        if self.old is None:
            return ADDED
        if self.new is None:
            return WENT
        ends = list(zip(self.old.ends(), self.new.ends(), strict=False))
        if any(old and (new is None or new < old) for old, new in ends):
            return EARLIER
        return LATER if any(new and (old is None or old < new) for old, new in ends) else OTHER

    @property
    def moved(self) -> tuple[str, ...]:
        """The names of the days that differ; none where the whole deadline comes or goes."""
        if self.old is None or self.new is None:
            return ()
        return tuple(name for name in NAMES if getattr(self.old, name) != getattr(self.new, name))

    def as_document(self) -> dict[str, Any]:
        """The move as a JSON object."""
        kind, number, office = self.identity
        return {
            "kind": kind,
            "number": None if number == NO_NUMBER else number,
            "office": office,
            "title": self.title,
            "state": self.state,
            "what": self.what,
            "moved": list(self.moved),
            "old": self.old and self.old.as_document(),
            "new": self.new and self.new.as_document(),
            "causes": list(self.causes),
            "why": "; ".join(self.why),
            "told": [asdict(one) | {"sent_at": one.sent_at.isoformat()} for one in self.told],
        }
