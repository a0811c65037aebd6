"""A migrated, empty store on each database, and a clock that stands still until it is told."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import Engine, text

from service.app import create_app
from service.settings import Settings
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


class _Server(uvicorn.Server):
    """A server that tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@contextmanager
def _served(engine: Engine, folder: Path, clock: Any, **settings: Any) -> Iterator[tuple[FastAPI, str]]:
    # Of TCP by name: only then does the loop send small answers at once, instead of 40 ms later.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as place:
        place.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{place.getsockname()[1]}"
        url = engine.url.render_as_string(hide_password=False)
        usual: dict[str, Any] = {"tick_seconds": 3600, "fallback_recipient": "desk@example.com", "base_url": address}
        app = create_app(Settings(database_url=url, data_dir=folder, **(usual | settings)), clock)
        server = _Server(uvicorn.Config(app, log_config=None, lifespan="on"))
        thread = threading.Thread(target=server.run, args=([place],))
        thread.start()
        try:
            assert server.listening.wait(30)
            yield app, address
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def served() -> Callable[..., AbstractContextManager[tuple[FastAPI, str]]]:
    """The service behind a real HTTP server: `served(engine, folder, clock, **settings)` gives it and its address."""
    return _served
