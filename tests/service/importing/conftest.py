"""Files as a stream of bytes, imported at a set time without ladders."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import Engine

from service.clock import Clock
from service.portfolio.context import Context, Planned
from service.portfolio.importing import Outcome, import_rows
from service.portfolio.rows import Row, read_rows

ReadRows = Callable[[str | bytes], list[Row]]
ImportFile = Callable[..., list[Outcome]]


def _no_ladder(deadline: Planned, now: datetime) -> None:
    """Plans nothing: what ladders do is told elsewhere."""


def stream(content: str | bytes) -> io.BufferedReader:
    """A file's contents as a program reads them."""
    return io.BufferedReader(io.BytesIO(content.encode() if isinstance(content, str) else content))


@pytest.fixture
def rows() -> ReadRows:
    """Read the rows of a file."""
    return lambda content: list(read_rows(stream(content)))


@pytest.fixture
def import_file(engine: Engine, clock: Clock) -> ImportFile:
    """Import a file into the store."""

    def run(content: str | bytes, *, dry_run: bool = False) -> list[Outcome]:
        context = Context("wu", clock.now(), _no_ladder, "import")
        return list(import_rows(engine, context, read_rows(stream(content)), dry_run=dry_run))

    return run
