"""Exporting cases as the documents that would register them, as a stream: what was exported can be imported again.

They hold everything that registration takes, the completions that stand too. `tables` has the rest.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.case import EVENTS
from service.portfolio.docket import Docket, People, fill, load
from service.portfolio.rows import NUMBERS, PLAIN, Document
from service.store import CaseRow, DeadlineRow
from service.store.deadlines import NO_NUMBER

PAGE = 500
COLUMNS = (*PLAIN, *EVENTS, *NUMBERS, "attributes")


def documents(session: Session, *, completions: bool = True) -> Iterator[Document]:
    """Every case in the order of references, as the document that would register it."""
    people = People(session)
    for page in _pages(session):
        dockets = list(load(session, page, people).values())
        if completions:
            fill(session, dockets)
        yield from [_document(docket) for docket in dockets]
        session.expunge_all()


def _pages(session: Session) -> Iterator[Sequence[CaseRow]]:
    after = ""
    while True:
        question = select(CaseRow).where(CaseRow.reference > after).order_by(CaseRow.reference).limit(PAGE)
        page = session.scalars(question).all()
        if not page:
            return
        after = page[-1].reference
        yield page


def _document(docket: Docket) -> Document:
    facts = {key: value for key, value in docket.facts.items() if value not in (None, {}, "")}
    dates = {
        event: {"date": str(row.day), "source": row.source}
        | ({"verified_by": row.verified_by} if row.verified_by else {})
        for event, row in docket.dates.items()
        if row.day
    }
    completions = [one for row in docket.deadlines.values() for one in _completions(docket, row)]
    return facts | ({"dates": dates} if dates else {}) | ({"completions": completions} if completions else {})


def _completions(docket: Docket, row: DeadlineRow) -> list[Document]:
    number = None if row.number == NO_NUMBER else row.number
    named = {"kind": row.kind, "number": number, "office": row.office}
    return [
        named | {"state": one.state, "done_on": str(one.done_on), "actor": one.actor, "proof": one.proof}
        for one in docket.standing(row)
    ]


def flat(document: Document, column: str) -> Any:
    """What a document says in one column."""
    if column in EVENTS:
        return document.get("dates", {}).get(column, {}).get("date")
    if column in NUMBERS:
        return document.get("numbers", {}).get(NUMBERS[column])
    return document.get(column)
