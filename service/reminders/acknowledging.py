"""Answers: somebody says that they have seen a deadline.

It proves that a reminder arrived; only a confirmed completion ends the ladder.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from service.store import AcknowledgementRow, DeadlineRow, PersonRow


def acknowledge(
    session: Session,
    deadline: DeadlineRow,
    *,
    actor: str,
    now: datetime,
    person: PersonRow | None = None,
    note: str | None = None,
) -> AcknowledgementRow:
    """Record that a deadline was seen as it stands: when its `act_by` moves, it has to be seen anew."""
    row = AcknowledgementRow(
        deadline_id=deadline.id,
        aim=deadline.drives_act_by,
        person_id=person.id if person else None,
        actor=actor,
        at=now,
        note=note,
    )
    session.add(row)
    session.flush()
    return row
