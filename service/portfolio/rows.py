"""Reading a file of cases, of completions or of any table into rows: CSV, XLSX or JSON, as a stream.

CSV names its columns in the first line, by the field's own words: `reference`, `jurisdiction` …, each date by its event
(`filing`), `attributes` as a JSON object, `application_number`, `publication_number` and `registration_number`.
`number` is that of the registration where the row has a grant or registration, else of the application; `source` says
whence the row's dates come. An empty cell says nothing. A file with a column `kind` holds completions, one in each row.
XLSX has such a table in each sheet; one that is named for a table of `tables.declared` holds that.

JSON holds the documents that registration takes; a case may bring its `completions` along. An object that names its
`table` is a row of that.
"""

import codecs
import csv
import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader
from typing import Any, BinaryIO

from rules import FieldError
from rules.case import EVENTS
from rules.reading import did_you_mean, shown
from rules.texts import Text
from service.intake import UTF16, items, parse
from service.portfolio.errors import wrong
from service.portfolio.tables import workbooks
from service.portfolio.tables.cells import bare
from service.portfolio.tables.declared import CASES as CASE_TABLE
from service.portfolio.tables.declared import NAMES, TABLES

Document = dict[str, Any]

PLAIN = (
    *("reference", "jurisdiction", "right", "route", "status", "title", "owner", "responsible", "backup"),
    *("family", "parent", "watched_by", "settled_through", "settled_through_source"),
)
NUMBERS = {f"{name}_number": name for name in ("application", "publication", "registration")}
SYNONYMS = {"settled_source": "settled_through_source", "application": "application_number"}
CASES = (*PLAIN, *EVENTS, *NUMBERS, "number", "attributes", "source")
COMPLETIONS = ("reference", "kind", "number", "office", "state", "done_on", "actor", "proof", "covers")
COMPLETION_TABLE, RECORDED = "completions", "recorded_at"
GRANTED = ("grant", "ep_grant", "registration")
LONGEST_LINE = 1 << 20

