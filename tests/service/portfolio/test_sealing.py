"""Sealing: each row of the trail comes under one seal, in order, whatever the order of commits."""

import hashlib
import itertools
import threading
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from service.portfolio.audit import entry, record
from service.portfolio.sealing import MOST, seal_next
from service.store import AuditRow, SealRow, reading, seals, writing


def note(desk: Any, count: int = 1, **other: Any) -> None:
    """Write rows into the trail, in one transaction."""

    def noted(session: Session, context: Any) -> None:
        given: dict[str, Any] = {"before": {"b": 1, "a": "Catheter ü"}, "after": {"a": None, "b": 1}} | other
        record(session, [entry(context, "case.changed", f"case {one}", **given) for one in range(count)])

    desk.write(noted)


def seal(desk: Any) -> SealRow | None:
    """Seal the oldest rows that wait."""
    through = seals.decided_row(desk.engine)
    assert through is not None
    with writing(desk.engine) as session:
        return seal_next(session, desk.clock.now(), through)


def test_a_seal_closes_over_the_rows_that_waited(desk: Any) -> None:
    note(desk, 3)

    first = seal(desk)
    assert first is not None
    assert (first.number, first.first, first.last, first.count, first.previous) == (1, 1, 3, 3, "")
    assert first.at == desk.clock.now()

    assert seal(desk) is None
    note(desk, 2)
    second = seal(desk)
    assert second is not None
    assert (second.number, second.first, second.last, second.previous) == (2, 4, 5, first.digest)


def test_the_digests_are_what_the_module_says(desk: Any) -> None:
    """Worked from the words of the docstring, so that anybody can work them without this program."""
    note(desk, reason="typo")
    sealed = seal(desk)
    assert sealed is not None

    # entry() keeps what differs: the key `a` alone.
    row = '[1,"2026-03-02T08:00:00+00:00","li","case.changed","case 0",{"a":"Catheter \\u00fc"},{"a":null},"typo"]'
    pair = (1).to_bytes(8, "big") + hashlib.sha256(row.encode()).digest()
    about = b'[1,"2026-03-02T08:00:00+00:00",1,1,1,""]\n'
    assert sealed.row_digests == pair
    assert sealed.digest == hashlib.sha256(about + pair).hexdigest()


def test_what_waits_is_told(desk: Any) -> None:
    assert not desk.ask(seals.anything_waits)
    note(desk, 2)
    assert desk.ask(seals.anything_waits)
    assert desk.ask(seals.count_waiting) == 2
    seal(desk)
    assert not desk.ask(seals.anything_waits)
    assert desk.ask(seals.count_waiting) == 0


def test_a_seal_has_a_thousand_rows_at_most(desk: Any) -> None:
    note(desk, MOST + 1)

    assert [seal(desk).count, seal(desk).count] == [MOST, 1]  # type: ignore[union-attr]  # both are there


@pytest.mark.parametrize("change", ["UPDATE seals SET digest = ''", "DELETE FROM seals"])
def test_a_seal_is_added_never_changed(desk: Any, change: str) -> None:
    note(desk)
    seal(desk)

    with pytest.raises(DBAPIError, match="append-only"), desk.engine.begin() as connection:
        connection.execute(text(change))


def test_a_row_that_is_committed_late_is_not_passed_over(postgresql_engine: Engine, desk_type: Any, clock: Any) -> None:
    """PostgreSQL gives out numbers before it commits: while 1 is undecided, 2 is not sealed either."""
    desk = desk_type(postgresql_engine, clock)
    with writing(postgresql_engine) as slow:
        record(slow, [entry(desk.context(), "case.changed", "case slow")])
        note(desk)
        assert desk.ask(lambda session: session.scalar(select(func.count()).select_from(AuditRow))) == 1

        assert seals.decided_row(postgresql_engine) is None

    sealed = seal(desk)
    assert sealed is not None
    assert (sealed.first, sealed.last, sealed.count) == (1, 2, 2)


def test_a_number_that_was_given_back_is_not_waited_for(postgresql_engine: Engine, desk_type: Any, clock: Any) -> None:
    desk = desk_type(postgresql_engine, clock)
    with reading(postgresql_engine) as session:
        record(session, [entry(desk.context(), "case.changed", "case never")])
        session.rollback()
    note(desk)

    sealed = seal(desk)
    assert sealed is not None
    assert (sealed.first, sealed.last, sealed.count) == (2, 2, 1)


def test_of_two_replicas_one_seals(postgresql_engine: Engine, desk_type: Any, clock: Any) -> None:
    desk = desk_type(postgresql_engine, clock)
    note(desk, 2)
    with writing(postgresql_engine) as first:
        assert seal_next(first, clock.now(), 2) is not None
        assert seal(desk) is None

    assert desk.ask(lambda session: session.scalars(select(SealRow.number)).all()) == [1]


def test_replicas_that_seal_while_others_write_leave_no_row_out(desk: Any) -> None:
    """Four writers, two sealers; at the end each row stands under one seal, in order."""
    written = threading.Event()

    def keep_writing() -> None:
        for _ in range(10):
            note(desk)

    def keep_sealing() -> None:
        while not written.is_set():
            if (through := seals.decided_row(desk.engine)) is not None:
                with writing(desk.engine) as session:
                    seal_next(session, desk.clock.now(), through)

    writers = [threading.Thread(target=keep_writing) for _ in range(4)]
    sealers = [threading.Thread(target=keep_sealing) for _ in range(2)]
    for thread in (*sealers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    written.set()
    for thread in sealers:
        thread.join()
    seal(desk)

    found = desk.ask(lambda session: session.scalars(select(SealRow).order_by(SealRow.number)).all())
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    assert sum(row.count for row in found) == 40
    assert all(one.last < other.first for one, other in itertools.pairwise(found))
    assert desk.ask(seals.count_waiting) == 0
