"""Claims and records: who holds a message, and what came of each attempt.

A claim is an UPDATE with a lease by the database's clock, so that no two processes take a message at once, and one
whose process died is taken up again when its lease has run out. `SKIP LOCKED` only keeps replicas from waiting for each
other. Each endpoint has a lane of its own, so that a slow one is waited for by nobody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import case, func, or_, select, true, update
from sqlalchemy.orm import Session

from notifiers import Permanent, Receipt, Retryable
from notifiers.retry import wait_after
from service.reminders.ladder import URGENCIES
from service.reminders.queries import look_again
from service.reminders.receivers import Answer, heard
from service.store import AttemptRow, EndpointRow, MessageRow
from service.store.messages import FAILED, GIVEN_UP, HELD, PENDING, SENT, UNDELIVERED


@dataclass(frozen=True, slots=True)
class Lane:
    """Messages that wait for one another and for no others: those of a channel, or of one endpoint."""

    channel: str
    endpoint_id: int | None = None


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
    is_test: bool = False
    """Whether somebody tries out an endpoint, which may be disabled."""


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

    def as_row(self) -> AttemptRow:
        """The attempt as it is stored."""
        return AttemptRow(
            message_id=self.message.id,
            started_at=self.started_at,
            finished_at=self.finished_at,
            outcome=self.outcome,
            detail=self.detail,
        )


def lanes(session: Session, now: datetime, channels: Sequence[str]) -> list[Lane]:
    """The lanes in which something is due."""
    due = MessageRow.state == PENDING, MessageRow.next_attempt_at <= now, MessageRow.channel.in_(channels)
    found = select(MessageRow.channel, MessageRow.endpoint_id).where(*due).distinct()
    return [Lane(*row) for row in session.execute(found.order_by(MessageRow.channel, MessageRow.endpoint_id))]


def claim(session: Session, now: datetime, lease: timedelta, lane: Lane, limit: int) -> list[Claimed]:
    """Take up to `limit` messages of a lane that are due at `now` and that nobody holds, the most urgent first."""
    clock = database_now(session)
    message = MessageRow
    free = or_(message.lease_until.is_(None), message.lease_until <= clock)
    ranks = {urgency: rank for rank, urgency in enumerate(URGENCIES)}
    due = (
        select(message.id)
        .where(message.state == PENDING, message.next_attempt_at <= now, message.channel == lane.channel, free)
        .where(true() if lane.endpoint_id is None else message.endpoint_id == lane.endpoint_id)
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
    message = tried.message
    state, next_at = _next(tried, u)
    if message.endpoint_id is not None and heard(session, message.endpoint_id, tried.answer, state, tried.finished_at):
        state, next_at = HELD, None
    values = {"state": state, "next_attempt_at": next_at, "lease_until": None}
    if state == SENT:
        values["sent_at"] = tried.finished_at
    # Of two that were under way when an endpoint was disabled, one may still have been taken.
    open_states = (PENDING, HELD) if state == SENT else (PENDING,)
    session.execute(
        update(MessageRow)
        .where(MessageRow.id == message.id, MessageRow.state.in_(open_states))
        .values(values)
        .execution_options(synchronize_session=False)
    )
    session.add(tried.as_row())
    if state in UNDELIVERED:
        look_again(session, message.id, tried.finished_at)


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
