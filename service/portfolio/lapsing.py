"""Lapses: letting a right go takes two different people, each by their own answer.

One proposes (`instruct` with the wish `lapse`); the other confirms from a link sent to their own address, or refuses.
Until then the ladder goes on. A key, or an actor who is nobody, can propose but is no person: the first who agrees with
such a proposal makes it their own, and another has to confirm it.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from service.portfolio.context import Context
from service.portfolio.ending import ended_by
from service.portfolio.errors import Conflict, wrong
from service.portfolio.instructing import (
    Instructed,
    find_instruction,
    instruct,
    touch,
    trace,
    withdraw_instruction,
)
from service.portfolio.roles import may
from service.portfolio.settling import put
from service.portfolio.texts import MAY_NOT_CONFIRM, NOT_PROPOSED, SAME_PERSON
from service.store import CaseRow, DeadlineRow, InstructionRow, PersonRow, queries
from service.store.answers import standing_proposals
from service.store.deadlines import LAPSE, OPEN, SETTLED, TO_VERIFY
from service.store.people import ADMIN, SUPERVISOR

CONFIRMED = "deadline.lapse_confirmed"


def confirm_lapse(session: Session, context: Context, instruction_id: int, person: PersonRow) -> InstructionRow:
    """Let a right lapse that somebody else proposed to let lapse: the deadline is settled and its ladder ends.

    Of a proposal that no person stands behind, answers the person's own proposal in its place, still to be confirmed by
    another. Confirming again changes nothing. Raises `Unknown`, and `Conflict` for a proposal that doesn't hold or for
    somebody who may not confirm it.
    """
    found = find_instruction(session, instruction_id)
    row, deadline = found.row, found.deadline
    if row.wish == LAPSE and row.confirmed_person_id == person.id:
        return row
    _refuse_unproposed(found)
    if not may_confirm(person):
        raise Conflict(wrong("person", MAY_NOT_CONFIRM(person=person.name), person.key))
    if row.person_id is None:
        return instruct(session, context, deadline.id, LAPSE, person=person, note=row.note)
    if is_proposer(found.docket.people[row.person_id], person):
        raise Conflict(wrong("person", SAME_PERSON(person=person.name), person.key))
    row.confirmed_person_id, row.confirmed_at = person.id, context.now
    put(deadline, SETTLED, ended_by(found.docket, deadline))
    touch(session, context, found)
    trace(session, context, found, CONFIRMED, row.note)
    return row


def refuse_lapse(session: Session, context: Context, instruction_id: int, reason: str) -> InstructionRow:
    """Refuse to let a right lapse: the proposal is withdrawn, with a reason.

    Raises `Invalid` without a reason, `Unknown`, and `Conflict` for a proposal that doesn't hold.
    """
    _refuse_unproposed(find_instruction(session, instruction_id))
    return withdraw_instruction(session, context, instruction_id, reason)


def is_proposer(proposer: PersonRow, person: PersonRow) -> bool:
    """Whether two rows are one and the same human, by id or by address."""
    return proposer.id == person.id or proposer.address.casefold() == person.address.casefold()


def may_confirm(person: PersonRow) -> bool:
    """Whether somebody may let rights lapse at all."""
    return person.active and may(person.role, "confirm_lapse")


def confirmers(everybody: Sequence[PersonRow], case: CaseRow, proposal: InstructionRow) -> list[PersonRow]:
    """Who is asked to confirm a proposal: the two who answer for the case, else the supervisors; never who proposed."""
    team = [one for one in everybody if one.id in (case.in_charge_id, case.standby_id)]
    return [one for one in team if can_confirm(one, everybody, proposal)] or heads(everybody, proposal)


def heads(everybody: Sequence[PersonRow], proposal: InstructionRow) -> list[PersonRow]:
    """The supervisors who can confirm a proposal, asked where those who answer for the case don't answer."""
    return [one for one in everybody if one.role in (SUPERVISOR, ADMIN) and can_confirm(one, everybody, proposal)]


def unconfirmable(session: Session) -> list[tuple[InstructionRow, DeadlineRow, CaseRow]]:
    """The proposals that nobody can confirm: no second person answers for the case, and there is no supervisor."""
    waiting = standing_proposals(session)
    everybody = queries.everybody(session) if waiting else ()
    return [found for found in waiting if not confirmers(everybody, found[2], found[0])]


def can_confirm(person: PersonRow, everybody: Sequence[PersonRow], proposal: InstructionRow) -> bool:
    """Whether somebody may confirm a proposal, which somebody else made."""
    proposer = next((one for one in everybody if one.id == proposal.person_id), None)
    return may_confirm(person) and not (proposer and is_proposer(proposer, person))


def _refuse_unproposed(found: Instructed) -> None:
    """Refuse what is no proposal, or one that a later instruction, a moved date or a settlement has overtaken."""
    holds = found.docket.instruction(found.deadline)
    proposed = holds is found.row and found.row.wish == LAPSE and found.row.confirmed_at is None
    if not proposed or found.deadline.state not in (OPEN, TO_VERIFY):
        raise Conflict(wrong("instruction", NOT_PROPOSED(value=found.row.id), found.row.id))
