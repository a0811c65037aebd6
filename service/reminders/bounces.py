"""What came back: a mail that bounced counts as not sent, and what it carried is looked at again at once.

A report is known by what happened to which message for which address, so that reading a mailbox twice, or hearing of
the same bounce by mail and by the hook, counts once. One that fits no message (after a restore, say) is kept as well.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from notifiers.delivery_status import DELAYED, FAILED, DeliveryStatus
from service.reminders.messages import BOUNCED, EMAIL
from service.reminders.queries import look_again
from service.store import AuditRow, BounceRow, CaseRow, DeadlineRow, EventRow, MessageRow, MessageRungRow

ACTOR = "annua"


def record_bounce(
    session: Session,
    status: DeliveryStatus,
    source: str,
    now: datetime,
    *,
    actor: str = ACTOR,
    at: datetime | None = None,
) -> BounceRow | None:
    """Record that a mail failed or is delayed; None for any other news, and for what is recorded already.

    `source` is the way it came in (`mailbox`, `api`); `at` is when it happened, if known: never later than `now`. A
    failed mail is marked, and each deadline that it carried is due to be looked at. A delayed one is still on its way.
    """
    if status.action not in (FAILED, DELAYED):
        return None
    message = _message(session, status.message_id)
    row = BounceRow(
        key=" ".join((status.action, status.message_id or now.date().isoformat(), status.recipient.lower())),
        message_id=message.id if message else None,
        action=status.action,
        recipient=message.recipient if message else status.recipient,
        status=status.status,
        detail=_detail(status, message),
        source=source,
        received_at=now,
    )
    if not _is_new(session, row):
        return None
    bounced = message if status.action == FAILED else None
    if bounced is not None and bounced.bounced_at is None:
        bounced.bounced_at = min(at or now, now)
        look_again(session, bounced.id, now)
    session.add(_audit(row, message, actor, now))
    if row.action == FAILED:
        session.add(EventRow(type=BOUNCED, payload=_told(session, row, message), at=now))
    session.flush()
    return row


def _message(session: Session, key: str | None) -> MessageRow | None:
    if key is None:
        return None
    return session.scalar(select(MessageRow).where(MessageRow.key == key, MessageRow.channel == EMAIL))


def _is_new(session: Session, row: BounceRow) -> bool:
    """Store a report, unless somebody has: the database decides, since replicas may read one mailbox."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


def _detail(status: DeliveryStatus, message: MessageRow | None) -> str:
    """The server's words; before them the address that failed, where it is another than we wrote to."""
    said = status.diagnostic or (f"status {status.status}" if status.status else "no reason given")
    other = message is not None and message.recipient.lower() != status.recipient.lower()
    return f"{status.recipient}: {said}" if other else said


def _audit(row: BounceRow, message: MessageRow | None, actor: str, now: datetime) -> AuditRow:
    after = {"recipient": row.recipient, "status": row.status, "source": row.source, "received_at": now.isoformat()}
    return AuditRow(
        at=now,
        actor=actor,
        action=f"message.{'bounced' if row.action == FAILED else 'delayed'}",
        subject=f"message {message.key if message else 'unknown'}",
        after=after,
        reason=row.detail,
    )


def _told(session: Session, row: BounceRow, message: MessageRow | None) -> dict[str, object]:
    """What other systems hear: which mail to whom came back, why, and which cases it was about."""
    told = {"recipient": row.recipient, "status": row.status, "detail": row.detail}
    if message is None:
        return told | {"message": None, "subject": None, "purpose": None, "references": []}
    references = (
        select(CaseRow.reference)
        .join(DeadlineRow, DeadlineRow.case_id == CaseRow.id)
        .join(MessageRungRow, MessageRungRow.deadline_id == DeadlineRow.id)
        .where(MessageRungRow.message_id == message.id)
        .distinct()
        .order_by(CaseRow.reference)
    )
    about = {"message": message.key, "subject": message.subject, "purpose": message.purpose}
    return told | about | {"references": list(session.scalars(references))}
