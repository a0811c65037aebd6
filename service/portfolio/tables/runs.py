"""One file imported as a whole: taken in batch by batch, with what is kept of it: who, when, which file, what became.

`annua import` gives each batch a transaction of its own, so that a large file holds nobody up; a call of the API is one
transaction, so that it is answered and stored together.
"""

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, insert, update
from sqlalchemy.orm import Session

import rules
from rules import FieldError
from rules.reading import shown
from rules.texts import Text
from service.portfolio.audit import entry, event, record
from service.portfolio.context import Context
from service.portfolio.errors import Invalid, Unknown, wrong
from service.portfolio.importing import Outcome
from service.portfolio.incoming import storable
from service.portfolio.proof_files import plain_name
from service.portfolio.rows import Row
from service.portfolio.tables.taking import batches, take
from service.portfolio.texts import NO_SUCH_ROW
from service.store import ImportedRow, ImportRow, writing

FINISHED = "import.finished"
MOST_ROWS = 20_000  # of one call
TOO_MANY = Text("import.too_many", "the file has more than {most} rows; give it to annua import, or in several files")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """What is known of a file beside its rows: its name as the sender says, and its SHA-256 once it was read."""

    name: str | None
    digest: Callable[[], str]


class _Hashed(io.RawIOBase):
    """A file that is hashed as it is read, so that one that comes through a pipe needn't be kept."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self._hash = stream, hashlib.sha256()

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read the next bytes."""
        piece = self._stream.read1(len(buffer))
        self._hash.update(piece)
        buffer[: len(piece)] = piece
        return len(piece)

    def digest(self) -> str:
        """The SHA-256 of the whole file in hex, what nobody read yet included."""
        while self.read(_CHUNK):
            pass
        return self._hash.hexdigest()


@dataclass(slots=True)
class _Run:
    """An import under way."""

    context: Context
    trusted: bool
    number: int | None
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, session: Session, batch: Sequence[Row]) -> list[Outcome]:
        """Take a batch in, and keep what became of its rows where the import is kept."""
        outcomes = take(session, self.context, batch, trusted=self.trusted)
        for outcome in outcomes:
            self.counts[outcome.what] += 1
            self.counts["completions"] += outcome.completions
        return outcomes

    def keep(self, session: Session, batch: Sequence[Row], outcomes: Sequence[Outcome]) -> None:
        """Keep what became of the rows of a batch."""
        kept = [_kept(self.number, row, outcome) for row, outcome in zip(batch, outcomes, strict=True)]
        session.execute(insert(ImportedRow), kept)


def hashed(stream: io.BufferedReader) -> tuple[io.BufferedReader, Callable[[], str]]:
    """A file that is hashed as it is read, and its digest once it was."""
    through = _Hashed(stream)
    return io.BufferedReader(through), through.digest


def import_stream(
    engine: Engine, context: Context, rows: Iterable[Row], upload: Upload, *, dry_run: bool = False
) -> Iterator[tuple[Row, Outcome]]:
    """Import rows in a transaction for each batch and tell what became of each; of a dry run nothing is kept."""
    run = _Run(context, trusted=True, number=None)
    if dry_run:
        yield from _tried(engine, run, rows)
        return
    with writing(engine) as session:
        run.number = _begin(session, context, upload, dry_run=False).id
    for batch in batches(rows):
        with writing(engine) as session:
            outcomes = run.take(session, batch)
            run.keep(session, batch, outcomes)
        yield from zip(batch, outcomes, strict=True)
    with writing(engine) as session:
        _finish(session, run, upload)


def _tried(engine: Engine, run: _Run, rows: Iterable[Row]) -> Iterator[tuple[Row, Outcome]]:
    """Take rows in and all of them back at the end, since one may need another that comes before it."""
    with writing(engine) as session:
        for batch in batches(rows):
            outcomes = run.take(session, batch)
            session.flush()
            session.expunge_all()
            yield from zip(batch, outcomes, strict=True)
        session.rollback()


