"""A copy of the store to play with: a SQLite file in a temporary folder, whatever the original is.

The original is only read: a SQLite file by its own online backup, PostgreSQL table by table in one read-only snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine, Table, event, insert, make_url, select

from service.backup import NotPossible, backup
from service.clock import Clock
from service.settings import Settings
from service.store import Base, at_head, make_engine, migrate
from service.wiring import Service, assemble

ROWS = 1_000  # copied at once


@contextmanager
def copied(settings: Settings, clock: Clock) -> Iterator[Service]:
    """The service on a copy of its store, gone at the end. Raises `NotPossible` where there is nothing to copy."""
    with TemporaryDirectory(prefix="annua-drill-") as folder:
        file = Path(folder) / "annua.db"
        if make_url(settings.store_url).get_backend_name() == "sqlite":
            backup(settings.store_url, file)
        else:
            _copy_tables(settings.store_url, f"sqlite:///{file}")
        place = {"database_url": f"sqlite:///{file}", "data_dir": Path(folder), "key_file": None}
        service = assemble(settings.model_copy(update=place), clock)
        try:
            _hurry(service.engine)
            yield service
        finally:
            service.engine.dispose()


def _hurry(engine: Engine) -> None:
    """Let a copy that nobody keeps not wait for the disk."""

    def hurry(connection: Any, _entry: Any) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    event.listen(engine, "connect", hurry)
    engine.dispose()
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _copy_tables(url: str, copy: str) -> None:
    """Copy every row of another database, all as they are at one moment, into a new file of the same schema."""
    source, target = make_engine(url), make_engine(copy)
    try:
        migrate(target)
        with source.connect() as connection:
            if not at_head(connection):
                raise NotPossible("The database has the schema of another version; start annua serve once.")
        snapshot = source.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with snapshot.connect() as reading, target.begin() as writing:
            for table in Base.metadata.sorted_tables:
                _copy_rows(table, reading, writing)
    finally:
        source.dispose()
        target.dispose()


def _copy_rows(table: Table, reading: Connection, writing: Connection) -> None:
    in_order = select(table).order_by(*table.primary_key)  # a key refers to the one whose place it took
    found = reading.execution_options(yield_per=ROWS).execute(in_order)
    for rows in found.mappings().partitions():
        writing.execute(insert(table), [dict(row) for row in rows])
