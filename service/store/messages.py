"""The tables of messages: frozen bytes, the rungs they carry, each attempt to hand them over, and what came back."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base

PENDING, SENT, FAILED, GIVEN_UP = "pending", "sent", "failed", "given_up"
HELD = "held"  # for an endpoint that is disabled
STATES = (PENDING, HELD, SENT, FAILED, GIVEN_UP)
UNDELIVERED = (FAILED, GIVEN_UP)  # no further attempt will be made


class MessageRow(Base):
    """One message to one recipient over one channel; its bytes and key never change.

    But for a mail with a link that signs in: once that is spent and nothing is left to send, its bytes are emptied. A
    message to an endpoint has its `sequence` there, and the positions of the first and the last event that it carries.
    """

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[str]
    recipient: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    endpoint_id: Mapped[int | None] = mapped_column(ForeignKey("webhook_endpoints.id"))
    subject: Mapped[str]
    body: Mapped[bytes]
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    urgency: Mapped[str] = mapped_column(default="normal")
    purpose: Mapped[str] = mapped_column(default="reminder")
    sequence: Mapped[int | None]
    first_position: Mapped[int | None]
    last_position: Mapped[int | None]

    __table_args__ = (
        Index(
            "ix_messages_next_attempt_at",
            "next_attempt_at",
            sqlite_where=text("next_attempt_at IS NOT NULL"),
            postgresql_where=text("next_attempt_at IS NOT NULL"),
        ),
        Index(None, "state"),
        Index(None, "created_at"),  # what is new today
        Index(None, "recipient"),  # what became of later mails to an address
        Index(None, "endpoint_id", "id"),  # what an endpoint was sent, page by page
        Index(None, "endpoint_id", "state"),  # what waits for an endpoint
        Index(None, "endpoint_id", "sequence", unique=True),
    )


class MessageRungRow(Base):
    """One rung carried by a message; the constraint keeps a rung from being sent twice."""

    __tablename__ = "message_rungs"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"))
    aim: Mapped[date]
    stage: Mapped[str]
    recipient: Mapped[str]
    channel: Mapped[str]

    __table_args__ = (
        UniqueConstraint("deadline_id", "aim", "stage", "recipient", "channel"),
        Index(None, "recipient", "deadline_id"),
    )


class AttemptRow(Base):
    """One attempt to hand a message over, and what the other side said."""

    __tablename__ = "attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    detail: Mapped[str | None]


class BounceRow(Base):
    """A report that a message `failed` to arrive or is `delayed`; `key` keeps the same report from counting twice.

    `recipient` is the address that we wrote to, where the message is known.
    """

    __tablename__ = "bounces"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"), index=True)
    action: Mapped[str]
    recipient: Mapped[str | None]
    status: Mapped[str | None]
    detail: Mapped[str]
    source: Mapped[str]
    received_at: Mapped[datetime]


class DigestRow(Base):
    """One numbered digest of one address: its numbers have no gap, and a day has one at most.

    A day on which there was nothing to tell has neither number nor message. `events_through` is the last event looked
    at for it.
    """

    __tablename__ = "digests"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str]
    number: Mapped[int | None]
    day: Mapped[date] = mapped_column(index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    events_through: Mapped[int]

    __table_args__ = (UniqueConstraint("address", "number"), UniqueConstraint("address", "day"))
