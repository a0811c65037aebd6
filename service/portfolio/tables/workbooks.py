"""Reading XLSX that anybody may have made: row by row, in bounded time and memory.

An XLSX is a zip of XML files. Before anything is unpacked the sizes it announces are looked at (reading stops where an
entry is longer than it says), and what has no place in a table is refused: macros, files within, passwords. No entity
is expanded (openpyxl reads by defusedxml), no external reference followed, and no name in the zip becomes a file.

A cell is read as it is meant: a day as YYYY-MM-DD, a whole number as its digits. One that a spreadsheet has rounded, or
that holds an error, is refused rather than guessed.
"""

import itertools
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from rules import FieldError
from rules.texts import Message, Text
from service.portfolio.errors import wrong

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 256 << 20  # bytes of all entries together
MOST_OF_ENTRY = 16 << 20  # bytes of an entry that is no sheet: openpyxl holds the shared texts and styles in memory
MOST_ENTRIES = 1000
SWELLS = 200  # times its size in the zip; honest sheets stay below a tenth of that
SMALL = 1 << 20  # what is smaller may swell as it likes
WIDEST = 200  # columns
LONGEST = 1_048_576  # rows, as many as a spreadsheet has
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number

BROKEN = Text("workbook.broken", "the file is not a workbook that can be read; save it anew as XLSX (Excel workbook)")
PROTECTED = Text(
    "workbook.protected",
    "the file is an old Excel file or has a password; save it as XLSX (Excel workbook) without a password",
)
MACROS = Text("workbook.macros", "the workbook holds macros ({name}); save it as XLSX (Excel workbook) without them")
NESTED = Text("workbook.nested", "the workbook holds another file ({name}); take it out, or save the sheet as CSV")
SWOLLEN = Text(
    "workbook.swollen",
    "the workbook unpacks to {size} MiB, more than can be read; give fewer rows at a time, or save the sheet as CSV",
)
PACKED = Text(
    "workbook.packed", "{name} in the workbook unpacks to {times} times its size; save the sheet as CSV and give that"
)
ENTITIES = Text("workbook.entities", "the workbook declares XML entities, as no spreadsheet does; save it anew as XLSX")
TOO_WIDE = Text(
    "workbook.wide", "there is a cell in column {column}; a table has {most} columns at most, so delete those behind it"
)
TOO_LONG = Text("workbook.long", "the sheet goes on behind row {most}; delete the empty rows below the table")
ROUNDED = Text(
    "workbook.rounded",
    "cell {cell} holds {value} as a number, of which spreadsheets keep 15 digits only;"
    " format the column as text and enter it again",
)
AN_ERROR = Text("workbook.error", "cell {cell} holds the error {value}; put the value there")
NOT_A_DAY = Text("workbook.time", "cell {cell} holds {value}, which is no day; write it as YYYY-MM-DD")

UNCOMPUTED = Text(
    "workbook.uncomputed",
    "{name} has a formula whose value isn't in the file; open and save it in a spreadsheet program, or give the values",
)

_UNCOMPUTED = re.compile(
    rb'<c(?![^>]*t="str")[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)  # openpyxl answers nothing for it
_FORMULA = 1 << 16  # no formula has as many bytes
_CHUNK = 1 << 20
_AT_ONCE = 100  # rows
_TROUBLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, ParseError, InvalidFileException, RecursionError),
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, NotImplementedError, OverflowError),
)


class Unreadable(Exception):
    """The workbook, or one of its sheets from some row on, can't be read: save it as `message` says."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet, numbered as the spreadsheet shows it; a cell that can't be read says why in its place."""

    number: int
    cells: tuple[str | FieldError, ...]


def looks_like_one(begin: bytes) -> bool:
    """Whether a file that begins so is a workbook, of whatever age."""
    return begin.startswith((ZIP, OLD))


