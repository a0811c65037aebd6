"""Who acts, when, how it came in, and how ladders are planned: what every writing function is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from service.clock import today_everywhere

IMPORT = "import"

Check = Callable[[dict[str, Any] | None], None]
"""Asked about something as it is stored, None where it isn't yet, before it is changed; raises to refuse."""


def unchecked(_before: dict[str, Any] | None) -> None:
    """Change it, however it is."""


class Planned(Protocol):
    """What planning needs to know of a deadline; a stored row has it, and so have its values before they are stored."""

    state: str
    office: str
    opens: date | None
    act_by: date
    drives_act_by: date
    late: list[Any]
    restoration_ends: date | None
    restoration_basis: str


class Plan(Protocol):
    """Says when a deadline that was just stored or moved is to be looked at first; None where it has no ladder."""

    def __call__(self, deadline: Planned, now: datetime) -> datetime | None:
        """The moment of the first look."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """One act of one actor: `source` says by which way it came in (`api`, `import`, `cli` …)."""

    actor: str
    now: datetime
    plan: Plan
    source: str = "api"

    @property
    def as_of(self) -> date:
        """The day by which facts are looked at: today where the day begins first."""
        return today_everywhere(self.now)
