"""Why a link that was good once leads no further: each reason has a page of its own that says what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from service.pages.forms import Asked
from service.pages.forms.lapse import proposed_by, standing_proposal
from service.pages.naming import stated
from service.portfolio.computing import identity
from service.portfolio.docket import People, fill, load
from service.portfolio.ending import ended_by
from service.portfolio.roles import may
from service.reminders.links import ACKNOWLEDGE, COMPLETE, CONFIRM_LAPSE, INSTRUCT
from service.store import CaseRow
from service.store.answers import acknowledgements_in_force
from service.store.deadlines import GONE, OPEN, TO_VERIFY
from service.words import Language

ACTS = {ACKNOWLEDGE: "acknowledge", INSTRUCT: "instruct", COMPLETE: "complete", CONFIRM_LAPSE: "confirm_lapse"}


@dataclass(frozen=True, slots=True)
class Barrier:
    """One reason: the code of its heading, which with `.remedy` says what to do; the status; the gaps of the remedy."""

    code: str
    status: int
    gaps: Mapping[str, Any] = field(default_factory=dict)


FORGED = Barrier("answers.forged", 404)
EXPIRED = Barrier("answers.expired", 410)
NOBODY = Barrier("answers.nobody", 403)
READS_ONLY = Barrier("answers.reads_only", 403)


def barrier(session: Session, purpose: str, asked: Asked, aim: date, say: Language) -> Barrier | None:
    """Why what was asked for a purpose, when the deadline was aimed at `aim`, can't be answered now; None if it can."""
    deadline = asked.deadline
    if asked.person and not may(asked.person.role, ACTS[purpose]):
        return READS_ONLY
    if asked.case.closed_at is not None:
        return closed(asked.case)
    if deadline.state == GONE:
        return Barrier("answers.gone", 410)
    if deadline.state not in (OPEN, TO_VERIFY):
        return Barrier("answers.settled", 200, {"why": _why_settled(session, asked, say)})
    if aim != deadline.drives_act_by:
        return Barrier("answers.moved", 409, {"old": say.day(aim), "new": say.day(deadline.drives_act_by)})
    if purpose == ACKNOWLEDGE:
        return _seen(session, asked, say)
    return _unproposed(session, asked) if purpose == CONFIRM_LAPSE else None


def closed(case: CaseRow) -> Barrier:
    """A case that nobody watches any longer."""
    return Barrier("answers.closed", 410, {"reason": case.closed_reason, "actor": case.closed_by})


def _why_settled(session: Session, asked: Asked, say: Language) -> str:
    docket = load(session, [asked.case], People(session))[asked.case.id]
    fill(session, [docket])
    if ended := ended_by(docket, docket.deadlines[identity(asked.deadline)]):
        return say.message(ended)
    return stated(asked.deadline, "state_reason", say)


def _seen(session: Session, asked: Asked, say: Language) -> Barrier | None:
    """Once somebody acknowledged there is nothing more to acknowledge for them."""
    for row in acknowledgements_in_force(session, [asked.deadline.id]):
        if asked.person and row.person_id == asked.person.id:
            return Barrier("answers.seen", 200, {"day": say.day(row.at.date())})
    return None


def _unproposed(session: Session, asked: Asked) -> Barrier | None:
    """There must be a proposal, and somebody else's."""
    proposal = standing_proposal(session, asked)
    if proposal is None:
        return Barrier("answers.no_proposal", 409)
    if asked.person is None:
        return NOBODY
    return Barrier("answers.own_proposal", 403) if proposed_by(session, asked, proposal) else None
