"""What people said about deadlines: completions with their files, overrides, instructions; loaded and told together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.portfolio.docket import Docket, in_question
from service.portfolio.proof_files import FileNote, files_of
from service.store import (
    AcknowledgementRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    OverrideRow,
    PersonRow,
    queries,
)

Document = dict[str, Any]
Row = TypeVar("Row", CompletionRow, OverrideRow, InstructionRow)


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about some deadlines, each kind by the id of the deadline, in the order of entry.

    `files` are by the id of their completion, `people` by their own.
    """

    completions: Mapping[int, Sequence[CompletionRow]] = field(default_factory=dict)
    overrides: Mapping[int, Sequence[OverrideRow]] = field(default_factory=dict)
    instructions: Mapping[int, Sequence[InstructionRow]] = field(default_factory=dict)
    files: Mapping[int, Sequence[FileNote]] = field(default_factory=dict)
    people: Mapping[int, PersonRow] = field(default_factory=dict)

    def about(self, row: DeadlineRow) -> Document:
        """What was said about one deadline, as JSON."""
        return {
            "completions": [
                completion_document(one, self.files.get(one.id, ())) for one in self.completions.get(row.id, ())
            ],
            "overrides": [override_document(one) for one in self.overrides.get(row.id, ())],
            "instructions": [instruction_document(one, self.people) for one in self.instructions.get(row.id, ())],
        }


NOTHING = Said()


def said_in(session: Session, docket: Docket) -> Said:
    """What was said about the deadlines of a loaded case."""
    completions = [one for row in docket.deadlines.values() for one in docket.completions.get(row.id, ())]
    files = _files(session, [one.id for one in completions])
    return Said(docket.completions, docket.overrides, docket.instructions, files, docket.people)


def said_about(session: Session, deadline_ids: Collection[int]) -> Said:
    """What was said about some deadlines of any cases."""
    completions = _rows(session, CompletionRow, deadline_ids)
    return Said(
        completions,
        _rows(session, OverrideRow, deadline_ids),
        _rows(session, InstructionRow, deadline_ids),
        _files(session, [one.id for some in completions.values() for one in some]),
        {person.id: person for person in queries.everybody(session)},
    )


def completion_document(completion: CompletionRow, files: Iterable[FileNote] = ()) -> Document:
    """A completion with its files and what became of it."""
    return {
        "id": completion.id,
        "state": completion.state,
        "done_on": _day(completion.done_on),
        "actor": completion.actor,
        "proof": completion.proof,
        "files": [one.as_document() for one in files],
        "covers": completion.covers,
        "recorded_at": _moment(completion.recorded_at),
        "recorded_by": completion.recorded_by,
        "against_due": _day(completion.against_due),
        "questioned": in_question(completion),
        "questioned_at": _moment(completion.questioned_at),
        "questioned_why": completion.questioned_why,
        "questioned_why_code": completion.questioned_why_code,
        "questioned_why_params": completion.questioned_why_params,
        "answered_at": _moment(completion.answered_at),
        "answered_by": completion.answered_by,
        "voided_at": _moment(completion.voided_at),
        "voided_by": completion.voided_by,
        "void_reason": completion.void_reason,
        "void_reason_code": completion.void_reason_code,
        "void_reason_params": completion.void_reason_params,
    }


def override_document(override: OverrideRow) -> Document:
    """An override, withdrawn or not."""
    return {
        "id": override.id,
        "due": _day(override.due),
        "act_by": _day(override.act_by),
        "reason": override.reason,
        "source": override.source,
        "expires_on": _day(override.expires_on),
        "entered_by": override.entered_by,
        "entered_at": _moment(override.entered_at),
        "withdrawn_at": _moment(override.withdrawn_at),
    }


def instruction_document(row: InstructionRow, people: Mapping[int, PersonRow]) -> Document:
    """An instruction, withdrawn or not; a lapse with who confirmed it."""
    return {
        "id": row.id,
        "deadline": row.deadline_id,
        "aim": _day(row.aim),
        "wish": row.wish,
        "ask_again_on": _day(row.ask_again_on),
        "person": _key(people, row.person_id),
        "actor": row.actor,
        "at": _moment(row.at),
        "note": row.note,
        "confirmed_by": _key(people, row.confirmed_person_id),
        "confirmed_at": _moment(row.confirmed_at),
        "withdrawn_at": _moment(row.withdrawn_at),
        "withdrawn_by": row.withdrawn_by,
        "withdraw_reason": row.withdraw_reason,
        "withdraw_reason_code": row.withdraw_reason_code,
        "withdraw_reason_params": row.withdraw_reason_params,
    }


def acknowledgement_document(row: AcknowledgementRow, people: Mapping[int, PersonRow]) -> Document:
    """Somebody's word that they have seen a deadline."""
    return {
        "id": row.id,
        "deadline": row.deadline_id,
        "aim": _day(row.aim),
        "person": _key(people, row.person_id),
        "actor": row.actor,
        "at": _moment(row.at),
        "note": row.note,
    }


def _rows(session: Session, model: type[Row], deadline_ids: Collection[int]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in session.scalars(select(model).where(model.deadline_id.in_(deadline_ids)).order_by(model.id)):
        groups[row.deadline_id].append(row)
    return groups


def _files(session: Session, completion_ids: Collection[int]) -> dict[int, list[FileNote]]:
    groups: dict[int, list[FileNote]] = defaultdict(list)
    for note in files_of(session, completion_ids) if completion_ids else ():
        groups[note.completion_id].append(note)
    return groups


def _key(people: Mapping[int, PersonRow], person_id: int | None) -> str | None:
    return None if person_id is None else people[person_id].key


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
