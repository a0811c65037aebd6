"""The same number, office and right on two cases: the same right registered twice, or a number on the wrong case.

Each number is kept in its normal form (`rules.numbering`), so that it is found however it was written. One that is too
short to be a number, such as `TBD`, is nobody's.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from rules.deadline import Caution
from rules.document import caution_document
from rules.numbering import normal_form
from rules.texts import Text
from service.store import CaseRow
from service.store.numbers import Shared, numbers_of, replace_numbers, shared_numbers

Document = dict[str, Any]

SHORTEST = 3  # digits

ALSO = Text(
    "number.also",
    "{field} {value} is also the number of {other}. Close one of the two if they are the same right, else correct the "
    "number.",
)
ALSO_MORE = Text(
    "number.also_more",
    "{field} {value} is also the number of {other} and of {more} more. Close those that are the same right, else "
    "correct the number.",
)


def number_rows(case_id: int, facts: Mapping[str, Any]) -> Iterator[Document]:
    """The rows that make the numbers of a case known; `facts` are its office, its right and its numbers."""
    jurisdiction, right = facts["jurisdiction"], facts["right"]
    for kind, number in facts["numbers"].items():
        normal = normal_form(jurisdiction, right, kind, number)
        if sum(character.isdigit() for character in normal) >= SHORTEST:
            key = {"case_id": case_id, "jurisdiction": jurisdiction, "right": right, "kind": kind}
            yield key | {"number": number, "normal": normal}


def keep_numbers(session: Session, cases: Collection[CaseRow]) -> None:
    """Make the numbers of some cases known as they are now."""
    if not cases:
        return
    ids = [case.id for case in cases]
    wanted = [row for case in cases for row in number_rows(case.id, _facts(case))]
    known = [{name: getattr(row, name) for name in wanted[0]} for row in numbers_of(session, ids)] if wanted else []
    if not wanted or sorted(map(_key, known)) != sorted(map(_key, wanted)):
        replace_numbers(session, ids, wanted)


def warnings_of_doubles(session: Session, case_ids: Collection[int]) -> dict[int, list[Document]]:
    """What is to be said about the numbers of some cases that stand on other cases too, by the id of the case."""
    found: dict[int, list[Document]] = {}
    for shared in shared_numbers(session, case_ids):
        found.setdefault(shared.case_id, []).append(_warning(shared))
    return found


def _warning(shared: Shared) -> Document:
    gaps = {"field": f"numbers.{shared.kind}", "value": shared.number, "other": shared.first}
    message = ALSO_MORE(**gaps, more=shared.others - 1) if shared.others > 1 else ALSO(**gaps)
    return caution_document(Caution(message))


def _facts(case: CaseRow) -> Mapping[str, Any]:
    return {"jurisdiction": case.jurisdiction, "right": case.right, "numbers": case.numbers}


def _key(row: Document) -> tuple[Any, ...]:
    return tuple(row.values())
