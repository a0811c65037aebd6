"""What goes out comes in again: an empty store that takes an export exports the same."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine, select

from service.portfolio.tables.declared import NAMES, TABLES
from service.portfolio.tables.exporting import PEOPLE
from service.store import Base, CompletionRow, DeadlineRow, ImportRow, reading

Fill = Callable[[Engine], None]
Exported = Callable[..., bytes]
Imported = Callable[..., dict[str, int]]


def ladders(engine: Engine) -> list[Any]:
    """What drives the reminders: each deadline's state, its day, and whether it is looked at."""
    row = DeadlineRow
    columns = (row.kind, row.number, row.office, row.due, row.state, row.drives_act_by, row.next_rung_at.is_(None))
    with reading(engine) as session:
        return sorted(tuple(found) for found in session.execute(select(*columns)))


def test_lines_import_into_an_empty_store_to_the_same_lines(
    engine: Engine, fill: Fill, exported: Exported, imported: Imported, emptied: Fill
) -> None:
    fill(engine)
    before, driven = exported(engine, "ndjson"), ladders(engine)
    emptied(engine)

    counts = imported(engine, before)

    assert set(counts) <= {"new", "changed", "unchanged"}
    assert exported(engine, "ndjson").decode().splitlines() == before.decode().splitlines()
    assert ladders(engine) == driven


def test_a_store_takes_the_export_of_the_other_database(
    sqlite_engine: Engine, postgresql_engine: Engine, fill: Fill, exported: Exported, imported: Imported
) -> None:
    fill(sqlite_engine)
    before = exported(sqlite_engine, "ndjson")

    imported(postgresql_engine, before)

    assert exported(postgresql_engine, "ndjson") == before


def test_a_workbook_imports_into_an_empty_store_to_the_same_sheets(
    sqlite_engine: Engine, fill: Fill, exported: Exported, imported: Imported, emptied: Fill
) -> None:
    fill(sqlite_engine)
    before, workbook = exported(sqlite_engine, "ndjson"), exported(sqlite_engine, "xlsx")
    emptied(sqlite_engine)

    imported(sqlite_engine, workbook)

    assert exported(sqlite_engine, "ndjson") == before
    assert load_workbook(BytesIO(workbook)).sheetnames == list(NAMES)


def test_tables_as_csv_import_one_after_the_other(
    engine: Engine, fill: Fill, exported: Exported, imported: Imported, emptied: Fill, clock: Any
) -> None:
    fill(engine)
    before = exported(engine, "ndjson")
    files = {name: exported(engine, "csv", name) for name in NAMES}
    emptied(engine)

    for name, content in files.items():
        imported(engine, content, name)

    assert exported(engine, "ndjson").decode().splitlines() == before.decode().splitlines()
    assert {name: exported(engine, "csv", name) for name in NAMES} == files


def test_importing_everything_again_changes_nothing(
    engine: Engine, fill: Fill, exported: Exported, imported: Imported, clock: Any
) -> None:
    fill(engine)
    before = exported(engine, "ndjson")

    assert set(imported(engine, before)) == {"unchanged"}
    assert exported(engine, "ndjson") == before


def test_voided_and_questioned_completions_are_carried(
    engine: Engine, fill: Fill, exported: Exported, imported: Imported, emptied: Fill
) -> None:
    fill(engine)
    content = exported(engine, "ndjson")
    emptied(engine)
    imported(engine, content)

    with reading(engine) as session:
        rows = session.scalars(select(CompletionRow)).all()
        kept = session.scalars(select(ImportRow)).one()
    assert [(row.void_reason, row.voided_by) for row in rows if row.voided_at] == [("bounced", "wu")]
    assert len([row for row in rows if row.questioned_why_code == "question.late"]) == 1
    assert (kept.name, kept.finished_at is not None) == ("file", True)


# What a table leaves out, because the deployment that takes it in has its own, or makes it anew.
LEFT_OUT = {
    "case_dates": {"day"},  # `date` outside
    "deadlines": {"next_rung_at", "updated_at"},
    "people": {"created_at"},
    "owners": {"updated_by", "updated_at"},
}
STORED = {"people": "people", "owners": "owners", "closures": "office_closures", "dates": "case_dates"}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("cases", "closings")])
def test_a_column_that_is_added_to_the_store_is_not_forgotten(name: str) -> None:
    stored = STORED.get(name, name)
    columns = {key for key in Base.metadata.tables[stored].columns.keys() if key != "id"}  # noqa: SIM118 - its own kind
    left_out = LEFT_OUT.get(stored, set()) | {"case_id", "deadline_id"} | set(PEOPLE.values())

    assert columns - left_out <= set(TABLES[name].names)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula(sqlite_engine: Engine, fill: Fill, exported: Exported, form: str) -> None:
    fill(sqlite_engine)
    content = exported(sqlite_engine, form, "cases")

    if form == "csv":
        assert b"\"' =1+1, " in content
        return
    sheet = load_workbook(BytesIO(content))["cases"]
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "d", "n"}
    assert not [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
