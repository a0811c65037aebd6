"""Importing rows: each is registered together with its completions, whole or not at all.

Rows go in by batches, each in a transaction of its own, so that memory doesn't grow with the file and whoever is
stopped half-way has whole rows and may simply import the file again. A dry run does the same and takes each batch back.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import UNKNOWN_KEY, did_you_mean, shown
from rules.texts import Text
from service.portfolio import changes
from service.portfolio.changes import Change
from service.portfolio.completing import Proof, complete
from service.portfolio.context import Context
from service.portfolio.errors import PortfolioError, wrong
from service.portfolio.incoming import NO_TEXT, read_day
from service.portfolio.registering import Registered, register_many
from service.portfolio.rows import COMPLETIONS, Row
from service.portfolio.texts import NEEDED, NO_SUCH_CASE, SAY_WHAT_WAS_DONE, UNSTORABLE
from service.store import CaseRow, CompletionRow, DeadlineRow, writing
from service.store.deadlines import GONE, NO_NUMBER, TO_VERIFY

BATCH = 500

NEW, CHANGED, UNCHANGED, REFUSED, CONFLICT = "new", "changed", "unchanged", "refused", "conflict"
OUTCOMES = (NEW, CHANGED, UNCHANGED, REFUSED, CONFLICT)

NO_DEADLINE = Text("import.no_deadline", "{field}: {reference} has no {kind} {number}; it has {choices}")
NOT_A_VALUE = Text("import.not_a_value", "{field} {value} can't be read; write {example}")
NOT_A_COMPLETION = Text("import.not_a_completion", "{field} must be objects with kind, number and done_on, not {value}")


@dataclass(frozen=True, slots=True)
class ToVerify:
    """A deadline that had passed when its case came in: somebody has to say what happened."""

    title: str
    office: str
    act_by: date
    grace_ends: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row; with `errors` nothing of it is stored.

    It is a `conflict` where it would have undone a correction. `registered` is what became of its document, null where
    the row could not be read or gave completions alone.
    """

    line: int
    reference: str | None
    what: str
    unruled: bool = False
    completions: int = 0
    changes: tuple[Change, ...] = ()
    to_verify: tuple[ToVerify, ...] = ()
    errors: tuple[FieldError, ...] = ()
    registered: Registered | None = None

    def moves(self) -> dict[str, int]:
        """How many deadlines came, moved, went …, by the words for it."""
        counts = Counter(change.what for change in self.changes)
        if self.registered and self.registered.created and self.registered.schedule:
            counts[changes.ADDED] = len(self.registered.schedule.get("deadlines", ()))
        return {what: counts[what] for what in changes.KINDS}


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a batch's rows became, and the errors of their completions, both by place."""

    registered: Mapping[int, Registered]
    completed: Mapping[int, int]
    errors: Mapping[int, Sequence[FieldError]]


def import_rows(engine: Engine, context: Context, rows: Iterable[Row], *, dry_run: bool = False) -> Iterator[Outcome]:
    """Import rows and tell what became of each, in order; a batch is stored before its rows are told."""
    waiting = iter(rows)
    while batch := list(itertools.islice(waiting, BATCH)):
        with writing(engine) as session:
            outcomes = import_batch(session, context, batch)
            if dry_run:
                session.rollback()
        yield from outcomes


def import_batch(session: Session, context: Context, batch: Sequence[Row]) -> list[Outcome]:
    """Store the rows of a batch that can be stored; one whose completions fail is taken back with them."""
    refused: dict[int, Sequence[FieldError]] = {place: row.errors for place, row in enumerate(batch) if row.errors}
    while True:
        good = {place: row for place, row in enumerate(batch) if place not in refused}
        with session.begin_nested() as attempt:
            stored = _store(session, context, good)
            if stored.errors:
                attempt.rollback()
            else:
                break
        refused |= stored.errors
        session.expire_all()
    verify = _to_verify(session, [found for found in stored.registered.values() if _news(found)])
    return [
        Outcome(row.line, row.reference, REFUSED, errors=tuple(refused[place]))
        if place in refused
        else _outcome(row, stored.registered[place], stored.completed.get(place, 0), verify)
        for place, row in enumerate(batch)
    ]


def _store(session: Session, context: Context, rows: Mapping[int, Row]) -> _Stored:
    documents = {place: row for place, row in rows.items() if row.document is not None}
    results = register_many(session, context, [row.document for row in documents.values()])
    registered = dict(zip(documents, results, strict=True))
    named = [row.reference for place, row in rows.items() if place not in registered and row.reference]
    registered |= _known(session, {place: row for place, row in rows.items() if place not in registered}, named)
    completed: dict[int, int] = {}
    errors: dict[int, Sequence[FieldError]] = {}
    for place, row in rows.items():
        found = registered[place]
        if found.case_id is not None and row.completions and not _trouble(found):
            try:
                completed[place] = _complete_all(session, context, found, row.completions)
            except PortfolioError as error:
                errors[place] = error.errors
    return _Stored(registered, completed, errors)


def _known(session: Session, rows: Mapping[int, Row], references: Sequence[str]) -> dict[int, Registered]:
    """The cases that rows name without registering anything."""
    question = select(CaseRow.reference, CaseRow.id).where(CaseRow.reference.in_(references))
    ids = {reference: case_id for reference, case_id in session.execute(question)}  # noqa: C416 - rows become pairs
    found = {}
    for place, row in rows.items():
        case_id = ids.get(row.reference or "")
        unknown = wrong("reference", NO_SUCH_CASE(value=shown(row.reference), suggestion=""), row.reference)
        found[place] = Registered(row.reference, case_id, errors=() if case_id else (unknown,))
    return found


