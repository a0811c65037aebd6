"""Answers: somebody says that they have seen a deadline.

It proves that a reminder arrived; only a confirmed completion, or a lapse that two people want, ends the ladder.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.portfolio.audit import entry, event, of_deadline, record
from service.portfolio.context import Context
from service.store import AcknowledgementRow, CaseRow, DeadlineRow, PersonRow
from service.store.deadlines import OPEN, TO_VERIFY


def acknowledge(
    session: Session,
    context: Context,
    deadline: DeadlineRow,
    *,
    person: PersonRow | None = None,
    note: str | None = None,
) -> AcknowledgementRow:
    """Record that a deadline was seen as it stands: when its `act_by` moves, it has to be seen anew.

    The same word of the same person is not recorded twice.
    """
    actor = person.name if person else context.actor
    if told := _told(session, deadline, person, actor, note):
        return told
    row = AcknowledgementRow(
        deadline_id=deadline.id,
        aim=deadline.drives_act_by,
        person_id=person.id if person else None,
        actor=actor,
        at=context.now,
        note=note,
    )
    session.add(row)
    case = session.get_one(CaseRow, deadline.case_id)
    if deadline.state in (OPEN, TO_VERIFY) and case.closed_at is None:
        deadline.next_rung_at = context.now
    session.flush()
    _trace(session, context, case, deadline, row)
    return row


def _told(
    session: Session, deadline: DeadlineRow, person: PersonRow | None, actor: str, note: str | None
) -> AcknowledgementRow | None:
    """The acknowledgement that says the same already."""
    row = AcknowledgementRow
    question = select(row).where(
        row.deadline_id == deadline.id,
        row.aim == deadline.drives_act_by,
        row.actor == actor,
        row.person_id.is_(None) if person is None else row.person_id == person.id,
        row.note.is_(None) if note is None else row.note == note,
    )
    return session.scalars(question.order_by(row.id).limit(1)).one_or_none()


def _trace(session: Session, context: Context, case: CaseRow, deadline: DeadlineRow, row: AcknowledgementRow) -> None:
    named = {"reference": case.reference, "kind": deadline.kind, "number": deadline.number or None}
    said = {"acknowledgement": row.id, "aim": row.aim.isoformat(), "actor": row.actor, "note": row.note}
    record(
        session,
        [entry(context, "deadline.acknowledged", of_deadline(case, deadline), None, said, row.note)],
        [event(context, "deadline.acknowledged", named | {"office": deadline.office} | said, case.id, deadline.id)],
    )
