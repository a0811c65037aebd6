"""Engines and transactions, the same way on SQLite and PostgreSQL.

On SQLite a writer takes the write lock as its transaction begins (`BEGIN IMMEDIATE`): one that read first and asked
for the lock later could be refused at once, however long the busy timeout is.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 30
_SWITCH_ATTEMPTS = 100
_BEGIN, _SECONDS = "annua_begin", "annua_seconds"
_STEPS = 100_000  # of SQLite's machine, a few milliseconds
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def make_engine(url: str, *, pool_size: int = 10) -> Engine:
    """An engine for a SQLite file or a PostgreSQL database; the folder of a SQLite file is made where missing."""
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        engine = create_engine(address, json_serializer=_compact, pool_size=pool_size, pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    if not address.database or address.database == ":memory:":
        raise ValueError(f"{url} names no file; use sqlite:///path/annua.db or postgresql+psycopg://…")
    Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, json_serializer=_compact, pool_size=pool_size)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "before_cursor_execute", _bound_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver begins no transaction of its own; `_begin_sqlite` does
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep a write-ahead log; the switch, once in the life of a file, waits like any writer.

    SQLite refuses the switch at once while another connection holds a lock, whatever the busy timeout. So wait for the
    other writer by a transaction of our own, and try again. The last refusal is raised.
    """
    for attempts_left in reversed(range(_SWITCH_ATTEMPTS)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as refusal:
            if refusal.sqlite_errorcode != sqlite3.SQLITE_BUSY or not attempts_left:
                raise
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    _driver(connection).set_progress_handler(None, _STEPS)  # what the connection was used for before doesn't count
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _bound_sqlite(connection: Connection, *_statement: Any) -> None:
    """Count the time of a bounded statement from its start; SQLite asks now and then whether it is over."""
    if seconds := connection.get_execution_options().get(_SECONDS):
        ends = monotonic() + seconds
        _driver(connection).set_progress_handler(lambda: monotonic() > ends, _STEPS)


def _driver(connection: Connection) -> sqlite3.Connection:
    found: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment] # it is SQLite's
    return found


def _begin_postgresql(connection: Connection) -> None:
    if seconds := connection.get_execution_options().get(_SECONDS):
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")


def for_writing(engine: Engine) -> Engine:
    """The same engine and pool, whose transactions begin as writers."""
    options: dict[str, Any] = {_BEGIN: "BEGIN IMMEDIATE"}
    return engine.execution_options(**options)


def bounded(engine: Engine, seconds: float) -> Engine:
    """The same engine and pool, where a statement that takes longer is given up: it raises `OperationalError`."""
    options: dict[str, Any] = {_SECONDS: seconds}
    return engine.execution_options(**options)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one transaction that may write: committed at the end, rolled back by an exception."""
    with Session(for_writing(engine), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session in one transaction that only reads."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session
