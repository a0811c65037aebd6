"""Addresses that mails come back from, as a named question to the store."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from service.store import BounceRow, MessageRow, PersonRow

Question = Select[str | None, datetime, str]

FAILED, ALARM = "failed", "alarm"


def returned(session: Session, since: datetime | None = None) -> list[dict[str, Any]]:
    """Each address whose last mail came back, with the day and the reason, the latest first.

    An address is out of it once a later mail was taken and did not come back, and once whoever it belonged to has
    another one or has left. A report that fits no message counts where the address is one that we know. With `since`
    only what was received after that moment, without what came back of the alarms themselves.
    """
    bounce, message, person = BounceRow, MessageRow, PersonRow
    latest = select(func.max(bounce.id)).where(bounce.action == FAILED).group_by(bounce.recipient)
    question = (
        select(bounce.recipient, bounce.received_at, bounce.detail)
        .outerjoin(message, message.id == bounce.message_id)
        .outerjoin(person, person.id == message.person_id)
        .where(bounce.id.in_(latest), _in_use(), _not_taken_since())
        .order_by(bounce.id.desc())
    )
    rows = session.execute(_news(question, since) if since else question)
    return [{"recipient": recipient, "day": at.date(), "detail": detail} for recipient, at, detail in rows]


def _in_use() -> ColumnElement[bool]:
    """Whether the address is still whoever's it was, or somebody's whom we know."""
    message, person = MessageRow, PersonRow
    theirs = and_(person.active, person.address == BounceRow.recipient)
    somebody = PersonRow.__table__.alias()
    known = exists().where(somebody.c.active, somebody.c.address == BounceRow.recipient)
    return or_(theirs, and_(message.id.is_not(None), message.person_id.is_(None)), and_(message.id.is_(None), known))


def _not_taken_since() -> ColumnElement[bool]:
    """Whether no mail to the address was taken since without coming back.

    A mail to nobody's address goes to the fallback recipient, whoever that is by then: one of these is enough.
    """
    later = MessageRow.__table__.alias()
    taken = (
        exists()
        .where(later.c.channel == "email", later.c.state == "sent")
        .where(later.c.bounced_at.is_(None), later.c.sent_at > BounceRow.received_at)
    )
    nobodys = and_(MessageRow.id.is_not(None), MessageRow.person_id.is_(None))
    there, to_nobody = later.c.recipient == BounceRow.recipient, later.c.person_id.is_(None)
    return and_(~taken.where(there), ~and_(nobodys, taken.where(to_nobody)))


def _news(question: Question, since: datetime) -> Question:
    not_alarm = or_(MessageRow.id.is_(None), MessageRow.purpose != ALARM)
    return question.where(BounceRow.received_at > since, not_alarm)
