"""The records of each table as a stream: one object for each row, with what is null left out.

They come in an order that an import keeps, so that exporting what was imported gives the same records: cases by
reference, and what belongs to a case in the order of entry.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.portfolio import people as persons
from service.portfolio.docket import People
from service.portfolio.exporting import documents
from service.portfolio.owners import wishes
from service.portfolio.tables.columns import plain
from service.portfolio.tables.declared import CASES, TABLES, Table
from service.store import (
    AbsenceRow,
    AcknowledgementRow,
    AssignmentRow,
    CaseDateRow,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    LadderRow,
    OfficeClosureRow,
    OverrideRow,
    queries,
    staffing,
)
from service.store.deadlines import NO_NUMBER

Record = dict[str, Any]

PAGE = 500
# What names somebody by key outside, and by id in the store.
PEOPLE = {
    "responsible": "responsible_id",
    "backup": "backup_id",
    "person": "person_id",
    "substitute": "substitute_id",
    "confirmed_by": "confirmed_person_id",
}
RULES: Mapping[str, Any] = {
    "closures": OfficeClosureRow,
    "assignments": AssignmentRow,
    "ladders": LadderRow,
    "absences": AbsenceRow,
}
ABOUT_DEADLINES: Mapping[str, Any] = {
    "overrides": OverrideRow,
    "completions": CompletionRow,
    "instructions": InstructionRow,
    "acknowledgements": AcknowledgementRow,
}


def records(session: Session, name: str) -> Iterator[Record]:
    """The rows of a table; cases are the documents that would register them."""
    if name == CASES:
        yield from documents(session, completions=False)
        return
    people = People(session)
    read = _READERS.get(name, _rules if name in RULES else _about_deadlines)
    for values in read(session, TABLES[name], people):
        yield {column: value for column, value in values.items() if value is not None}


def record_of(table: Table, row: Any, people: People, **named: Any) -> Record:
    """A stored row by the columns of its table; `named` are those that the row doesn't have itself."""
    values = {}
    for column in table.names:
        if column in named:
            values[column] = named[column]
        elif column in PEOPLE and hasattr(row, PEOPLE[column]):
            number = getattr(row, PEOPLE[column])
            values[column] = people.by_id[number].key if number is not None else None
        else:
            values[column] = plain(getattr(row, column))
    return values


def naming(reference: str, deadline: DeadlineRow) -> Record:
    """The columns that name a deadline."""
    number = None if deadline.number == NO_NUMBER else deadline.number
    return {"reference": reference, "kind": deadline.kind, "number": number, "office": deadline.office}


def date_record(table: Table, row: CaseDateRow, people: People, reference: str) -> Record:
    """A date that somebody gave for a case."""
    return record_of(table, row, people, reference=reference, date=plain(row.day))


def _people(session: Session, _table: Table, _people: People) -> Iterator[Record]:
    yield from (persons.as_document(person) for person in queries.everybody(session))


def _owners(session: Session, _table: Table, _people: People) -> Iterator[Record]:
    yield from ({"name": row.name} | wishes(row) for row in staffing.owners(session))


def _rules(session: Session, table: Table, people: People) -> Iterator[Record]:
    row = RULES[table.name]
    yield from (record_of(table, one, people) for one in session.scalars(select(row).order_by(row.id)))


def _dates(session: Session, table: Table, people: People) -> Iterator[Record]:
    for page in _pages(session):
        found = select(CaseDateRow).where(CaseDateRow.case_id.in_(page)).order_by(CaseDateRow.id)
        rows = sorted(session.scalars(found), key=lambda row: (page[row.case_id], row.event, row.current))
        yield from [date_record(table, row, people, page[row.case_id]) for row in rows]
        session.expunge_all()


def _deadlines(session: Session, table: Table, people: People) -> Iterator[Record]:
    for page in _pages(session):
        rows = session.scalars(select(DeadlineRow).where(DeadlineRow.case_id.in_(page)))
        ordered = sorted(rows, key=lambda row: (page[row.case_id], row.kind, row.number, row.office))
        yield from [record_of(table, row, people, **naming(page[row.case_id], row)) for row in ordered]
        session.expunge_all()


def _about_deadlines(session: Session, table: Table, people: People) -> Iterator[Record]:
    row = ABOUT_DEADLINES[table.name]
    for page in _pages(session):
        found = select(row, DeadlineRow).join(DeadlineRow, DeadlineRow.id == row.deadline_id)
        rows: Sequence[Any] = session.execute(found.where(DeadlineRow.case_id.in_(page)).order_by(row.id)).all()
        # A stable order: what was said about one deadline stays in the order of entry.
        ordered = sorted(rows, key=lambda pair: (page[pair[1].case_id], pair[1].kind, pair[1].number, pair[1].office))
        for one, deadline in ordered:
            yield record_of(table, one, people, **naming(page[deadline.case_id], deadline))
        session.expunge_all()


def _closings(session: Session, table: Table, people: People) -> Iterator[Record]:
    closed = select(CaseRow).where(CaseRow.closed_at.is_not(None)).order_by(CaseRow.reference)
    yield from (record_of(table, case, people) for case in session.scalars(closed.execution_options(yield_per=PAGE)))


def _pages(session: Session) -> Iterator[Mapping[int, str]]:
    """The references of some cases by their ids, page by page in the order of references."""
    after = ""
    while True:
        question = select(CaseRow.id, CaseRow.reference).where(CaseRow.reference > after)
        page = session.execute(question.order_by(CaseRow.reference).limit(PAGE)).all()
        if not page:
            return
        after = page[-1].reference
        yield {row.id: row.reference for row in page}


_READERS: Mapping[str, Callable[[Session, Table, People], Iterator[Record]]] = {
    "people": _people,
    "owners": _owners,
    "dates": _dates,
    "deadlines": _deadlines,
    "closings": _closings,
}
