"""Answers by the links in mails: opening one shows a page and changes nothing, whoever or whatever opens it.

Only the button on the page acts. The signed link is the authority: it names one purpose, one deadline as it was aimed,
and the address that it was sent to. A link that is spent gets a page of its own that says what to do.
"""

from fastapi import Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from service.pages.addresses import case_address
from service.pages.answering import Answering, Find, SpentError, answered, form_page
from service.pages.barriers import EXPIRED, FORGED, NOBODY, barrier
from service.pages.forms import Asked, Sent
from service.pages.languages import COOKIE, language_of
from service.pages.routing import pages
from service.pages.visitors import refuse_other_sites
from service.reminders.links import PURPOSES, BadLinkError, ExpiredLinkError, Ticket
from service.store import CaseRow, DeadlineRow, PersonRow, queries
from service.wiring import Service
from service.words import Language, language

router = pages()


@router.api_route("/answers/{purpose}/{token}", methods=["GET", "HEAD"])
def look(request: Request, purpose: str, token: str) -> Response:
    """Show what is asked, and the form for it."""
    return form_page(request, _finding(request, purpose, token))


@router.post("/answers/{purpose}/{token}")
async def answer(request: Request, purpose: str, token: str) -> Response:
    """Do what somebody answered by the form."""
    refuse_other_sites(request)
    return await answered(request, _finding(request, purpose, token))


def _finding(request: Request, purpose: str, token: str) -> Find:
    """How what a link stands for is found. Raises `HTTPException` for no known purpose."""
    if purpose not in PURPOSES:
        raise HTTPException(404)
    service: Service = request.app.state.service
    now, say = service.clock.now(), language_of(request)

    def find(session: Session, sent: Sent | None) -> Answering:
        ticket = _ticket(service, purpose, token, say)
        deadline = session.get(DeadlineRow, ticket.deadline_id)
        if deadline is None:
            raise SpentError(FORGED, say)
        case = queries.locked_case(session, deadline.case_id) if sent else session.get_one(CaseRow, deadline.case_id)
        session.refresh(deadline)
        person = session.scalars(select(PersonRow).where(PersonRow.address == ticket.address)).one_or_none()
        asked = Asked(deadline, case, person, now)
        chosen = say if person is None or request.cookies.get(COOKIE) else language(person.language)
        known = person.active if person else ticket.address == service.settings.fallback_recipient
        if why := barrier(session, purpose, asked, ticket.aim, chosen) if known else NOBODY:
            raise SpentError(why, chosen, case_address(case.reference))
        return Answering(purpose, asked, chosen, person.name if person else ticket.address)

    return find


def _ticket(service: Service, purpose: str, token: str, say: Language) -> Ticket:
    try:
        return service.desk.links.read(purpose, token, service.clock.now())
    except BadLinkError:
        raise SpentError(FORGED, say) from None
    except ExpiredLinkError:
        raise SpentError(EXPIRED, say) from None
