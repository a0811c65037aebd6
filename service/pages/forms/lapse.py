"""The form by which a second person lets a right lapse, or refuses to."""

from typing import Any

from sqlalchemy.orm import Session

from service.pages.forms.asking import Asked, NotFilledInError, Outcome, Sent
from service.pages.forms.instruction import proposed
from service.portfolio.context import Context
from service.portfolio.lapsing import confirm_lapse, is_proposer, refuse_lapse
from service.reminders.sentences import otherwise
from service.store import InstructionRow, PersonRow
from service.store.answers import instructions_in_force, unconfirmed_completions
from service.store.deadlines import LAPSE
from service.words import Language

CONFIRM, REFUSE = "confirm", "refuse"


def show(session: Session, asked: Asked, say: Language) -> dict[str, Any]:
    """The proposal with who made it, when and why, what is lost, and whether something was ordered or paid already."""
    proposal = standing_proposal(session, asked)
    return {
        "proposal": proposal,
        "proposed_on": say.day(proposal.at.date()) if proposal else "",
        "own": proposal is not None and proposed_by(session, asked, proposal),
        "of_nobody": proposal is not None and proposal.person_id is None,
        "lost": otherwise(asked.deadline, say),
        "done": bool(unconfirmed_completions(session, [asked.deadline.id])),
    }


def act(session: Session, context: Context, asked: Asked, sent: Sent) -> Outcome:
    """Let the right lapse, or refuse; only the proposal that the page showed."""
    proposal = standing_proposal(session, asked)
    if proposal is None or asked.person is None or sent.numbers("proposal") != (proposal.id,):
        raise NotFilledInError("proposal", "answers.wrong.proposal")
    decision = sent.text("decision")
    if decision == REFUSE:
        reason = sent.text("reason")
        if reason is None:
            raise NotFilledInError("reason", "answers.wrong.reason")
        refuse_lapse(session, context, proposal.id, reason)
        return Outcome("answers.done.refused", {"proposer": proposal.actor})
    if decision != CONFIRM:
        raise NotFilledInError("decision", "answers.wrong.decision")
    row = confirm_lapse(session, context, proposal.id, asked.person)
    if row.confirmed_at is None:
        return proposed(session, asked, row)
    return Outcome("answers.done.lapsed", {"proposer": row.actor, "confirmer": asked.person.name})


def standing_proposal(session: Session, asked: Asked) -> InstructionRow | None:
    """The proposal that waits for a second person, if the latest instruction is one."""
    standing = instructions_in_force(session, [asked.deadline.id])
    last = standing[-1] if standing else None
    return last if last and last.wish == LAPSE and last.confirmed_at is None else None


def proposed_by(session: Session, asked: Asked, proposal: InstructionRow) -> bool:
    """Whether whoever answers is the one who proposed."""
    if asked.person is None or proposal.person_id is None:
        return False
    return is_proposer(session.get_one(PersonRow, proposal.person_id), asked.person)
