"""The audit trail and the events: each write says who changed what, from what to what, and who may want to hear."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

import rules
from rules.texts import Message
from service.portfolio.context import Context
from service.store import CaseRow, DeadlineRow, queries
from service.store.deadlines import NO_NUMBER

Row = dict[str, Any]
Reason = Message | str | None
"""Why something was done: a text of the system's, or what a person typed."""


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
    reason: Reason = None,
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
        **because("reason", reason),
    }


def because(name: str, reason: Reason) -> Row:
    """A reason under a name: what the system says by its code and parameters too, what a person typed as it is."""
    if isinstance(reason, Message):
        return rules.said(name, reason)
    return rules.said(name, None) | {name: reason}


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
