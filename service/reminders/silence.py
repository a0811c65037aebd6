"""An owner's standing order: from its day on, silence counts as the instruction to renew, and is recorded as one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from service.portfolio.audit import entry, of_deadline, record
from service.portfolio.context import Context
from service.reminders.planning import first_look
from service.reminders.said import Found
from service.reminders.sentences import STANDING_ORDER
from service.store import InstructionRow
from service.store.deadlines import RENEW

SILENCE = "silence"


def speak_for_the_silent(session: Session, found: Sequence[Found], now: datetime) -> None:
    """Record the instruction to renew for each deadline whose day of silence is being told of."""
    trail = []
    for one in found:
        if any(SILENCE in reminder.stages for reminder in one.outlook.reminders):
            actor = f"{STANDING_ORDER}{one.case.owner}"
            row = InstructionRow(
                deadline_id=one.deadline.id, aim=one.deadline.drives_act_by, wish=RENEW, actor=actor, at=now
            )
            session.add(row)
            subject = of_deadline(one.case, one.deadline)
            context = Context(actor, now, first_look, "reminders")
            trail.append(entry(context, "deadline.instructed", subject, None, {"wish": RENEW}))
    record(session, trail)
    session.flush()
