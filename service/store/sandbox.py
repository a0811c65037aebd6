"""Whether a store is a sandbox: decided when the first service starts on it, and never changed."""

from datetime import datetime

from sqlalchemy import Table, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from service.store.access import ApiKeyRow
from service.store.base import Base
from service.store.cases import CaseRow
from service.store.people import PersonRow

ONLY = 1  # there is one row


class StoreKindRow(Base):
    """What kind of store this is."""

    __tablename__ = "store_kind"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sandbox: Mapped[bool]
    since: Mapped[datetime]


def settle_kind(session: Session, now: datetime, *, sandbox: bool) -> bool:
    """Whether the store is a sandbox; one that nothing was stored in yet becomes what is asked for.

    Of two services that start at once on a new store, the second finds what the first made of it.
    """
    table: Table = Base.metadata.tables["store_kind"]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    values = {"id": ONLY, "sandbox": sandbox and _is_empty(session), "since": now}
    session.execute(dialect.insert(table).values(values).on_conflict_do_nothing())
    return session.get_one(StoreKindRow, ONLY, populate_existing=True).sandbox


def _is_empty(session: Session) -> bool:
    """Whether nobody has stored anything: one that is older than this table and in use is no sandbox."""
    return not any(session.scalar(select(exists(select(row.id)))) for row in (ApiKeyRow, CaseRow, PersonRow))
