"""The audit trail and its seals, asked in the order of the rows' numbers.

A row gets its number before it is committed, so on PostgreSQL a later number may show before an earlier one. Only rows
up to a *decided* number may be sealed: everything up to it is committed, or never will be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from service.store.engine import writing
from service.store.trail import AuditRow, SealRow

_SEALING_LOCK = 0x7365616C  # "seal": the number of the advisory lock on PostgreSQL
_LOCK_PATIENCE = "1s"  # writers that come meanwhile wait behind us
_LOCK_NOT_AVAILABLE = "55P03"
_ROWS, _SEALS = 1_000, 20  # held at once while all are read; a seal has up to 40 kB


class TrailRow(NamedTuple):
    """One row of the audit trail, as it is digested."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str | None
    reason_code: str | None
    reason_params: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class StoredSeal:
    """One seal as it is stored."""

    number: int
    at: datetime
    first: int
    last: int
    count: int
    previous: str
    digest: str
    row_digests: bytes


def may_seal(session: Session) -> bool:
    """Whether this transaction is the one that seals; False while another replica does."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_SEALING_LOCK))))


def newest_seal(session: Session) -> SealRow | None:
    """The seal at the end of the chain."""
    return session.scalars(select(SealRow).order_by(SealRow.number.desc()).limit(1)).one_or_none()


def sealed_through(session: Session) -> int:
    """The number of the last row that is sealed; 0 where none is."""
    return session.scalar(select(func.max(SealRow.last))) or 0


def anything_waits(session: Session) -> bool:
    """Whether a row waits to be sealed: two looks at the end of an index."""
    return (session.scalar(select(func.max(AuditRow.id))) or 0) > sealed_through(session)


def count_waiting(session: Session) -> int:
    """How many rows wait to be sealed."""
    waiting = select(func.count()).select_from(AuditRow).where(AuditRow.id > sealed_through(session))
    return session.scalar(waiting) or 0


def count_rows(session: Session) -> int:
    """How many rows the trail has."""
    return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def decided_row(engine: Engine) -> int | None:
    """The number up to which every row is committed or never will be; None if writers keep us waiting.

    A writer holds a lock on the table from before it takes a number until its transaction ends; ours waits for all of
    them, and is let go at once.
    """
    try:
        with writing(engine) as session:
            if engine.dialect.name == "postgresql":
                session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_PATIENCE}'"))
                session.execute(text("LOCK TABLE audit IN SHARE MODE"))
            return session.scalar(select(func.max(AuditRow.id))) or 0
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            return None
        raise


def rows_between(session: Session, after: int, through: int, limit: int) -> list[TrailRow]:
    """The first rows with numbers above `after`, up to and with `through`, in order."""
    wanted = _rows().where(AuditRow.id > after, AuditRow.id <= through).limit(limit)
    return [TrailRow(*row) for row in session.execute(wanted)]


@contextmanager
def all_rows(session: Session) -> Iterator[Iterator[TrailRow]]:
    """The whole trail in order, as it is now, read piece by piece; `ValueError` or `TypeError` at what can't be."""
    with session.execute(_rows().execution_options(yield_per=_ROWS)) as found:
        yield (TrailRow(*row) for row in found)


@contextmanager
def all_seals(session: Session) -> Iterator[Iterator[StoredSeal]]:
    """All seals in order, as they are now, read piece by piece; `ValueError` or `TypeError` at what can't be."""
    columns = SealRow.number, SealRow.at, SealRow.first, SealRow.last, SealRow.count
    wanted = select(*columns, SealRow.previous, SealRow.digest, SealRow.row_digests).order_by(SealRow.number)
    with session.execute(wanted.execution_options(yield_per=_SEALS)) as found:
        yield (StoredSeal(*row[:-1], bytes(row[-1])) for row in found)


def _rows() -> Select[Any]:
    values = AuditRow.before, AuditRow.after, AuditRow.reason, AuditRow.reason_code, AuditRow.reason_params
    return select(AuditRow.id, AuditRow.at, AuditRow.actor, AuditRow.action, AuditRow.subject, *values).order_by(
        AuditRow.id
    )
