"""What people and systems were told of deadlines: the messages that left, by the day that they aimed at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.messages import MessageRow, MessageRungRow

_MESSAGE = MessageRow.id, MessageRow.key, MessageRow.channel, MessageRow.recipient, MessageRow.sent_at


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that the next hop took."""

    key: str
    channel: str
    recipient: str
    sent_at: datetime


def sent_of(session: Session, aims: Mapping[int, date]) -> dict[int, list[Sent]]:
    """The messages that left with these days to act by, oldest first; `aims` are by the ids of deadlines."""
    wanted = (
        select(MessageRungRow.deadline_id, MessageRungRow.aim, *_MESSAGE)
        .join(MessageRow, MessageRow.id == MessageRungRow.message_id)
        .where(MessageRungRow.deadline_id.in_(aims), MessageRow.sent_at.is_not(None))
        .order_by(MessageRow.sent_at, MessageRow.id)
        .distinct()
    )
    found: dict[int, list[Sent]] = {}
    for row in session.execute(wanted):
        if row.aim == aims[row.deadline_id]:
            found.setdefault(row.deadline_id, []).append(Sent(row.key, row.channel, row.recipient, row.sent_at))
    return found
