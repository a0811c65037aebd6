"""What was told about deadlines, what people said back, and who changed what, as pages show it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from notifiers.delivery_status import FAILED
from service.portfolio.docket import Docket
from service.store import (
    AcknowledgementRow,
    AttemptRow,
    AuditRow,
    BounceRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    MessageRow,
    OverrideRow,
    told,
)
from service.words import Language

LONGEST = 160  # characters of one value in the history
FEW = 10  # messages or entries of the history that a page shows unasked

_STATES = {"pending": "told.pending", "sent": "told.sent", "failed": "told.failed", "given_up": "told.given_up"}


@dataclass(frozen=True, slots=True)
class Told:
    """One message, each attempt to hand it over, and the reports that it did not arrive."""

    message: MessageRow
    attempts: Sequence[AttemptRow]
    bounces: Sequence[BounceRow]

    @property
    def code(self) -> str:
        """What became of it."""
        if self.message.bounced_at is not None or any(one.action == FAILED for one in self.bounces):
            return "told.bounced"
        return "told.delayed" if self.bounces else _STATES[self.message.state]

    @property
    def level(self) -> str:
        """How it is to be shown."""
        return "late" if self.code in ("told.bounced", "told.failed", "told.given_up") else "calm"


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that somebody said about a deadline: when, who, what by its code with what fills its gaps, and a note.

    `over` says by a code why it no longer holds; `doubt` is a completion in question, which says why it is.
    """

    at: datetime
    actor: str
    deadline_id: int
    code: str
    gaps: Mapping[str, Any]
    note: str | None = None
    over: str | None = None
    doubt: CompletionRow | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the audit trail, with each thing that changed as (what, before, after)."""

    row: AuditRow
    changes: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Record:
    """What was told, heard and changed, the latest first; of messages and changes there may be more than are here."""

    told: Sequence[Told]
    told_in_all: int
    heard: Sequence[Heard]
    trail: Sequence[Entry]
    trail_in_all: int


def record_of(
    session: Session, docket: Docket, deadlines: Collection[DeadlineRow], trail: Sequence[AuditRow], *, full: bool
) -> Record:
    """The record of some deadlines of a loaded case, with the entries of the audit trail that concern them."""
    numbers = [deadline.id for deadline in deadlines]
    in_all = told.count_messages_about(session, numbers)
    messages = told.messages_about(session, numbers, in_all if full else FEW)
    ids = [message.id for message in messages]
    attempts, bounces = told.attempts_of(session, ids), told.bounces_of(session, ids)
    latest = list(reversed(trail))
    return Record(
        told=[Told(one, attempts.get(one.id, ()), bounces.get(one.id, ())) for one in messages],
        told_in_all=in_all,
        heard=_heard(session, docket, numbers),
        trail=[Entry(row, _changes(row)) for row in (latest if full else latest[:FEW])],
        trail_in_all=len(latest),
    )


def _heard(session: Session, docket: Docket, numbers: Sequence[int]) -> list[Heard]:
    found = [_completed(one) for number in numbers for one in docket.completions.get(number, ())]
    found += [_overridden(one) for number in numbers for one in docket.overrides.get(number, ())]
    found += [_instructed(one) for one in told.instructions_of(session, numbers)]
    found += [_seen(one) for one in told.acknowledgements_of(session, numbers)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _completed(row: CompletionRow) -> Heard:
    over = "heard.voided" if row.voided_at else None
    if over is None and row.questioned_at and not row.answered_at:
        over = "heard.questioned"
    notes = " · ".join(filter(None, (row.proof, row.void_reason)))
    doubt = row if over == "heard.questioned" else None
    code, gaps = f"heard.{row.state}", {"day": row.done_on}
    return Heard(row.recorded_at, row.recorded_by, row.deadline_id, code, gaps, notes, over, doubt)


def _overridden(row: OverrideRow) -> Heard:
    note = f"{row.reason} · {row.source}"
    over = "heard.withdrawn" if row.withdrawn_at else None
    return Heard(row.entered_at, row.entered_by, row.deadline_id, "heard.override", {"day": row.act_by}, note, over)


def _instructed(row: InstructionRow) -> Heard:
    code = f"heard.{row.wish}{'.confirmed' if row.wish == 'lapse' and row.confirmed_at else ''}"
    over = "heard.withdrawn" if row.withdrawn_at else None
    return Heard(row.at, row.actor, row.deadline_id, code, {"day": row.ask_again_on or row.aim}, row.note, over)


def _seen(row: AcknowledgementRow) -> Heard:
    return Heard(row.at, row.actor, row.deadline_id, "heard.seen", {"day": row.aim}, row.note)


def heard_words(heard: Heard, say: Language) -> str:
    """What somebody said, in a sentence."""
    return say(heard.code, **{name: say.short_day(day) for name, day in heard.gaps.items()})


def _changes(row: AuditRow) -> list[tuple[str, str, str]]:
    before, after = row.before or {}, row.after or {}
    pairs = [(key, _shown(before.get(key)), _shown(after.get(key))) for key in {**before, **after}]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _shown(value: Any) -> str:
    if value is None or value in ({}, []):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
