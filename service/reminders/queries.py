"""What the reminders ask of the store, as named questions.

Planning is done by one process at a time: on SQLite its transaction is the only writer, on PostgreSQL an advisory lock
is tried for. So no two replicas make the same message under two ids; the unique constraint on rungs is the last guard.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Text, and_, case, cast, exists, func, or_, select, update
from sqlalchemy.orm import Session

from service.portfolio.event_types import REMINDER
from service.reminders.planning import portions
from service.store import (
    AcknowledgementRow,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    DigestRow,
    EventRow,
    InstructionRow,
    LedgerRow,
    MessageRow,
    MessageRungRow,
    PersonRow,
    TickRow,
)
from service.store.deadlines import OPEN

MISSED, CHANGED, HANDED_OVER = "deadline.missed", "deadline.changed", "case.handed_over"

_CHUNK = 500  # ids in one IN list: SQLite takes 32,766 parameters, but plans long lists slowly
_PLANNING_LOCK = 0x72756E67  # "rung": the number of the advisory lock on PostgreSQL

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


def people(session: Session) -> Sequence[PersonRow]:
    """Everybody who is still here."""
    return session.scalars(select(PersonRow).where(PersonRow.active).order_by(PersonRow.id)).all()


@dataclass(frozen=True, slots=True)
class Carriage:
    """One rung as a message carried it: to an address, an endpoint's number or the second channel."""

    stage: str
    recipient: str
    channel: str
    message_id: int
    created_at: datetime
    state: str
    bounced_at: datetime | None


def carriages(session: Session, deadline_ids: Iterable[int]) -> dict[tuple[int, date], list[Carriage]]:
    """By (deadline, aim): the rungs that messages have carried, in the order in which they were made."""
    found: dict[tuple[int, date], list[Carriage]] = defaultdict(list)
    rung, message = MessageRungRow, MessageRow
    columns = (rung.stage, rung.recipient, rung.channel, rung.message_id)
    state = (message.created_at, message.state, message.bounced_at)
    for some in portions(sorted(set(deadline_ids)), _CHUNK):
        question = (
            select(rung.deadline_id, rung.aim, *columns, *state)
            .join(message, message.id == rung.message_id)
            .where(rung.deadline_id.in_(some))
            .order_by(rung.id)
        )
        for row in session.execute(question):
            found[row.deadline_id, row.aim].append(Carriage(*row[2:]))
    return found


def look_again(session: Session, message_id: int, now: datetime) -> None:
    """Have the deadlines that a message carried looked at by the next planning, those whose ladder runs."""
    carried = select(MessageRungRow.deadline_id).where(MessageRungRow.message_id == message_id)
    session.execute(
        update(DeadlineRow)
        .where(DeadlineRow.id.in_(carried), DeadlineRow.next_rung_at > now)
        .values(next_rung_at=now)
        .execution_options(synchronize_session=False)
    )


def told_stages(session: Session, deadline_ids: Iterable[int]) -> dict[tuple[int, str], set[str]]:
    """By deadline and aim (ISO): the stages that the log tells of."""
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    aim, stages = EventRow.payload["aim"].as_string(), EventRow.payload["stages"]
    for some in portions(sorted(set(deadline_ids)), _CHUNK):
        question = select(EventRow.deadline_id, aim, stages)
        for row in session.execute(question.where(EventRow.type == REMINDER, EventRow.deadline_id.in_(some))):
            found[row[0], row[1]].update(row[2])
    return found


def missed_aims(session: Session, deadline_ids: Iterable[int]) -> set[tuple[int, str]]:
    """Deadlines already reported as missed, each with the aim (ISO) that was missed."""
    found: set[tuple[int, str]] = set()
    for some in portions(sorted(set(deadline_ids)), _CHUNK):
        question = select(EventRow).where(EventRow.type == MISSED, EventRow.deadline_id.in_(some))
        found |= {(event.deadline_id or 0, str(event.payload.get("act_by"))) for event in session.scalars(question)}
    return found


def states_of(session: Session, deadline_ids: Iterable[int | None]) -> dict[int, str]:
    """The state of each of some deadlines, by id."""
    found: dict[int, str] = {}
    for some in portions(sorted({number for number in deadline_ids if number}), _CHUNK):
        question = select(DeadlineRow.id, DeadlineRow.state).where(DeadlineRow.id.in_(some))
        found |= {row.id: row.state for row in session.execute(question)}
    return found


def events_passed_on(session: Session) -> int:
    """The position of the last event that a tick has turned into mails, or looked at and found nobody to tell."""
    latest = select(TickRow.detail).where(TickRow.detail.is_not(None)).order_by(TickRow.id.desc()).limit(1)
    detail = session.scalar(latest)
    return int(json.loads(detail)["events_through"]) if detail else 0


def last_message(session: Session, purpose: str) -> MessageRow | None:
    """The latest message of a purpose."""
    question = select(MessageRow).where(MessageRow.purpose == purpose).order_by(MessageRow.id.desc()).limit(1)
    return session.scalar(question)


def news_since(session: Session, after: int, through: int) -> Sequence[EventRow]:
    """The events that digests tell of, above `after` up to and with `through`; dates that were only added stay out."""
    added = EventRow.payload["what"].as_string() == "added"
    told = or_(EventRow.type == HANDED_OVER, and_(EventRow.type == CHANGED, ~added))
    return session.scalars(
        select(EventRow)
        .where(EventRow.position > after, EventRow.position <= through, told)
        .order_by(EventRow.position)
    ).all()


