"""Bringing the schema up to date, safely for replicas that start together."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from service.store.engine import for_writing

_LOCK = 0x416E6E7561  # "Annua": the number of the advisory lock on PostgreSQL


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade the schema to `revision` in one transaction under a lock; replicas that start together wait in line.

    The lock is the transaction's own: `BEGIN IMMEDIATE` on SQLite, an advisory lock on PostgreSQL.
    """
    with for_writing(engine).connect() as connection:
        _references_checked(connection, checked=False)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        _references_checked(connection, checked=True)


def at_head(connection: Connection) -> bool:
    """Whether the schema is the one that this version of the program expects."""
    return set(MigrationContext.configure(connection).get_current_heads()) == set(_scripts().get_heads())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _references_checked(connection: Connection, *, checked: bool) -> None:
    # Batch mode rebuilds a table by dropping the old one, which would take the rows that refer to it along.
    # SQLite ignores this pragma inside a transaction, so it goes to the driver before one begins.
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute(f"PRAGMA foreign_keys = {'ON' if checked else 'OFF'}")
