"""Taking back what somebody entered: it stays on record, with who took it back, when and why."""

from typing import Any, TypeVar

from sqlalchemy.orm import Session

from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.people_texts import SAY_WHY_WITHDRAWN, WITHDRAWN
from service.portfolio.texts import NEEDED, NO_SUCH_ROW
from service.store import AbsenceRow, AssignmentRow, LadderRow, OfficeClosureRow

Row = TypeVar("Row")
Entered = TypeVar("Entered", AbsenceRow, AssignmentRow, LadderRow, OfficeClosureRow)


def withdraw(session: Session, context: Context, row: type[Entered], kind: str, number: int, reason: str) -> Entered:
    """Take back an entry by its number. Raises `Invalid` without a reason, `Unknown`, `Conflict` where it is done."""
    if not reason.strip():
        raise Invalid(wrong("reason", NEEDED(field="reason", remedy=SAY_WHY_WITHDRAWN(kind=kind))))
    found = session.get(row, number, with_for_update=True)
    if found is None:
        raise Unknown(wrong(kind, NO_SUCH_ROW(kind=kind, value=number), number))
    if found.withdrawn_at is not None:
        day = str(found.withdrawn_at.date())
        raise Conflict(wrong(kind, WITHDRAWN(kind=kind, value=number, on=day, actor=found.withdrawn_by), number))
    before = _taken_back(found)
    found.withdrawn_at, found.withdrawn_by = context.now, context.actor
    session.flush()
    record(session, [entry(context, f"{kind}.withdrawn", f"{kind} {number}", before, _taken_back(found), reason)])
    return found


def find_entry(session: Session, row: type[Row], kind: str, number: int) -> Row:
    """What somebody entered, by its number, withdrawn or not. Raises `Unknown`."""
    found = session.get(row, number)
    if found is None:
        raise Unknown(wrong(kind, NO_SUCH_ROW(kind=kind, value=number), number))
    return found


def entered(row: AbsenceRow | AssignmentRow | LadderRow | OfficeClosureRow) -> dict[str, Any]:
    """Who entered something and when, and who took it back, as a JSON object."""
    return {
        "entered_by": row.entered_by,
        "entered_at": row.entered_at.isoformat(),
        **_taken_back(row),
    }


def _taken_back(row: AbsenceRow | AssignmentRow | LadderRow | OfficeClosureRow) -> dict[str, Any]:
    return {
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
        "withdrawn_by": row.withdrawn_by,
    }