@dataclass(frozen=True, slots=True)
class LastDigest:
    """The digests that an address has had: the last number and its day, the last event told of."""

    number: int | None
    numbered_on: date | None
    events_through: int | None


def digest_days(session: Session, first: date) -> set[tuple[str, date]]:
    """The addresses that had their digest, or had nothing to be told, each with the day, from a day on."""
    question = select(DigestRow.address, DigestRow.day).where(DigestRow.day >= first)
    return {(address, day) for address, day in session.execute(question)}


def last_digests(session: Session, addresses: Sequence[str]) -> dict[str, LastDigest]:
    """What each of these addresses was last told; one that never had a digest is missing."""
    day = case((DigestRow.number.is_not(None), DigestRow.day))
    latest = func.max(DigestRow.number), func.max(day), func.max(DigestRow.events_through)
    found: dict[str, LastDigest] = {}
    for some in portions(addresses, _CHUNK):
        question = select(DigestRow.address, *latest).where(DigestRow.address.in_(some)).group_by(DigestRow.address)
        found |= {row.address: LastDigest(*row[1:]) for row in session.execute(question)}
    return found


def told_and_silent(session: Session, address: str) -> list[int]:
    """The open deadlines that an address was told of as they stand and about which nobody said anything, by number."""
    rung, row = MessageRungRow, DeadlineRow
    said, seen, done = InstructionRow, AcknowledgementRow, CompletionRow
    instructed = exists().where(said.deadline_id == row.id, said.aim == row.drives_act_by, said.withdrawn_at.is_(None))
    acknowledged = exists().where(seen.deadline_id == row.id, seen.aim == row.drives_act_by)
    sound = or_(done.questioned_at.is_(None), done.answered_at.is_not(None))
    begun = exists().where(
        done.deadline_id == row.id, done.voided_at.is_(None), sound, done.state.in_(("ordered", "paid"))
    )
    question = (
        select(row.id)
        .distinct()
        .join(rung, and_(rung.deadline_id == row.id, rung.aim == row.drives_act_by))
        .join(CaseRow, CaseRow.id == row.case_id)
        .where(rung.recipient == address, row.state == OPEN, CaseRow.closed_at.is_(None))
        .where(~instructed, ~acknowledged, ~begun)
    )
    return list(session.scalars(question.order_by(row.id)))


def deadlines_with_cases(session: Session, numbers: Sequence[int]) -> list[tuple[DeadlineRow, CaseRow]]:
    """These deadlines with their cases, by the day to act by."""
    found: list[tuple[DeadlineRow, CaseRow]] = []
    for some in portions(numbers, _CHUNK):
        question = select(DeadlineRow, CaseRow).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        found += [(deadline, case) for deadline, case in session.execute(question.where(DeadlineRow.id.in_(some)))]
    return sorted(found, key=lambda one: (one[0].drives_act_by, one[0].id))


def watching(session: Session) -> frozenset[int]:
    """The people who answer for a live case or stand by."""
    live = CaseRow.closed_at.is_(None)
    columns = CaseRow.in_charge_id, CaseRow.standby_id
    return frozenset(
        number for column in columns for number in session.scalars(select(column).where(live).distinct()) if number
    )


def incomplete_cases(session: Session, person_id: int | None) -> Sequence[CaseRow]:
    """The live cases somebody is in charge of, or nobody is, that await a fact; the latest first."""
    mine = CaseRow.in_charge_id == person_id if person_id else CaseRow.in_charge_id.is_(None)
    awaits = cast(CaseRow.awaiting, Text) != "[]"
    question = select(CaseRow).where(mine, awaits, CaseRow.closed_at.is_(None))
    return session.scalars(question.order_by(CaseRow.updated_at.desc(), CaseRow.id)).all()


def running_deadlines(session: Session, until: date, today: date) -> Iterator[list[tuple[DeadlineRow, CaseRow]]]:
    """The open deadlines of live cases to act on by a day, or that opened by today, page by page."""
    after = 0
    while True:
        begun = or_(DeadlineRow.drives_act_by <= until, DeadlineRow.opens <= today)
        question = (
            select(DeadlineRow, CaseRow)
            .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
            .where(DeadlineRow.id > after, DeadlineRow.state == OPEN, CaseRow.closed_at.is_(None), begun)
            .order_by(DeadlineRow.id)
            .limit(_CHUNK)
        )
        page = [(deadline, case) for deadline, case in session.execute(question)]
        if not page:
            return
        yield page
        after = page[-1][0].id
        session.expunge_all()


def has_ledger(session: Session, day: date) -> bool:
    """Whether the account of a day is drawn up."""
    return session.scalar(select(LedgerRow.id).where(LedgerRow.day == day)) is not None


def cases_by_id(session: Session, ids: Iterable[int | None]) -> dict[int, CaseRow]:
    """Cases by id; None among the ids is passed over."""
    found: dict[int, CaseRow] = {}
    for some in portions(sorted({wanted for wanted in ids if wanted is not None}), _CHUNK):
        found |= {case.id: case for case in session.scalars(select(CaseRow).where(CaseRow.id.in_(some)))}
    return found
