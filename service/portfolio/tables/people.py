"""Taking in people, what owners want, and the rules of who answers for what: assignments, ladders, absences, closures.

People and owners are merged, as by the API. Rules are entered with who entered them and when, withdrawn ones too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.texts import Text
from service.portfolio.assigning import reassign
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.docket import People
from service.portfolio.errors import PortfolioError, wrong
from service.portfolio.importing import Outcome
from service.portfolio.maintaining import recompute_office
from service.portfolio.owners import set_owner, wishes
from service.portfolio.people import as_document, upsert_person
from service.portfolio.rows import Row
from service.portfolio.tables.columns import plain
from service.portfolio.tables.exporting import RULES, record_of
from service.portfolio.tables.readings import Batch, Values, attributes, identity
from service.store import AbsenceRow, AssignmentRow, LadderRow, OfficeClosureRow
from service.store.looking import Touched, look_again
from service.store.staffing import hold, owner_named

RULE_IN_FORCE = Text(
    "import.rule_in_force", "another row of {table} is in force for the same; withdraw it, then import again"
)
IMPORTED = Text("assignment.imported", "assignment {number} was imported")


def take_people(session: Session, context: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Store people or change what is given of them; somebody known is merged."""

    def store(values: Values) -> tuple[bool, bool]:
        known = People(session).by_key.get(values["key"])
        before = as_document(known) if known else None
        row, is_new = upsert_person(session, context, _given(values))
        return is_new, before != as_document(row)

    return _each(session, Batch.of(rows), store)


def take_owners(session: Session, context: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Store what owners want; what is absent is unchanged."""

    def store(values: Values) -> tuple[bool, bool]:
        known = owner_named(session, values["name"])
        before = wishes(known) if known else None
        given = {key: value for key, value in _given(values).items() if key != "name"}
        row, is_new = set_owner(session, context, values["name"], given)
        return is_new, before != wishes(row)

    return _each(session, Batch.of(rows), store)


def take_rules(session: Session, context: Context, rows: Sequence[Row]) -> list[Outcome]:
    """Enter rules as they stand; what they touch here is looked at again, as if somebody had entered them."""
    people = People(session)
    batch = Batch.of(rows, people)
    kind = RULES[batch.table.name]
    if kind is not OfficeClosureRow:
        hold(session, kind.__tablename__, to_change=True)
    stored: dict[tuple[Any, ...], Any] = {}
    for row in session.scalars(select(kind).order_by(kind.id)):
        stored[identity(batch.table, record_of(batch.table, row, people))] = row
    for place, values in batch.open().items():
        if found := stored.get(identity(batch.table, values)):
            batch.compare(place, record_of(batch.table, found, people))
        elif _in_force_already(batch, values, stored.values()):
            batch.refuse(place, wrong("", RULE_IN_FORCE(table=batch.table.name)))
        else:
            row = kind(**attributes(batch.table, values, people))
            session.add(row)
            session.flush()
            stored[identity(batch.table, values)] = row
            after = record_of(batch.table, row, people)
            record(
                session, [entry(context, f"{batch.table.name}.imported", f"{batch.table.name} {row.id}", None, after)]
            )
            _AFTERWARDS[kind](session, context, row)
            batch.settle(place, new=True)
    return batch.told()


def _each(session: Session, batch: Batch, store: Callable[[Values], tuple[bool, bool]]) -> list[Outcome]:
    """Store each row by itself, and take back what a refused one had begun."""
    for place, values in batch.open().items():
        try:
            with session.begin_nested():
                new, changed = store(values)
        except PortfolioError as refused:
            batch.refuse(place, *refused.errors)
        else:
            batch.settle(place, new=new, changed=changed)
    return batch.told()


def _given(values: Values) -> Values:
    return {key: plain(value) for key, value in values.items() if value is not None}


def _in_force_already(batch: Batch, values: Values, stored: Iterable[Any]) -> bool:
    """Whether another assignment or ladder that nobody withdrew is for the same cases."""
    if batch.table.name not in ("assignments", "ladders") or values["withdrawn_at"]:
        return False
    names = [name for name in ("owner", "jurisdiction", "right", "kind") if name in batch.table.names]
    return any(row.withdrawn_at is None and all(getattr(row, name) == values[name] for name in names) for row in stored)


def _reassign(session: Session, context: Context, row: AssignmentRow) -> None:
    if row.withdrawn_at is None:
        reassign(session, context, row, IMPORTED(number=row.id))


def _recompute(session: Session, context: Context, row: OfficeClosureRow) -> None:
    after = ""
    if row.withdrawn_at is not None:
        return
    while done := recompute_office(session, context, row, after):
        after = done[-1].reference


def _look_again(session: Session, context: Context, row: LadderRow | AbsenceRow) -> None:
    if row.withdrawn_at is not None:
        return
    touched = (
        Touched(owner=row.owner, jurisdiction=row.jurisdiction, right=row.right, kind=row.kind)
        if isinstance(row, LadderRow)
        else Touched(person_id=row.person_id)
    )
    look_again(session, touched, context.now)


_AFTERWARDS: Mapping[Any, Callable[[Session, Context, Any], None]] = {
    OfficeClosureRow: _recompute,
    AssignmentRow: _reassign,
    LadderRow: _look_again,
    AbsenceRow: _look_again,
}
