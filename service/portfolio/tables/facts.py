"""Taking in whence the dates of cases come and what they were before, and who closed a case."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from service.portfolio.audit import entry, event, of_case, record
from service.portfolio.context import Context
from service.portfolio.docket import Docket, People, fill, load
from service.portfolio.importing import Outcome
from service.portfolio.recomputing import replan_unsettled
from service.portfolio.rows import Row
from service.portfolio.tables.columns import plain
from service.portfolio.tables.declared import TABLES
from service.portfolio.tables.exporting import date_record, record_of
from service.portfolio.tables.readings import Batch, Values, identity
from service.store import CaseDateRow, queries

DATES = TABLES["dates"]
PROVENANCE = ("source", "entered_by", "entered_at", "verified_by", "verified_at")


def dockets_of(session: Session, batch: Batch, *, whole: bool) -> dict[str, Docket]:
    """The cases that a batch names, by reference and locked; `whole` with their deadlines and all about them."""
    references = {values["reference"] for values in batch.open().values()}
    cases = queries.locked_cases(session, references)
    dockets = list(load(session, cases, People(session)).values())
    if whole:
        fill(session, dockets)
    found = {docket.case.reference: docket for docket in dockets}
    for place, values in batch.open().items():
        if values["reference"] not in found:
            batch.unknown_case(place)
    return found


def take_dates(session: Session, context: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Say whence the dates of cases come, and enter those that later ones replaced.

    The days that hold are those of the case; a row says of such a day whence it comes. One that somebody verified here
    keeps who did.
    """
    batch, people = Batch.of(rows), People(session)
    dockets = dockets_of(session, batch, whole=False)
    ids = {docket.case.id: docket.case.reference for docket in dockets.values()}
    stored = {
        identity(DATES, date_record(DATES, row, people, ids[row.case_id])): row
        for row in queries.dates_of(session, list(ids))
    }
    for place, values in batch.open().items():
        docket = dockets[values["reference"]]
        row = docket.dates.get(values["event"])
        known = stored.get(identity(DATES, values))
        if known is not None:
            batch.compare(place, date_record(DATES, known, people, values["reference"]))
        elif not values["current"] or (row is None and values["date"] is None):
            session.add(_date(docket.case.id, values))
            batch.settle(place, new=True)
        elif row is None or row.day != values["date"]:
            batch.conflict(place, "date", row and row.day)
        elif row.verified_by is not None and row.verified_by != values["verified_by"]:
            batch.conflict(place, "verified_by", row.verified_by)
        else:
            _say_whence(session, context, docket, row, values)
            batch.settle(place, changed=True)
    session.flush()
    return batch.told()


def take_closings(session: Session, context: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Close cases as somebody closed them elsewhere, on their word."""
    batch, people = Batch.of(rows), People(session)
    dockets = dockets_of(session, batch, whole=True)
    for place, values in batch.open().items():
        docket = dockets[values["reference"]]
        case = docket.case
        if case.closed_at is not None:
            batch.compare(place, record_of(batch.table, case, people))
            continue
        for name in batch.table.later:
            setattr(case, name, values[name])
        case.revision, case.updated_at = case.revision + 1, context.now
        replan_unsettled(context, docket)
        after = _plain(values, batch.table.later)
        reason = values["closed_reason"]
        record(
            session,
            [entry(context, "case.closed", of_case(case.reference), None, after, reason)],
            [event(context, "case.closed", {"reference": case.reference, "reason": reason}, case.id)],
        )
        batch.settle(place, new=True)
    session.flush()
    return batch.told()


def _date(case_id: int, values: Values) -> CaseDateRow:
    said = {name: values[name] for name in ("event", "current", *PROVENANCE)}
    return CaseDateRow(case_id=case_id, day=values["date"], **said)


def _say_whence(session: Session, context: Context, docket: Docket, row: CaseDateRow, values: Values) -> None:
    before = {f"{row.event}.{name}": plain(getattr(row, name)) for name in PROVENANCE}
    for name in PROVENANCE:
        setattr(row, name, values[name])
    docket.case.revision += 1
    after = {f"{row.event}.{name}": plain(getattr(row, name)) for name in PROVENANCE}
    record(session, [entry(context, "date.imported", of_case(docket.case.reference), before, after)])


def _plain(values: Values, names: Sequence[str]) -> Mapping[str, object]:
    return {name: plain(values[name]) for name in names}
