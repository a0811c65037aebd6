"""What if: stored cases computed with other facts, another day or further closures, and laid beside what is stored.

Nothing is changed. An override of a person and a deadline entered by hand stay what they are and are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

import rules
from rules import FieldError
from rules.reading import shown
from service.portfolio.blaming import Blame, Surroundings, Thoughts, by_identity, compute_stored
from service.portfolio.comparing import COLUMNS, compare
from service.portfolio.computing import Computed, Document, Identity
from service.portfolio.errors import wrong
from service.portfolio.incoming import read
from service.portfolio.moves import Move
from service.portfolio.texts import NO_SUCH_CASE
from service.store import CaseRow, OfficeClosureRow, queries
from service.store.deadlines import NO_NUMBER
from service.store.proofs import StoredSchedule, stored_schedules

SAME, MOVES, COMES, GOES = BECOMES = ("same", "moves", "comes", "goes")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of each case, today: with which thoughts to compute it, and how much is answered.

    `same`: also what stays as it is; `explain`: how each day that would be is derived.
    """

    today: date
    thoughts: Thoughts
    same: bool = True
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Supposed:
    """One case as it is stored and as it would be, or why the rules refuse what it would be."""

    reference: str
    case: CaseRow | None = None
    computed: Computed | None = None
    moves: tuple[Move, ...] = ()
    errors: tuple[FieldError, ...] = ()
    derivations: Mapping[Identity, list[Document]] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        """Whether nothing would become of it."""
        unruled = self.case is not None and self.case.unruled
        return bool(self.errors) == unruled and all(move.old == move.new for move in self.moves)

    def as_document(self) -> Document:
        """The comparison as a JSON object: each side names the rules that computed it."""
        return {
            "reference": self.reference,
            "jurisdiction": self.case and self.case.jurisdiction,
            "stored": self.case and _stored(self.case),
            "computed": self.computed and _computed(self.computed),
            "deadlines": [self._beside(move) for move in self.moves],
            "errors": rules.as_document(rules.Refused(None, self.errors))["errors"],
        }

    def _beside(self, move: Move) -> Document:
        document = move.as_document()
        way = document["what"] if move.moved else None
        derived = self.derivations.get(move.identity)
        return document | {"what": becomes(move), "way": way} | ({"derivation": derived} if derived else {})


def becomes(move: Move) -> str:
    """What would become of a deadline."""
    if move.old is None:
        return COMES
    if move.new is None:
        return GOES
    return MOVES if move.moved else SAME


def suppose(
    session: Session, question: Question, concerned: Sequence[ColumnElement[bool]], after: str = ""
) -> Iterator[Supposed]:
    """Ask the same of each case that fits some conditions, in the order of references from behind `after` on."""
    around = Surroundings(question.today, tuple(queries.closures(session)), question.thoughts)
    for stored in stored_schedules(session, COLUMNS, after, concerned):
        yield _supposed(session, stored, around, question)


def suppose_each(session: Session, question: Question, changes: Sequence[Mapping[str, Any]]) -> list[Supposed]:
    """Ask something of some cases, each with other facts of its own; one answer for each, in order."""
    entered = tuple(queries.closures(session))
    named = CaseRow.reference.in_([one["reference"] for one in changes])
    stored = {one.case.reference: one for one in stored_schedules(session, COLUMNS, concerned=[named])}
    return [_with_changes(session, stored.get(one["reference"]), entered, question, one) for one in changes]


def _with_changes(
    session: Session,
    stored: StoredSchedule | None,
    entered: tuple[OfficeClosureRow, ...],
    question: Question,
    changes: Mapping[str, Any],
) -> Supposed:
    reference = changes["reference"]
    if stored is None:
        return Supposed(reference, errors=(wrong("reference", NO_SUCH_CASE(value=shown(reference), suggestion="")),))
    given = read(changes, question.today)
    if given.errors:
        return Supposed(reference, stored.case, errors=tuple(given.errors))
    thoughts = replace(question.thoughts, values=given.values)
    return _supposed(session, stored, Surroundings(question.today, entered, thoughts), question)


def _supposed(session: Session, stored: StoredSchedule, around: Surroundings, question: Question) -> Supposed:
    computed = compute_stored(stored, around, explain=question.explain)
    if computed.errors:
        return Supposed(stored.case.reference, stored.case, errors=computed.errors)
    moves = compare(session, stored, by_identity(computed), Blame(stored, around), same=question.same)
    derivations = {
        (one.kind, NO_NUMBER if one.number is None else one.number, one.office): document["derivation"]
        for one, document in computed.rows()
        if question.explain
    }
    return Supposed(stored.case.reference, stored.case, computed, moves, derivations=derivations)


def _stored(case: CaseRow) -> Document:
    return {
        "rules": case.rules_version,
        "computed_at": case.computed_at.isoformat(),
        "expires": case.expires and case.expires.isoformat(),
    }


def _computed(computed: Computed) -> Document:
    return {
        "rules": rules.VERSION,
        "as_of": computed.document["as_of"],
        "until": computed.document["until"],
        "expires": computed.expires and computed.expires.isoformat(),
        "awaiting": computed.document["awaiting"],
        "warnings": computed.document["warnings"],
    }
