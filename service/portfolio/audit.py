"""The audit trail and the events: each write says who changed what, from what to what, and who may want to hear."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from service.portfolio.context import Context
from service.store import CaseRow, DeadlineRow, queries
from service.store.deadlines import NO_NUMBER

Row = dict[str, Any]


def of_case(reference: str) -> str:
    """The trail's name for a case."""
    return f"case {reference}"


def of_deadline(case: CaseRow, deadline: DeadlineRow) -> str:
    """The trail's name for a deadline."""
    number = "" if deadline.number == NO_NUMBER else f" {deadline.number}"
    return f"deadline {case.reference} {deadline.kind}{number} {deadline.office}"


def entry(
    context: Context,
    action: str,
    subject: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> Row:
    """One row of the trail, with only what differs from `before` to `after` where both are given."""
    if before is not None and after is not None:
        changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        before, after = ({key: side.get(key) for key in changed} for side in (before, after))
    return {
        "at": context.now,
        "actor": context.actor,
        "action": action,
        "subject": subject,
        "before": before,
        "after": after,
        "reason": reason,
    }


def event(
    context: Context,
    kind: str,
    payload: Mapping[str, Any],
    case_id: int | None = None,
    deadline_id: int | None = None,
) -> Row:
    """One event for other systems and people."""
    return {"type": kind, "case_id": case_id, "deadline_id": deadline_id, "payload": dict(payload), "at": context.now}


def record(session: Session, entries: Iterable[Row] = (), events: Iterable[Row] = ()) -> None:
    """Add to the trail and to the events, in the order given."""
    for table, rows in (("audit", list(entries)), ("events", list(events))):
        queries.insert_rows(session, table, rows)
