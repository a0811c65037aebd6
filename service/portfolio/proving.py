"""Proof that what is stored is what the rules say, and that what the rules say hangs together.

Each case is computed again as of the day on which it was computed, with the closures known now, and worked again step
by step. Nothing is changed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

import rules
from rules import Closure, Schedule
from rules.soundness import faults
from rules.texts import Message, Text
from service.clock import today_everywhere
from service.portfolio.computing import FROM_RULES, values_of
from service.portfolio.docket import closures_of
from service.store.deadlines import NO_NUMBER
from service.store.proofs import StoredSchedule, count_cases, stored_schedules

IDENTITY = ("kind", "number", "office")

DIFFERS = Text("proof.differs", "{deadline}: {field} is stored as {stored}, the rules say {computed}.")
OTHER_WORDS = Text("proof.other_words", "{deadline}: the rules say something else about {field} than is stored.")
MISSING = Text("proof.missing", "{deadline}: the rules say due {due}, it is not stored.")
TOO_MANY = Text("proof.too_many", "{deadline}: stored as due {due}, the rules know of none.")
EXPIRY_DIFFERS = Text("proof.expiry_differs", "the end of the term is stored as {stored}, the rules say {computed}.")
REFUSED = Text("proof.refused", "the rules no longer accept {field}: {why}")
STALE = Text("proof.stale", "computed by rules {version}.")


# Told before each case: how many have been proved, and how many there are.
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CaseFault:
    """What is wrong with the stored schedule of one case."""

    reference: str
    message: Message


def unwatched(_done: int, _total: int) -> None:
    """Nobody is told how far the proof has come."""


def aspect(fault: CaseFault) -> str:
    """What a fault says about a case: not `accepted`, not `stored` as computed, not `sound`, or only `stale`."""
    code = fault.message.code
    named = {REFUSED.code: "accepted", STALE.code: "stale"}
    return named.get(code, "stored" if code.startswith("proof.") else "sound")


def prove(session: Session, watch: Watch = unwatched) -> Iterator[CaseFault]:
    """Prove the schedule of every stored case, and answer what is wrong with them."""
    closures, total = closures_of(session), count_cases(session)
    for done, stored in enumerate(stored_schedules(session, (*IDENTITY, *FROM_RULES))):
        watch(done, total)
        for message in _faults(stored, closures):
            yield CaseFault(stored.case.reference, message)


def _faults(stored: StoredSchedule, closures: Sequence[Closure]) -> Iterator[Message]:
    case = stored.case
    if case.unruled:
        return
    as_of = today_everywhere(case.computed_at)
    result = rules.compute(given(stored), as_of=as_of, closures=closures, explain=True)
    if not isinstance(result, Schedule):
        error = result.errors[0]
        yield REFUSED(field=error.field, why=str(error.message))
        return
    yield from faults(result, closures=closures)
    if case.rules_version != rules.VERSION:
        yield STALE(version=case.rules_version)
        return
    yield from _differences(stored, result)


def given(stored: StoredSchedule) -> dict[str, Any]:
    """A stored case as the rules take it."""
    case = stored.case
    plain = {key: getattr(case, key) for key in ("reference", "jurisdiction", "right", "route", "status")}
    dates = {event: day.isoformat() for event, day in stored.dates.items()}
    return plain | {"dates": dates, "attributes": dict(case.attributes)}


def _differences(stored: StoredSchedule, computed: Schedule) -> Iterator[Message]:
    """Where a stored deadline is not what the same rules compute."""
    if stored.case.expires != computed.expires:
        yield EXPIRY_DIFFERS(stored=str(stored.case.expires), computed=str(computed.expires))
    rows = {(row.kind, row.number, row.office): row for row in stored.deadlines}
    for deadline in computed.deadlines:
        key = deadline.kind, NO_NUMBER if deadline.number is None else deadline.number, deadline.office
        row = rows.pop(key, None)
        if row is None:
            yield MISSING(deadline=_name(*key), due=str(deadline.due))
            continue
        values = values_of(deadline, rules.deadline_document(replace(deadline, derivation=())))
        for field in FROM_RULES:
            stored_value, value = getattr(row, field), getattr(values, field)
            if stored_value != value:
                yield _difference(_name(*key), field, stored_value, value)
    for key, row in rows.items():
        yield TOO_MANY(deadline=_name(*key), due=str(row.due))


def _name(kind: str, number: int, office: str) -> str:
    return f"{kind.replace('_', ' ')}{'' if number == NO_NUMBER else f' {number}'} at {office}"


def _difference(deadline: str, field: str, stored: Any, computed: Any) -> Message:
    if isinstance(stored, list | dict):
        return OTHER_WORDS(deadline=deadline, field=field)
    return DIFFERS(deadline=deadline, field=field, stored=str(stored), computed=str(computed))
