"""Freezing: words become bytes under a key, and the rungs they carry are written down with them.

Once a message is stored, neither bytes nor key change: every attempt sends the same ones, so that the other side can
tell a repeat. One message goes to one recipient over one channel in one tick; only a flood is cut into several.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from notifiers.mail_message import Mailbox, compose
from service.reminders.recipients import Recipient
from service.reminders.sentences import LONGEST, one_line
from service.reminders.wording import Written
from service.store import EndpointRow, MessageRow, MessageRungRow
from service.store.queries import insert_rows

EMAIL, WEBHOOK, OPS = "email", "webhook", "ops"
UNANSWERED, MAIL_FAILING, BOUNCED = "reminder.unanswered", "mail.failing", "message.bounced"  # what ops are called for
TEST = "annua.test"  # the type of a call that only tests an endpoint
LARGEST = 100  # matters in one message: so many a mail has room to name, each in a line at least


@dataclass(frozen=True, slots=True)
class Carried:
    """The stages of one deadline that a message carries."""

    deadline_id: int
    aim: date
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom mails come from."""

    mailbox: Mailbox
    sandbox: bool = False
    """Whether its mails are of a sandbox, and say so."""

    def subject(self, subject: str) -> str:
        """A subject as this sender writes it."""
        return f"[sandbox] {subject}" if self.sandbox else subject

    def message_id(self) -> str:
        """A new `Message-ID`, never used before."""
        return f"<{uuid4().hex}@{self._domain}>"

    @property
    def list_id(self) -> str:
        """What all mails of this sender have in common, for filters (RFC 2919)."""
        return f"annua-reminders.{self._domain}"

    @property
    def _domain(self) -> str:
        return self.mailbox.address.rpartition("@")[2]


def freeze_mail(
    session: Session,
    written: Written,
    recipient: Recipient,
    sender: Sender,
    now: datetime,
    *,
    urgency: str,
    purpose: str,
    carried: Iterable[Carried] = (),
) -> MessageRow:
    """Store a mail, ready to be handed over."""
    key, subject = sender.message_id(), sender.subject(written.subject)
    body = compose(
        subject=subject,
        text=written.text,
        html=written.html,
        sender=sender.mailbox,
        recipient=Mailbox(one_line(recipient.name, LONGEST), recipient.address),
        message_id=key,
        date=now,
        headers={"List-Id": f"Annua <{sender.list_id}>", **written.headers, **_importance(urgency)},
    )
    row = MessageRow(
        key=key,
        channel=EMAIL,
        recipient=recipient.address,
        person_id=recipient.person_id,
        subject=subject,
        body=body,
        created_at=now,
        next_attempt_at=now,
        urgency=urgency,
        purpose=purpose,
    )
    return _store(session, row, carried)


def _importance(urgency: str) -> dict[str, str]:
    return {"Importance": "high"} if urgency in ("urgent", "late", "last") else {}


def freeze_call(
    session: Session,
    event_type: str,
    items: Sequence[dict[str, Any]],
    endpoint: EndpointRow,
    now: datetime,
    *,
    urgency: str,
    purpose: str,
    carried: Iterable[Carried] = (),
) -> MessageRow:
    """Store a webhook's body by the Standard Webhooks specification: `type`, `timestamp` and `data.items`.

    The call gets the next number of its endpoint, `sequence`; each item has the `position` of its event in the log.
    """
    endpoint.sequence += 1
    positions = [item["position"] for item in items]
    row = _to_endpoint(endpoint, event_type, _event(event_type, items, now, endpoint.sequence), now, purpose)
    row.urgency = urgency
    row.sequence, row.first_position, row.last_position = endpoint.sequence, min(positions), max(positions)
    return _store(session, row, carried)


def freeze_test(session: Session, endpoint: EndpointRow, now: datetime) -> MessageRow:
    """Store a call that tests an endpoint: it tells of nothing, and stands outside the endpoint's numbers."""
    return _store(session, _to_endpoint(endpoint, TEST, _event(TEST, (), now), now, TEST), ())


def _to_endpoint(endpoint: EndpointRow, event_type: str, body: bytes, now: datetime, purpose: str) -> MessageRow:
    return MessageRow(
        key=f"msg_{uuid4().hex}",
        channel=WEBHOOK,
        recipient=str(endpoint.id),
        endpoint_id=endpoint.id,
        subject=event_type,
        body=body,
        created_at=now,
        next_attempt_at=now,
        purpose=purpose,
    )


def freeze_ops(
    session: Session,
    items: Sequence[dict[str, Any]],
    now: datetime,
    *,
    urgency: str,
    purpose: str,
    carried: Iterable[Carried] = (),
    key: str | None = None,
) -> MessageRow:
    """Store a call of the second channel; `purpose` is its type: `UNANSWERED`, `MAIL_FAILING` or `BOUNCED`.

    `key` is the `webhook-id`, where the caller has one that says what the call is about.
    """
    row = MessageRow(
        key=key or f"msg_{uuid4().hex}",
        channel=OPS,
        recipient=OPS,
        subject=purpose,
        body=_event(purpose, items, now),
        created_at=now,
        next_attempt_at=now,
        urgency=urgency,
        purpose=purpose,
    )
    return _store(session, row, carried)


def _event(event_type: str, items: Sequence[dict[str, Any]], now: datetime, sequence: int | None = None) -> bytes:
    content: dict[str, Any] = {"type": event_type, "timestamp": now.isoformat()}
    if sequence is not None:
        content["sequence"] = sequence
    content["data"] = {"items": list(items)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _store(session: Session, row: MessageRow, carried: Iterable[Carried]) -> MessageRow:
    session.add(row)
    session.flush()
    told = {"message_id": row.id, "recipient": row.recipient, "channel": row.channel}
    rungs = [
        told | {"deadline_id": one.deadline_id, "aim": one.aim, "stage": stage}
        for one in carried
        for stage in one.stages
    ]
    insert_rows(session, MessageRungRow.__tablename__, rungs)
    return row
