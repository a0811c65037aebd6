"""Proving the trail: whoever gets past the triggers and changes anything that is sealed is found, by row or seal."""

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, text

from service.portfolio.audit import entry, record
from service.portfolio.sealing import pack, row_digest, seal_digest, seal_next, unpack
from service.portfolio.verifying import Head, Verdict, verify
from service.store import reading, seals, writing

TRIGGERS = ("audit_no_update", "audit_no_delete", "seals_no_update", "seals_no_delete")

Intruder = Callable[..., None]


@pytest.fixture
def desk_of_nine(desk: Any) -> Any:
    """A trail of nine rows under three seals, and a tenth that waits."""
    for _ in range(3):
        note(desk, 3)
        seal(desk)
    note(desk, 1)
    return desk


@pytest.fixture
def intruder(engine: Engine) -> Intruder:
    """Somebody who may do anything with the database."""

    def intrude(*statements: str, **values: Any) -> None:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL session_replication_role = replica"))  # no trigger fires
            else:
                for trigger in TRIGGERS:
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
            for statement in statements:
                connection.execute(text(statement), values)

    return intrude


def note(desk: Any, count: int) -> None:
    """Write rows into the trail."""

    def noted(session: Any, context: Any) -> None:
        values = ({"title": f"{one}"} for one in range(count))
        record(session, [entry(context, "case.changed", f"case {value}", value, {}, "typo") for value in values])

    desk.write(noted)


def seal(desk: Any) -> None:
    """Seal what waits."""
    through = seals.decided_row(desk.engine)
    assert through is not None
    with writing(desk.engine) as session:
        seal_next(session, desk.clock.now(), through)


def verdict(desk: Any, held: Head | None = None) -> Verdict:
    """What the proof says."""
    found: Verdict = desk.ask(lambda session: verify(session, held))
    return found


def head(desk: Any) -> Head:
    """The newest seal."""
    newest = desk.ask(seals.newest_seal)
    return Head(newest.number, newest.digest)


def test_a_whole_trail_is_proved(desk_of_nine: Any) -> None:
    found = verdict(desk_of_nine)

    assert found == Verdict(rows=9, seals=3, waiting=1, head=head(desk_of_nine), fault=None)
    assert verdict(desk_of_nine, found.head).fault is None


def test_an_empty_trail_is_whole(desk: Any) -> None:
    assert verdict(desk) == Verdict(rows=0, seals=0, waiting=0, head=None, fault=None)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET at = '2026-03-01 08:00:00.000000+00:00' WHERE id = 5",
        "UPDATE audit SET actor = 'somebody else' WHERE id = 5",
        "UPDATE audit SET action = 'case.closed' WHERE id = 5",
        "UPDATE audit SET subject = 'case other' WHERE id = 5",
        "UPDATE audit SET \"before\" = '{}' WHERE id = 5",
        'UPDATE audit SET "after" = NULL WHERE id = 5',
        "UPDATE audit SET reason = NULL WHERE id = 5",
    ],
)
def test_a_row_that_was_changed_is_named(desk_of_nine: Any, intruder: Intruder, change: str) -> None:
    intruder(change)

    found = verdict(desk_of_nine)
    assert str(found.fault) == "row 5 was changed after seal 2 closed over it"
    assert (found.rows, found.seals) == (4, 1)


@pytest.mark.parametrize("row", [1, 5, 9])
def test_a_row_that_was_removed_is_named(desk_of_nine: Any, intruder: Intruder, row: int) -> None:
    intruder("DELETE FROM audit WHERE id = :row", row=row)

    assert str(verdict(desk_of_nine).fault) == f"row {row} is gone; seal {(row + 2) // 3} closed over it"


@pytest.mark.parametrize(("free", "seal_of"), [(0, 1), (5, 2), (7, 3)])
def test_a_row_that_was_put_in_is_named(engine: Engine, desk: Any, intruder: Intruder, free: int, seal_of: int) -> None:
    """Into a number that PostgreSQL gave back: before the first, within a seal, between two seals."""
    note(desk, 3)
    seal(desk)
    copy = (
        'INSERT INTO audit (id, at, actor, action, subject, "before", "after")'
        ' SELECT :new, at, actor, action, subject, "before", "after" FROM audit WHERE id = 1'
    )
    intruder(copy, new=4)
    intruder(copy, new=6)
    seal(desk)
    intruder(copy, new=8)
    seal(desk)
    assert verdict(desk).fault is None

    intruder(copy, new=free)

    assert str(verdict(desk).fault) == f"row {free} was put among the rows that seal {seal_of} closed over"


def test_rows_that_changed_places_are_named(desk_of_nine: Any, intruder: Intruder) -> None:
    for old, new in ((4, 99), (5, 4), (99, 5)):
        intruder("UPDATE audit SET id = :new WHERE id = :old", old=old, new=new)

    assert str(verdict(desk_of_nine).fault) == "row 4 was changed after seal 2 closed over it"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE seals SET digest = 'ff' WHERE number = 2",
        "UPDATE seals SET at = '2026-03-01 08:00:00.000000+00:00' WHERE number = 2",
        "UPDATE seals SET count = 2 WHERE number = 2",
    ],
)
def test_a_seal_that_was_changed_is_named(desk_of_nine: Any, intruder: Intruder, change: str) -> None:
    intruder(change)

    assert str(verdict(desk_of_nine).fault) == "seal 2 was changed: its digest is not that of what it holds"


