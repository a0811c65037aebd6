"""What a dossier asks of the store: everything that one case left behind, in the order in which it happened.

Moments are cut at `end`, which is excluded.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from service.store.access import EndpointRow
from service.store.cases import CaseRow, OfficeClosureRow
from service.store.deadlines import AcknowledgementRow, InstructionRow, ProofFileRow
from service.store.messages import AttemptRow, BounceRow, MessageRow, MessageRungRow
from service.store.people import AbsenceRow
from service.store.sessions import SIGN_IN
from service.store.trail import AuditRow, EventRow, TickRow

CHUNK = 500  # ids in one IN list
BODIES = 20  # messages held in memory at once
ALARM, WITH_RUNGS = "alarm", ("reminder", "verify", "reminder.unanswered")  # purposes of messages
OUTAGES = "service"  # the trail's name for the service itself

Row = TypeVar("Row", AcknowledgementRow, InstructionRow, AttemptRow, BounceRow, MessageRungRow)


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A file of proof without its content."""

    completion_id: int
    name: str
    media_type: str
    digest: str
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many ticks of each outcome are on record, and since when; those still running have the outcome None."""

    since: datetime | None
    by_outcome: dict[str | None, int]


def find_case(session: Session, reference: str) -> CaseRow | None:
    """A case by its reference."""
    return session.scalars(select(CaseRow).where(CaseRow.reference == reference)).one_or_none()


def closures_entered(session: Session, end: datetime) -> Sequence[OfficeClosureRow]:
    """The special closures that were entered by then and not yet withdrawn."""
    held = or_(OfficeClosureRow.withdrawn_at.is_(None), OfficeClosureRow.withdrawn_at >= end)
    wanted = select(OfficeClosureRow).where(OfficeClosureRow.entered_at < end, held)
    return session.scalars(wanted.order_by(OfficeClosureRow.first, OfficeClosureRow.id)).all()


def events_of(session: Session, case_id: int, end: datetime) -> Sequence[EventRow]:
    """The events of a case."""
    wanted = select(EventRow).where(EventRow.case_id == case_id, EventRow.at < end)
    return session.scalars(wanted.order_by(EventRow.id)).all()


def acknowledgements_of(session: Session, deadline_ids: Collection[int]) -> list[AcknowledgementRow]:
    """Who said when that they had seen one of these deadlines, whatever day it was aimed at."""
    return _in(session, AcknowledgementRow, AcknowledgementRow.deadline_id, deadline_ids)


def instructions_of(session: Session, deadline_ids: Collection[int]) -> list[InstructionRow]:
    """What was wanted of these deadlines, whatever day they were aimed at; withdrawn instructions too."""
    return _in(session, InstructionRow, InstructionRow.deadline_id, deadline_ids)


def proof_files_of(session: Session, completion_ids: Collection[int], end: datetime) -> list[ProofFile]:
    """The files given as proof of these completions, without their content."""
    row = ProofFileRow
    wanted = select(row.completion_id, row.name, row.media_type, row.digest, row.entered_by, row.entered_at)
    wanted = wanted.where(row.completion_id.in_(completion_ids), row.entered_at < end).order_by(row.id)
    return [ProofFile(*found) for found in session.execute(wanted)]


def rungs_of(session: Session, deadline_ids: Collection[int]) -> list[MessageRungRow]:
    """The rungs of these deadlines that messages carried."""
    return _in(session, MessageRungRow, MessageRungRow.deadline_id, deadline_ids)


def attempts_of(session: Session, message_ids: Collection[int]) -> list[AttemptRow]:
    """Each attempt to hand one of these messages over."""
    return _in(session, AttemptRow, AttemptRow.message_id, message_ids)


def bounces_of(session: Session, message_ids: Collection[int]) -> list[BounceRow]:
    """Each report that one of these messages did not arrive."""
    return _in(session, BounceRow, BounceRow.message_id, message_ids)


def messages_by_id(session: Session, message_ids: Collection[int], end: datetime) -> Iterator[MessageRow]:
    """These messages, a few in memory at once."""
    for some in _chunks(message_ids):
        yield from _streamed(session, select(MessageRow).where(MessageRow.id.in_(some), MessageRow.created_at < end))


def alarms_made(session: Session, first: datetime, end: datetime) -> Iterator[MessageRow]:
    """The alarms made from `first` on, a few in memory at once."""
    made = MessageRow.created_at >= first, MessageRow.created_at < end
    yield from _streamed(session, select(MessageRow).where(MessageRow.purpose == ALARM, *made))


def news_made(session: Session, first: datetime, end: datetime) -> Iterator[MessageRow]:
    """The messages made from `first` on that can tell of a case without a rung, but alarms; a few in memory at once."""
    made = MessageRow.created_at >= first, MessageRow.created_at < end
    yield from _streamed(
        session, select(MessageRow).where(MessageRow.purpose.not_in((ALARM, SIGN_IN, *WITH_RUNGS)), *made)
    )


def endpoints(session: Session) -> dict[int, str]:
    """The address of each webhook endpoint by its id."""
    return {row.id: row.url for row in session.execute(select(EndpointRow.id, EndpointRow.url))}


def absences_of(session: Session, person_ids: Collection[int], end: datetime) -> Sequence[AbsenceRow]:
    """The absences of these people that were entered by then, withdrawn ones too."""
    wanted = select(AbsenceRow).where(AbsenceRow.person_id.in_(person_ids), AbsenceRow.entered_at < end)
    return session.scalars(wanted.order_by(AbsenceRow.first, AbsenceRow.id)).all()


def resumptions(session: Session, first: datetime) -> Sequence[AuditRow]:
    """Each time that the service came back after an outage that ended later than `first`."""
    wanted = select(AuditRow).where(AuditRow.subject == OUTAGES, AuditRow.at >= first)
    return session.scalars(wanted.order_by(AuditRow.id)).all()


def ticks(session: Session, first: datetime, end: datetime) -> Ticks:
    """The ticks from `first` on that are still on record."""
    within = TickRow.started_at >= first, TickRow.started_at < end
    since = session.scalar(select(func.min(TickRow.started_at)).where(*within))
    counted = select(TickRow.outcome, func.count()).where(*within).group_by(TickRow.outcome)
    return Ticks(since, {row[0]: row[1] for row in session.execute(counted)})


def sha256(body: bytes) -> str:
    """The digest by which a body is known, in hex."""
    return hashlib.sha256(body).hexdigest()


def _in(session: Session, row: type[Row], column: Any, ids: Collection[int]) -> list[Row]:
    return [
        found
        for some in _chunks(ids)
        for found in session.scalars(select(row).where(column.in_(some)).order_by(row.id))
    ]


def _streamed(session: Session, wanted: Select[MessageRow]) -> Iterator[MessageRow]:
    for row in session.scalars(wanted.order_by(MessageRow.id), execution_options={"yield_per": BODIES}):
        yield row
        session.expunge(row)


def _chunks(ids: Collection[int]) -> Iterator[Sequence[int]]:
    rest = iter(sorted(set(ids)))
    while some := list(islice(rest, CHUNK)):
        yield some