def sheets(stream: BinaryIO) -> Iterator[tuple[str, Iterator[Line]]]:
    """The sheets of a workbook that hold something, each with its rows from the first on; empty rows are left out.

    `stream` can be searched. Each sheet is to be read before the next. Raises `Unreadable`.
    """
    _look_before(stream)
    with _told():
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    with closing(book):
        for sheet in book.worksheets:
            yield sheet.title, _lines(sheet)


def _look_before(stream: BinaryIO) -> None:
    """Refuse what its announced contents already show to be no table."""
    if stream.read(4) == OLD:
        raise Unreadable(PROTECTED())
    with _told(), zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise Unreadable(BROKEN())
        for entry in entries:
            _look_at(archive, entry)
        if (size := sum(entry.file_size for entry in entries)) > MOST_UNPACKED:
            raise Unreadable(SWOLLEN(size=size >> 20))
    stream.seek(0)


def _look_at(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename[:100]
    if entry.flag_bits & 1:
        raise Unreadable(PROTECTED())
    if "vbaproject" in name.lower():
        raise Unreadable(MACROS(name=name))
    if entry.file_size > SMALL and entry.file_size > SWELLS * entry.compress_size:
        raise Unreadable(PACKED(name=name, times=entry.file_size // max(entry.compress_size, 1)))
    if entry.file_size > MOST_OF_ENTRY and "worksheets/" not in name:
        raise Unreadable(SWOLLEN(size=entry.file_size >> 20))
    if entry.file_size > MOST_UNPACKED:
        raise Unreadable(SWOLLEN(size=entry.file_size >> 20))
    with archive.open(entry) as content:
        piece = content.read(_CHUNK)
        if looks_like_one(piece):
            raise Unreadable(NESTED(name=name))
        while piece and "worksheets/" in name:
            if _UNCOMPUTED.search(piece):
                raise Unreadable(UNCOMPUTED(name=name))
            more = content.read(_CHUNK)
            piece = piece[-_FORMULA:] + more if more else b""


def _lines(sheet: Any) -> Iterator[Line]:
    sheet.reset_dimensions()  # what a sheet says about its size is no proof
    for number, row in enumerate(_rows(sheet), 1):
        if number > LONGEST:
            raise Unreadable(TOO_LONG(most=LONGEST))
        if len(row) > WIDEST:
            raise Unreadable(TOO_WIDE(column=get_column_letter(len(row)), most=WIDEST))
        cells = [_text(cell, number, place) for place, cell in enumerate(row, 1)]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            yield Line(number, tuple(cells))


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    """The rows of a sheet, with those that it leaves out."""
    rows = iter(sheet.iter_rows())
    while True:
        with _told(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out, such as a validation, is not data
            some = list(itertools.islice(rows, _AT_ONCE))
        if not some:
            return
        yield from some


def _text(cell: Any, row: int, column: int) -> str | FieldError:
    """What a cell says, or why it can't be said."""
    value, place = cell.value, f"{get_column_letter(column)}{row}"
    if value is None:
        return ""
    if cell.data_type == "e":
        return wrong(place, AN_ERROR(cell=place, value=str(value)), str(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if abs(value) >= EXACT:
            return wrong(place, ROUNDED(cell=place, value=f"{value:.0f}"), f"{value:.0f}")
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, datetime):
        at_midnight = value == datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a spreadsheet has no zones
        value = value.date() if at_midnight else value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value
    shown = str(value) if not isinstance(value, timedelta) else f"{value}"
    return wrong(place, NOT_A_DAY(cell=place, value=shown), shown)


@contextmanager
def _told() -> Iterator[None]:
    """Tell of a broken workbook in one sentence, whichever of its parts is broken."""
    try:
        yield
    except _TROUBLE as trouble:
        defused = isinstance(trouble, DefusedXmlException) or isinstance(trouble.__cause__, DefusedXmlException)
        raise Unreadable(ENTITIES() if defused else BROKEN()) from None
