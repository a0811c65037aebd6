"""Why a deadline would move: found by computing its case without what may be the cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import rules
from rules import Closure
from service.clock import today_everywhere
from service.portfolio.computing import Computed, Identity, compute, values_of
from service.portfolio.merging import Facts, flat, merge, nothing
from service.portfolio.moves import DaysOf, days_of
from service.portfolio.proving import given
from service.portfolio.texts import (
    CHANGED_FACT,
    NEW_CLOSURE,
    NEW_RULES,
    OTHER_DAY,
    OTHER_HORIZON,
    STORED_OTHERWISE,
    TIME_WENT_ON,
)
from service.store import OfficeClosureRow
from service.store.proofs import StoredSchedule

RULES, CLOSURE, TIME, STORE = "rules", "closure", "time", "store"
FACTS, DAY, HORIZON = "facts", "as_of", "until"
CAUSES = (RULES, CLOSURE, TIME, STORE, FACTS, DAY, HORIZON)


@dataclass(frozen=True, slots=True)
class Thoughts:
    """What is only thought of when a case is computed: other facts of it, another day, closures that nobody entered.

    `values` are as a document gives them: what is absent is unchanged, null deletes.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    as_of: date | None = None
    until: date | None = None

    def without(self, cause: str) -> "Thoughts":
        """The same but for one of them."""
        nothing_of_it: dict[str, dict[str, Any]] = {
            FACTS: {"values": {}},
            CLOSURE: {"closures": ()},
            DAY: {"as_of": None},
            HORIZON: {"until": None},
        }
        return replace(self, **nothing_of_it[cause])

    @property
    def causes(self) -> list[str]:
        """What is thought of, by the names of causes."""
        thought = {FACTS: self.values, CLOSURE: self.closures, DAY: self.as_of, HORIZON: self.until}
        return [cause for cause, something in thought.items() if something]


NO_THOUGHTS = Thoughts()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What cases are computed with today: the stored closures of offices, and what is only thought of."""

    as_of: date
    entered: tuple[OfficeClosureRow, ...]
    thoughts: Thoughts = NO_THOUGHTS

    @property
    def closures(self) -> tuple[Closure, ...]:
        """The closures, as the rules take them."""
        stored = (Closure(row.office, row.first, row.last, row.source) for row in self.entered)
        return (*stored, *self.thoughts.closures)


def facts_of(stored: StoredSchedule, thoughts: Thoughts = NO_THOUGHTS) -> Facts:
    """What the rules are told of a stored case."""
    return merge(nothing(stored.case.reference) | given(stored), thoughts.values)


def compute_stored(stored: StoredSchedule, around: Surroundings, *, explain: bool = False) -> Computed:
    """Compute a stored case by the installed rules."""
    thoughts = around.thoughts
    return compute(
        facts_of(stored, thoughts),
        as_of=thoughts.as_of or around.as_of,
        until=thoughts.until,
        closures=around.closures,
        explain=explain,
    )


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
        unforced = self._without_thoughts.get(identity) if self.around.thoughts.causes else new
        found = []
        if unforced != new:
            found += self._by_thoughts(identity, new)
        if unforced != old:
            found += self._since_stored(identity, old)
        return found

    def _by_thoughts(self, identity: Identity, new: DaysOf | None) -> list[tuple[str, str]]:
        """The thoughts without which it would not come out so; all, where one alone makes no difference."""
        causes = self.around.thoughts.causes
        single = [cause for cause in causes if self._without[cause].get(identity) != new]
        return [(cause, said) for cause in single or causes for said in self._said(cause, identity)]

    def _said(self, cause: str, identity: Identity) -> Iterator[str]:
        thoughts = self.around.thoughts
        if cause == CLOSURE:
            yield from (said for _, said in _closed(identity, thoughts.closures))
        elif cause == DAY:
            yield str(OTHER_DAY(as_of=str(thoughts.as_of)))
        elif cause == HORIZON:
            yield str(OTHER_HORIZON(until=str(thoughts.until)))
        else:
            before, after = flat(facts_of(self.stored)), flat(facts_of(self.stored, thoughts))
            for name in before | after:
                if before.get(name) != after.get(name):
                    old, new = (str(side.get(name, "nothing")) for side in (before, after))
                    yield str(CHANGED_FACT(fact=name, before=old, after=new))

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
        """The days of each deadline today, without what is only thought of."""
        return self._days(replace(self.around, thoughts=NO_THOUGHTS))

    @cached_property
    def _without(self) -> Mapping[str, Mapping[Identity, DaysOf]]:
        """The days of each deadline with all thoughts but one."""
        thoughts = self.around.thoughts
        return {cause: self._days(replace(self.around, thoughts=thoughts.without(cause))) for cause in thoughts.causes}

    @cached_property
    def _as_it_was(self) -> Mapping[Identity, DaysOf]:
        """The days of each deadline as of the day on which what is stored was computed."""
        day = today_everywhere(self.stored.case.computed_at)
        return self._days(replace(self.around, as_of=day, thoughts=NO_THOUGHTS))

    def _days(self, around: Surroundings) -> Mapping[Identity, DaysOf]:
        computed = compute_stored(self.stored, around)
        return {key: days_of(row) for key, row in by_identity(computed).items()}


def _closed(identity: Identity, closures: Sequence[Closure | OfficeClosureRow]) -> list[tuple[str, str]]:
    """The closures of a deadline's own office; all of them where another office's closed days count for it."""
    *_, office = identity
    own = [one for one in closures if one.office == office] or closures
    return [(CLOSURE, str(NEW_CLOSURE(office=one.office, first=str(one.first), last=str(one.last)))) for one in own]
