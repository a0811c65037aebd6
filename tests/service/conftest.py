"""A migrated, empty store on each database, and a clock that stands still until it is told."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from service.store import Base, make_engine, migrate


@dataclass(slots=True)
class SetClock:
    """A clock that shows what it was set to."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def move(self, **by: float) -> datetime:
        """Move by days, hours … and tell the new time."""
        self.moment += timedelta(**by)
        return self.moment


@pytest.fixture
def clock() -> SetClock:
    """Monday, 2 March 2026, 08:00 UTC, until moved."""
    return SetClock(datetime(2026, 3, 2, 8, tzinfo=UTC))


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def _postgresql(postgresql_url: str) -> Iterator[Engine]:
    engine = make_engine(postgresql_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(_sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A store of its own in a SQLite file."""
    path = shutil.copy(_sqlite_template, tmp_path / "annua.db")
    engine = make_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql_engine(_postgresql: Engine) -> Iterator[Engine]:
    """A store on the PostgreSQL server of this run, emptied afterwards."""
    yield _postgresql
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with _postgresql.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """A migrated, empty store; the test runs on SQLite and on PostgreSQL."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found
