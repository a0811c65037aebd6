"""Tables of cells, as spreadsheets write them: CSV of any delimiter, or the sheets of an XLSX, as a stream.

The first line names the columns. A cell that can't be read is told in its place and leaves the others alone.
"""

import codecs
import csv
import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from rules import FieldError
from rules.reading import shown
from rules.texts import Text
from service.intake import UTF16
from service.portfolio.errors import wrong
from service.portfolio.incoming import NO_TEXT, storable
from service.portfolio.tables import workbooks
from service.portfolio.tables.cells import bare
from service.portfolio.tables.workbooks import Unreadable
from service.portfolio.texts import UNSTORABLE

__all__ = ["Cells", "Grid", "Unreadable", "grids", "visible"]

LONGEST_LINE = 1 << 20

NOT_UTF8 = Text("import.not_utf8", "{field} {value} is not UTF-8; save the file as CSV UTF-8")
CELLS = Text(
    "import.cells", "the row has {found} cells, the first line {expected}; look for a stray {delimiter} or quote"
)
QUOTES = Text("import.quotes", "lines {first} to {last} can't be read ({reason}); look for a quote that isn't closed")

_Raw = tuple[int, Sequence[str | FieldError] | FieldError]


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: what its cells say by column, empty ones left out, and what is wrong with others."""

    line: int
    given: dict[str, str]
    errors: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: the line that names its columns, and its rows; `sheet` is null for CSV."""

    sheet: str | None
    line: int
    columns: tuple[str, ...]
    delimiter: str
    raw: Iterator[_Raw]

    def rows(self, columns: Sequence[str]) -> Iterator[Cells]:
        """The rows that aren't empty, in which the columns are called so."""
        for line, cells in self.raw:
            if isinstance(cells, FieldError):
                yield Cells(line, {}, (cells,))
            elif any(not isinstance(cell, str) or cell.strip() for cell in cells):
                yield self._row(columns, line, cells)

    def _row(self, columns: Sequence[str], line: int, cells: Sequence[str | FieldError]) -> Cells:
        if self.sheet is not None and len(cells) < len(columns):
            cells = [*cells, *[""] * (len(columns) - len(cells))]  # a sheet leaves out the empty ones at the end
        if len(cells) != len(columns):
            counts = CELLS(found=len(cells), expected=len(columns), delimiter=repr(self.delimiter))
            return Cells(line, {}, (wrong("", counts),))
        pairs = list(zip(columns, cells, strict=True))
        given = {name: text for name, cell in pairs if isinstance(cell, str) and (text := bare(cell))}
        errors = [wrong(name, cell.message, cell.value) for name, cell in pairs if isinstance(cell, FieldError)]
        errors += [_no_text(name, found[0], text) for name, text in given.items() if (found := NO_TEXT.search(text))]
        return Cells(line, given, tuple(errors))


def grids(stream: BufferedReader) -> Iterator[Grid]:
    """The tables of a file; each is to be read before the next. Raises `Unreadable`.

    XLSX is kept in a file of no name meanwhile, since a zip is read from its end.
    """
    begin = stream.peek(64)
    if begin.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(UTF16())
    if not workbooks.looks_like_one(begin):
        yield _csv(stream)
        return
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(stream, kept)
        kept.seek(0)
        for sheet, lines in workbooks.sheets(kept):
            grid = _grid(sheet, "", ((one.number, one.cells) for one in lines))
            if any(grid.columns):
                yield grid


def visible(text: str) -> str:
    """A text that is no UTF-8, as a person can read it."""
    return shown(text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def _grid(sheet: str | None, delimiter: str, raw: Iterator[_Raw]) -> Grid:
    line, header = next(raw, (1, ()))
    names = () if isinstance(header, FieldError) else header
    columns = tuple(storable(bare(name)) if isinstance(name, str) else "" for name in names)
    return Grid(sheet, line, columns, delimiter, raw)


def _csv(stream: BufferedReader) -> Grid:
    lines = _texts(stream)
    first = next(lines, "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(itertools.chain([first], lines), delimiter=delimiter, strict=True)
    return _grid(None, delimiter, _records(reader))


def _texts(stream: BufferedReader) -> Iterator[str]:
    """Lines as text; what is not UTF-8 is kept as half characters, which are found in their cell."""
    first = True
    while line := stream.readline(LONGEST_LINE):
        yield line.decode("utf-8-sig" if first else "utf-8", errors="surrogateescape")
        first = False


def _records(reader: Any) -> Iterator[_Raw]:
    """Each record with the line it begins on, or why its lines can't be read."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, wrong("", QUOTES(first=line, last=reader.line_num, reason=str(error)))


def _no_text(name: str, character: str, text: str) -> FieldError:
    """What is wrong with a cell that holds what no database can."""
    if character == "\x00":
        return wrong(name, UNSTORABLE(field=name, value=ascii(character)))
    return wrong(name, NOT_UTF8(field=name, value=visible(text)))
