"""What people answered about deadlines, for many at once; what is in force belongs to the day each is aimed at now."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from sqlalchemy import ColumnElement, and_, exists, literal_column, or_, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import CaseRow
from service.store.deadlines import (
    NO_NUMBER,
    OPEN,
    TO_VERIFY,
    AcknowledgementRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
)
from service.store.queries import AS_NOW

_CHUNK = 500  # ids in one IN list: SQLite takes 32,766 parameters, but plans long lists slowly


def instructions_of(session: Session, case_ids: Collection[int]) -> Sequence[InstructionRow]:
    """All instructions about the deadlines of these cases, withdrawn ones too, in the order of entry."""
    found = select(InstructionRow).join(DeadlineRow, DeadlineRow.id == InstructionRow.deadline_id)
    return session.scalars(
        found.where(DeadlineRow.case_id.in_(case_ids)).order_by(InstructionRow.id), execution_options=AS_NOW
    ).all()


def instructions_in_force(session: Session, deadline_ids: Collection[int]) -> list[InstructionRow]:
    """The instructions that nobody withdrew, in the order in which they were given."""
    row = InstructionRow
    wanted = select(row).join(
        DeadlineRow, and_(DeadlineRow.id == row.deadline_id, DeadlineRow.drives_act_by == row.aim)
    )
    return [
        found
        for some in _chunks(deadline_ids)
        for found in session.scalars(
            wanted.where(row.deadline_id.in_(some), row.withdrawn_at.is_(None)).order_by(row.id)
        )
    ]


def acknowledgements_in_force(session: Session, deadline_ids: Collection[int]) -> list[AcknowledgementRow]:
    """The acknowledgements of the deadlines as they stand, in the order in which they were given."""
    row = AcknowledgementRow
    wanted = select(row).join(
        DeadlineRow, and_(DeadlineRow.id == row.deadline_id, DeadlineRow.drives_act_by == row.aim)
    )
    return [
        found
        for some in _chunks(deadline_ids)
        for found in session.scalars(wanted.where(row.deadline_id.in_(some)).order_by(row.id))
    ]


def unconfirmed_completions(session: Session, deadline_ids: Collection[int]) -> list[CompletionRow]:
    """The completions that are only ordered or paid: neither voided nor in question."""
    row = CompletionRow
    sound = or_(row.questioned_at.is_(None), row.answered_at.is_not(None))
    wanted = select(row).where(row.voided_at.is_(None), sound, row.state.in_(("ordered", "paid")))
    return [
        found
        for some in _chunks(deadline_ids)
        for found in session.scalars(wanted.where(row.deadline_id.in_(some)).order_by(row.id))
    ]


def standing_proposals(session: Session) -> list[tuple[InstructionRow, DeadlineRow, CaseRow]]:
    """The proposals to let a right lapse that wait for a second person, with their deadlines and cases.

    One that a moved date, a later instruction, a settlement or a closing has overtaken waits no longer.
    """
    proposals = _unconfirmed_lapses(session)
    if not proposals:
        return []
    row = InstructionRow
    wanted = (
        select(row, DeadlineRow, CaseRow)
        .join(DeadlineRow, DeadlineRow.id == row.deadline_id)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(row.aim == DeadlineRow.drives_act_by, DeadlineRow.state.in_((OPEN, TO_VERIFY)))
        .where(CaseRow.closed_at.is_(None), ~overtaken())
    )
    return [
        (proposal, deadline, case)
        for some in _chunks(proposals)
        for proposal, deadline, case in session.execute(wanted.where(row.id.in_(some)).order_by(row.id))
    ]


def proposed() -> tuple[ColumnElement[bool], ...]:
    """Of instructions: a lapse that nobody confirmed or withdrew, in the words of the index of such proposals."""
    row = InstructionRow
    return row.wish == literal_column("'lapse'"), row.confirmed_at.is_(None), row.withdrawn_at.is_(None)


def overtaken() -> ColumnElement[bool]:
    """Of instructions: a later one holds for the same aim."""
    row, later = InstructionRow, aliased(InstructionRow)
    same = later.deadline_id == row.deadline_id, later.aim == row.aim
    return exists(select(later.id).where(*same, later.id > row.id, later.withdrawn_at.is_(None)))


def _unconfirmed_lapses(session: Session) -> Sequence[int]:
    """The ids of such proposals: a question of its own, so that it goes by its index."""
    return session.scalars(select(InstructionRow.id).where(*proposed()).order_by(InstructionRow.deadline_id)).all()


def unsettled_series(session: Session, deadline: DeadlineRow) -> Sequence[DeadlineRow]:
    """The deadlines of the same case, kind and office that wait for a completion, this one among them, by number."""
    row = DeadlineRow
    same = (row.case_id == deadline.case_id, row.kind == deadline.kind, row.office == deadline.office)
    waiting = (row.number != NO_NUMBER, row.state.in_((OPEN, TO_VERIFY)))
    return session.scalars(select(row).where(*same, *waiting).order_by(row.number)).all()


def _chunks(ids: Collection[int]) -> Iterator[Sequence[int]]:
    rest = iter(sorted(set(ids)))
    while some := list(islice(rest, _CHUNK)):
        yield some
