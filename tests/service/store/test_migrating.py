"""Migrations: the schema the models expect, by replicas that start together, without losing rows."""

import threading
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from service.store import Base, at_head, make_engine, migrate


def test_the_migrated_schema_is_that_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_empty_database_is_not_at_head_and_a_migrated_one_is(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.connect() as connection:
        assert not at_head(connection)
    migrate(engine)
    with engine.connect() as connection:
        assert at_head(connection)
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    engine.dispose()


def test_replicas_that_start_together_migrate_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        engine = make_engine(f"sqlite:///{tmp_path / 'shared.db'}")
        try:
            migrate(engine)
        except BaseException as failure:  # noqa: BLE001 - a thread's failure is shown by the assertion below
            failures.append(failure)
        engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_every_constraint_has_a_name(engine: Engine) -> None:
    found = inspect(engine)
    for table in Base.metadata.tables:
        assert found.get_pk_constraint(table)["name"] == f"pk_{table}"
        assert all(key["name"] for key in [*found.get_foreign_keys(table), *found.get_unique_constraints(table)])
