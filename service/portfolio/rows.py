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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader
from typing import Any, BinaryIO

from rules import FieldError
from rules.case import EVENTS
from rules.reading import did_you_mean, shown
from rules.texts import Text
from service.intake import items, parse
from service.portfolio.errors import wrong
from service.portfolio.grids import Grid, Unreadable, grids, visible
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

EMPTY = Text("import.empty", "the file is empty; give a line of column names and a line for each case")
UNKNOWN_COLUMN = Text("import.unknown_column", "column {value} is not known{suggestion}; use {choices}")
TWICE = Text("import.column_twice", "column {value} comes twice; keep one")
UNKNOWN_TABLE = Text("import.unknown_table", "table {value} is not known{suggestion}; use {choices}")
NO_REFERENCE = Text("import.no_reference", "there is no column reference; name each case by one")
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

    `table` says what a CSV file holds; where nothing does, its columns tell cases from completions.
    """
    begin = stream.peek(64)
    if begin.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        return json_rows(stream)
    return _grid_rows(stream, table)


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


def _grid_rows(stream: BufferedReader, table: str | None) -> Iterator[Row]:
    """The rows of all tables of a file, one table after the other."""
    line, sheet = 1, None
    try:
        for grid in grids(stream):
            sheet = grid.sheet
            for row in _rows_of(grid, table or _named(sheet)):
                line = row.line
                yield row
    except Unreadable as trouble:
        yield Row(line, errors=(wrong("", trouble.message),), fatal=True, sheet=sheet)


def _named(sheet: str | None) -> str | None:
    """The table that a sheet is named for, if it is for one."""
    name = (sheet or "").strip().lower().replace(" ", "_")
    return name if name in NAMES else None


def _rows_of(grid: Grid, table: str | None) -> Iterator[Row]:
    columns = [SYNONYMS.get(name, name) for name in grid.columns]
    table = table or (COMPLETION_TABLE if "kind" in columns else CASE_TABLE)
    if errors := _wrong_header(columns, table):
        yield Row(grid.line, errors=tuple(errors), fatal=True, table=table, sheet=grid.sheet)
        return
    build = _builder(columns, table)
    for cells in grid.rows(columns):
        reference = cells.given.get("reference")
        if cells.errors:
            row = Row(cells.line, reference and visible(reference), errors=cells.errors)
        else:
            row = build(cells.line, cells.given)
        yield replace(row, table=table, sheet=grid.sheet)


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


def _builder(columns: Sequence[str], table: str) -> Callable[[int, Document], Row]:
    """What makes a row of the cells of one."""
    if table == CASE_TABLE:
        return _case_row
    if table == COMPLETION_TABLE and RECORDED not in columns:
        return _completion_row
    return lambda line, given: Row(line, given.get("reference"), given=given)


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
