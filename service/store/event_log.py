"""The event log: every event has a position in it, given after its transaction, so that a reader can go by it.

Ids are given out before a transaction is committed. On PostgreSQL an event with a lower id can become visible after one
with a higher id, and a reader who went by ids would pass it over for good. So positions are given in a step of its own,
one at a time under a lock, to events that are committed: a position that is visible has all those before it visible
too, there are no gaps, and what is numbered later stands behind.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import Engine, exists, func, select, text, update
from sqlalchemy.orm import Session

from service.store.cases import CaseRow
from service.store.engine import reading, writing
from service.store.trail import EventRow

_NUMBERING_LOCK = 0x65766E74  # "evnt": the number of the advisory lock on PostgreSQL; on SQLite there is one writer


def number_events(engine: Engine) -> int:
    """Give positions to the events that are committed and have none; answers the last position of the log."""
    with reading(engine) as session:
        if not session.scalar(select(exists().where(EventRow.position.is_(None)))):
            return last_position(session)
    with writing(engine) as session:
        if engine.dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _NUMBERING_LOCK})
        last = last_position(session)
        place = last + func.row_number().over(order_by=EventRow.id)
        fresh = select(EventRow.id, place.label("position")).where(EventRow.position.is_(None)).subquery()
        session.execute(
            update(EventRow)
            .where(EventRow.id == fresh.c.id)
            .values(position=fresh.c.position)
            .execution_options(synchronize_session=False)
        )
        return last_position(session)


def last_position(session: Session) -> int:
    """The position of the last event; 0 where there is none."""
    return session.scalar(select(func.max(EventRow.position))) or 0


def events_after(
    session: Session,
    after: int,
    through: int | None = None,
    types: Collection[str] = (),
    reference: str | None = None,
    limit: int | None = None,
) -> Sequence[EventRow]:
    """Events behind a position, up to and with another, in order; of these types and of this case, if any are named."""
    question = select(EventRow).where(EventRow.position > after).order_by(EventRow.position).limit(limit)
    if through is not None:
        question = question.where(EventRow.position <= through)
    if types:
        question = question.where(EventRow.type.in_(types))
    if reference is not None:
        case = select(CaseRow.id).where(CaseRow.reference == reference).scalar_subquery()
        question = question.where(EventRow.case_id == case)
    return session.scalars(question).all()
