"""What endpoints were sent and what still waits for them, as named questions and the changes that go with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session, defer

from service.store.access import EndpointRow
from service.store.messages import HELD, PENDING, AttemptRow, MessageRow
from service.store.paging import Found, Order, Page, paged

LATEST_FIRST = Order("-id", (MessageRow.id,), descending=True)


def listening(session: Session, through: int) -> Sequence[int]:
    """The endpoints that are called at all and for which the log may hold something up to a position."""
    behind = or_(EndpointRow.position.is_(None), EndpointRow.position < through)
    return session.scalars(select(EndpointRow.id).where(EndpointRow.enabled, behind).order_by(EndpointRow.id)).all()


def locked_endpoint(session: Session, endpoint_id: int, *, wait: bool = True) -> EndpointRow | None:
    """One endpoint, kept from other writers until the transaction ends; None where there is none.

    Without `wait` an endpoint that somebody else is writing counts as none.
    """
    found = select(EndpointRow).where(EndpointRow.id == endpoint_id).with_for_update(skip_locked=not wait)
    return session.scalar(found, execution_options={"populate_existing": True})


def waiting(session: Session, endpoint_id: int) -> int:
    """How many messages wait to be taken by an endpoint."""
    mine = MessageRow.endpoint_id == endpoint_id, MessageRow.state == PENDING
    return session.scalar(select(func.count()).select_from(MessageRow).where(*mine)) or 0


def hold(session: Session, endpoint_id: int) -> None:
    """Keep back what waits for an endpoint, for as long as it is disabled."""
    _move(session, endpoint_id, PENDING, state=HELD, next_attempt_at=None, lease_until=None)


def release(session: Session, endpoint_id: int, now: datetime) -> None:
    """Let what was kept back for an endpoint go, each message with all its attempts before it."""
    _move(session, endpoint_id, HELD, state=PENDING, next_attempt_at=now, attempts=0)


def hurry(session: Session, endpoint_id: int, now: datetime) -> None:
    """Let what waits for its next attempt at an endpoint go at once."""
    mine = MessageRow.endpoint_id == endpoint_id, MessageRow.state == PENDING, MessageRow.next_attempt_at > now
    session.execute(
        update(MessageRow).where(*mine).values(next_attempt_at=now).execution_options(synchronize_session=False)
    )


def carrying(session: Session, endpoint_id: int, after: int, through: int) -> Sequence[MessageRow]:
    """The messages to an endpoint that may carry events behind a position, up to and with another, in order."""
    overlaps = MessageRow.last_position > after, MessageRow.first_position <= through
    question = select(MessageRow).where(MessageRow.endpoint_id == endpoint_id, *overlaps)
    return session.scalars(question.order_by(MessageRow.id)).all()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to an endpoint and each attempt to hand it over, oldest first."""

    message: MessageRow
    attempts: Sequence[AttemptRow]


def deliveries(session: Session, endpoint_id: int, state: str | None, page: Page) -> Found[Delivery]:
    """The messages to an endpoint with their attempts; only those in one state, if it is named."""
    question = select(MessageRow).where(MessageRow.endpoint_id == endpoint_id).options(defer(MessageRow.body))
    if state is not None:
        question = question.where(MessageRow.state == state)
    return paged(session, question, page).shown(lambda messages: _with_attempts(session, messages))


def _with_attempts(session: Session, messages: Sequence[MessageRow]) -> list[Delivery]:
    tried: dict[int, list[AttemptRow]] = {message.id: [] for message in messages}
    question = select(AttemptRow).where(AttemptRow.message_id.in_(tried)).order_by(AttemptRow.id)
    for attempt in session.scalars(question):
        tried[attempt.message_id].append(attempt)
    return [Delivery(message, tried[message.id]) for message in messages]


def _move(session: Session, endpoint_id: int, where: str, **values: object) -> None:
    mine = MessageRow.endpoint_id == endpoint_id, MessageRow.state == where
    session.execute(update(MessageRow).where(*mine).values(**values).execution_options(synchronize_session=False))
