"""Completions: proof that an act was done, what it settles, and what a person says when it is in question."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import did_you_mean, shown
from rules.texts import Message
from service.portfolio.audit import Reason, Row, because, entry, event, of_deadline, record
from service.portfolio.computing import Document, Identity, explain_due, identity
from service.portfolio.context import Context
from service.portfolio.docket import Docket, closures_of, in_question, load_one
from service.portfolio.ending import ended_by
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.questioning import put_in_question, window
from service.portfolio.recomputing import look_again, replan
from service.portfolio.settling import put
from service.portfolio.texts import (
    FUTURE_DONE,
    GONE_DEADLINE,
    NEEDED,
    NO_QUESTION,
    NO_SUCH_ROW,
    NOT_A_STATE,
    NOT_COVERED,
    NOT_STANDING,
    REOPENED,
    SAY_WHY_NOT_STANDING,
    VOIDED,
)
from service.store import CompletionRow, DeadlineRow
from service.store.deadlines import GONE, NO_NUMBER, OPEN, SETTLED

ORDERED, PAID, CONFIRMED = "ordered", "paid", "confirmed"
STATES = (ORDERED, PAID, CONFIRMED)


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody says was done: `covers` names other numbers of the same kind paid with it, `by` who did it."""

    state: str
    done_on: date
    proof: str | None = None
    covers: Sequence[int] = ()
    by: str | None = None


def complete(
    session: Session, context: Context, deadline_id: int, proof: Proof, *, docket: Docket | None = None
) -> list[CompletionRow]:
    """Record a completion of a deadline, and one for each other number it covers; answers them in that order.

    `ordered` and `paid` are noted; `confirmed` settles the deadline and ends its ladder, unless the day lies outside
    the window: then the completion is in question and the ladder goes on. The same completion told again is not
    recorded twice. `docket` is its case, where the caller has loaded it in this transaction. Raises `Invalid`,
    `Unknown`, and `Conflict` for a deadline that is no longer computed.
    """
    docket, row = _open(session, deadline_id, docket)
    _check(context, proof)
    rows = [row, *_covered(docket, row, proof.covers)]
    if gone := [one for one in rows if one.state == GONE]:
        raise Conflict(wrong("deadline", GONE_DEADLINE(deadline=of_deadline(docket.case, gone[0]))))
    explained = _explained(session, context, docket, rows)
    completions = [
        _same(docket, one, proof) or _complete(session, context, docket, one, proof, explained, prepaid=one is not row)
        for one in rows
    ]
    session.flush()
    return completions


def void(session: Session, context: Context, completion_id: int, reason: Message | str) -> CompletionRow:
    """Take a completion back; the ladder of a deadline it settled runs again.

    Raises `Invalid` without a reason, `Unknown`, and `Conflict` for one that was voided before.
    """
    docket, row, completion = _recorded(session, completion_id)
    if not str(reason).strip():
        raise Invalid(wrong("reason", NEEDED(field="reason", remedy=SAY_WHY_NOT_STANDING())))
    held = bool(docket.confirmed(row))
    completion.voided_at, completion.voided_by = context.now, context.actor
    for name, value in because("void_reason", reason).items():
        setattr(completion, name, value)
    if held and not ended_by(docket, row):
        put(row, OPEN, REOPENED(why=reason))
    _settle(context, docket, row)
    _trace(session, context, docket, row, completion, "completion.voided", reason)
    return completion


def answer_question(
    session: Session, context: Context, completion_id: int, *, stands: bool, reason: str | None = None
) -> CompletionRow:
    """Say whether a completion in question stands: then it holds for the dates as they are now; else it is voided.

    Raises `Unknown`, and `Conflict` for one that is not in question.
    """
    docket, row, completion = _recorded(session, completion_id)
    if not in_question(completion):
        raise Conflict(wrong("completion", NO_QUESTION(value=completion_id), completion_id))
    if not stands:
        return void(session, context, completion_id, reason or NOT_STANDING())
    completion.answered_at, completion.answered_by = context.now, context.actor
    if row.state != GONE:
        completion.against_due = row.due
        completion.against_derivation = _explained(session, context, docket, [row]).get(identity(row), [])
        _settle(context, docket, row)
    _trace(session, context, docket, row, completion, "completion.answered", reason)
    return completion


def _open(session: Session, deadline_id: int, docket: Docket | None = None) -> tuple[Docket, DeadlineRow]:
    row = session.get(DeadlineRow, deadline_id)
    if row is None:
        raise Unknown(wrong("deadline", NO_SUCH_ROW(kind="deadline", value=deadline_id), deadline_id))
    return docket or load_one(session, row.case_id), row


