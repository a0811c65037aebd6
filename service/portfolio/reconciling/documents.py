"""Reconciliations as JSON objects, and their differences as a workbook."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from openpyxl import Workbook
from sqlalchemy.orm import Session

from service.portfolio.tables.writing import text_cell
from service.store import ComparedRow, ReconciliationRow, reconciled
from service.store.paging import Page
from service.store.reconciled import AS_COMPARED, WENT

Document = dict[str, Any]

COLUMNS = (
    *("verdict", "change", "line", "reference", "kind", "number", "office"),
    *("their_due", "due", "due_effective", "act_by", "why", "derivation", "settled_by", "settled_reason"),
)


def run_document(row: ReconciliationRow) -> Document:
    """A reconciliation."""
    return {
        "id": row.id,
        "name": row.name,
        "file": row.file_name,
        "sha256": row.digest,
        "first": row.first and str(row.first),
        "last": row.last and str(row.last),
        "options": row.options,
        "counts": row.counts,
        "before": row.before_id,
        "actor": row.actor,
        "at": row.at.isoformat(),
    }


def row_document(row: ComparedRow, of: int | None = None) -> Document:
    """What was compared; of another run than `of`, where that is given, it is a difference that is gone."""
    return {
        "id": row.id,
        "verdict": row.verdict,
        "change": WENT if of not in (None, row.reconciliation_id) else row.change,
        "theirs": row.theirs,
        "ours": row.ours and {"matched_by": None, "agrees_with": None, "derivation": []} | row.ours,
        "why": row.why,
        "settled_at": row.settled_at and row.settled_at.isoformat(),
        "settled_by": row.settled_by,
        "settled_reason": row.settled_reason,
    }


def all_differences(session: Session, run: ReconciliationRow) -> Iterator[Document]:
    """Every difference of a run against the one before it, those that are gone too."""
    page = Page(AS_COMPARED, limit=500)
    while True:
        found = reconciled.differences(session, run, None, None, page)
        yield from (row_document(row, run.id) for row in found.entries)
        if found.end is None:
            return
        page = Page(AS_COMPARED, found.end, 500)


def write_differences(session: Session, run: ReconciliationRow, file: BinaryIO) -> None:
    """Write the differences as a workbook of one sheet; no cell of it is computed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("differences")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for found in all_differences(session, run):
        sheet.append([text_cell(sheet, value) for value in _flat(found).values()])
    book.save(file)


def _flat(found: Document) -> dict[str, Any]:
    theirs, ours = found["theirs"] or {}, found["ours"] or {}
    steps = [step["text"] for derivation in ours.get("derivation", ()) for step in derivation["steps"]]
    said = {
        **{name: ours.get(name, theirs.get(name)) for name in ("reference", "kind", "number", "office")},
        **{name: ours.get(name) for name in ("due", "due_effective", "act_by")},
        **{name: found[name] for name in ("verdict", "change", "settled_by", "settled_reason")},
        "line": theirs.get("line"),
        "their_due": theirs.get("due"),
        "why": "; ".join(why["message"] for why in found["why"]),
        "derivation": "; ".join(steps),
    }
    return {name: said[name] for name in COLUMNS}
