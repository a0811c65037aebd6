"""The tables of what happened: events for other systems, the audit trail and its seals, the ticks, the ledger."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class EventRow(Base):
    """Something other systems and people may want to hear of.

    `position` is its place in the log, given once its transaction is over (see `service.store.event_log`); the `id`
    tells nothing of the order in which events became visible.
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int | None] = mapped_column(unique=True, index=True)
    type: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"), index=True)
    payload: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class AuditRow(Base):
    """Who changed what, when, from what to what. Rows are added, never changed."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "actor", "id"), Index(None, "action", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str | None]
    reason_code: Mapped[str | None]
    reason_params: Mapped[dict[str, Any] | None]


class SealRow(Base):
    """A run of rows of the audit trail closed over by a digest, which the next seal builds on. Added, never changed."""

    __tablename__ = "seals"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    first: Mapped[int]
    last: Mapped[int] = mapped_column(unique=True)
    count: Mapped[int]
    row_digests: Mapped[bytes] = mapped_column(deferred=True)
    previous: Mapped[str]
    digest: Mapped[str]


class LedgerRow(Base):
    """One day's account of the reminders: how many were expected and what became of them, and what is missing."""

    __tablename__ = "ledgers"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    at: Mapped[datetime]
    counts: Mapped[dict[str, Any]]
    missing: Mapped[list[Any]]


class TickRow(Base):
    """One pass of the scheduler and what came of it."""

    __tablename__ = "ticks"

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    planned: Mapped[int] = mapped_column(default=0)
    sent: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    detail: Mapped[str | None]
