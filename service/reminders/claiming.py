"""Claims and records: who holds a message, and what came of each attempt.

A claim is an UPDATE with a lease by the database's clock, so that no two processes take a message at once, and one
whose process died is taken up again when its lease has run out. `SKIP LOCKED` only keeps replicas from waiting for each
other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import case, func, or_, select, update
from sqlalchemy.orm import Session

from notifiers import Permanent, Receipt, Retryable
from notifiers.retry import wait_after
from service.reminders.ladder import URGENCIES
from service.reminders.messages import FAILED, GIVEN_UP, PENDING, SENT
from service.reminders.queries import look_again
from service.store import AttemptRow, EndpointRow, MessageRow

UNDELIVERED = (FAILED, GIVEN_UP)

Answer = Receipt | Retryable | Permanent


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to hand over; `attempt` counts from 1."""

    id: int
    key: str
    channel: str
    recipient: str
    endpoint_id: int | None
    body: bytes
    attempt: int
    endpoint: EndpointRow | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt: when, and what the other side answered."""

    message: Claimed
    started_at: datetime
    finished_at: datetime
    answer: Answer

    @property
    def outcome(self) -> str:
        """`accepted`, `retryable` or `permanent`."""
        return {Receipt: "accepted", Retryable: "retryable", Permanent: "permanent"}[type(self.answer)]

    @property
    def detail(self) -> str:
        """The answer in the other side's words, or the reason of the failure."""
        return self.answer.detail if isinstance(self.answer, Receipt) else self.answer.reason


def claim(session: Session, now: datetime, lease: timedelta, channels: Sequence[str], limit: int) -> list[Claimed]:
    """Take up to `limit` messages that are due at `now` and that nobody holds, the most urgent first, for a lease."""
    clock = database_now(session)
    message = MessageRow
    free = or_(message.lease_until.is_(None), message.lease_until <= clock)
    ranks = {urgency: rank for rank, urgency in enumerate(URGENCIES)}
    due = (
        select(message.id)
        .where(message.state == PENDING, message.next_attempt_at <= now, message.channel.in_(channels), free)
        .order_by(case(ranks, value=message.urgency, else_=0).desc(), message.next_attempt_at, message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    columns = (
        message.id,
        message.key,
        message.channel,
        message.recipient,
        message.endpoint_id,
        message.body,
        message.attempts,
    )
    taken = (
        update(message)
        .where(message.id.in_(select(due.c.id)), message.state == PENDING, free)
        .values(lease_until=clock + lease, attempts=message.attempts + 1)
        .returning(*columns)
        .execution_options(synchronize_session=False)
    )
    return _with_endpoints(session, [Claimed(*row) for row in session.execute(taken)])


def record(session: Session, tried: Tried, u: float) -> None:
    """Write down an attempt and what follows from it: sent, tried again later, or set aside for a person.

    `u` is a random number, 0 ≤ u < 1, that spreads the next attempts.
    """
    message, answer = tried.message, tried.answer
    state, next_at = _next(tried, u)
    known = MessageRow.id == message.id, MessageRow.state == PENDING
    session.execute(
        update(MessageRow)
        .where(*known)
        .values(
            state=state,
            next_attempt_at=next_at,
            lease_until=None,
            sent_at=tried.finished_at if state == SENT else None,
        )
        .execution_options(synchronize_session=False)
    )
    session.add(
        AttemptRow(
            message_id=message.id,
            started_at=tried.started_at,
            finished_at=tried.finished_at,
            outcome=tried.outcome,
            detail=tried.detail,
        )
    )
    if state in UNDELIVERED:
        look_again(session, message.id, tried.finished_at)
    if isinstance(answer, Permanent) and answer.gone:
        ended = update(EndpointRow).where(EndpointRow.id == message.endpoint_id)
        session.execute(ended.values(enabled=False, disabled_reason=answer.reason))


def database_now(session: Session) -> datetime:
    """The time by the database's clock, which all replicas share."""
    moment: datetime | None = session.scalar(select(func.now()))
    if moment is None:
        raise RuntimeError("the database did not tell the time")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _next(tried: Tried, u: float) -> tuple[str, datetime | None]:
    if isinstance(tried.answer, Receipt):
        return SENT, None
    if isinstance(tried.answer, Permanent):
        return FAILED, None
    wait = wait_after(tried.message.attempt, u, tried.answer.retry_after)
    return (PENDING, tried.finished_at + wait) if wait else (GIVEN_UP, None)


def _with_endpoints(session: Session, claimed: list[Claimed]) -> list[Claimed]:
    ids = {message.endpoint_id for message in claimed if message.endpoint_id is not None}
    endpoints = {row.id: row for row in session.scalars(select(EndpointRow).where(EndpointRow.id.in_(ids)))}
    return [replace(message, endpoint=endpoints.get(message.endpoint_id or 0)) for message in claimed]