def import_whole(
    session: Session,
    context: Context,
    rows: Iterable[Row],
    upload: Upload,
    *,
    trusted: bool,
    dry_run: bool = False,
) -> ImportRow:
    """Import rows in the transaction at hand; of a dry run only what would become of each is kept.

    Raises `Invalid` where there are more rows than a call may hold everybody up for.
    """
    run = _Run(context, trusted, _begin(session, context, upload, dry_run=dry_run).id)
    told: list[tuple[list[Row], list[Outcome]]] = []
    with session.begin_nested() as attempt:
        for batch in batches(rows):
            if len(batch) + sum(len(before) for before, _ in told) > MOST_ROWS:
                raise Invalid(wrong("", TOO_MANY(most=MOST_ROWS)))
            outcomes = run.take(session, batch)
            told.append((batch, outcomes))
            session.flush()
            session.expunge_all()
        if dry_run:
            attempt.rollback()
    for batch, outcomes in told:
        run.keep(session, batch, outcomes)
    return _finish(session, run, upload)


def find_import(session: Session, number: int) -> ImportRow:
    """An import by its number. Raises `Unknown`."""
    row = session.get(ImportRow, number)
    if row is None:
        raise Unknown(wrong("import", NO_SUCH_ROW(kind="import", value=number), number))
    return row


def as_document(row: ImportRow) -> dict[str, Any]:
    """An import as a JSON object."""
    return {
        "id": row.id,
        "name": row.name,
        "sha256": row.digest,
        "dry_run": row.dry_run,
        "actor": row.actor,
        "started_at": row.started_at.isoformat(),
        "finished_at": row.finished_at and row.finished_at.isoformat(),
        "counts": row.counts,
    }


def row_document(row: ImportedRow) -> dict[str, Any]:
    """What became of a row, as a JSON object."""
    said = {"errors": [], "changes": [], "to_verify": [], "completions": 0, "unruled": False} | row.details
    named = {"sheet": row.sheet, "line": row.line, "reference": row.reference, "outcome": row.outcome}
    return {"id": row.id} | named | said


def error_document(error: FieldError) -> dict[str, Any]:
    """What is wrong with a field, in the words of the command line."""
    document: dict[str, Any] = rules.as_document(rules.Refused(None, (error,)))["errors"][0]
    return document | {"value": None if error.value is None else shown(error.value)}


def _begin(session: Session, context: Context, upload: Upload, *, dry_run: bool) -> ImportRow:
    row = ImportRow(
        name=plain_name(upload.name or "") or None,
        digest=None,
        dry_run=dry_run,
        actor=context.actor,
        started_at=context.now,
    )
    session.add(row)
    session.flush()
    return row


def _finish(session: Session, run: _Run, upload: Upload) -> ImportRow:
    counts = dict(run.counts)
    changed = update(ImportRow).where(ImportRow.id == run.number)
    session.execute(changed.values(counts=counts, digest=upload.digest(), finished_at=run.context.now))
    row = session.get_one(ImportRow, run.number, populate_existing=True)
    said = {"import": row.id, "name": row.name, "sha256": row.digest, "dry_run": row.dry_run, "counts": counts}
    record(
        session,
        [entry(run.context, FINISHED, f"import {row.id}", None, said)],
        [] if row.dry_run else [event(run.context, FINISHED, said)],
    )
    return row


def _kept(number: int | None, row: Row, outcome: Outcome) -> dict[str, Any]:
    details: dict[str, Any] = {
        "errors": [error_document(error) for error in outcome.errors],
        "changes": [change.as_document() for change in outcome.changes if change.what != "added"],
        "to_verify": [
            {
                "title": found.title,
                "office": found.office,
                "act_by": str(found.act_by),
                "grace_ends": found.grace_ends and str(found.grace_ends),
            }
            for found in outcome.to_verify
        ],
        "completions": outcome.completions,
        "unruled": outcome.unruled,
    }
    return {
        "import_id": number,
        "sheet": row.sheet,
        "line": outcome.line,
        "reference": storable(outcome.reference),
        "outcome": outcome.what,
        "details": storable({key: value for key, value in details.items() if value}),
    }
