"""Exports: everything that is stored, or one table of it, as a file."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from fastapi import Path, Query
from fastapi.responses import StreamingResponse

from service.api.calls import Call, Reading
from service.api.imports import Table
from service.api.routing import resource
from service.portfolio.tables.declared import NAMES
from service.portfolio.tables.writing import FORMS, MEDIA_TYPES, NDJSON, XLSX, export
from service.store import reading

router = resource("exports")


def _gives(*forms: str) -> dict[int | str, dict[str, Any]]:
    content = {
        MEDIA_TYPES[form].partition(";")[0]: {
            "schema": {"type": "string", "description": "The file."} | ({"format": "binary"} if form == XLSX else {})
        }
        for form in forms
    }
    attachment = {"description": "Its name.", "schema": {"type": "string"}}
    return {200: {"description": "A file.", "content": content, "headers": {"Content-Disposition": attachment}}}


@router.get("/exports", responses=_gives(NDJSON, XLSX), response_model=None)
def export_everything(
    call: Reading,
    form: Annotated[
        Literal["ndjson", "xlsx"],
        Query(alias="format", description="A record on each line, or a sheet for each table."),
    ] = "ndjson",
) -> StreamingResponse:
    """Read everything that is stored, but for the audit trail, messages, files, keys and sessions.

    Imported into an empty deployment, it gives the same state.
    """
    return _streamed(call, NAMES, form, "annua")


@router.get("/exports/{table}", responses=_gives(*FORMS), response_model=None)
def export_table(
    call: Reading,
    table: Annotated[Table, Path(description="Which table.", examples=["cases"])],
    form: Annotated[Literal["csv", "ndjson", "xlsx"], Query(alias="format", description="Of which form.")] = "csv",
) -> StreamingResponse:
    """Read one table of what is stored."""
    return _streamed(call, (table,), form, table)


def _streamed(call: Call, names: Sequence[str], form: str, name: str) -> StreamingResponse:
    """The file in pieces as they are read, out of a transaction of its own: that of the call is over by then."""
    pieces = _pieces(call, names, form)
    first = next(pieces)  # so that what can't be written is refused as such
    file_name = f"{name}-{call.now:%Y-%m-%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"', "Cache-Control": "no-store"}

    def whole() -> Iterator[bytes]:
        yield first
        yield from pieces

    return StreamingResponse(whole(), media_type=MEDIA_TYPES[form], headers=headers)


def _pieces(call: Call, names: Sequence[str], form: str) -> Iterator[bytes]:
    """The file, with one empty piece before it where there is nothing at all."""
    with reading(call.service.engine) as session:
        pieces = export(session, names, form)
        yield next(pieces, b"")
        yield from pieces
