"""Answers by the links in mails: opening one shows a page and changes nothing, whoever or whatever opens it.

Only the button on the page acts. The signed link is the authority: it names one purpose, one deadline as it was aimed,
and the address that it was sent to. A link that is spent gets a page of its own that says what to do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from service.pages.barriers import EXPIRED, FORGED, NOBODY, Barrier, barrier
from service.pages.forms import Asked, NotFilledInError, Outcome, Sent, act, read_sent, show
from service.pages.forms.receiving import TooLarge
from service.pages.languages import COOKIE, language_of
from service.pages.matter import facts, heading
from service.pages.rendering import render
from service.pages.routing import pages
from service.portfolio.context import Context
from service.portfolio.errors import PortfolioError
from service.portfolio.proof_files import LARGEST
from service.reminders.links import PURPOSES, BadLinkError, ExpiredLinkError, Ticket
from service.store import CaseRow, DeadlineRow, PersonRow, queries, reading, writing
from service.wiring import Service
from service.words import Language, language

SOURCE = "answer"

router = pages()


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that holds: what it stands for, what is asked, and the language of whoever it was sent to."""

    ticket: Ticket
    asked: Asked
    say: Language


class SpentError(Exception):
    """The link leads no further; `barrier` says why, `case` is the address of its case, if that is known."""

    def __init__(self, why: Barrier, say: Language, case: str | None = None) -> None:
        super().__init__(why.code)
        self.barrier, self.say, self.case = why, say, case


@router.api_route("/answers/{purpose}/{token}", methods=["GET", "HEAD"])
def look(request: Request, purpose: str, token: str) -> Response:
    """Show what is asked, and the form for it."""
    return _guarded(request, lambda: _form(request, purpose, token))


@router.post("/answers/{purpose}/{token}")
async def answer(request: Request, purpose: str, token: str) -> Response:
    """Do what somebody answered by the form."""
    refuse_other_sites(request)
    try:
        sent = await read_sent(request)
    except TooLarge:
        wrong = NotFilledInError("file", "answers.wrong.large", most=LARGEST >> 20)
        return await run_in_threadpool(_guarded, request, lambda: _form(request, purpose, token, wrong, status=413))
    return await run_in_threadpool(_guarded, request, lambda: _acted(request, purpose, token, sent))


def refuse_other_sites(request: Request) -> None:
    """Refuse a form that another site sent; a browser says where it comes from.

    Our pages hand no address on, so that the browser's `Origin` is `null` where it says `same-origin` besides.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)
    origin = request.headers.get("Origin", "null")
    if origin != "null" and urlsplit(origin).netloc != request.headers.get("Host"):
        raise HTTPException(403)


def _guarded(request: Request, make: Callable[[], Response]) -> Response:
    """The page made, or the one that says why the link leads no further."""
    try:
        return make()
    except SpentError as spent:
        why = spent.barrier
        shown = {"say": spent.say, "code": why.code, "gaps": why.gaps, "case": spent.case}
        return render(request, "answers/spent.html.j2", why.status, **shown)


def _form(
    request: Request,
    purpose: str,
    token: str,
    wrong: Exception | None = None,
    sent: Sent | None = None,
    *,
    status: int = 200,
) -> Response:
    """The page with the form; after a failed attempt with what was wrong and what had been filled in."""
    with reading(_service(request).engine) as session:
        opened = _open(request, session, purpose, token)
        say, asked = opened.say, opened.asked
        return render(
            request,
            "answers/answer.html.j2",
            status,
            say=say,
            purpose=purpose,
            heading=heading(asked, say),
            facts=facts(session, asked, say),
            who=asked.person.name if asked.person else opened.ticket.address,
            case=_path(asked.case),
            form=show(session, purpose, asked, say),
            wrong=worded(wrong, say) if wrong else None,
            filled=sent or Sent(),
        )


def _acted(request: Request, purpose: str, token: str, sent: Sent) -> Response:
    """Do it and say so; where it can't be done, show the form again with the reason."""
    try:
        with writing(_service(request).engine) as session:
            opened = _open(request, session, purpose, token, lock=True)
            actor = opened.asked.person.name if opened.asked.person else opened.ticket.address
            context = Context(actor, opened.asked.now, _service(request).plan, SOURCE)
            outcome = act(session, context, purpose, opened.asked, sent)
            return _done(request, opened, outcome)
    except (NotFilledInError, PortfolioError) as wrong:
        return _form(request, purpose, token, wrong, sent, status=422)


def _done(request: Request, opened: Opened, outcome: Outcome) -> Response:
    say, asked = opened.say, opened.asked
    return render(
        request,
        "answers/done.html.j2",
        say=say,
        heading=heading(asked, say),
        outcome=outcome,
        said=outcome.worded(say),
        case=_path(asked.case),
    )


def _open(request: Request, session: Session, purpose: str, token: str, *, lock: bool = False) -> Opened:
    """What a link stands for, if it can be answered; `lock` keeps its case from other writers until it was.

    Raises `SpentError`, and `HTTPException` for no known purpose.
    """
    if purpose not in PURPOSES:
        raise HTTPException(404)
    service, say = _service(request), language_of(request)
    now = service.clock.now()
    try:
        ticket = service.desk.links.read(purpose, token, now)
    except BadLinkError:
        raise SpentError(FORGED, say) from None
    except ExpiredLinkError:
        raise SpentError(EXPIRED, say) from None
    deadline = session.get(DeadlineRow, ticket.deadline_id)
    if deadline is None:
        raise SpentError(FORGED, say)
    case = queries.locked_case(session, deadline.case_id) if lock else session.get_one(CaseRow, deadline.case_id)
    session.refresh(deadline)
    person = session.scalars(select(PersonRow).where(PersonRow.address == ticket.address)).one_or_none()
    asked = Asked(deadline, case, person, now)
    if person and request.cookies.get(COOKIE) is None:
        say = language(person.language)
    known = person.active if person else ticket.address == service.settings.fallback_recipient
    why = barrier(session, ticket, asked, say) if known else NOBODY
    if why:
        raise SpentError(why, say, _path(case))
    return Opened(ticket, asked, say)


def worded(wrong: Exception, say: Language) -> dict[str, str]:
    """What was wrong with a form, in the reader's language, and which field it is about."""
    if isinstance(wrong, NotFilledInError):
        return {"name": wrong.name, "text": wrong.worded(say)}
    if isinstance(wrong, PortfolioError):
        messages = [error.message for error in wrong.errors]
        return {"name": wrong.errors[0].field, "text": say.sentences([say.message(one) for one in messages])}
    raise wrong


def _path(case: CaseRow) -> str:
    """The address of a case within this service."""
    return f"/cases/{quote(case.reference, safe='')}"


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service
