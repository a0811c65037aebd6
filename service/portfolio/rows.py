"""Reading a file of cases or of completions into rows: CSV or JSON, as a stream.

CSV names its columns in the first line, by the field's own words: `reference`, `jurisdiction` …, each date by its event
(`filing`), `attributes` as a JSON object, `application_number`, `publication_number` and `registration_number`.
`number` is that of the registration where the row has a grant or registration, else of the application; `source` says
whence the row's dates come. An empty cell says nothing. A file with a column `kind` holds completions, one in each row.

JSON holds the documents that registration takes; a case may bring its `completions` along.
"""

import codecs
import csv
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from typing import Any, BinaryIO

from rules import FieldError
from rules.case import EVENTS
from rules.reading import did_you_mean, shown
from rules.texts import Text
from service.intake import UTF16, items, parse
from service.portfolio.errors import wrong

Document = dict[str, Any]

PLAIN = (
    *("reference", "jurisdiction", "right", "route", "status", "title", "owner", "responsible", "backup"),
    *("family", "parent", "watched_by", "settled_through", "settled_through_source"),
)
NUMBERS = {f"{name}_number": name for name in ("application", "publication", "registration")}
SYNONYMS = {"settled_source": "settled_through_source", "application": "application_number"}
CASES = (*PLAIN, *EVENTS, *NUMBERS, "number", "attributes", "source")
COMPLETIONS = ("reference", "kind", "number", "office", "state", "done_on", "actor", "proof", "covers")
GRANTED = ("grant", "ep_grant", "registration")
LONGEST_LINE = 1 << 20

EMPTY = Text("import.empty", "the file is empty; give a line of column names and a line for each case")
UNKNOWN_COLUMN = Text("import.unknown_column", "column {value} is not known{suggestion}; use {choices}")
TWICE = Text("import.column_twice", "column {value} comes twice; keep one")
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

    `document` is null where only completions are given. With `errors` the row can't be imported; `fatal` says that
    nothing after it can be read either.
    """

    line: int
    reference: str | None = None
    document: Any = None
    completions: tuple[Any, ...] = ()
    errors: tuple[FieldError, ...] = ()
    fatal: bool = False


def read_rows(stream: BufferedReader) -> Iterator[Row]:
    """Read a file's rows, one at a time; a broken one is told in its place."""
    begin = stream.peek(64)
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return iter([Row(1, errors=(wrong("", UTF16()),), fatal=True)])
    if begin.removeprefix(codecs.BOM_UTF8).lstrip().startswith((b"{", b"[")):
        return json_rows(stream)
    return _csv_rows(stream)


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
    given = value.get("completions")
    completions = tuple(given) if isinstance(given, list) else () if given is None else (given,)
    document = {key: item for key, item in value.items() if key != "completions"}
    return Row(line, reference if isinstance(reference, str) else None, document, completions)


def _csv_rows(stream: BufferedReader) -> Iterator[Row]:
    lines = _texts(stream)
    first = next(lines, "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(itertools.chain([first], lines), delimiter=delimiter, strict=True)
    rows = _records(reader)
    _, header = next(rows, (1, []))
    columns = [SYNONYMS.get(name.strip(), name.strip()) for name in header] if isinstance(header, list) else []
    if errors := _wrong_header(columns):
        yield Row(1, errors=tuple(errors), fatal=True)
        return
    for line, cells in rows:
        if isinstance(cells, FieldError):
            yield Row(line, errors=(cells,))
        elif any(cell.strip() for cell in cells):
            yield _csv_row(line, columns, cells, delimiter)


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


def _wrong_header(columns: list[str]) -> list[FieldError]:
    if not any(columns):
        return [wrong("", EMPTY())]
    known = COMPLETIONS if "kind" in columns else CASES
    errors = [
        wrong(name, UNKNOWN_COLUMN(value=shown(name), suggestion=did_you_mean(name, known), choices=list(known)))
        for name in columns
        if name not in known
    ]
    errors += [wrong(name, TWICE(value=name)) for name in dict.fromkeys(columns) if columns.count(name) > 1]
    return errors if "reference" in columns else [*errors, wrong("reference", NO_REFERENCE())]


def _csv_row(line: int, columns: list[str], cells: list[str], delimiter: str) -> Row:
    if len(cells) != len(columns):
        counts = CELLS(found=len(cells), expected=len(columns), delimiter=repr(delimiter))
        return Row(line, errors=(wrong("", counts),))
    given = {name: text for name, cell in zip(columns, cells, strict=True) if (text := _bare(cell))}
    reference = given.get("reference")
    errors = [
        wrong(name, NOT_UTF8(field=name, value=_visible(text))) for name, text in given.items() if not _whole(text)
    ]
    if errors:
        return Row(line, reference and _visible(reference), errors=tuple(errors))
    build = _completion_row if "kind" in columns else _case_row
    return build(line, given)


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


def _bare(cell: str) -> str:
    """A cell without blanks around it and without the apostrophe that keeps a spreadsheet from computing it."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@") else text


def _whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _visible(text: str) -> str:
    return shown(text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
