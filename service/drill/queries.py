"""Questions of a drill to its copy of the store."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.store import (
    AbsenceRow,
    AttemptRow,
    CaseRow,
    DeadlineRow,
    MessageRow,
    MessageRungRow,
    PersonRow,
)
from service.store.deadlines import OPEN

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail that the next hop took: to whom, how pressing, and the deadlines whose rungs it carries."""

    recipient: str
    urgency: str
    deadlines: tuple[int, ...]


def chunks(ids: Collection[int]) -> Iterator[Sequence[int]]:
    """Many ids in lists that every database takes."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def everybody(session: Session) -> Sequence[PersonRow]:
    """The people who are still here."""
    return session.scalars(select(PersonRow).where(PersonRow.active).order_by(PersonRow.id)).all()


def absences(session: Session) -> Sequence[AbsenceRow]:
    """The absences that nobody withdrew."""
    return session.scalars(select(AbsenceRow).where(AbsenceRow.withdrawn_at.is_(None)).order_by(AbsenceRow.id)).all()


def open_between(session: Session, first: date, until: date) -> list[int]:
    """The deadlines of live cases that are open and to be acted on from `first` up to `until`, not included."""
    wanted = (
        select(DeadlineRow.id)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(DeadlineRow.state == OPEN, CaseRow.closed_at.is_(None))
        .where(DeadlineRow.drives_act_by >= first, DeadlineRow.drives_act_by < until)
    )
    return list(session.scalars(wanted.order_by(DeadlineRow.drives_act_by, DeadlineRow.id)))


def last_attempt(session: Session) -> int:
    """The number of the last attempt so far."""
    return session.scalar(select(func.max(AttemptRow.id))) or 0


def arrived(session: Session, after: int) -> list[Arrived]:
    """The mails that were taken in the attempts behind one, each once, with the deadlines they carry."""
    taken = (
        select(MessageRow.id, MessageRow.recipient, MessageRow.urgency, MessageRungRow.deadline_id)
        .join(AttemptRow, AttemptRow.message_id == MessageRow.id)
        .join(MessageRungRow, MessageRungRow.message_id == MessageRow.id)
        .where(AttemptRow.id > after, AttemptRow.outcome == "accepted", MessageRow.channel == "email")
        .distinct()
        .order_by(MessageRow.id, MessageRungRow.deadline_id)
    )
    mails = groupby(session.execute(taken), key=lambda row: (row.id, row.recipient, row.urgency))
    return [
        Arrived(recipient, urgency, tuple(row.deadline_id for row in rows)) for (_, recipient, urgency), rows in mails
    ]


def with_cases(session: Session, numbers: Collection[int]) -> dict[int, tuple[DeadlineRow, CaseRow]]:
    """These deadlines with their cases, by number."""
    wanted = select(DeadlineRow, CaseRow).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
    return {
        deadline.id: (deadline, case)
        for some in chunks(numbers)
        for deadline, case in session.execute(wanted.where(DeadlineRow.id.in_(some)))
    }


def next_due(session: Session) -> list[datetime]:
    """The next moments at which a deadline is to be looked at and a message is to be handed over."""
    rung = select(func.min(DeadlineRow.next_rung_at)).where(DeadlineRow.next_rung_at.is_not(None))
    attempt = select(func.min(MessageRow.next_attempt_at)).where(MessageRow.next_attempt_at.is_not(None))
    return [moment for moment in (session.scalar(rung), session.scalar(attempt)) if moment is not None]
