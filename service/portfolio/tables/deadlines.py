"""Taking in deadlines as they stood elsewhere: manual ones, the states of computed ones, and what was said of each.

A computed deadline comes from the rules here and takes only its state, and only where its days are the same and nobody
has done anything about it here. So an import never ends a ladder for a day that is computed otherwise.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.texts import Text
from service.portfolio.audit import entry, of_deadline, record
from service.portfolio.context import Context
from service.portfolio.docket import Docket, People
from service.portfolio.errors import wrong
from service.portfolio.importing import Outcome
from service.portfolio.recomputing import replan
from service.portfolio.rows import Row
from service.portfolio.tables.declared import TABLES
from service.portfolio.tables.exporting import ABOUT_DEADLINES, naming, record_of
from service.portfolio.tables.facts import dockets_of
from service.portfolio.tables.readings import Batch, Values, attributes, identity
from service.store import CompletionRow, DeadlineRow, InstructionRow, OverrideRow
from service.store.deadlines import GONE, NO_NUMBER

DEADLINES = TABLES["deadlines"]
STATE = tuple(name for name in DEADLINES.later)
DATED = ("due", "act_by", "grace_ends", "restoration_ends")

NOT_COMPUTED_HERE = Text(
    "import.not_computed", "{reference} has no {kind} {number} at {office}; the rules installed here don't compute it"
)


def take_deadlines(session: Session, context: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Enter manual deadlines and those that are no longer computed, and give computed ones the state they had."""
    batch, people = Batch.of(rows), People(session)
    dockets = dockets_of(session, batch, whole=True)
    for place, values in batch.open().items():
        docket = dockets[values["reference"]]
        row = docket.deadlines.get(_key(values))
        if row is None and (values["origin"] == "manual" or values["state"] == GONE):
            _enter(session, context, docket, values, people)
            batch.settle(place, new=True)
        elif row is None:
            batch.refuse(place, wrong("kind", _not_here(values), values["kind"]))
        else:
            _give_state(session, context, batch, place, docket, row)
    session.flush()
    return batch.told()


def take_about_deadlines(session: Session, context: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Enter what was said of deadlines as it stands, with who said it and when, taken back or not."""
    people = People(session)
    batch = Batch.of(rows, people)
    kind = ABOUT_DEADLINES[batch.table.name]
    dockets = dockets_of(session, batch, whole=True)
    deadlines = {row.id: (docket, row) for docket in dockets.values() for row in docket.deadlines.values()}
    stored = {}
    for one in session.scalars(select(kind).where(kind.deadline_id.in_(deadlines)).order_by(kind.id)):
        docket, row = deadlines[one.deadline_id]
        found = record_of(batch.table, one, people, **naming(docket.case.reference, row))
        stored[identity(batch.table, found)] = found
    touched = {}
    for place, values in batch.open().items():
        docket = dockets[values["reference"]]
        deadline = docket.deadlines.get(_key(values))
        if deadline is None:
            batch.refuse(place, wrong("kind", _not_here(values), values["kind"]))
        elif known := stored.get(identity(batch.table, values)):
            batch.compare(place, known)
        else:
            entered = kind(deadline_id=deadline.id, **attributes(batch.table, values, people))
            session.add(entered)
            _keep(docket, deadline, entered)
            said = record_of(batch.table, entered, people, **naming(docket.case.reference, deadline))
            stored[identity(batch.table, said)] = said
            touched[deadline.id] = docket, deadline
            action = f"{batch.table.name}.imported"
            record(session, [entry(context, action, of_deadline(docket.case, deadline), None, said)])
            batch.settle(place, new=True)
    session.flush()
    for docket, deadline in touched.values():
        replan(context, docket, deadline)
    session.flush()
    return batch.told()


def _key(values: Values) -> tuple[str, int, str]:
    return values["kind"], NO_NUMBER if values["number"] is None else values["number"], values["office"]


def _not_here(values: Values) -> Any:
    number = "" if values["number"] is None else values["number"]
    return NOT_COMPUTED_HERE(reference=values["reference"], kind=values["kind"], number=number, office=values["office"])


def _enter(session: Session, context: Context, docket: Docket, values: Values, people: People) -> None:
    kind, number, office = _key(values)
    named = {"case_id": docket.case.id, "kind": kind, "number": number, "office": office}
    row = DeadlineRow(**named, **attributes(DEADLINES, values, people), updated_at=context.now)
    session.add(row)
    docket.deadlines[kind, number, office] = row
    replan(context, docket, row)
    session.flush()
    after = record_of(DEADLINES, row, people, **naming(docket.case.reference, row))
    record(session, [entry(context, "deadline.imported", of_deadline(docket.case, row), None, after)])


def _give_state(session: Session, context: Context, batch: Batch, place: int, docket: Docket, row: DeadlineRow) -> None:
    values = batch.values[place]
    if moved := [name for name in DATED if getattr(row, name) != values[name]]:
        batch.conflict(place, moved[0], getattr(row, moved[0]))
        return
    before = {name: getattr(row, name) for name in STATE}
    after = {name: values[name] for name in STATE}
    fresh = row.origin == "computed" and values["state"] != GONE and _untouched(docket, row)
    if before != after and not fresh:
        changed = next(name for name in STATE if before[name] != after[name])
        batch.conflict(place, changed, before[changed])
        return
    if before != after:
        for name, value in after.items():
            setattr(row, name, value)
        replan(context, docket, row)
        record(session, [entry(context, "deadline.imported", of_deadline(docket.case, row), before, after)])
    batch.settle(place, changed=before != after)


def _untouched(docket: Docket, row: DeadlineRow) -> bool:
    """Whether nobody has said anything about a deadline since its case was registered."""
    said = (docket.completions, docket.overrides, docket.instructions)
    return row.updated_at == docket.case.created_at and not any(row.id in about for about in said)


def _keep(docket: Docket, deadline: DeadlineRow, entered: Any) -> None:
    """Let what was just entered count when the deadline is planned."""
    kept: dict[type, Any] = {
        OverrideRow: docket.overrides,
        CompletionRow: docket.completions,
        InstructionRow: docket.instructions,
    }
    if type(entered) in kept:
        kept[type(entered)].setdefault(deadline.id, []).append(entered)
