"""The tables of deadlines and of what people did about them: overrides, completions, instructions, acknowledgements."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base

NO_NUMBER = 0  # stands for the contract's null, so that the identity can be a unique constraint

OPEN = "open"  # its ladder runs
SETTLED = "settled"  # confirmed as done, or settled on the authority of `settled_through`
HISTORY = "history"  # past at registration and over
TO_VERIFY = "to_verify"  # past at registration, not over: a person says what happened
GONE = "gone"  # recomputation no longer knows it
STATES = (OPEN, SETTLED, HISTORY, TO_VERIFY, GONE)


class DeadlineRow(Base):
    """One act with its dates, known within its case by (kind, number, office)."""

    __tablename__ = "deadlines"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str]
    number: Mapped[int] = mapped_column(default=NO_NUMBER)
    office: Mapped[str]
    title: Mapped[str]
    title_code: Mapped[str | None]
    title_params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    opens: Mapped[date | None]
    due: Mapped[date]
    due_effective: Mapped[date]
    act_by: Mapped[date]
    late: Mapped[list[Any]] = mapped_column(default=list)
    grace_ends: Mapped[date | None]
    grace_ends_effective: Mapped[date | None]
    restoration_ends: Mapped[date | None]
    restoration_basis: Mapped[str] = mapped_column(default="none")
    covers_from: Mapped[date | None]
    covers_to: Mapped[date | None]
    certainty: Mapped[str] = mapped_column(default="certain")
    alternatives: Mapped[list[Any]] = mapped_column(default=list)
    provisional: Mapped[bool] = mapped_column(default=False)
    cites: Mapped[list[Any]] = mapped_column(default=list)
    origin: Mapped[str] = mapped_column(default="computed")
    state: Mapped[str] = mapped_column(default=OPEN)
    state_reason: Mapped[str | None]
    state_reason_code: Mapped[str | None]
    state_reason_params: Mapped[dict[str, Any] | None]
    state_before: Mapped[str | None]  # of one that is gone: what it was, should it come back
    drives_act_by: Mapped[date]
    next_rung_at: Mapped[datetime | None]
    updated_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("case_id", "kind", "number", "office"),
        Index(
            "ix_deadlines_next_rung_at",
            "next_rung_at",
            sqlite_where=text("next_rung_at IS NOT NULL"),
            postgresql_where=text("next_rung_at IS NOT NULL"),
        ),
        Index(None, "drives_act_by", "id"),
        Index(None, "state", "drives_act_by", "id"),  # the worklists
    )


class OverrideRow(Base):
    """A person's date against the computed one, with reason and source; the earlier of the two drives the ladder."""

    __tablename__ = "overrides"

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), index=True)
    due: Mapped[date]
    act_by: Mapped[date]
    reason: Mapped[str]
    source: Mapped[str]
    expires_on: Mapped[date | None]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class CompletionRow(Base):
    """Proof that an act was done, the dates it was made against, and what became of it since."""

    __tablename__ = "completions"

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), index=True)
    state: Mapped[str]
    done_on: Mapped[date]
    actor: Mapped[str]
    proof: Mapped[str | None]
    covers: Mapped[list[Any]] = mapped_column(default=list)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    against_due: Mapped[date]
    against_derivation: Mapped[list[Any]] = mapped_column(default=list)
    questioned_at: Mapped[datetime | None]
    questioned_why: Mapped[str | None]
    questioned_why_code: Mapped[str | None]
    questioned_why_params: Mapped[dict[str, Any] | None]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None]
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str | None]
    void_reason: Mapped[str | None]
    void_reason_code: Mapped[str | None]
    void_reason_params: Mapped[dict[str, Any] | None]


class AcknowledgementRow(Base):
    """Somebody's word that they have seen a deadline; it belongs to the `act_by` it was given for."""

    __tablename__ = "acknowledgements"

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), index=True)
    aim: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    actor: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str | None]


RENEW, LAPSE, UNDECIDED, ASK_AGAIN, NOT_MINE = "renew", "lapse", "undecided", "ask_again", "not_mine"
WISHES = (RENEW, LAPSE, UNDECIDED, ASK_AGAIN, NOT_MINE)


class InstructionRow(Base):
    """What somebody wants done about a deadline; it belongs to the `act_by` it was given for.

    The latest that nobody withdrew holds. `lapse` is a proposal until a second, different person confirms it;
    `ask_again` quietens the ladder until its day; `not_mine` asks for somebody else.
    """

    __tablename__ = "instructions"

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), index=True)
    aim: Mapped[date]
    wish: Mapped[str]
    ask_again_on: Mapped[date | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    actor: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str | None]
    confirmed_person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
    withdraw_reason: Mapped[str | None]
    withdraw_reason_code: Mapped[str | None]
    withdraw_reason_params: Mapped[dict[str, Any] | None]

    __table_args__ = (
        Index(
            "ix_instructions_lapse_proposed",
            "deadline_id",
            sqlite_where=text("wish = 'lapse' AND confirmed_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("wish = 'lapse' AND confirmed_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )


class ProofFileRow(Base):
    """A file that somebody gave as proof of a completion, whole, with its SHA-256."""

    __tablename__ = "proof_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    completion_id: Mapped[int] = mapped_column(ForeignKey("completions.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    digest: Mapped[str]
    content: Mapped[bytes]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
