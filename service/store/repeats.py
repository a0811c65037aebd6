"""Requests already answered, asked by their `Idempotency-Key`."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from service.store.access import IdempotencyRow


def claim(session: Session, scope: str, key: str, digest: str, now: datetime) -> IdempotencyRow | None:
    """Take a key for a request; answers None if nobody had it, else the row of the request that has it.

    Of two requests that come at once, the second waits for the first one's transaction to end.
    """
    table: Table = IdempotencyRow.metadata.tables["idempotency_keys"]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    values = {"scope": scope, "key": key, "request_digest": digest, "created_at": now}
    statement = dialect.insert(table).values(values).on_conflict_do_nothing().returning(table.c.key)
    if session.execute(statement).one_or_none():
        return None
    return session.get_one(IdempotencyRow, (scope, key), populate_existing=True)


def remember(session: Session, scope: str, key: str, status: int, response: dict[str, Any]) -> None:
    """Keep the answer to the request that has a key."""
    row = session.get_one(IdempotencyRow, (scope, key))
    row.status, row.response = status, response


def forget(session: Session, before: datetime) -> None:
    """Forget the answers given before a moment."""
    session.execute(delete(IdempotencyRow).where(IdempotencyRow.created_at < before))
