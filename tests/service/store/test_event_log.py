"""Positions are given after commit: no reader skips an event or gets one twice, whoever writes meanwhile."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from service.store import EventRow, reading, writing
from service.store.event_log import events_after, last_position, number_events

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WRITERS, EACH, READERS = 4, 12, 2


def event(kind: str = "case.updated", **payload: object) -> EventRow:
    """Something that happened."""
    return EventRow(type=kind, payload=payload, at=NOW)


def log_of(engine: Engine, after: int = 0) -> list[tuple[int | None, object]]:
    """What a reader finds behind a position: the position, and what the writer called the event."""
    with reading(engine) as session:
        return [(row.position, row.payload.get("name")) for row in events_after(session, after)]


def test_events_are_numbered_from_one_in_the_order_of_writing(engine: Engine) -> None:
    with writing(engine) as session:
        session.add_all(event(name=name) for name in "abc")
    assert log_of(engine) == []
    assert number_events(engine) == 3
    assert number_events(engine) == 3
    assert log_of(engine) == [(1, "a"), (2, "b"), (3, "c")]
    assert log_of(engine, 2) == [(3, "c")]


def test_what_is_rolled_back_leaves_no_gap(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as session:
            session.add(event(name="never"))
            session.flush()
            raise KeyError

    for name in "ab":
        with writing(engine) as session:
            session.add(event(name=name))
        with pytest.raises(KeyError):
            fail()
        number_events(engine)
    assert log_of(engine) == [(1, "a"), (2, "b")]


def test_a_slow_writer_is_not_passed_over_as_it_would_be_by_ids(postgresql_engine: Engine) -> None:
    """The slow writer has the lower id and commits last: a reader who goes by ids never sees its event."""
    with writing(postgresql_engine) as slow:
        slow.add(event(name="slow"))
        slow.flush()
        with writing(postgresql_engine) as quick:
            quick.add(event(name="quick"))
        with reading(postgresql_engine) as session:
            by_id = session.scalars(select(EventRow).where(EventRow.id > 0)).all()
        assert [row.payload["name"] for row in by_id] == ["quick"]
        number_events(postgresql_engine)
        seen = log_of(postgresql_engine)
    number_events(postgresql_engine)

    with reading(postgresql_engine) as session:
        assert session.scalars(select(EventRow).where(EventRow.id > by_id[-1].id)).all() == []  # lost
    assert seen == [(1, "quick")]
    assert log_of(postgresql_engine, 1) == [(2, "slow")]


def test_readers_get_every_event_once_while_others_write(engine: Engine) -> None:
    """Every third transaction is rolled back; each reader numbers before it reads, as the API does."""
    news = [threading.Semaphore(0) for _ in range(READERS)]

    def write(writer: int) -> None:
        for number in range(EACH):
            with writing(engine) as session:
                session.add_all(event(name=f"{writer}.{number}.{part}") for part in range(2))
                session.flush()
                if number % 3 == 2:
                    session.rollback()
            for reader in news:
                reader.release()

    def read(reader: int) -> list[tuple[int | None, object]]:
        found: list[tuple[int | None, object]] = []
        for _ in range(WRITERS * EACH):
            news[reader].acquire()
            number_events(engine)
            found += log_of(engine, int(found[-1][0] or 0) if found else 0)
        return found

    with ThreadPoolExecutor(WRITERS + READERS) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        for writer in [pool.submit(write, number) for number in range(WRITERS)]:
            writer.result()
        seen = [reader.result() for reader in readers]

    written = {f"{writer}.{number}.{part}" for writer in range(WRITERS) for number in range(EACH) for part in range(2)}
    kept = {name for name in written if int(name.split(".")[1]) % 3 != 2}
    for found in seen:
        assert [position for position, _ in found] == list(range(1, len(kept) + 1))
        assert {name for _, name in found} == kept


@pytest.mark.parametrize(
    ("ask", "names"),
    [
        (lambda session: events_after(session, 0, types=("case.closed",)), ["b", "d"]),
        (lambda session: events_after(session, 1, 3), ["b", "c"]),
        (lambda session: events_after(session, 0, limit=2), ["a", "b"]),
        (lambda session: events_after(session, 0, reference="P1"), []),
    ],
)
def test_a_reader_asks_for_some(engine: Engine, ask: Callable[..., list[EventRow]], names: list[str]) -> None:
    with writing(engine) as session:
        session.add_all(
            event(kind, name=name) for name, kind in zip("abcd", ("case.updated", "case.closed") * 2, strict=True)
        )
    number_events(engine)
    with reading(engine) as session:
        assert [row.payload["name"] for row in ask(session)] == names


def test_the_store_refuses_a_position_twice(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(event())
    number_events(engine)
    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(EventRow(type="case.updated", payload={}, at=NOW, position=last_position(session)))
