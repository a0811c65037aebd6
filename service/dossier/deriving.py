"""How the days that stood computed follow from the facts that were known, by the rules now installed.

Derivations aren't stored. Where the rules now installed find other days than those that stood computed, theirs would
explain the wrong day: then there is none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rules import Closure
from service.dossier.facts import Values, for_rules, inside
from service.dossier.gathering import Gathered
from service.portfolio.computing import Identity, compute, identity, values_of
from service.store import DeadlineRow, OfficeClosureRow

Document = dict[str, Any]
DAYS = ("opens", "due", "due_effective", "act_by", "grace_ends", "grace_ends_effective", "restoration_ends")


def derivations(found: Gathered, facts: Values, stood: Mapping[int, Values]) -> dict[int, list[Document] | None]:
    """The derivation of each deadline by its id; None where none explains the days that stood computed."""
    known = for_rules(facts) | {"numbers": inside(facts, "numbers")}
    computed = compute(known, as_of=found.span.last_day, closures=_closures(found.closures), explain=True)
    explained: dict[Identity, Document] = {}
    for deadline, document in computed.rows():
        values = values_of(deadline, document)
        explained[values.kind, values.number, values.office] = document
    return {row.id: _explaining(explained.get(identity(row)), row, stood[row.id]) for row in found.deadlines}


def _explaining(document: Document | None, row: DeadlineRow, stood: Values) -> list[Document] | None:
    if document is None or row.origin != "computed":
        return None
    same = all(document.get(name) == stood[name] for name in DAYS)
    derivation: list[Document] = document["derivation"]
    return derivation if same else None


def applied(closures: Sequence[OfficeClosureRow], stood: Mapping[int, Values]) -> dict[int, list[int]]:
    """The closures that kept a day of a deadline from counting: by their id, the ids of those deadlines.

    A closure applied where it lies between a nominal day and the day that counts for it.
    """
    found: dict[int, list[int]] = {}
    for closure in closures:
        first, last = closure.first.isoformat(), closure.last.isoformat()
        for deadline_id, values in stood.items():
            reaches = any(nominal <= last and first <= effective for nominal, effective in _shifts(values))
            if values["office"] == closure.office and reaches:
                found.setdefault(closure.id, []).append(deadline_id)
    return found


def _shifts(values: Values) -> list[tuple[str, str]]:
    """The nominal days of a deadline, each with the day that counts for it."""
    shifts = [(values["act_by"], values["due_effective"])]
    return shifts + [(step["until"], step["until_effective"]) for step in values["late"]]


def _closures(rows: Sequence[OfficeClosureRow]) -> tuple[Closure, ...]:
    return tuple(Closure(row.office, row.first, row.last, row.source) for row in rows)
