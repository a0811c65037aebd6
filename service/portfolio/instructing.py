"""Instructions: what somebody wants done about a deadline, and taking it back.

An instruction belongs to the `act_by` it was given for; the latest that nobody withdrew holds. None of them ends a
ladder by itself: a lapse waits for a second person (`lapsing`).
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import did_you_mean, shown
from service.portfolio.audit import entry, event, of_deadline, record
from service.portfolio.context import Context
from service.portfolio.docket import Docket, load_one
from service.portfolio.ending import ended_by
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.recomputing import look_again, replan
from service.portfolio.settling import put
from service.portfolio.texts import (
    ASK_TOO_EARLY,
    ASK_TOO_LATE,
    GONE_DEADLINE,
    NEEDED,
    NEEDS_DAY,
    NO_DAY_ASKED,
    NO_SUCH_ROW,
    NOT_A_WISH,
    REOPENED,
    SAY_WHY_NOT_HOLDING,
    SETTLED_ALREADY,
    WITHDRAWN,
)
from service.store import DeadlineRow, InstructionRow, PersonRow
from service.store.deadlines import ASK_AGAIN, GONE, HISTORY, LAPSE, OPEN, SETTLED, WISHES

PROPOSED = "deadline.lapse_proposed"


@dataclass(frozen=True, slots=True)
class Instructed:
    """An instruction with the deadline it is about and everything around it."""

    docket: Docket
    deadline: DeadlineRow
    row: InstructionRow


def instruct(
    session: Session,
    context: Context,
    deadline_id: int,
    wish: str,
    *,
    person: PersonRow | None = None,
    ask_again_on: date | None = None,
    note: str | None = None,
    docket: Docket | None = None,
) -> InstructionRow:
    """Record what somebody wants done: `renew`, `lapse` (a proposal), `undecided`, `ask_again`, `not_mine`.

    `ask_again_on`, for `ask_again` alone, lies in the future and before `act_by`. The same instruction told again while
    it holds is not recorded twice. `docket` is the case, where the caller has loaded it in this transaction. Raises
    `Invalid`, `Unknown`, and `Conflict` for a deadline that is settled or gone.
    """
    docket, deadline = _deadline(session, deadline_id, docket)
    _refuse_settled(docket, deadline)
    _check(context, deadline, wish, ask_again_on)
    holds = docket.instruction(deadline)
    told = (wish, ask_again_on, note, person.id if person else None, person.name if person else context.actor)
    if holds and (holds.wish, holds.ask_again_on, holds.note, holds.person_id, holds.actor) == told:
        return holds
    row = InstructionRow(
        deadline_id=deadline.id,
        aim=deadline.drives_act_by,
        wish=wish,
        ask_again_on=ask_again_on,
        person_id=person.id if person else None,
        actor=person.name if person else context.actor,
        at=context.now,
        note=note,
    )
    session.add(row)
    docket.instructions.setdefault(deadline.id, []).append(row)
    found = Instructed(docket, deadline, row)
    touch(session, context, found)
    trace(session, context, found, "deadline.instructed", note)
    if wish == LAPSE:
        told_of = about(found) | {"title": deadline.title, "act_by": deadline.drives_act_by.isoformat()}
        record(session, [], [event(context, PROPOSED, told_of, docket.case.id, deadline.id)])
    return row


def withdraw_instruction(session: Session, context: Context, instruction_id: int, reason: str) -> InstructionRow:
    """Take an instruction back; the one before it holds again, and the ladder of a lapsed deadline runs again.

    Raises `Invalid` without a reason, `Unknown`, and `Conflict` for one that was withdrawn before.
    """
    found = find_instruction(session, instruction_id)
    if not reason.strip():
        raise Invalid(wrong("reason", NEEDED(field="reason", remedy=SAY_WHY_NOT_HOLDING())))
    held = ended_by(found.docket, found.deadline)
    row, deadline = found.row, found.deadline
    row.withdrawn_at, row.withdrawn_by, row.withdraw_reason = context.now, context.actor, reason
    if deadline.state == SETTLED and held and not ended_by(found.docket, deadline):
        put(deadline, OPEN, REOPENED(why=reason))
    touch(session, context, found)
    trace(session, context, found, "deadline.instruction_withdrawn", reason)
    return row


def find_instruction(session: Session, instruction_id: int) -> Instructed:
    """An instruction that nobody withdrew. Raises `Unknown`, and `Conflict` for one that was withdrawn."""
    row = session.get(InstructionRow, instruction_id)
    if row is None:
        raise Unknown(wrong("instruction", NO_SUCH_ROW(kind="instruction", value=instruction_id), instruction_id))
    docket, deadline = _deadline(session, row.deadline_id)
    if row.withdrawn_at is not None:
        message = WITHDRAWN(value=row.id, on=str(row.withdrawn_at.date()), actor=row.withdrawn_by)
        raise Conflict(wrong("instruction", message, row.id))
    return Instructed(docket, deadline, row)


def touch(session: Session, context: Context, found: Instructed) -> None:
    """Have the deadline of an instruction looked at anew, and count the change of its case."""
    replan(context, found.docket, found.deadline)
    look_again(context, found.docket, found.deadline)
    found.docket.case.revision += 1
    found.docket.case.updated_at = context.now
    session.flush()


def trace(session: Session, context: Context, found: Instructed, action: str, reason: str | None) -> None:
    """Say in the trail and to other systems what became of an instruction."""
    case, deadline = found.docket.case, found.deadline
    said = about(found)
    record(
        session,
        [entry(context, action, of_deadline(case, deadline), None, said, reason)],
        [event(context, action, said, case.id, deadline.id)],
    )


def about(found: Instructed) -> dict[str, object]:
    """An instruction and its deadline, for the trail and for events."""
    case, deadline, row = found.docket.case, found.deadline, found.row
    people = found.docket.people
    return {
        "reference": case.reference,
        "kind": deadline.kind,
        "number": deadline.number or None,
        "office": deadline.office,
        "instruction": row.id,
        "aim": row.aim.isoformat(),
        "wish": row.wish,
        "ask_again_on": row.ask_again_on.isoformat() if row.ask_again_on else None,
        "actor": row.actor,
        "person": people[row.person_id].key if row.person_id is not None else None,
        "note": row.note,
        "deadline_state": deadline.state,
    }


def _deadline(session: Session, deadline_id: int, docket: Docket | None = None) -> tuple[Docket, DeadlineRow]:
    deadline = session.get(DeadlineRow, deadline_id)
    if deadline is None:
        raise Unknown(wrong("deadline", NO_SUCH_ROW(kind="deadline", value=deadline_id), deadline_id))
    return docket or load_one(session, deadline.case_id), deadline


def _refuse_settled(docket: Docket, deadline: DeadlineRow) -> None:
    name = of_deadline(docket.case, deadline)
    if deadline.state == GONE:
        raise Conflict(wrong("deadline", GONE_DEADLINE(deadline=name)))
    if deadline.state in (SETTLED, HISTORY):
        raise Conflict(wrong("deadline", SETTLED_ALREADY(deadline=name, why=deadline.state_reason or deadline.state)))


def _check(context: Context, deadline: DeadlineRow, wish: str, ask_again_on: date | None) -> None:
    if wish not in WISHES:
        message = NOT_A_WISH(value=shown(wish), suggestion=did_you_mean(wish, WISHES), choices=list(WISHES))
        raise Invalid(wrong("wish", message, wish))
    if error := _wrong_day(context, deadline, wish, ask_again_on):
        raise Invalid(error)


def _wrong_day(context: Context, deadline: DeadlineRow, wish: str, day: date | None) -> FieldError | None:
    """What is wrong with the day on which to ask again."""
    if wish == ASK_AGAIN and day is None:
        return wrong("ask_again_on", NEEDS_DAY())
    if day is None:
        return None
    if wish != ASK_AGAIN:
        return wrong("ask_again_on", NO_DAY_ASKED(value=str(day)), str(day))
    if day <= context.now.date():
        return wrong("ask_again_on", ASK_TOO_EARLY(value=str(day)), str(day))
    if day >= deadline.drives_act_by:
        return wrong("ask_again_on", ASK_TOO_LATE(value=str(day), act_by=str(deadline.drives_act_by)), str(day))
    return None
