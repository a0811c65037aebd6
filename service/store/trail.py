"""The tables of what happened: events for other systems, the audit trail, the ticks, and the daily ledger."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class EventRow(Base):
    """Something other systems and people may want to hear of, in the order in which it happened."""

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"), index=True)
    payload: Mapped[dict[str, Any]]
    at: Mapped[datetime]


class AuditRow(Base):
    """Who changed what, when, from what to what. Rows are added, never changed."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str | None]


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
