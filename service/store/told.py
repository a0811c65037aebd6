"""What people were told about some deadlines, and what they said back, for the pages of a case and of a deadline."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from service.store.deadlines import AcknowledgementRow, InstructionRow
from service.store.messages import AttemptRow, BounceRow, MessageRow, MessageRungRow

Row = TypeVar("Row", AttemptRow, BounceRow)


def messages_about(session: Session, deadline_ids: Collection[int], limit: int) -> Sequence[MessageRow]:
    """The latest messages that carried a rung of these deadlines, the last one first, without their bytes."""
    carried = select(MessageRungRow.message_id).where(MessageRungRow.deadline_id.in_(deadline_ids))
    found = select(MessageRow).where(MessageRow.id.in_(carried)).options(defer(MessageRow.body, raiseload=True))
    return session.scalars(found.order_by(MessageRow.id.desc()).limit(limit)).all()


def count_messages_about(session: Session, deadline_ids: Collection[int]) -> int:
    """How many messages carried a rung of these deadlines."""
    carried = select(func.count(MessageRungRow.message_id.distinct()))
    return session.scalar(carried.where(MessageRungRow.deadline_id.in_(deadline_ids))) or 0


def attempts_of(session: Session, message_ids: Collection[int]) -> dict[int, list[AttemptRow]]:
    """The attempts to hand messages over, by the id of the message, in order."""
    return _by_message(session, AttemptRow, message_ids)


def bounces_of(session: Session, message_ids: Collection[int]) -> dict[int, list[BounceRow]]:
    """The reports that messages did not arrive, by the id of the message, in order."""
    return _by_message(session, BounceRow, message_ids)


def acknowledgements_of(session: Session, deadline_ids: Collection[int]) -> Sequence[AcknowledgementRow]:
    """Who said that they had seen these deadlines, also as they were aimed before, oldest first."""
    row = AcknowledgementRow
    return session.scalars(select(row).where(row.deadline_id.in_(deadline_ids)).order_by(row.id)).all()


def instructions_of(session: Session, deadline_ids: Collection[int]) -> Sequence[InstructionRow]:
    """What people wanted done about these deadlines, withdrawn or not, oldest first."""
    row = InstructionRow
    return session.scalars(select(row).where(row.deadline_id.in_(deadline_ids)).order_by(row.id)).all()


def _by_message(session: Session, model: type[Row], message_ids: Collection[int]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in session.scalars(select(model).where(model.message_id.in_(message_ids)).order_by(model.id)):
        groups[row.message_id or 0].append(row)
    return groups
