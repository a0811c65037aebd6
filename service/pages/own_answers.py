"""Answers by somebody signed in: the same forms as by the links in mails, reached from the page of a deadline.

A lapse alone is confirmed from the link that was sent to the second person's own address: a session may be open on a
device where somebody else sits.
"""

from datetime import date

from fastapi import Request, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from service.pages.addresses import case_address
from service.pages.answering import Answering, Find, SpentError, answered, form_page
from service.pages.barriers import barrier
from service.pages.forms import Asked, Sent
from service.pages.languages import language_of
from service.pages.routing import Number, pages
from service.pages.visitors import Reader, Visitor, refuse_other_sites
from service.portfolio.reading import find_deadline
from service.portfolio.sessions import is_form_token
from service.reminders.links import CONFIRM_LAPSE, PURPOSES
from service.store import CaseRow, queries

OWN = tuple(purpose for purpose in PURPOSES if purpose != CONFIRM_LAPSE)

router = pages()


@router.get("/deadlines/{number:int}/answers/{purpose}")
def look(request: Request, visitor: Reader, number: Number, purpose: str) -> Response:
    """Show what is asked, and the form for it."""
    return form_page(request, _finding(request, visitor, number, purpose))


@router.post("/deadlines/{number:int}/answers/{purpose}")
async def answer(request: Request, visitor: Reader, number: Number, purpose: str) -> Response:
    """Do what somebody answered by the form."""
    refuse_other_sites(request)
    return await answered(request, _finding(request, visitor, number, purpose))


def _finding(request: Request, visitor: Visitor, number: Number, purpose: str) -> Find:
    """How what is asked of somebody signed in is found. Raises `HTTPException` for no known purpose."""
    if purpose not in OWN:
        raise HTTPException(404)

    def find(session: Session, sent: Sent | None) -> Answering:
        asked, say = asked_of(session, visitor, number, sent), language_of(request)
        deadline, case = asked.deadline, asked.case
        aim = _seen_aim(sent) if sent else deadline.drives_act_by
        if why := barrier(session, purpose, asked, aim, say):
            raise SpentError(why, say, case_address(case.reference))
        return Answering(purpose, asked, say, visitor.person.name, visitor.token)

    return find


def asked_of(session: Session, visitor: Visitor, number: int, sent: Sent | None) -> Asked:
    """A deadline as somebody signed in is asked about it; once they sent the form, no one else writes to the case.

    Raises `Unknown`, and `HTTPException` for a form that wasn't made for them.
    """
    if sent and not is_form_token(visitor.secret, sent.typed("token")):
        raise HTTPException(403)
    deadline = find_deadline(session, number)
    case = queries.locked_case(session, deadline.case_id) if sent else session.get_one(CaseRow, deadline.case_id)
    session.refresh(deadline)
    return Asked(deadline, case, visitor.person, visitor.now)


def _seen_aim(sent: Sent) -> date:
    """The day to act by that the page showed. Raises `HTTPException` where the form doesn't say."""
    try:
        return date.fromisoformat(sent.typed("aim"))
    except ValueError:
        raise HTTPException(400) from None
