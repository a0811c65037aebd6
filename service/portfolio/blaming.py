"""Why a deadline would move: found by computing its case without what may be the cause."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import rules
from rules import Closure
from service.clock import today_everywhere
from service.portfolio.computing import Computed, Identity, compute, values_of
from service.portfolio.moves import DaysOf, days_of
from service.portfolio.proving import given
from service.portfolio.texts import NEW_CLOSURE, NEW_RULES, STORED_OTHERWISE, TIME_WENT_ON
from service.store import OfficeClosureRow
from service.store.proofs import StoredSchedule

RULES, CLOSURE, TIME, STORE = "rules", "closure", "time", "store"
CAUSES = (RULES, CLOSURE, TIME, STORE)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What cases are computed with today: the stored closures of offices, and those that are only thought of."""

    as_of: date
    entered: tuple[OfficeClosureRow, ...]
    thought_of: tuple[Closure, ...]

    @property
    def closures(self) -> tuple[Closure, ...]:
        """The stored closures, as the rules take them."""
        return tuple(Closure(row.office, row.first, row.last, row.source) for row in self.entered)


def compute_stored(stored: StoredSchedule, as_of: date, closures: Sequence[Closure]) -> Computed:
    """Compute a stored case by the installed rules."""
    return compute(given(stored), as_of=as_of, closures=closures)


def by_identity(computed: Computed) -> dict[Identity, Any]:
    """The values of each computed deadline."""
    rows = (values_of(deadline, document) for deadline, document in computed.rows())
    return {(row.kind, row.number, row.office): row for row in rows}


@dataclass(frozen=True)
class Blame:
    """The causes of what moves in one case."""

    stored: StoredSchedule
    around: Surroundings

    def of(self, identity: Identity, old: DaysOf | None, new: DaysOf | None) -> list[tuple[str, str]]:
        """Each cause of a move, with what is said of it."""
        unforced = self._without_thoughts.get(identity) if self.around.thought_of else new
        found = []
        if unforced != new:
            found += _closed(identity, self.around.thought_of)
        if unforced != old:
            found += self._since_stored(identity, old)
        return found

    def _since_stored(self, identity: Identity, old: DaysOf | None) -> list[tuple[str, str]]:
        case = self.stored.case
        if case.rules_version != rules.VERSION:
            return [(RULES, str(NEW_RULES(old=case.rules_version, new=rules.VERSION)))]
        if self._as_it_was.get(identity) == old:
            return [(TIME, str(TIME_WENT_ON()))]
        since = [row for row in self.around.entered if row.entered_at > case.computed_at]
        return _closed(identity, since) or [(STORE, str(STORED_OTHERWISE()))]

    @cached_property
    def _without_thoughts(self) -> Mapping[Identity, DaysOf]:
        """The days of each deadline today, without the closures that are only thought of."""
        return self._days(self.around.as_of)

    @cached_property
    def _as_it_was(self) -> Mapping[Identity, DaysOf]:
        """The days of each deadline as of the day on which what is stored was computed."""
        return self._days(today_everywhere(self.stored.case.computed_at))

    def _days(self, as_of: date) -> Mapping[Identity, DaysOf]:
        computed = compute_stored(self.stored, as_of, self.around.closures)
        return {key: days_of(row) for key, row in by_identity(computed).items()}


def _closed(identity: Identity, closures: Sequence[Closure | OfficeClosureRow]) -> list[tuple[str, str]]:
    """The closures of a deadline's own office; all of them where another office's closed days count for it."""
    *_, office = identity
    own = [one for one in closures if one.office == office] or closures
    return [(CLOSURE, str(NEW_CLOSURE(office=one.office, first=str(one.first), last=str(one.last)))) for one in own]
