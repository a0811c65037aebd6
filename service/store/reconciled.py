"""Questions about reconciliations: what may be compared, what was compared, and what earlier runs said of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import CaseNumberRow, CaseRow
from service.store.deadlines import GONE, OPEN, TO_VERIFY, DeadlineRow
from service.store.paging import Found, Order, Page, paged
from service.store.transfers import ComparedRow, ReconciliationRow

LATEST = Order("-id", (ReconciliationRow.id,), descending=True)
AS_COMPARED = Order("id", (ComparedRow.id,))
NEW, UNCHANGED, WENT = "new", "unchanged", "gone"
CHANGES = (NEW, UNCHANGED, WENT)
_AT_ONCE = 500


class Known(NamedTuple):
    """What a number is known by, however it is written: `kind` says which of a case's numbers it is."""

    jurisdiction: str
    right: str
    kind: str
    normal: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Which deadlines a list should have: due from `first` to `last`, both included, of these kinds; null for any."""

    first: date
    last: date
    kinds: tuple[str, ...]
    owner: str | None = None
    right: str | None = None
    jurisdiction: str | None = None


def numbered(session: Session, normal: Collection[str]) -> Iterator[tuple[Known, int, str]]:
    """The cases that have a number of these normal forms, each with what it is known by, its id and its reference."""
    row = CaseNumberRow
    columns = row.jurisdiction, row.right, row.kind, row.normal, CaseRow.id, CaseRow.reference
    found = select(*columns).join(CaseRow, CaseRow.id == row.case_id).where(row.normal.in_(normal))
    for *known, case_id, reference in session.execute(found):
        yield Known(*known), case_id, reference


def computed_still(session: Session, case_ids: Collection[int]) -> Sequence[DeadlineRow]:
    """The deadlines of these cases without those that are gone, by due day."""
    found = select(DeadlineRow).where(DeadlineRow.case_id.in_(case_ids), DeadlineRow.state != GONE)
    return session.scalars(found.order_by(DeadlineRow.due, DeadlineRow.id)).all()


def unsettled_within(session: Session, scope: Scope) -> Iterator[list[tuple[DeadlineRow, CaseRow]]]:
    """The unsettled deadlines of open cases that a list should have, a few at a time, by due day."""
    equal = {CaseRow.owner: scope.owner, CaseRow.right: scope.right, CaseRow.jurisdiction: scope.jurisdiction}
    found = (
        select(DeadlineRow, CaseRow)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(
            DeadlineRow.state.in_((OPEN, TO_VERIFY)),
            DeadlineRow.due.between(scope.first, scope.last),
            DeadlineRow.kind.in_(scope.kinds),
            CaseRow.closed_at.is_(None),
            *(column == value for column, value in equal.items() if value is not None),
        )
        .order_by(DeadlineRow.due, DeadlineRow.id)
    )
    for rows in session.execute(found.execution_options(yield_per=_AT_ONCE)).partitions():
        yield [(deadline, case) for deadline, case in rows]


def run_before(session: Session, name: str) -> ReconciliationRow | None:
    """The latest run under a name."""
    found = select(ReconciliationRow).where(ReconciliationRow.name == name)
    return session.scalars(found.order_by(ReconciliationRow.id.desc()).limit(1)).one_or_none()


def differences_of(session: Session, number: int) -> dict[str, str]:
    """The differences of a run: what both sides said, by subject."""
    found = select(ComparedRow.subject, ComparedRow.print)
    rows = session.execute(found.where(ComparedRow.reconciliation_id == number, ComparedRow.change.is_not(None)))
    return {row.subject: row.print for row in rows}


def settled_before(session: Session, name: str, subjects: Collection[str]) -> dict[tuple[str, str], ComparedRow]:
    """The differences under a name that somebody settled, by subject and what both sides said."""
    found = (
        select(ComparedRow)
        .join(ReconciliationRow, ReconciliationRow.id == ComparedRow.reconciliation_id)
        .where(ReconciliationRow.name == name, ComparedRow.subject.in_(subjects), ComparedRow.settled_at.is_not(None))
    )
    return {(row.subject, row.print): row for row in session.scalars(found.order_by(ComparedRow.id))}


def runs(session: Session, name: str | None, page: Page) -> Found[ReconciliationRow]:
    """Reconciliations, the latest first, under one name if asked."""
    found = select(ReconciliationRow)
    return paged(session, found if name is None else found.where(ReconciliationRow.name == name), page)


def compared(
    session: Session, number: int, verdict: str | None, settled: bool | None, page: Page
) -> Found[ComparedRow]:
    """What a run compared, in the order of the list."""
    conditions = [ComparedRow.reconciliation_id == number, *_settled(settled)]
    if verdict is not None:
        conditions.append(ComparedRow.verdict == verdict)
    return paged(session, select(ComparedRow).where(*conditions), page)


def differences(
    session: Session, run: ReconciliationRow, change: str | None, settled: bool | None, page: Page
) -> Found[ComparedRow]:
    """The differences of a run against the one before it: first those that are gone, then new and unchanged ones."""
    row, now = ComparedRow, aliased(ComparedRow)
    still = select(now.id).where(now.reconciliation_id == run.id, now.change.is_not(None), now.subject == row.subject)
    went = and_(row.reconciliation_id == run.before_id, row.change.is_not(None), ~still.exists())
    here = and_(row.reconciliation_id == run.id, row.change.is_not(None))
    if change is not None:
        here = and_(here, row.change == change)
    wanted = {WENT: went, None: or_(went, here)}.get(change, here)
    return paged(session, select(row).where(wanted, *_settled(settled)), page)


def _settled(wanted: bool | None) -> list[ColumnElement[bool]]:
    if wanted is None:
        return []
    return [ComparedRow.settled_at.is_not(None) if wanted else ComparedRow.settled_at.is_(None)]
