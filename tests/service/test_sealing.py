"""The service keeps its trail sealed: at each tick, in bounded steps, and tells the newest seal in its logs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from structlog.testing import capture_logs

from service.portfolio.audit import entry, record
from service.portfolio.sealing import MOST
from service.portfolio.verifying import verify
from service.sealing import keep_sealed, seal_waiting
from service.settings import Settings
from service.store import SealRow, reading, seals, writing
from service.wiring import Service, assemble


@pytest.fixture
def service(engine: Engine, clock: Any, tmp_path: Path) -> Iterator[Service]:
    """The service's parts on each database."""
    url = engine.url.render_as_string(hide_password=False)
    made = assemble(Settings(data_dir=tmp_path, database_url=url), clock)
    yield made
    made.engine.dispose()


def note(service: Service, count: int = 1) -> None:
    """Write rows into the trail."""
    context = service.context("li", "api")
    with writing(service.engine) as session:
        record(session, [entry(context, "case.changed", f"case {number}") for number in range(count)])


def numbers(service: Service) -> list[int]:
    """The seals there are."""
    with reading(service.engine) as session:
        return list(session.scalars(select(SealRow.number).order_by(SealRow.number)))


def test_what_waits_is_sealed_and_the_newest_seal_told(service: Service) -> None:
    note(service, MOST + 1)

    with capture_logs() as told:
        assert keep_sealed(service)

    (said,) = told
    with reading(service.engine) as session:
        newest = seals.newest_seal(session)
        assert verify(session).rows == MOST + 1
    assert newest is not None
    assert (said["event"], said["rows"]) == ("audit.sealed", MOST + 1)
    assert (said["seal"], said["digest"]) == (2, newest.digest)


def test_one_tick_makes_a_bounded_number_of_seals(service: Service) -> None:
    note(service, 3 * MOST)

    assert seal_waiting(service, most=2).rows == 2 * MOST
    assert numbers(service) == [1, 2]
    assert seal_waiting(service, most=2).rows == MOST


def test_where_nothing_waits_nothing_is_written_or_locked(service: Service) -> None:
    """A tick with nothing to do stays a look at the end of an index."""
    note(service)
    assert keep_sealed(service)
    asked: list[str] = []
    event.listen(service.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    assert keep_sealed(service)

    assert [question for question in asked if question != "BEGIN" and not question.startswith("SELECT max(")] == []
    assert numbers(service) == [1]


def test_writers_that_keep_us_waiting_are_waited_for_at_the_next_tick(
    postgresql_engine: Engine, clock: Any, tmp_path: Path
) -> None:
    service = assemble(
        Settings(data_dir=tmp_path, database_url=postgresql_engine.url.render_as_string(hide_password=False)), clock
    )
    note(service)
    with writing(service.engine) as slow:
        record(slow, [entry(service.context("li", "api"), "case.changed", "case slow")])
        assert keep_sealed(service)
        assert numbers(service) == []

    assert keep_sealed(service)
    assert numbers(service) == [1]
    service.engine.dispose()


def test_trouble_with_the_store_is_told(service: Service) -> None:
    note(service)
    with service.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE seals RENAME TO seals_away")
    try:
        assert not keep_sealed(service)
    finally:
        with service.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE seals_away RENAME TO seals")


def test_the_running_service_seals(served: Any, sqlite_engine: Engine, tmp_path: Path, clock: Any) -> None:
    """Its first tick does, before it is let to its end."""
    with writing(sqlite_engine) as session:
        row = {"at": clock.now(), "actor": "li", "action": "case.changed", "subject": "case P1"}
        record(session, [row])

    with served(sqlite_engine, tmp_path, clock):
        pass

    with reading(sqlite_engine) as session:
        assert seals.count_waiting(session) == 0
        assert seals.newest_seal(session) is not None
