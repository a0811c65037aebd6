"""What was told about deadlines, what people said back, and who changed what, as pages show it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from notifiers.delivery_status import FAILED
from service.portfolio.docket import Docket, in_question
from service.portfolio.proof_files import FileNote, files_of
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
    dossiers,
    told,
)
from service.store.deadlines import LAPSE
from service.store.messages import STATES
from service.words import Language

LONGEST = 160  # characters of one value in the history
_SAID = "_said"  # behind a field: the code and the parameters of the sentence in it
FEW = 10  # messages or entries of the history that a page shows unasked

_STATES = {state: f"told.{state}" for state in STATES}


@dataclass(frozen=True, slots=True)
class Told:
    """One message and whom it was for, each attempt to hand it over, and the reports that it did not arrive."""

    message: MessageRow
    recipient: str
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

    `over` says by a code why it no longer holds, `back` who took it back, when and why; `doubt` is a completion in
    question, which says why it is. `files` prove it, and `ways` lead to the forms that take it back or answer it.
    """

    at: datetime
    actor: str
    deadline_id: int
    code: str
    gaps: Mapping[str, Any]
    note: str | None = None
    over: str | None = None
    back: "TakenBack | None" = None
    doubt: CompletionRow | None = None
    files: Sequence[FileNote] = ()
    ways: Sequence["Way"] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Who took something back, when, and why: by the row and the name of the reason in it, or nothing."""

    actor: str | None
    at: datetime
    row: CompletionRow | InstructionRow | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A form about something that was said: the act that a role must allow, the words of the link, its address."""

    act: str
    code: str
    address: str


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
    session: Session,
    docket: Docket,
    deadlines: Collection[DeadlineRow],
    trail: Sequence[AuditRow],
    say: Language,
    *,
    full: bool,
) -> Record:
    """The record of some deadlines of a loaded case, with the entries of the audit trail that concern them."""
    numbers = [deadline.id for deadline in deadlines]
    in_all = told.count_messages_about(session, numbers)
    messages = told.messages_about(session, numbers, in_all if full else FEW)
    ids = [message.id for message in messages]
    attempts, bounces = told.attempts_of(session, ids), told.bounces_of(session, ids)
    urls = dossiers.endpoints(session)
    latest = list(reversed(trail))
    return Record(
        told=[
            Told(one, urls.get(one.endpoint_id or 0, one.recipient), attempts.get(one.id, ()), bounces.get(one.id, ()))
            for one in messages
        ],
        told_in_all=in_all,
        heard=_heard(session, docket, numbers),
        trail=[Entry(row, _changes(row, say)) for row in (latest if full else latest[:FEW])],
        trail_in_all=len(latest),
    )


def _heard(session: Session, docket: Docket, numbers: Sequence[int]) -> list[Heard]:
    completions = [one for number in numbers for one in docket.completions.get(number, ())]
    files: dict[int, list[FileNote]] = {}
    for note in files_of(session, [one.id for one in completions]):
        files.setdefault(note.completion_id, []).append(note)
    found = [replace(heard_of(one), files=files.get(one.id, ())) for one in completions]
    found += [_overridden(one) for number in numbers for one in docket.overrides.get(number, ())]
    found += [_led(heard_of(one), one, docket) for one in told.instructions_of(session, numbers)]
    found += [_seen(one) for one in told.acknowledgements_of(session, numbers)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def heard_of(row: CompletionRow | InstructionRow) -> Heard:
    """What somebody said by a completion or an instruction."""
    return _completed(row) if isinstance(row, CompletionRow) else _instructed(row)


def _completed(row: CompletionRow) -> Heard:
    code, gaps = f"heard.{row.state}", {"day": row.done_on}
    heard = Heard(row.recorded_at, row.recorded_by, row.deadline_id, code, gaps, row.proof)
    if row.voided_at:
        return replace(heard, over="heard.voided", back=TakenBack(row.voided_by, row.voided_at, row, "void_reason"))
    if in_question(row):
        way = Way("answer_question", "heard.way.question", f"/said/question/{row.id}")
        return replace(heard, over="heard.questioned", doubt=row, ways=(way,))
    return replace(heard, ways=(Way("void", "heard.way.void", f"/said/void/{row.id}"),))


def _overridden(row: OverrideRow) -> Heard:
    note = f"{row.reason} · {row.source}"
    over = "heard.withdrawn" if row.withdrawn_at else None
    return Heard(row.entered_at, row.entered_by, row.deadline_id, "heard.override", {"day": row.act_by}, note, over)


def _instructed(row: InstructionRow) -> Heard:
    code = f"heard.{row.wish}{'.confirmed' if row.wish == LAPSE and row.confirmed_at else ''}"
    heard = Heard(row.at, row.actor, row.deadline_id, code, {"day": row.ask_again_on or row.aim}, row.note)
    if row.withdrawn_at is None:
        return heard
    back = TakenBack(row.withdrawn_by, row.withdrawn_at, row, "withdraw_reason")
    return replace(heard, over="heard.withdrawn", back=back)


def _led(heard: Heard, row: InstructionRow, docket: Docket) -> Heard:
    """With who confirmed a lapse, and with the way to withdraw what belongs to the day as it stands."""
    confirmer = docket.people.get(row.confirmed_person_id or 0)
    holds = any(one.id == row.deadline_id and one.drives_act_by == row.aim for one in docket.deadlines.values())
    way = Way("withdraw", "heard.way.withdraw", f"/said/withdraw/{row.id}")
    ways = (way,) if holds and row.withdrawn_at is None else ()
    return replace(heard, by=confirmer.name if confirmer else None, ways=ways)


def _seen(row: AcknowledgementRow) -> Heard:
    return Heard(row.at, row.actor, row.deadline_id, "heard.seen", {"day": row.aim}, row.note)


def heard_words(heard: Heard, say: Language) -> str:
    """What somebody said, in a sentence."""
    return say(heard.code, **{name: say.short_day(day) for name, day in heard.gaps.items()})


def _changes(row: AuditRow, say: Language) -> list[tuple[str, str, str]]:
    """What an entry changed; a sentence of the system's in the reader's words."""
    before, after = row.before or {}, row.after or {}
    names = [key for key in {**before, **after} if not key.endswith(_SAID)]
    pairs = [(key, _side(before, key, say), _side(after, key, say)) for key in names]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _side(side: Mapping[str, Any], key: str, say: Language) -> str:
    said = side.get(f"{key}{_SAID}") or {}
    return _shown(say.stored(said.get("code"), said.get("params"), value) if (value := side.get(key)) else value)


def _shown(value: Any) -> str:
    if value is None or value in ({}, []):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
