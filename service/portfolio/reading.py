"""What is stored, as JSON objects for the API, the command line and webhooks."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.reading import shown
from service.portfolio.docket import Docket, People, fill, load
from service.portfolio.doubles import warnings_of_doubles
from service.portfolio.errors import Unknown, wrong
from service.portfolio.said import NOTHING, Said, said_about, said_in
from service.portfolio.texts import NO_SUCH_CASE, NO_SUCH_ROW
from service.store import CaseDateRow, CaseRow, DeadlineRow, listing
from service.store.deadlines import GONE, NO_NUMBER, OPEN, TO_VERIFY
from service.store.listing import CaseFilter, DeadlineFilter
from service.store.paging import Found, Page

Document = dict[str, Any]


def find_case(session: Session, reference: str) -> CaseRow:
    """A case by its reference. Raises `Unknown`."""
    case = session.scalars(select(CaseRow).where(CaseRow.reference == reference)).one_or_none()
    if case is None:
        raise Unknown(wrong("reference", NO_SUCH_CASE(value=shown(reference), suggestion=""), reference))
    return case


def find_deadline(session: Session, deadline_id: int) -> DeadlineRow:
    """A deadline by its id. Raises `Unknown`."""
    row = session.get(DeadlineRow, deadline_id)
    if row is None:
        raise Unknown(wrong("deadline", NO_SUCH_ROW(kind="deadline", value=deadline_id), deadline_id))
    return row


def read_case(session: Session, reference: str) -> Document:
    """A case with its deadlines. Raises `Unknown`."""
    case = find_case(session, reference)
    docket = load(session, [case], People(session))[case.id]
    fill(session, [docket])
    unsettled = [row.drives_act_by for row in docket.deadlines.values() if row.state in (OPEN, TO_VERIFY)]
    doubles = warnings_of_doubles(session, [case.id]).get(case.id, ())
    return case_document(docket, doubles) | {
        "next_act_by": _day(None if case.closed_at else min(unsettled, default=None)),
        "deadlines": deadline_documents(docket, said_in(session, docket)),
    }


def list_cases(session: Session, wanted: CaseFilter, page: Page) -> Found[Document]:
    """Cases without their deadlines."""
    found = listing.cases(session, wanted, page)
    dockets = load(session, found.entries, People(session))
    days, doubles = listing.next_act_by(session, dockets), warnings_of_doubles(session, list(dockets))
    return found.shown(
        lambda rows: [
            case_document(dockets[row.id], doubles.get(row.id, ())) | {"next_act_by": _day(days.get(row.id))}
            for row in rows
        ]
    )


def list_deadlines(session: Session, wanted: DeadlineFilter, page: Page) -> Found[Document]:
    """Deadlines with what people said about them."""
    found = listing.deadlines(session, wanted, page)
    said = said_about(session, [row.id for row, _ in found.entries])
    return found.shown(lambda rows: [deadline_document(row, case, said) for row, case in rows])


def date_document(row: CaseDateRow) -> Document:
    """One date that somebody gave for a case; a null `date` is a deletion."""
    return {"event": row.event, "date": _day(row.day), "current": row.current} | _provenance(row)


def case_document(docket: Docket, doubles: Iterable[Document] = ()) -> Document:
    """A case as it was registered, with what the rules said about it, without its deadlines.

    `doubles` are the warnings about numbers that stand on other cases too.
    """
    case, team = docket.case, docket.team.keys()
    return docket.facts | {
        "in_charge": team["responsible"],
        "standby": team["backup"],
        "date_sources": {name: _provenance(row) for name, row in docket.dates.items() if row.day},
        "unverified": [name for name, row in docket.dates.items() if row.day and row.verified_by is None],
        "unruled": case.unruled,
        "expires": _day(case.expires),
        "awaiting": case.awaiting,
        "warnings": [*case.warnings, *doubles],
        "errors": case.errors,
        "spans": case.spans,
        "rules": case.rules_version,
        "computed_at": _moment(case.computed_at),
        "closed_at": _moment(case.closed_at),
        "closed_by": case.closed_by,
        "closed_reason": case.closed_reason,
        "created_at": _moment(case.created_at),
        "updated_at": _moment(case.updated_at),
        "revision": case.revision,
    }


def deadline_documents(docket: Docket, said: Said) -> list[Document]:
    """The deadlines of a case by due day, without those that are gone."""
    rows = sorted(docket.deadlines.values(), key=lambda row: (row.due, row.kind, row.number, row.office))
    return [deadline_document(row, docket.case, said) for row in rows if row.state != GONE]


def deadline_document(row: DeadlineRow, case: CaseRow, said: Said = NOTHING) -> Document:
    """A deadline as `compute` answers it, with its state and what people said about it."""
    return {
        "id": row.id,
        "reference": case.reference,
        "kind": row.kind,
        "number": None if row.number == NO_NUMBER else row.number,
        "office": row.office,
        "title": row.title,
        "title_code": row.title_code,
        "title_params": row.title_params,
        "opens": _day(row.opens),
        "due": _day(row.due),
        "due_effective": _day(row.due_effective),
        "act_by": _day(row.act_by),
        "late": row.late,
        "grace_ends": _day(row.grace_ends),
        "grace_ends_effective": _day(row.grace_ends_effective),
        "restoration_ends": _day(row.restoration_ends),
        "restoration_basis": row.restoration_basis,
        "covers": {"from": _day(row.covers_from), "to": _day(row.covers_to)} if row.covers_from else None,
        "certainty": row.certainty,
        "alternatives": row.alternatives,
        "provisional": row.provisional,
        "cites": row.cites,
        "origin": row.origin,
        "state": row.state,
        "state_reason": row.state_reason,
        "state_reason_code": row.state_reason_code,
        "state_reason_params": row.state_reason_params,
        "drives_act_by": _day(row.drives_act_by),
        "next_rung_at": _moment(row.next_rung_at),
    } | said.about(row)


def _provenance(row: CaseDateRow) -> Document:
    return {
        "source": row.source,
        "entered_at": _moment(row.entered_at),
        "entered_by": row.entered_by,
        "verified_by": row.verified_by,
        "verified_at": _moment(row.verified_at),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
