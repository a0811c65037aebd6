"""Which case each row of a list is about: by reference, else by the office and a number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from rules.case import RIGHTS
from rules.numbering import normal_form
from service.portfolio.reconciling.lists import Theirs
from service.store import queries, reconciled
from service.store.reconciled import Known

BY_REFERENCE, BY_NUMBER = "reference", "number"
PAGE = 500


@dataclass(slots=True)
class Matched:
    """The rows of each case by its id, each with how it was found; those of no one case with the cases they may be."""

    rows: dict[int, list[tuple[Theirs, str]]] = field(default_factory=dict)
    unmatched: list[tuple[Theirs, Sequence[str]]] = field(default_factory=list)

    def add(self, case_id: int, theirs: Theirs, how: str) -> None:
        """Say which case a row is about."""
        self.rows.setdefault(case_id, []).append((theirs, how))


def match(session: Session, rows: Sequence[Theirs]) -> Matched:
    """Find the case of each row; one of whose number several cases are is of none."""
    found = Matched()
    known = _by_reference(session, {row.reference for row in rows if row.reference})
    rest = []
    for row in rows:
        if row.reference in known:
            found.add(known[row.reference], row, BY_REFERENCE)
        else:
            rest.append(row)
    candidates = _by_number(session, rest)
    for row in rest:
        cases = {case_id: name for key in _keys(row) for case_id, name in candidates.get(key, {}).items()}
        if len(cases) == 1:
            found.add(next(iter(cases)), row, BY_NUMBER)
        else:
            found.unmatched.append((row, sorted(cases.values())))
    return found


def _by_reference(session: Session, references: Iterable[str]) -> Mapping[str | None, int]:
    wanted = sorted(references)
    found: dict[str | None, int] = {}
    for begin in range(0, len(wanted), PAGE):
        found |= {case.reference: case.id for case in queries.cases_named(session, wanted[begin : begin + PAGE])}
    return found


def _by_number(session: Session, rows: Sequence[Theirs]) -> Mapping[Known, dict[int, str]]:
    """The cases that have a number of the rows, however it is written there."""
    found: dict[Known, dict[int, str]] = {key: {} for row in rows for key in _keys(row)}
    normal = sorted({key.normal for key in found})
    for begin in range(0, len(normal), PAGE):
        for key, case_id, reference in reconciled.numbered(session, normal[begin : begin + PAGE]):
            if key in found:
                found[key][case_id] = reference
    return found


def _keys(row: Theirs) -> list[Known]:
    """What the numbers of a row are known by, for each right that it may be about."""
    return [
        Known(row.office, right, kind, normal_form(row.office, right, kind, number))
        for kind, number in row.numbers.items()
        for right in RIGHTS
        if row.office is not None
    ]
