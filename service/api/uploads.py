"""Files that come as the body of a request: which kinds, and their bytes as a stream."""

import hashlib
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from typing import Annotated, Any

from fastapi import Depends, Request

from service.api.problems import MEDIA, Problem
from service.api.routing import JSON, LINES, OF_LINES, media_type
from service.portfolio.tables.runs import Upload
from service.portfolio.tables.workbooks import looks_like_one
from service.portfolio.tables.writing import MEDIA_TYPES, XLSX

Document = dict[str, Any]

CSV_TYPE, XLSX_TYPE = "text/csv", MEDIA_TYPES[XLSX]
SHEETS = (CSV_TYPE, XLSX_TYPE)
RECORDS = (*SHEETS, *OF_LINES, JSON)
_SAYS = {
    CSV_TYPE: "A line of column names, and a line for each row.",
    XLSX_TYPE: "A workbook; each of its sheets is a table.",
    LINES: "A JSON object on each line.",
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent."""

    content: bytes

    def stream(self) -> BufferedReader:
        """Its bytes as a program reads them; nothing of them is written to a disk by its name."""
        return BufferedReader(BytesIO(self.content))

    def named(self, name: str | None) -> Upload:
        """What is kept of it."""
        return Upload(name, self.digest)

    def digest(self) -> str:
        """Its SHA-256, in hex."""
        return hashlib.sha256(self.content).hexdigest()


async def _sent(request: Request, kinds: tuple[str, ...]) -> Sent:
    kind, content = media_type(request), await request.body()
    if kind not in kinds:
        raise Problem(MEDIA, f"send {', '.join(kinds[:3])}, not {kind or 'an unnamed kind'}")
    if looks_like_one(content) != (kind == XLSX_TYPE):
        raise Problem(MEDIA, f"the body is not {kind}; name its kind, {XLSX_TYPE} for a workbook")
    return Sent(content)


async def _records(request: Request) -> Sent:
    return await _sent(request, RECORDS)


async def _sheets(request: Request) -> Sent:
    return await _sent(request, SHEETS)


Records = Annotated[Sent, Depends(_records)]
"""A file of rows: CSV, XLSX or NDJSON."""
Sheets = Annotated[Sent, Depends(_sheets)]
"""A list as people keep it: CSV or XLSX."""


def takes_file(*kinds: str, example: str) -> Document:
    """The addition to a route that takes a file, with an example in CSV."""
    content: Document = {kind: {"schema": _schema(kind)} for kind in kinds}
    content[CSV_TYPE]["example"] = example
    return {"requestBody": {"required": True, "content": content}}


def _schema(kind: str) -> Document:
    return {"type": "string", "description": _SAYS[kind]} | ({"format": "binary"} if kind == XLSX_TYPE else {})
