"""Messages for readers: listed, and all that became of one; never its bytes, which may hold links that act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from service.store.cases import CaseRow
from service.store.deadlines import DeadlineRow
from service.store.messages import AttemptRow, BounceRow, MessageRow, MessageRungRow
from service.store.paging import Found, Order, Page, paged_rows
from service.store.people import PersonRow

LATEST_MESSAGES = Order("latest", (MessageRow.id,), descending=True)

_LISTED = (
    *(MessageRow.id, MessageRow.key, MessageRow.channel, MessageRow.recipient, MessageRow.endpoint_id),
    *(PersonRow.key, MessageRow.subject, MessageRow.purpose, MessageRow.urgency, MessageRow.state),
    *(MessageRow.created_at, MessageRow.sent_at, MessageRow.bounced_at, MessageRow.next_attempt_at),
    MessageRow.attempts,
)


class Listed(NamedTuple):
    """One message without its bytes; `person` is a key."""

    id: int
    key: str
    channel: str
    recipient: str
    endpoint_id: int | None
    person: str | None
    subject: str
    purpose: str
    urgency: str
    state: str
    created_at: datetime
    sent_at: datetime | None
    bounced_at: datetime | None
    next_attempt_at: datetime | None
    attempts: int


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Which messages: each field that is given must fit; moments from `since` on, until before `before`.

    `reference` and `deadline_id`: those that carried a reminder of that case or deadline.
    """

    recipient: str | None = None
    person: str | None = None
    channel: str | None = None
    state: str | None = None
    purpose: str | None = None
    reference: str | None = None
    deadline_id: int | None = None
    since: datetime | None = None
    before: datetime | None = None


def messages(session: Session, wanted: MessageFilter, page: Page) -> Found[Listed]:
    """Messages, without their bytes."""
    found = select(*_LISTED).outerjoin(PersonRow, PersonRow.id == MessageRow.person_id)
    equal = {
        MessageRow.recipient: wanted.recipient,
        PersonRow.key: wanted.person,
        MessageRow.channel: wanted.channel,
        MessageRow.state: wanted.state,
        MessageRow.purpose: wanted.purpose,
    }
    found = found.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.reference is not None or wanted.deadline_id is not None:
        found = found.where(_carried(wanted))
    if wanted.since is not None:
        found = found.where(MessageRow.created_at >= wanted.since)
    if wanted.before is not None:
        found = found.where(MessageRow.created_at < wanted.before)
    return paged_rows(session, found, page).shown(lambda rows: [Listed._make(row) for row in rows])


def message(session: Session, number: int) -> Listed | None:
    """One message by its id."""
    found = select(*_LISTED).outerjoin(PersonRow, PersonRow.id == MessageRow.person_id)
    row = session.execute(found.where(MessageRow.id == number)).one_or_none()
    return Listed._make(row) if row else None


def rungs(session: Session, message_id: int) -> Sequence[tuple[MessageRungRow, DeadlineRow, str]]:
    """What a message carried: each rung with its deadline and the reference of the case."""
    found = (
        select(MessageRungRow, DeadlineRow, CaseRow.reference)
        .join(DeadlineRow, DeadlineRow.id == MessageRungRow.deadline_id)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(MessageRungRow.message_id == message_id)
    )
    return [(rung, row, reference) for rung, row, reference in session.execute(found.order_by(MessageRungRow.id))]


def attempts(session: Session, message_id: int) -> Sequence[AttemptRow]:
    """Each attempt to hand a message over, oldest first."""
    return session.scalars(select(AttemptRow).where(AttemptRow.message_id == message_id).order_by(AttemptRow.id)).all()


def bounces(session: Session, message_id: int) -> Sequence[BounceRow]:
    """Each report that a message did not arrive, oldest first."""
    return session.scalars(select(BounceRow).where(BounceRow.message_id == message_id).order_by(BounceRow.id)).all()


def _carried(wanted: MessageFilter) -> ColumnElement[bool]:
    rung = MessageRungRow
    found = exists().where(rung.message_id == MessageRow.id)
    if wanted.deadline_id is not None:
        found = found.where(rung.deadline_id == wanted.deadline_id)
    if wanted.reference is not None:
        of_case = DeadlineRow.case_id == CaseRow.id, CaseRow.reference == wanted.reference
        found = found.where(rung.deadline_id == DeadlineRow.id, *of_case)
    return found
