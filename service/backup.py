"""Copies of the SQLite file, made and put back while the service runs, by SQLite's own online backup.

PostgreSQL has its own tools: `pg_dump` and `pg_restore`.
"""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from service.portfolio.audit import record
from service.store import make_engine, writing

BUSY_SECONDS = 30


class NotPossible(Exception):
    """A copy can't be made or put back; the message says why and what to do."""


def backup(url: str, target: Path, *, force: bool = False) -> None:
    """Copy the database to a file, as it is at one moment; writers go on meanwhile. Raises `NotPossible`."""
    source = file_of(url, "pg_dump")
    if not source.exists():
        raise NotPossible(f"There is no database at {source} yet; annua serve makes it.")
    if target.exists() and not force:
        raise NotPossible(f"{target} exists; name another file or add --force.")
    fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        _copy(source, fresh)
        verify(fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def restore(source: Path, url: str, *, force: bool = False) -> None:
    """Put a copy in the database's place. Raises `NotPossible`, with the database as it was.

    A service that runs on it sees the restored state from its next transaction on.
    """
    target = file_of(url, "pg_restore")
    verify(source)
    if target.exists() and target.stat().st_size and not force:
        raise NotPossible(f"{target} exists; add --force to replace what it holds.")
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(source, target)
    verify(target)


def note_restored(source: Path, url: str, now: datetime) -> None:
    """Say in the restored database's own trail that everything in it was taken back to an earlier state."""
    engine = make_engine(url)
    row = {"at": now, "actor": "annua restore", "action": "store.restored", "subject": "store"}
    try:
        with writing(engine) as session:
            record(session, [row | {"before": None, "after": {"file": source.name}, "reason": None}])
    finally:
        engine.dispose()


def file_of(url: str, otherwise: str) -> Path:
    """The file of a SQLite URL; raises `NotPossible` for another database, naming the program to use."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        raise NotPossible(f"This database is {address.get_backend_name()}, not a SQLite file: use {otherwise}.")
    return Path(address.database or "")


def verify(file: Path) -> None:
    """Check that a file is a whole database of ours. Raises `NotPossible`."""
    try:
        with closing(_open(file, "ro")) as connection:
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise NotPossible(f"{file} is not a readable SQLite database ({error}).") from error
    if found != "ok":
        raise NotPossible(f"{file} is damaged: {found}.")
    if not {"alembic_version", "cases", "deadlines"} <= tables:
        raise NotPossible(f"{file} is not a database of Annua.")


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_open(source, "ro")) as read, closing(_open(target, "rwc")) as write:
            read.backup(write)
    except sqlite3.Error as error:
        raise NotPossible(f"{source} can't be copied to {target} ({error}); nothing was replaced.") from error


def _open(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS)
