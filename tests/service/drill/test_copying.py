"""A drill plays with a copy: the original is only read, on SQLite byte for byte and on PostgreSQL row for row."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, text, update

from service.backup import NotPossible
from service.drill.copying import copied
from service.drill.running import SimulatedClock
from service.portfolio.keys import create_key, note_use, rotate_key
from service.portfolio.sealing import seal_next
from service.portfolio.verifying import verify
from service.settings import Settings
from service.store import ApiKeyRow, Base, CaseRow, DeadlineRow, MessageRow, reading, seals, writing

JUNE = "2023-06-12"

Rows = dict[str, list[tuple[Any, ...]]]


def rows(engine: Engine) -> Rows:
    """Everything that a store holds."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def files(engine: Engine) -> dict[str, bytes]:
    """The bytes of a SQLite database and of its write-ahead log; what else lies there is memory that readers share."""
    engine.dispose()
    file = Path(engine.url.database or "")
    log = file.with_name(f"{file.name}-wal")
    return {one.name: one.read_bytes() for one in (file, log) if one.exists() and one.stat().st_size}


def test_a_copy_holds_every_row_of_the_original(both: Any) -> None:
    both.case("J", JUNE, title="Bone screw – 骨螺钉")

    with both.copied() as service:
        assert rows(service.engine) == rows(both.engine)
        assert service.engine.dialect.name == "sqlite"


def test_nothing_done_to_a_copy_reaches_the_original(both: Any) -> None:
    both.case("J", JUNE)
    before = rows(both.engine)

    with both.copied() as service, service.engine.begin() as connection:
        connection.execute(update(CaseRow).values(title="played with"))
        connection.execute(update(DeadlineRow).values(next_rung_at=None))

    assert rows(both.engine) == before


def test_a_whole_drill_leaves_the_original_as_it_was(both: Any) -> None:
    """Months of reminders, answers and completions: none of them is there afterwards."""
    both.case("J", JUNE)
    before = rows(both.engine)

    report = both.drill("2026-03-03", 130, bounces=50, mail_down=["5d"])

    assert report.figures["mails"] > 10
    assert rows(both.engine) == before
    assert before[MessageRow.__tablename__] == []


def test_a_sqlite_file_is_the_same_byte_for_byte_after_a_drill(portfolio: Any) -> None:
    portfolio.case("J", JUNE)
    before = files(portfolio.engine)

    portfolio.drill("2026-03-03", 40)

    assert files(portfolio.engine) == before


def test_a_copy_is_gone_when_it_is_no_longer_needed(both: Any) -> None:
    with both.copied() as service:
        folder = Path(service.engine.url.database or "").parent
        assert service.settings.data_dir == folder
        assert folder.exists()

    assert not folder.exists()


def test_secrets_of_the_original_are_not_used(portfolio: Any) -> None:
    """The copy signs its links with a key of its own: whoever reads a mail of a drill can't answer for real."""
    with portfolio.copied() as service:
        assert service.settings.secret_key_file.parent == service.settings.data_dir


def test_where_there_is_no_database_there_is_nothing_to_copy(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'nowhere.db'}", data_dir=tmp_path)

    with pytest.raises(NotPossible, match="There is no database at"), copied(settings, SimulatedClock()):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def older(make_portfolio: Any, postgresql_engine: Engine) -> Iterator[Any]:
    """A portfolio whose database another version of the program made."""
    version = text("UPDATE alembic_version SET version_num = :version")
    with postgresql_engine.begin() as connection:
        head = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(version, {"version": "older"})
    yield make_portfolio(postgresql_engine)
    with postgresql_engine.begin() as connection:
        connection.execute(version, {"version": head})


def test_a_postgresql_schema_of_another_version_is_not_copied(older: Any) -> None:
    with pytest.raises(NotPossible, match="schema of another version"), older.copied():
        pass


def test_rotated_keys_are_copied_before_those_that_refer_to_them(both: Any) -> None:
    """PostgreSQL gives a row that was changed behind those that were not."""
    old, _ = both.write(create_key, "feed", ["read"])
    both.write(rotate_key, old.id)
    with writing(both.engine) as session:
        note_use(session, old.id, old.created_at + timedelta(days=1))

    with both.copied() as service, reading(service.engine) as session:
        keys = session.scalars(select(ApiKeyRow).order_by(ApiKeyRow.id)).all()
        assert [key.replaces_id for key in keys] == [None, old.id]


def test_the_copy_of_a_sealed_trail_is_as_whole_as_the_trail(both: Any) -> None:
    through = seals.decided_row(both.engine)
    assert through
    both.write(lambda session, context: seal_next(session, context.now, through))

    with both.copied() as service, reading(service.engine) as session:
        verdict = verify(session)

    assert (verdict.fault, verdict.rows) == (None, through)