EMPTY = Text("import.empty", "the file is empty; give a line of column names and a line for each case")
UNKNOWN_COLUMN = Text("import.unknown_column", "column {value} is not known{suggestion}; use {choices}")
TWICE = Text("import.column_twice", "column {value} comes twice; keep one")
UNKNOWN_TABLE = Text("import.unknown_table", "table {value} is not known{suggestion}; use {choices}")
NO_REFERENCE = Text("import.no_reference", "there is no column reference; name each case by one")
NOT_UTF8 = Text("import.not_utf8", "{field} {value} is not UTF-8; save the file as CSV UTF-8")
CELLS = Text(
    "import.cells", "the row has {found} cells, the first line {expected}; look for a stray {delimiter} or quote"
)
QUOTES = Text("import.quotes", "lines {first} to {last} can't be read ({reason}); look for a quote that isn't closed")
NOT_JSON = Text("import.not_json", "{field} {value} is not a JSON object; write it as {example}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, from the line it begins on.

    `document` is null where only completions are given, or a row of another table as it stands (`given`). With
    `errors` the row can't be imported; `fatal` says that nothing after it can be read either.
    """

    line: int
    reference: str | None = None
    document: Any = None
    completions: tuple[Any, ...] = ()
    errors: tuple[FieldError, ...] = ()
    fatal: bool = False
    table: str = CASE_TABLE
    sheet: str | None = None
    given: Mapping[str, Any] | None = None


def read_rows(stream: BufferedReader, table: str | None = None) -> Iterator[Row]:
    """Read a file's rows, one at a time; a broken one is told in its place.

    `table` says what a CSV file holds; where nothing does, its columns tell cases from completions. XLSX is kept in a
    file of no name, since a zip is read from its end.
    """
    begin = stream.peek(64)
    if workbooks.looks_like_one(begin):
        return _sheet_rows(stream)
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return iter([Row(1, errors=(wrong("", UTF16()),), fatal=True)])
    if begin.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        return json_rows(stream)
    return _csv_rows(stream, table)


def json_rows(stream: BinaryIO) -> Iterator[Row]:
    """Read the rows of JSON lines or of a JSON array, one at a time; a broken one is told in its place."""
    for item in items(stream):
        if item.error is not None:
            yield Row(item.line, errors=(item.error,))
        else:
            yield _json_row(item.line, item.value)


def _json_row(line: int, value: Any) -> Row:
    if not isinstance(value, dict):
        return Row(line, document=value)
    reference = value.get("reference")
    reference = reference if isinstance(reference, str) else None
    if "table" in value:
        return _table_row(line, reference, {key: item for key, item in value.items() if key != "table"}, value["table"])
    given = value.get("completions")
    completions = tuple(given) if isinstance(given, list) else () if given is None else (given,)
    document = {key: item for key, item in value.items() if key != "completions"}
    return Row(line, reference, document, completions)


def _table_row(line: int, reference: str | None, given: Document, table: object) -> Row:
    """A row that says of which table it is."""
    if table == CASE_TABLE:
        return _json_row(line, given)
    if table == COMPLETION_TABLE and RECORDED not in given:
        completion = {key: item for key, item in given.items() if key != "reference"}
        return Row(line, reference, None, (completion,), table=COMPLETION_TABLE)
    if isinstance(table, str) and table in TABLES:
        return Row(line, reference, given=given, table=table)
    message = UNKNOWN_TABLE(value=shown(table), suggestion=did_you_mean(str(table), NAMES), choices=list(NAMES))
    return Row(line, reference, errors=(wrong("table", message, shown(table)),))


def _sheet_rows(stream: BinaryIO) -> Iterator[Row]:
    """The rows of all sheets of a workbook, one sheet after the other."""
    line, sheet = 1, None
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(stream, kept)
        kept.seek(0)
        try:
            for sheet, lines in workbooks.sheets(kept):
                named = sheet.strip().lower().replace(" ", "_")
                rows = ((line := one.number, list(one.cells)) for one in lines)
                yield from _grid_rows(rows, "", named if named in NAMES else None, sheet)
        except workbooks.Unreadable as trouble:
            yield Row(line, errors=(wrong("", trouble.message),), fatal=True, sheet=sheet)


def _csv_rows(stream: BufferedReader, table: str | None) -> Iterator[Row]:
    lines = _texts(stream)
    first = next(lines, "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(itertools.chain([first], lines), delimiter=delimiter, strict=True)
    yield from _grid_rows(_records(reader), delimiter, table, None)


def _grid_rows(
    rows: Iterator[tuple[int, Sequence[str | FieldError] | FieldError]],
    delimiter: str,
    table: str | None,
    sheet: str | None,
) -> Iterator[Row]:
    """Rows of cells, the first of which names the columns; an empty sheet has none."""
    number, header = next(rows, (1, []))
    if sheet is not None and not header:
        return
    names = [name if isinstance(name, str) else "" for name in header] if isinstance(header, Sequence) else []
    columns = [SYNONYMS.get(bare(name), bare(name)) for name in names]
    table = table or (COMPLETION_TABLE if "kind" in columns else CASE_TABLE)
    if errors := _wrong_header(columns, table):
        yield Row(number, errors=tuple(errors), fatal=True, table=table, sheet=sheet)
        return
    grid = _Grid(tuple(columns), delimiter, table, sheet)
    for line, cells in rows:
        if isinstance(cells, FieldError):
            yield Row(line, errors=(cells,), table=table, sheet=sheet)
        elif any(not isinstance(cell, str) or cell.strip() for cell in cells):
            yield _grid_row(grid, line, cells)


def _texts(stream: BufferedReader) -> Iterator[str]:
    """Lines as text; what is not UTF-8 is kept as half characters, which `_csv_row` finds in its cell."""
    first = True
    while line := stream.readline(LONGEST_LINE):
        yield line.decode("utf-8-sig" if first else "utf-8", errors="surrogateescape")
        first = False


def _records(reader: Any) -> Iterator[tuple[int, list[str] | FieldError]]:
    """Each record with the line it begins on, or why its lines can't be read."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, wrong("", QUOTES(first=line, last=reader.line_num, reason=str(error)))


def _wrong_header(columns: list[str], table: str) -> list[FieldError]:
    if not any(columns):
        return [wrong("", EMPTY())]
    known = _known(columns, table)
    errors = [
        wrong(name, UNKNOWN_COLUMN(value=shown(name), suggestion=did_you_mean(name, known), choices=list(known)))
        for name in columns
        if name not in known
    ]
    errors += [wrong(name, TWICE(value=name)) for name in dict.fromkeys(columns) if columns.count(name) > 1]
    wants_reference = "reference" in known and "reference" not in columns
    return [*errors, wrong("reference", NO_REFERENCE())] if wants_reference else errors


def _known(columns: Sequence[str], table: str) -> Sequence[str]:
    """The columns that a table may have; completions that say when they were recorded are taken as they stand."""
    if table == CASE_TABLE:
        return CASES
    if table == COMPLETION_TABLE and RECORDED not in columns:
        return COMPLETIONS
    return TABLES[table].names


@dataclass(frozen=True, slots=True)
class _Grid:
    """What the rows of a table of cells have in common."""

    columns: tuple[str, ...]
    delimiter: str
    table: str
    sheet: str | None


def _grid_row(grid: _Grid, line: int, cells: Sequence[str | FieldError]) -> Row:
    if grid.sheet is not None and len(cells) < len(grid.columns):
        cells = [*cells, *[""] * (len(grid.columns) - len(cells))]
    if len(cells) != len(grid.columns):
        counts = CELLS(found=len(cells), expected=len(grid.columns), delimiter=repr(grid.delimiter))
        return Row(line, errors=(wrong("", counts),), table=grid.table, sheet=grid.sheet)
    errors = [
        wrong(name, cell.message, cell.value)
        for name, cell in zip(grid.columns, cells, strict=True)
        if isinstance(cell, FieldError)
    ]
    given = {
        name: text
        for name, cell in zip(grid.columns, cells, strict=True)
        if isinstance(cell, str) and (text := bare(cell))
    }
    reference = given.get("reference")
    errors += [
        wrong(name, NOT_UTF8(field=name, value=_visible(text))) for name, text in given.items() if not _whole(text)
    ]
    if errors:
        return Row(line, reference and _visible(reference), errors=tuple(errors), table=grid.table, sheet=grid.sheet)
    return replace(_built(grid, line, given), table=grid.table, sheet=grid.sheet)


def _built(grid: _Grid, line: int, given: Document) -> Row:
    if grid.table == CASE_TABLE:
        return _case_row(line, given)
    if grid.table == COMPLETION_TABLE and RECORDED not in grid.columns:
        return _completion_row(line, given)
    return Row(line, given.get("reference"), given=given)


def _case_row(line: int, given: Mapping[str, str]) -> Row:
    document: Document = {name: given[name] for name in PLAIN if name in given}
    source = given.get("source")
    if dates := {event: given[event] for event in EVENTS if event in given}:
        document["dates"] = {event: {"date": day, "source": source} if source else day for event, day in dates.items()}
    numbers = {name: given[column] for column, name in NUMBERS.items() if column in given}
    if "number" in given:
        name = "registration" if any(event in given for event in GRANTED) else "application"
        numbers.setdefault(name, given["number"])
    if numbers:
        document["numbers"] = numbers
    if "attributes" in given:
        attributes = _json(given["attributes"])
        if not isinstance(attributes, dict):
            message = NOT_JSON(field="attributes", value=shown(given["attributes"]), example='{"pta_days": 114}')
            return Row(line, given.get("reference"), errors=(wrong("attributes", message, given["attributes"]),))
        document["attributes"] = attributes
    return Row(line, given.get("reference"), document)


def _completion_row(line: int, given: Mapping[str, str]) -> Row:
    readers: dict[str, Callable[[str], Any]] = {"number": _json, "covers": _json}
    completion = {name: readers.get(name, str)(text) for name, text in given.items() if name != "reference"}
    return Row(line, given.get("reference"), None, (completion,))


def _json(text: str) -> Any:
    """The value that a cell writes in JSON, or its text."""
    item = parse(text.encode())
    return text if item.error else item.value


def _whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _visible(text: str) -> str:
    return shown(text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
