"""Reading JSON values from a stream: JSON lines, an array, or objects one below the other.

The stream is never held in memory as a whole, and a broken value doesn't take those after it along: each is cut out and
read for itself. A value is at most a megabyte long.
"""

import codecs
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from rules.case import FieldError
from rules.texts import Message, Text
from service.jsontext import BROKEN, Unreadable, read

LONGEST = 1 << 20
_CHUNK = 1 << 16
# A string ends with its line at the latest, so that one without an end doesn't take the rest along.
_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"?|[\[\]{},]')
_NESTING = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}

UTF16 = Text("json.utf16", "the input is UTF-16, not UTF-8; save it as UTF-8")
TOO_LONG = Text("json.too_long", "line {line} begins a value of more than {most} bytes; give one case at a time")
UNENDED = Text("json.unended", "the array that begins on line {line} has no end; was the file cut off?")
LEFT_OVER = Text("json.left_over", "line {line} follows the end of the array; put every case into it")


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a stream and the line it begins on, or what is wrong with it."""

    line: int
    value: Any = None
    error: FieldError | None = None


def items(stream: BinaryIO) -> Iterator[Item]:
    """Read the values of a stream, each as it comes."""
    lines = _numbered(stream)
    first = next((line for line in lines if line.text.strip()), None)
    if first is None:
        return
    if first.text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield Item(first.number, error=FieldError("", UTF16()))
    elif first.text.lstrip().startswith(b"["):
        yield from _array(itertools.chain([first], lines))
    else:
        second = next((line for line in lines if line.text.strip()), None)
        everything = itertools.chain([first], [second] if second else [], lines)
        yield from _objects(everything) if _spreads(first, second) else _lines(everything)


def parse(text: bytes, line: int = 1) -> Item:
    """Read one JSON value strictly; `line` is where it begins."""
    if len(text) > LONGEST:
        return Item(line, error=FieldError("", TOO_LONG(line=line, most=LONGEST)))
    try:
        return Item(line, read(text))
    except Unreadable as unreadable:
        return Item(line, error=FieldError("", _in_stream(unreadable.error.message, line)))


def _in_stream(message: Message, line: int) -> Message:
    """Say the line of the stream instead of the line of the value."""
    if message.code != BROKEN.code:
        return message
    return replace(message, params={**message.params, "line": line + message.params["line"] - 1})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or a piece of one that is too long, which has the number of its first piece."""

    number: int
    text: bytes


def _numbered(stream: BinaryIO) -> Iterator[_Line]:
    """The lines of a stream from 1 on, without its byte order mark."""
    number, begins = 1, True
    while piece := stream.readline(_CHUNK):
        yield _Line(number, piece.removeprefix(codecs.BOM_UTF8) if number == 1 and begins else piece)
        begins = piece.endswith(b"\n")
        number += begins


def _lines(pieces: Iterable[_Line]) -> Iterator[Item]:
    """One value on each line."""
    for number, group in itertools.groupby(pieces, key=lambda piece: piece.number):
        text = b""
        for piece in group:
            text += piece.text if len(text) <= LONGEST else b""
        if text.strip():
            yield parse(text.rstrip(b"\r\n"), number)


def _spreads(first: _Line, second: _Line | None) -> bool:
    """Whether an object goes on over several lines, as an editor or a formatter lays it out."""
    text = first.text.strip()
    opened = text.startswith(b"{") and text.endswith((b"{", b"[", b","))
    return opened and second is not None and not second.text.lstrip().startswith(b"{")


def _marked(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Cut a stream behind each bracket and comma that is not part of a string."""
    held = _Line(1, b"")
    for line in lines:
        held = replace(line, text=held.text + line.text) if held.number == line.number else line
        cut = 0
        for found in _TOKEN.finditer(held.text):
            if found[0][:1] == b'"':
                continue
            yield _Line(held.number, held.text[cut : found.end()])
            cut = found.end()
        held = replace(held, text=held.text[cut:])
        if held.text.endswith(b"\n") or len(held.text) > LONGEST:
            yield held
            held = replace(held, text=b"")
    yield held


@dataclass(slots=True)
class _Value:
    """A value while its pieces come in."""

    line: int = 0
    text: bytes = b""
    depth: int = 0

    def add(self, piece: _Line, text: bytes) -> None:
        """Take one more piece; the value begins on the line of the first that is not blank."""
        if not self.text:
            self.line, text = piece.number, text.lstrip()
        self.text += text

    def follow(self, text: bytes) -> None:
        """Note how deep the nesting is behind a piece."""
        self.depth += _NESTING.get(text[-1:], 0)

    def end(self) -> Item:
        """Read the value and begin another."""
        item = parse(self.text.strip(), self.line)
        self.text = b""
        return item


def _array(lines: Iterable[_Line]) -> Iterator[Item]:
    """The values of an array, cut at its own commas, so that each is read for itself."""
    value, begun, several, closed = _Value(), 0, False, False
    for piece in _marked(lines):
        if closed and piece.text.strip():
            yield Item(piece.number, error=FieldError("", LEFT_OVER(line=piece.number)))
            return
        ends = value.depth == 1 and piece.text.endswith((b",", b"]"))
        if begun:
            value.add(piece, piece.text[:-1] if ends else piece.text)
        value.follow(piece.text)
        begun = begun or piece.number
        closed = value.depth <= 0
        if len(value.text) > LONGEST:
            yield value.end()
            return
        if ends and (value.text or several or not closed):
            several = True
            yield value.end()
    if value.text:
        yield value.end()
    if not closed:
        yield Item(begun, error=FieldError("", UNENDED(line=begun)))


def _objects(lines: Iterable[_Line]) -> Iterator[Item]:
    """Objects one below the other, each ending where its last bracket closes."""
    value = _Value()
    for piece in _marked(lines):
        value.add(piece, piece.text)
        value.follow(piece.text)
        if (piece.text.endswith(b"}") and value.depth == 0) or len(value.text) > LONGEST:
            yield value.end()
    if value.text:
        yield value.end()
