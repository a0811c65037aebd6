"""Registering many cases in one call: what `annua import` does, by HTTP.

The request is spooled to a file before anything is answered: memory doesn't grow with it, and a client that doesn't
read while it writes can't wait for us while we wait for it. Batches are stored one by one, each before its rows are
told.
"""

import tempfile
from collections import Counter
from collections.abc import AsyncGenerator, Iterator
from itertools import islice
from typing import Annotated, Any, BinaryIO, Literal

import structlog
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool

from service.api.auth import Caller, holder_of
from service.api.bulk_schema import GIVES, LARGEST, MOST_CASES, TAKES
from service.api.moments import moment_of
from service.api.problems import TOO_LARGE, Problem, error_document, problem_of
from service.api.routing import JSON, LINES, OF_LINES, Route, readable_media
from service.jsontext import written
from service.portfolio.context import IMPORT, Context
from service.portfolio.importing import OUTCOMES, Outcome, import_rows
from service.portfolio.rows import json_rows
from service.wiring import Service

Document = dict[str, Any]
Detail = Literal["counts", "full"]

PIECE = 1 << 16  # characters of an answer handed over together

log = structlog.get_logger()


class BulkRoute(Route):
    """A route that takes a whole portfolio."""

    largest = LARGEST


router = APIRouter(prefix="/v1", tags=["cases"], route_class=BulkRoute)


async def spooled(request: Request) -> AsyncGenerator[BinaryIO]:
    """The body as a file without a name in the data folder, until the answer is out; it vanishes with the process."""
    readable_media(request)
    service: Service = request.app.state.service
    folder = service.settings.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        async for piece in request.stream():
            await run_in_threadpool(file.write, piece)
        file.seek(0)
        yield file


@router.post("/cases/bulk", openapi_extra=TAKES, responses=GIVES, response_model=None)
def register_cases(
    request: Request,
    caller: Annotated[Caller, Depends(holder_of("write"))],
    file: Annotated[BinaryIO, Depends(spooled)],
    detail: Annotated[
        Detail, Query(description="`full` adds to each row what became of each deadline, and the schedule computed.")
    ] = "counts",
) -> StreamingResponse:
    """Register or correct many cases, from a JSON array or NDJSON; each row is stored whole or not at all.

    Each row is told as soon as it is stored, in NDJSON with a summary as the last line; with `Accept:
    application/json` in one object of `rows` and `summary`. An answer without a summary was broken off. The same
    rows sent again change nothing, so whoever was interrupted sends the whole again.
    """
    service: Service = request.app.state.service
    context = Context(caller.name, moment_of(request), service.plan, IMPORT)
    told = _told(request, service, context, file, full=detail == "full")
    if _wants_one_object(request):
        return StreamingResponse(_in_pieces(_one_object(told)), media_type=JSON)
    return StreamingResponse(_in_pieces(written(document) + "\n" for document in told), media_type=LINES)


def _wants_one_object(request: Request) -> bool:
    accepted = request.headers.get("Accept", "").lower()
    return JSON in accepted and not any(kind in accepted for kind in OF_LINES)


def _one_object(told: Iterator[Document]) -> Iterator[str]:
    """Rows and summary as one JSON object, written as they come."""
    yield '{"rows":['
    for number, document in enumerate(told):
        text = written(document)
        if "summary" in document:
            yield f"],{text[1:]}"
        else:
            yield f",{text}" if number else text


def _in_pieces(texts: Iterator[str]) -> Iterator[bytes]:
    """The same bytes in fewer pieces: each costs a change of threads."""
    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= PIECE:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _told(request: Request, service: Service, context: Context, file: BinaryIO, *, full: bool) -> Iterator[Document]:
    """What became of each row, and last the summary, which says what stopped the import before the end of the file."""
    counts, stopped, rows = Counter[str](), None, json_rows(file)
    try:
        for outcome in import_rows(service.engine, context, islice(rows, MOST_CASES)):
            counts[outcome.what] += 1
            yield _row(counts.total(), outcome, full=full)
        if next(rows, None) is not None:
            stopped = Problem(TOO_LARGE, f"a request may have {MOST_CASES:,} rows; send the others in another")
    except OperationalError as error:  # the rows told so far are stored, the batch under way is not
        log.exception("bulk.stopped", rows=counts.total())
        stopped = problem_of(error, request)
    summary = {"rows": counts.total()} | {what: counts[what] for what in OUTCOMES}
    yield {"summary": summary | {"stopped": stopped and stopped.as_document()}}


def _row(number: int, outcome: Outcome, *, full: bool) -> Document:
    """What became of one row, with everything that a person has to look at."""
    found = outcome.registered
    document = {
        "row": number,
        "line": outcome.line,
        "reference": outcome.reference,
        "what": outcome.what,
        "unruled": outcome.unruled,
        "completions": outcome.completions,
        "to_verify": len(outcome.to_verify),
        "deadlines": outcome.moves(),
        "awaiting": list(found.awaiting) if found else [],
        "warnings": list(found.warnings) if found else [],
        "errors": [error_document(error, in_body=True) for error in outcome.errors],
    }
    if full:
        document["changes"] = [change.as_document() for change in outcome.changes]
        document["schedule"] = found.schedule if found else None
    return document
