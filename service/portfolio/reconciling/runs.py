"""One comparison of a list with what is stored, kept under a name, and what is new since the run before it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from typing import Any

from sqlalchemy.orm import Session

from rules.reading import REQUIRED
from rules.schema import KINDS
from rules.texts import Text
from service.portfolio.audit import entry, event, record
from service.portfolio.context import Context
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.grids import Unreadable, grids
from service.portfolio.proof_files import plain_name
from service.portfolio.reconciling.comparing import DIFFERENCES
from service.portfolio.reconciling.findings import findings
from service.portfolio.reconciling.lists import EMPTY_LIST, Mapped, Theirs, Writing, map_columns, read_list
from service.portfolio.tables.runs import Upload
from service.portfolio.texts import NEEDED, NO_SUCH_ROW
from service.store import ComparedRow, ReconciliationRow, queries, reconciled
from service.store.reconciled import NEW, UNCHANGED, Scope

FINISHED = "reconciliation.finished"
PAGE = 200  # rows stored together
MOST_ROWS = 100_000
# Nobody's list of what is due has the end of a right or of a priority in it, unless that is asked for.
USUAL_KINDS = (*(kind for kind in KINDS if kind not in ("expiry", "priority_end")), "manual")

UNDER_WHICH_NAME = Text("remedy.reconciliation_name", "the name under which the comparison is repeated")
TOO_MANY = Text("due_list.too_many", "the list has more than {most} rows; give it in several, each under its own name")
NO_DIFFERENCE = Text("compared.no_difference", "row {value} is no difference; there is nothing to settle")
WHY_SETTLED = Text("remedy.difference", "say why both sides may differ, or which of them was corrected")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: the `name` of the comparison, how the list is written, and what it should hold.

    `first` and `last` are the days that the list covers, both included; where nobody says, those of its rows.
    """

    name: str
    writing: Writing
    first: date | None = None
    last: date | None = None
    kinds: tuple[str, ...] = USUAL_KINDS
    owner: str | None = None
    right: str | None = None
    jurisdiction: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list as it was read."""

    mapped: Mapped
    sheet: str | None
    rows: Sequence[Theirs]
    first: date | None
    last: date | None


def reconcile(
    session: Session, context: Context, stream: BufferedReader, upload: Upload, asked: Asked
) -> ReconciliationRow:
    """Compare a list with what is stored, and keep what comes of it under its name.

    Raises `Invalid` where the list can't be read as a whole.
    """
    if not asked.name.strip():
        raise Invalid(wrong("name", REQUIRED(field="name", remedy=UNDER_WHICH_NAME())))
    theirs = _read(stream, asked)
    before = reconciled.run_before(session, asked.name)
    run = ReconciliationRow(
        name=asked.name,
        file_name=plain_name(upload.name or "") or None,
        digest=upload.digest(),
        first=theirs.first,
        last=theirs.last,
        options=_options(asked, theirs),
        before_id=before.id if before else None,
        actor=context.actor,
        at=context.now,
    )
    session.add(run)
    session.flush()
    known = reconciled.differences_of(session, before.id) if before else {}
    found = findings(session, context, theirs.rows, _scope(theirs, asked))
    run.counts = _keep(session, run, known, found)
    _tell(session, context, run)
    return run


def settle_difference(session: Session, context: Context, row_id: int, reason: str) -> ComparedRow:
    """Say why a difference may stand; it is a difference again once either side says another day.

    Raises `Invalid` without a reason, `Unknown`, `Conflict` for what is no difference.
    """
    row = session.get(ComparedRow, row_id)
    if row is None:
        raise Unknown(wrong("row", NO_SUCH_ROW(kind="compared row", value=row_id), row_id))
    if not reason.strip():
        raise Invalid(wrong("reason", NEEDED(field="reason", remedy=WHY_SETTLED())))
    if row.verdict not in DIFFERENCES:
        raise Conflict(wrong("row", NO_DIFFERENCE(value=row_id), row_id))
    row.settled_at, row.settled_by, row.settled_reason = context.now, context.actor, reason
    session.flush()
    said = {"row": row.id, "verdict": row.verdict, "subject": row.subject}
    subject = f"reconciliation {row.reconciliation_id}"
    record(session, [entry(context, "difference.settled", subject, None, said, reason)])
    return row


def find_run(session: Session, number: int) -> ReconciliationRow:
    """A reconciliation by its number. Raises `Unknown`."""
    row = session.get(ReconciliationRow, number)
    if row is None:
        raise Unknown(wrong("reconciliation", NO_SUCH_ROW(kind="reconciliation", value=number), number))
    return row


def _read(stream: BufferedReader, asked: Asked) -> _List:
    """The list: a CSV file, or the first sheet of a workbook that has something in it."""
    try:
        grid = next(grids(stream), None)
        if grid is None or not any(grid.columns):
            raise Invalid(wrong("", EMPTY_LIST()))
        mapped = map_columns(grid, asked.writing)
        rows = []
        for row in read_list(grid, asked.writing, mapped):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Invalid(wrong("", TOO_MANY(most=MOST_ROWS)))
    except Unreadable as trouble:
        raise Invalid(wrong("", trouble.message)) from None
    days = [row.due for row in rows if row.due]
    first, last = asked.first or min(days, default=None), asked.last or max(days, default=None)
    return _List(mapped, grid.sheet, rows, first, last)


def _scope(theirs: _List, asked: Asked) -> Scope | None:
    if theirs.first is None or theirs.last is None:
        return None
    return Scope(theirs.first, theirs.last, asked.kinds, asked.owner, asked.right, asked.jurisdiction)


def _options(asked: Asked, theirs: _List) -> dict[str, Any]:
    said = {"owner": asked.owner, "right": asked.right, "jurisdiction": asked.jurisdiction}
    return {
        "columns": dict(theirs.mapped.columns),
        "guessed": list(theirs.mapped.guessed),
        "date_format": asked.writing.date_format,
        "words": dict(asked.writing.kinds),
        "sheet": theirs.sheet,
        "kinds": list(asked.kinds),
    } | {key: value for key, value in said.items() if value is not None}


def _keep(
    session: Session, run: ReconciliationRow, known: Mapping[str, str], rows: Iterable[dict[str, Any]]
) -> dict[str, int]:
    """Store what was compared, mark what is new since the run before, and count."""
    counts: Counter[str] = Counter()
    seen: set[str] = set()
    waiting: list[dict[str, Any]] = []
    for kept in rows:
        counts[kept["verdict"]] += 1
        kept |= {"reconciliation_id": run.id, "change": None}
        if kept["verdict"] in DIFFERENCES:
            kept["change"] = UNCHANGED if known.get(kept["subject"]) == kept["print"] else NEW
            counts[kept["change"]] += 1
            seen.add(kept["subject"])
        waiting.append(kept)
        if len(waiting) >= PAGE:
            counts["settled"] += _store(session, run.name, waiting)
            waiting = []
    counts["settled"] += _store(session, run.name, waiting)
    counts["gone"] = len(known.keys() - seen)
    return dict(counts)


def _store(session: Session, name: str, rows: Sequence[dict[str, Any]]) -> int:
    """Store some rows, each settled where the same difference was settled before; answers how many are."""
    subjects = {row["subject"] for row in rows if row["change"]}
    settled = reconciled.settled_before(session, name, subjects) if subjects else {}
    count = 0
    for row in rows:
        earlier = settled.get((row["subject"], row["print"])) if row["change"] else None
        count += earlier is not None
        for column in ("settled_at", "settled_by", "settled_reason"):
            row[column] = getattr(earlier, column) if earlier else None
    queries.insert_rows(session, "compared_rows", rows)
    return count


def _tell(session: Session, context: Context, run: ReconciliationRow) -> None:
    session.flush()
    said = {"reconciliation": run.id, "name": run.name, "sha256": run.digest, "counts": run.counts}
    record(
        session, [entry(context, FINISHED, f"reconciliation {run.id}", None, said)], [event(context, FINISHED, said)]
    )