def _recorded(session: Session, completion_id: int) -> tuple[Docket, DeadlineRow, CompletionRow]:
    completion = session.get(CompletionRow, completion_id)
    if completion is None:
        raise Unknown(wrong("completion", NO_SUCH_ROW(kind="completion", value=completion_id), completion_id))
    docket, row = _open(session, completion.deadline_id)
    if completion.voided_at is not None:
        message = VOIDED(value=completion_id, on=str(completion.voided_at.date()))
        raise Conflict(wrong("completion", message, completion_id))
    return docket, row, completion


def _check(context: Context, proof: Proof) -> None:
    errors: list[FieldError] = []
    if proof.state not in STATES:
        suggestion = did_you_mean(proof.state, STATES)
        message = NOT_A_STATE(value=shown(proof.state), suggestion=suggestion, choices=list(STATES))
        errors.append(wrong("state", message, proof.state))
    if proof.done_on > context.as_of:
        message = FUTURE_DONE(value=str(proof.done_on), as_of=str(context.as_of))
        errors.append(wrong("done_on", message, str(proof.done_on)))
    if errors:
        raise Invalid(*errors)


def _covered(docket: Docket, row: DeadlineRow, numbers: Sequence[int]) -> list[DeadlineRow]:
    """The other deadlines of the same kind and office that a completion covers."""
    series = {
        one.number: one
        for one in docket.deadlines.values()
        if one.kind == row.kind and one.office == row.office and one.number != NO_NUMBER and one.state != GONE
    }
    if unknown := [number for number in numbers if number not in series]:
        message = NOT_COVERED(value=shown(unknown), kind=row.kind, office=row.office, choices=sorted(series))
        raise Invalid(wrong("covers", message, list(numbers)))
    return [series[number] for number in sorted(set(numbers)) if series[number] is not row]


def _explained(
    session: Session, context: Context, docket: Docket, rows: Collection[DeadlineRow]
) -> dict[Identity, list[Document]]:
    """How the due day of each of these deadlines is derived now."""
    return explain_due(docket.facts, rows, as_of=context.as_of, closures=closures_of(session))


def _same(docket: Docket, row: DeadlineRow, proof: Proof) -> CompletionRow | None:
    """The completion that says the same already."""
    told = (proof.state, proof.done_on, proof.proof)
    return next((one for one in docket.standing(row) if (one.state, one.done_on, one.proof) == told), None)


def _complete(
    session: Session,
    context: Context,
    docket: Docket,
    row: DeadlineRow,
    proof: Proof,
    explained: dict[Identity, list[Document]],
    *,
    prepaid: bool,
) -> CompletionRow:
    days = [found.day for found in docket.dates.values() if found.day]
    early = prepaid or proof.state == ORDERED  # an agent may be told long before the office takes the fee
    doubt = window(row, proof.done_on, min(days, default=None), prepaid=early)
    completion = CompletionRow(
        deadline_id=row.id,
        state=proof.state,
        done_on=proof.done_on,
        actor=proof.by or context.actor,
        proof=proof.proof,
        covers=list(proof.covers),
        recorded_at=context.now,
        recorded_by=context.actor,
        against_due=row.due,
        against_derivation=explained.get(identity(row), []),
    )
    if doubt:
        put_in_question(completion, context.now, doubt)
    session.add(completion)
    session.flush()
    docket.completions.setdefault(row.id, []).append(completion)
    _settle(context, docket, row)
    _trace(session, context, docket, row, completion, "completion.recorded", proof.proof)
    return completion


def _settle(context: Context, docket: Docket, row: DeadlineRow) -> None:
    """Settle a deadline that has a confirmed completion which isn't in question; else the engine looks again."""
    if ended := ended_by(docket, row):
        put(row, SETTLED, ended)
    replan(context, docket, row)
    look_again(context, docket, row)
    docket.case.revision += 1
    docket.case.updated_at = context.now


def _trace(
    session: Session,
    context: Context,
    docket: Docket,
    row: DeadlineRow,
    completion: CompletionRow,
    action: str,
    reason: Reason,
) -> None:
    said: Row = {
        "completion": completion.id,
        "state": completion.state,
        "done_on": completion.done_on.isoformat(),
        "actor": completion.actor,
        "questioned": completion.questioned_why if in_question(completion) else None,
        "deadline_state": row.state,
    }
    named = {"reference": docket.case.reference, "kind": row.kind, "number": row.number or None, "office": row.office}
    session.flush()
    record(
        session,
        [entry(context, action, of_deadline(docket.case, row), None, said, reason)],
        [event(context, action, named | said, docket.case.id, row.id)],
    )
