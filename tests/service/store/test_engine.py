"""Transactions on both databases: whole or not at all, moments in UTC, writers in line."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from service.store import PersonRow, bounded, make_engine, reading, writing
from service.store.trail import AuditRow

ENTERED = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def _person(key: str, **other: object) -> PersonRow:
    values = {"name": key, "address": f"{key}@example.com", "zone": "Asia/Shanghai", "created_at": ENTERED}
    return PersonRow(key=key, **(values | other))


def test_a_moment_is_kept_in_utc_and_comes_back_aware(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(_person("li"))
    with reading(engine) as session:
        stored = session.scalars(select(PersonRow)).one()
    assert stored.created_at == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert stored.created_at.tzinfo is UTC
    assert stored.working_days == [1, 2, 3, 4, 5]


def test_a_moment_without_a_zone_is_refused(engine: Engine) -> None:
    without_zone = datetime(2026, 3, 2)  # noqa: DTZ001 - the mistake this test is about
    with pytest.raises(StatementError, match="has no time zone"), writing(engine) as session:
        session.add(_person("li", created_at=without_zone))


def test_an_exception_leaves_nothing_behind(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as session:
            session.add(_person("li"))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 0


def test_references_between_tables_are_checked(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.execute(
            text(
                "INSERT INTO case_dates (case_id, event, source, entered_at, entered_by, current)"
                " VALUES (77, 'filing', 'api', '2026-03-02 00:00:00', 'li', true)"
            )
        )


def test_writers_on_sqlite_wait_in_line_instead_of_failing(sqlite_engine: Engine) -> None:
    def add(number: int) -> None:
        with writing(sqlite_engine) as session:
            session.scalar(select(func.count()).select_from(PersonRow))  # reading first must not cost the lock
            session.add(_person(f"p{number}"))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(sqlite_engine) as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 12


@pytest.mark.parametrize("change", ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit"])
def test_the_audit_trail_is_append_only(engine: Engine, change: str) -> None:
    with writing(engine) as session:
        session.execute(insert(AuditRow).values(at=ENTERED, actor="li", action="case.registered", subject="case P1"))
    with pytest.raises(Exception, match="append-only"), writing(engine) as session:
        session.execute(text(change))
    with reading(engine) as session:
        assert session.scalars(select(AuditRow.actor)).all() == ["li"]


def test_a_store_needs_a_file() -> None:
    with pytest.raises(ValueError, match="names no file"):
        make_engine("sqlite://")


def test_opening_a_new_sqlite_file_waits_for_whoever_writes_it_first(tmp_path: Path) -> None:
    """The switch to the write-ahead log is refused at once while another holds the file; replicas start together."""
    path = tmp_path / "new.db"
    first = sqlite3.connect(path, isolation_level=None)
    first.execute("BEGIN IMMEDIATE")
    modes: list[str] = []

    def open_it() -> None:
        engine = make_engine(f"sqlite:///{path}")
        with reading(engine) as session:
            modes.append(session.execute(text("PRAGMA journal_mode")).scalar_one())
        engine.dispose()

    second = threading.Thread(target=open_it)
    second.start()
    second.join(0.3)
    waited = second.is_alive()
    first.execute("ROLLBACK")
    first.close()
    second.join()

    assert (waited, modes) == (True, ["wal"])


def test_a_bounded_statement_is_given_up(engine: Engine) -> None:
    """And the connection serves the next one, which isn't bounded."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most}) SELECT count(*) FROM n"
    with pytest.raises(OperationalError), reading(bounded(engine, 0.2)) as session:
        session.execute(text(endless.format(most=10**12)))

    with reading(engine) as session:
        assert session.scalar(text(endless.format(most=1_000_000))) == 1_000_000
