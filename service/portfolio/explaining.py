"""One deadline in full: what is stored about it, and how its days follow from the dates of its case."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from service.portfolio.computing import compute, identity, values_of
from service.portfolio.docket import Docket, People, closures_of, fill, load
from service.portfolio.reading import deadline_document, find_deadline
from service.portfolio.said import said_in
from service.store import CaseRow, DeadlineRow

Document = dict[str, Any]


def read_deadline(session: Session, deadline_id: int) -> Document:
    """A deadline with what people said about it. Raises `Unknown`."""
    row, docket = _find(session, deadline_id)
    return deadline_document(row, docket.case, said_in(session, docket))


def explain_deadline(session: Session, deadline_id: int, as_of: date) -> Document:
    """The same, with the derivation of each of its days from the dates that the case has now. Raises `Unknown`.

    The derivation is empty for one that no rule computes: a manual deadline, or one that is gone.
    """
    row, docket = _find(session, deadline_id)
    document = deadline_document(row, docket.case, said_in(session, docket))
    return document | {"derivation": _derivation(session, row, docket, as_of)}


def _find(session: Session, deadline_id: int) -> tuple[DeadlineRow, Docket]:
    row = find_deadline(session, deadline_id)
    case = session.get_one(CaseRow, row.case_id)
    docket = load(session, [case], People(session))[case.id]
    fill(session, [docket])
    return row, docket


def _derivation(session: Session, row: DeadlineRow, docket: Docket, as_of: date) -> list[Document]:
    """Found by computing the case once more; derivations aren't stored."""
    computed = compute(docket.facts, as_of=as_of, closures=closures_of(session), explain=True)
    for deadline, document in computed.rows():
        values = values_of(deadline, document)
        if (values.kind, values.number, values.office) == identity(row):
            found: list[Document] = document["derivation"]
            return found
    return []
