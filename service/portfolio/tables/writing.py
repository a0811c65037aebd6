"""Records as bytes: CSV with one table, NDJSON with a record on each line, XLSX with a sheet for each table."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from sqlalchemy.orm import Session

from rules.case import EVENTS
from rules.texts import Text
from service.jsontext import written
from service.portfolio.errors import Invalid, wrong
from service.portfolio.exporting import COLUMNS, flat
from service.portfolio.tables.cells import guarded
from service.portfolio.tables.columns import DAY, FLAG, WHOLE, Column
from service.portfolio.tables.declared import CASES, TABLES
from service.portfolio.tables.exporting import Record, records
from service.portfolio.tables.workbooks import LONGEST

CSV, NDJSON, XLSX = "csv", "ndjson", "xlsx"
FORMS = (CSV, NDJSON, XLSX)
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    NDJSON: "application/x-ndjson",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TOO_MANY_ROWS = Text("export.rows", "{table} has more rows than a sheet can hold ({most}); export it as NDJSON or CSV")
TOO_LONG_A_CELL = Text(
    "export.cell",
    "a value of {field} has {length} characters, and a cell holds {most}; export {table} as NDJSON or CSV",
)
WIDEST_CELL = 32_767  # characters
_PIECE = 1 << 16
_FIRST_OF_EXCEL = date(1900, 3, 1)  # before it a spreadsheet counts a 29 February that never was

_OF_CASES = tuple(
    Column(name, DAY if name in (*EVENTS, "settled_through") else "text", needed=name == "reference")
    for name in COLUMNS
)


def columns_of(name: str) -> Sequence[Column]:
    """The columns of a table where it is one, in their order."""
    return _OF_CASES if name == CASES else TABLES[name].columns


def export(session: Session, names: Sequence[str], form: str) -> Iterator[bytes]:
    """The tables of these names in one file; CSV holds the first of them alone.

    Raises `Invalid` where a form can't hold them, for XLSX before the first byte.
    """
    if form == XLSX:
        return _workbook(session, names)
    lines = _csv(session, names[0]) if form == CSV else _ndjson(session, names)
    return (line.encode() for line in lines)


def _ndjson(session: Session, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        for record in records(session, name):
            yield written({"table": name} | record) + "\n"


def _csv(session: Session, name: str) -> Iterator[str]:
    columns = columns_of(name)
    yield _line([column.name for column in columns])
    for row in _rows(session, name, columns):
        yield _line([_shown(value) for value in row])


def _rows(session: Session, name: str, columns: Sequence[Column]) -> Iterator[list[Any]]:
    for record in records(session, name):
        yield [_value(name, record, column.name) for column in columns]


def _value(name: str, record: Record, column: str) -> Any:
    return flat(record, column) if name == CASES else record.get(column)


def _shown(value: Any) -> str:
    """What a cell shows: JSON for what is more than one value."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else "" if value is None else str(value)


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def _workbook(session: Session, names: Sequence[str]) -> Iterator[bytes]:
    """Write the whole workbook to a file of no name, and then hand it out piece by piece."""
    book = Workbook(write_only=True)
    for name in names:
        _fill(book.create_sheet(name), session, name)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the last piece is read
    book.save(file)
    file.seek(0)
    return _pieces(file)


def _pieces(file: Any) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece


def _fill(sheet: Any, session: Session, name: str) -> None:
    columns = columns_of(name)
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in columns])
    for number, row in enumerate(_rows(session, name, columns), 2):
        if number > LONGEST:
            raise Invalid(wrong("format", TOO_MANY_ROWS(table=name, most=LONGEST), XLSX))
        sheet.append([_cell(sheet, name, column, value) for column, value in zip(columns, row, strict=True)])


def _cell(sheet: Any, name: str, column: Column, value: Any) -> Any:
    """A typed cell: days, whole numbers and flags as such, everything else as text, which is never computed."""
    if value is None or (column.kind in (WHOLE, FLAG) and isinstance(value, int)):
        return value
    if column.kind == DAY and (day := date.fromisoformat(value)) >= _FIRST_OF_EXCEL:
        return day
    if len(text := _shown(value)) > WIDEST_CELL:
        message = TOO_LONG_A_CELL(field=column.name, length=len(text), most=WIDEST_CELL, table=name)
        raise Invalid(wrong("format", message, XLSX))
    return text_cell(sheet, value)


def text_cell(sheet: Any, value: Any) -> Any:
    """A cell that holds a value as text, which is never computed; at most as much of it as a cell can hold."""
    cell = WriteOnlyCell(sheet, value=_shown(value)[:WIDEST_CELL])
    cell.data_type = "s"
    return cell
