"""Which case each row of a list is about: by reference, else by the office and a number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from service.portfolio.number_forms import number_forms
from service.portfolio.reconciling.lists import Theirs
from service.store import queries
from service.store.reconciled import all_numbers

BY_REFERENCE, BY_NUMBER = "reference", "number"
PAGE = 500

_Wanted = tuple[str, str, str]  # office, which number, one of its forms


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


def _by_number(session: Session, rows: Sequence[Theirs]) -> Mapping[_Wanted, dict[int, str]]:
    """The cases that have a number of the rows; every case is looked at once, and none but these is kept."""
    found: dict[_Wanted, dict[int, str]] = {key: {} for row in rows for key in _keys(row)}
    if not found:
        return found
    for case_id, reference, office, numbers in all_numbers(session):
        for kind, number in numbers.items():
            for form in number_forms(office, number):
                if (office, kind, form) in found:
                    found[office, kind, form][case_id] = reference
    return found


def _keys(row: Theirs) -> list[_Wanted]:
    if row.office is None:
        return []
    return [
        (row.office, kind, form) for kind, number in row.numbers.items() for form in number_forms(row.office, number)
    ]