def test_a_seal_that_was_removed_is_named(desk_of_nine: Any, intruder: Intruder) -> None:
    intruder("DELETE FROM seals WHERE number = 2")

    assert str(verdict(desk_of_nine).fault) == "seal 2 is gone; seal 3 follows"


def test_a_seal_made_to_fit_a_changed_row_breaks_the_chain(desk_of_nine: Any, intruder: Intruder) -> None:
    intruder("UPDATE audit SET actor = 'somebody else' WHERE id = 5")
    forge(desk_of_nine, intruder, 2)

    assert str(verdict(desk_of_nine).fault) == "seal 3 doesn't build on the seal before it: one of them was replaced"


def test_a_trail_written_anew_shows_against_a_head_kept_elsewhere(desk_of_nine: Any, intruder: Intruder) -> None:
    """Whoever has the database has the whole chain, but not what others wrote down."""
    kept = head(desk_of_nine)
    intruder("UPDATE audit SET actor = 'somebody else' WHERE id = 5")
    forge(desk_of_nine, intruder, 2)
    forge(desk_of_nine, intruder, 3)

    found = verdict(desk_of_nine)
    assert found.fault is None
    assert found.head is not None
    assert str(verdict(desk_of_nine, kept).fault) == (
        f"seal 3 is {found.head.digest}, not {kept.digest} as it was kept elsewhere: the trail was written anew"
    )


def test_a_trail_cut_at_its_end_shows_against_a_head_kept_elsewhere(desk_of_nine: Any, intruder: Intruder) -> None:
    kept = head(desk_of_nine)
    intruder("DELETE FROM seals WHERE number = 3", "DELETE FROM audit WHERE id > 6")

    assert verdict(desk_of_nine).fault is None
    assert str(verdict(desk_of_nine, kept).fault) == (
        "seal 3 is not there: the trail was cut at its end, or an older backup was restored"
    )


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET \"before\" = '{oops' WHERE id = 2", "UPDATE audit SET at = 'yesterday' WHERE id = 2"]
)
def test_a_row_that_can_no_longer_be_read_is_a_fault(
    sqlite_engine: Engine, desk_type: Any, clock: Any, change: str
) -> None:
    """SQLite keeps whatever it is given; PostgreSQL refuses."""
    desk = desk_type(sqlite_engine, clock)
    note(desk, 3)
    seal(desk)
    with sqlite_engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_no_update"))
        connection.execute(text(change))

    assert str(verdict(desk).fault).endswith("was changed so that it can't be read any more")


def test_a_seal_that_can_no_longer_be_read_is_a_fault(sqlite_engine: Engine, desk_type: Any, clock: Any) -> None:
    desk = desk_type(sqlite_engine, clock)
    note(desk, 3)
    seal(desk)
    with sqlite_engine.begin() as connection:
        connection.execute(text("DROP TRIGGER seals_no_update"))
        connection.execute(text("UPDATE seals SET row_digests = 'none'"))

    assert str(verdict(desk).fault) == "a seal after seal 0 was changed so that it can't be read any more"


def test_the_proof_tells_how_far_it_has_come(desk_of_nine: Any) -> None:
    told: list[tuple[int, int]] = []

    desk_of_nine.ask(lambda session: verify(session, None, lambda *counts: told.append(counts)))

    assert told == [(3, 10), (6, 10), (9, 10)]


def test_the_proof_of_a_long_trail_holds_few_rows_at_once(sqlite_engine: Engine, desk_type: Any, clock: Any) -> None:
    """Four times the trail takes no more memory."""
    desk = desk_type(sqlite_engine, clock)

    def grown() -> int:
        for _ in range(5):
            note(desk, 1000)
            seal(desk)
        tracemalloc.start()
        assert verdict(desk).fault is None
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    first, *_, last = [grown() for _ in range(4)]
    assert last < 1.3 * first


def forge(desk: Any, intruder: Intruder, number: int) -> None:
    """Make a seal fit the rows as they are now, and the seal before it."""
    with reading(desk.engine) as session, seals.all_seals(session) as chain, seals.all_rows(session) as trail:
        stored = {one.number: one for one in chain}
        rows = {row.id: row for row in trail}
    old = stored[number]
    digests = pack((row, row_digest(rows[row])) for row, _ in unpack(old.row_digests))
    forged = replace(old, row_digests=digests, previous=stored[number - 1].digest)
    intruder(
        "UPDATE seals SET row_digests = :row_digests, previous = :previous, digest = :digest WHERE number = :number",
        number=number,
        row_digests=digests,
        previous=forged.previous,
        digest=seal_digest(forged),
    )
