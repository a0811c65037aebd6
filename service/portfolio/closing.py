"""Closing a case: a person's word, with a reason, that nobody need watch it any longer."""

from sqlalchemy.orm import Session

from rules.texts import Message
from service.portfolio.audit import Row, entry, event, of_case, record
from service.portfolio.context import Context
from service.portfolio.docket import Docket, load_one
from service.portfolio.errors import Conflict, Invalid, wrong
from service.portfolio.recomputing import replan_unsettled
from service.portfolio.texts import ALREADY_CLOSED, NEEDED, NOT_CLOSED, SAY_WHY_CLOSED, SAY_WHY_REOPENED
from service.store import CaseRow

FIELDS = ("closed_at", "closed_by", "closed_reason")


def close_case(session: Session, context: Context, case_id: int, reason: str) -> CaseRow:
    """End the ladders of a case; its deadlines stay as they are.

    A status such as `lapsed` that another system reports does not close a case. Raises `Invalid` without a reason,
    `Conflict` where it is closed already.
    """
    docket = load_one(session, case_id)
    case = docket.case
    _need_reason(reason, SAY_WHY_CLOSED())
    if case.closed_at is not None:
        message = ALREADY_CLOSED(reference=case.reference, on=str(case.closed_at.date()), actor=case.closed_by)
        raise Conflict(wrong("case", message, case.reference))
    _set(session, context, docket, "case.closed", (context.now, context.actor, reason), reason)
    return case


def reopen_case(session: Session, context: Context, case_id: int, reason: str) -> CaseRow:
    """Take a closing back; the ladders run again. Raises `Invalid` without a reason, `Conflict` where it is open."""
    docket = load_one(session, case_id)
    _need_reason(reason, SAY_WHY_REOPENED())
    if docket.case.closed_at is None:
        raise Conflict(wrong("case", NOT_CLOSED(reference=docket.case.reference), docket.case.reference))
    _set(session, context, docket, "case.reopened", (None, None, None), reason)
    return docket.case


def _need_reason(reason: str, remedy: Message) -> None:
    if not reason.strip():
        raise Invalid(wrong("reason", NEEDED(field="reason", remedy=remedy)))


def _set(
    session: Session, context: Context, docket: Docket, action: str, values: tuple[object, ...], reason: str
) -> None:
    case = docket.case
    before = _closed(case)
    for name, value in zip(FIELDS, values, strict=True):
        setattr(case, name, value)
    case.revision += 1
    case.updated_at = context.now
    replan_unsettled(context, docket)
    session.flush()
    after = _closed(case)
    record(
        session,
        [entry(context, action, of_case(case.reference), before, after, reason)],
        [event(context, action, {"reference": case.reference, "reason": reason}, case.id)],
    )


def _closed(case: CaseRow) -> Row:
    """Who closed a case, when and why, as the trail keeps it."""
    return {"closed_at": case.closed_at and case.closed_at.isoformat()} | {
        name: getattr(case, name) for name in FIELDS if name != "closed_at"
    }