def _trouble(found: Registered) -> tuple[FieldError, ...]:
    return (*found.errors, *(undoing.error for undoing in found.conflicts))


def _news(found: Registered) -> bool:
    return found.created or found.corrected


def _outcome(row: Row, found: Registered, completed: int, verify: Mapping[int, tuple[ToVerify, ...]]) -> Outcome:
    if trouble := _trouble(found):
        what = REFUSED if found.errors else CONFLICT
        return Outcome(row.line, row.reference, what, errors=trouble, registered=found)
    changed = found.corrected or completed > 0
    return Outcome(
        row.line,
        row.reference,
        NEW if found.created else CHANGED if changed else UNCHANGED,
        unruled=found.unruled,
        completions=completed,
        changes=found.changes,
        to_verify=verify.get(found.case_id or 0, ()) if _news(found) else (),
        registered=found,
    )


def _to_verify(session: Session, registered: Sequence[Registered]) -> dict[int, tuple[ToVerify, ...]]:
    """The deadlines of some cases that somebody has to say something about, by case."""
    ids = [found.case_id for found in registered]
    question = (
        select(DeadlineRow)
        .where(DeadlineRow.case_id.in_(ids), DeadlineRow.state == TO_VERIFY)
        .order_by(DeadlineRow.act_by, DeadlineRow.id)
    )
    found: dict[int, tuple[ToVerify, ...]] = {}
    for row in session.scalars(question):
        one = ToVerify(row.title, row.office, row.act_by, row.grace_ends)
        found[row.case_id] = (*found.get(row.case_id, ()), one)
    return found


# ---------------------------------------------------------------- completions


def _complete_all(session: Session, context: Context, case: Registered, given: Sequence[Any]) -> int:
    """Record the completions of one case; answers how many were new. Raises `PortfolioError`."""
    session.flush()
    rows = session.scalars(select(DeadlineRow).where(DeadlineRow.case_id == case.case_id)).all()
    before = _count(session, case)
    for place, one in enumerate(given):
        field = f"completions.{place}" if len(given) > 1 else ""
        deadline, proof = _read(case, rows, one, field)
        try:
            complete(session, context, deadline.id, proof)
        except PortfolioError as error:
            raise PortfolioError(*(_within(field, found) for found in error.errors)) from error
    return _count(session, case) - before


def _count(session: Session, case: Registered) -> int:
    question = select(CompletionRow.id).join(DeadlineRow, DeadlineRow.id == CompletionRow.deadline_id)
    return len(session.scalars(question.where(DeadlineRow.case_id == case.case_id)).all())


def _within(field: str, error: FieldError) -> FieldError:
    return wrong(f"{field}.{error.field}" if field else error.field, error.message, error.value)


def _read(case: Registered, rows: Sequence[DeadlineRow], given: Any, field: str) -> tuple[DeadlineRow, Proof]:
    if not isinstance(given, Mapping):
        message = NOT_A_COMPLETION(field=field or "completions", value=shown(given))
        raise PortfolioError(wrong(field or "completions", message, given))
    errors = [_unknown(key) for key in given if key not in COMPLETIONS]
    errors += [
        wrong(key, NEEDED(field=key, remedy=SAY_WHAT_WAS_DONE())) for key in ("kind", "done_on") if not given.get(key)
    ]
    done_on = read_day(errors, "done_on", given.get("done_on"))
    state, covers = given.get("state") or "confirmed", given.get("covers") or []
    if not isinstance(state, str):
        errors.append(wrong("state", NOT_A_VALUE(field="state", value=shown(state), example="confirmed"), state))
    errors += [
        wrong(key, UNSTORABLE(field=key, value=ascii(found[0])))
        for key in ("proof", "actor")
        if (found := NO_TEXT.search(str(given.get(key))))
    ]
    if not isinstance(covers, list) or not all(type(number) is int for number in covers):
        errors.append(wrong("covers", NOT_A_VALUE(field="covers", value=shown(covers), example="[4, 5]"), covers))
    if errors or done_on is None:
        raise PortfolioError(*(_within(field, error) for error in errors))
    proof = Proof(state, done_on, _text(given.get("proof")), covers, _text(given.get("actor")))
    return _deadline(case, rows, given, field), proof


def _deadline(case: Registered, rows: Sequence[DeadlineRow], given: Mapping[str, Any], field: str) -> DeadlineRow:
    kind, number, office = given.get("kind"), given.get("number"), given.get("office")
    wanted = NO_NUMBER if number is None else number
    same = [row for row in rows if row.kind == kind and row.number == wanted and office in (None, row.office)]
    if len(same) == 1:
        return same[0]
    names = [row for row in rows if row.kind == kind and row.state != GONE] or [
        row for row in rows if row.state != GONE
    ]
    choices = sorted({_name(row) for row in names}) or ["none"]
    shown_number = "" if number is None else shown(number)
    message = NO_DEADLINE(
        field="number" if any(row.kind == kind for row in rows) else "kind",
        reference=case.reference,
        kind=shown(kind),
        number=shown_number,
        choices=choices[:20],
    )
    raise PortfolioError(_within(field, wrong(message.params["field"], message, number)))


def _name(row: DeadlineRow) -> str:
    return f"{row.kind} {row.number}" if row.number != NO_NUMBER else f"{row.kind} {row.office}"


def _unknown(key: Any) -> FieldError:
    suggestion = did_you_mean(str(key), COMPLETIONS)
    return wrong(str(key), UNKNOWN_KEY(field=shown(key), suggestion=suggestion, choices=list(COMPLETIONS)))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
