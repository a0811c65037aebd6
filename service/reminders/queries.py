"""What the reminders ask of the store, as named questions.

Planning is done by one process at a time: on SQLite its transaction is the only writer, on PostgreSQL an advisory lock
is tried for. So no two replicas make the same message under two ids; the unique constraint on rungs is the last guard.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from service.store import (
    CaseRow,
    DeadlineRow,
    EndpointRow,
    EventRow,
    MessageRow,
    MessageRungRow,
    PersonRow,
    TickRow,
    writing,
)

MISSED = "deadline.missed"

_CHUNK = 500  # ids in one IN list: SQLite takes 32,766 parameters, but plans long lists slowly
_PLANNING_LOCK = 0x72756E67  # "rung": the number of the advisory lock on PostgreSQL
_LOCK_PATIENCE = "2s"

Item = TypeVar("Item")


def may_plan(session: Session) -> bool:
    """Whether this transaction is the one that plans; False while another replica does."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_PLANNING_LOCK))))


def due_deadlines(session: Session, now: datetime) -> Sequence[tuple[DeadlineRow, CaseRow]]:
    """Deadlines to look at now, with their cases; those that somebody is changing wait for the next tick."""
    question = (
        select(DeadlineRow, CaseRow)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(DeadlineRow.next_rung_at.is_not(None), DeadlineRow.next_rung_at <= now)
        .order_by(DeadlineRow.id)
        .with_for_update(of=DeadlineRow, skip_locked=True)
    )
    return [(deadline, case) for deadline, case in session.execute(question)]


def people(session: Session, ids: Iterable[int | None]) -> dict[int, PersonRow]:
    """People by id; None among the ids is passed over."""
    found: dict[int, PersonRow] = {}
    for some in _chunks(sorted({wanted for wanted in ids if wanted is not None})):
        found |= {person.id: person for person in session.scalars(select(PersonRow).where(PersonRow.id.in_(some)))}
    return found


def recorded_rungs(session: Session, deadline_ids: Iterable[int]) -> dict[tuple[int, date], set[tuple[str, str]]]:
    """By (deadline, aim): the stages already planned, each with its recipient (an address, or an endpoint's id)."""
    found: dict[tuple[int, date], set[tuple[str, str]]] = defaultdict(set)
    rung = MessageRungRow
    for some in _chunks(sorted(set(deadline_ids))):
        question = select(rung.deadline_id, rung.aim, rung.stage, rung.recipient).where(rung.deadline_id.in_(some))
        for deadline_id, aim, stage, recipient in session.execute(question):
            found[deadline_id, aim].add((stage, recipient))
    return found


def missed_aims(session: Session, deadline_ids: Iterable[int]) -> set[tuple[int, str]]:
    """Deadlines already reported as missed, each with the aim (ISO) that was missed."""
    found: set[tuple[int, str]] = set()
    for some in _chunks(sorted(set(deadline_ids))):
        question = select(EventRow).where(EventRow.type == MISSED, EventRow.deadline_id.in_(some))
        found |= {(event.deadline_id or 0, str(event.payload.get("act_by"))) for event in session.scalars(question)}
    return found


def listeners(session: Session) -> list[EndpointRow]:
    """The endpoints that are called at all."""
    return list(session.scalars(select(EndpointRow).where(EndpointRow.enabled).order_by(EndpointRow.id)))


def wants(endpoint: EndpointRow, event_type: str) -> bool:
    """Whether an endpoint asked for this type of event; one that names none gets all."""
    return not endpoint.events or event_type in endpoint.events


def decided_events(engine: Engine) -> int | None:
    """The id up to which every event is committed or will never be; None if writers keep us waiting.

    Ids are given out before they are committed, so on PostgreSQL a later id may show before an earlier one. The lock
    waits for the writers that hold ids, and is let go at once.
    """
    try:
        with writing(engine) as session:
            if engine.dialect.name == "postgresql":
                session.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_PATIENCE}'"))
                session.execute(text("LOCK TABLE events IN SHARE MODE"))
            return session.scalar(select(func.max(EventRow.id))) or 0
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) == "55P03":  # lock_not_available
            return None
        raise


def new_events(session: Session, after: int, through: int) -> list[EventRow]:
    """Events with ids above `after`, up to and with `through`, in order."""
    question = select(EventRow).where(EventRow.id > after, EventRow.id <= through).order_by(EventRow.id)
    return list(session.scalars(question))


def events_passed_on(session: Session) -> int:
    """The id of the last event that a tick has turned into messages, or looked at and found nobody to tell."""
    latest = select(TickRow.detail).where(TickRow.detail.is_not(None)).order_by(TickRow.id.desc()).limit(1)
    detail = session.scalar(latest)
    return int(json.loads(detail)["events_through"]) if detail else 0


def last_message(session: Session, purpose: str) -> MessageRow | None:
    """The latest message of a purpose."""
    question = select(MessageRow).where(MessageRow.purpose == purpose).order_by(MessageRow.id.desc()).limit(1)
    return session.scalar(question)


def cases_by_id(session: Session, ids: Iterable[int | None]) -> dict[int, CaseRow]:
    """Cases by id; None among the ids is passed over."""
    found: dict[int, CaseRow] = {}
    for some in _chunks(sorted({wanted for wanted in ids if wanted is not None})):
        found |= {case.id: case for case in session.scalars(select(CaseRow).where(CaseRow.id.in_(some)))}
    return found


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
