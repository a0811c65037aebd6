"""Somebody in front of a form: showing it, doing what they sent, and saying why it can't be done any longer.

A link in a mail and a page of somebody signed in differ only in how they find out who answers what; the rest is here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request, Response
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from service.pages.addresses import case_address
from service.pages.barriers import Barrier
from service.pages.forms import Asked, NotFilledInError, Outcome, Sent, act, show
from service.pages.forms.receiving import TooLarge, read_sent
from service.pages.matter import facts, heading
from service.pages.navigation import navigation
from service.pages.rendering import render
from service.portfolio.context import Context
from service.portfolio.errors import PortfolioError
from service.portfolio.proof_files import LARGEST
from service.store import reading, writing
from service.wiring import Service
from service.words import Language


@dataclass(frozen=True, slots=True)
class Answering:
    """What is asked, for which purpose, in which language, and by which name it is answered.

    `token` is what the forms of somebody signed in carry; a link needs none.
    """

    purpose: str
    asked: Asked
    say: Language
    who: str
    token: str = ""


class SpentError(Exception):
    """There is nothing to answer any longer; `barrier` says why, `case` is the address of the case, if it is known."""

    def __init__(self, why: Barrier, say: Language, case: str | None = None) -> None:
        super().__init__(why.code)
        self.barrier, self.say, self.case = why, say, case


# Finds out who answers what, in a transaction; told what was sent it keeps the case from other writers.
# Raises `SpentError`.
Find = Callable[[Session, Sent | None], Answering]


def form_page(
    request: Request, find: Find, wrong: Exception | None = None, sent: Sent | None = None, status: int = 200
) -> Response:
    """The page with the form; after a failed attempt with what was wrong and what had been filled in."""
    try:
        with reading(_service(request).answering) as session:
            return _form(request, session, find(session, None), wrong, sent, status)
    except SpentError as spent:
        return _spent(request, spent)


async def answered(request: Request, find: Find) -> Response:
    """Do what somebody sent by the form, and say so; where it can't be done, the form again with the reason."""
    try:
        sent = await read_sent(request)
    except TooLarge:
        wrong = NotFilledInError("file", "answers.wrong.large", most=LARGEST >> 20)
        return await run_in_threadpool(form_page, request, find, wrong, None, 413)
    return await run_in_threadpool(_act, request, find, sent)


def _act(request: Request, find: Find, sent: Sent) -> Response:
    service = _service(request)
    try:
        with writing(service.answering) as session:
            one = find(session, sent)
            context = Context(one.who, one.asked.now, service.plan, "pages")
            outcome = act(session, context, one.purpose, one.asked, sent)
            return _done(request, one, outcome)
    except SpentError as spent:
        return _spent(request, spent)
    except (NotFilledInError, PortfolioError) as wrong:
        return form_page(request, find, wrong, sent, 422)


def _form(
    request: Request, session: Session, one: Answering, wrong: Exception | None, sent: Sent | None, status: int
) -> Response:
    say, asked = one.say, one.asked
    return render(
        request,
        "answers/answer.html.j2",
        status,
        say=say,
        lists=navigation(session, asked.person, asked.now, verify_dates=_service(request).settings.verify_dates)
        if one.token and asked.person
        else (),
        purpose=one.purpose,
        heading=heading(asked, say),
        facts=facts(session, asked, say),
        who=one.who,
        token=one.token,
        aim=asked.deadline.drives_act_by,
        case=case_address(asked.case.reference),
        form=show(session, one.purpose, asked, say),
        wrong=_worded(wrong, say) if wrong else None,
        filled=sent or Sent(),
        zone=asked.person.zone if asked.person else "UTC",
    )


def _done(request: Request, one: Answering, outcome: Outcome) -> Response:
    return render(
        request,
        "answers/done.html.j2",
        say=one.say,
        heading=heading(one.asked, one.say),
        outcome=outcome,
        said=outcome.worded(one.say),
        case=case_address(one.asked.case.reference),
    )


def _spent(request: Request, spent: SpentError) -> Response:
    why, say = spent.barrier, spent.say
    return render(request, "answers/spent.html.j2", why.status, say=say, code=why.code, gaps=why.gaps, case=spent.case)


def _worded(wrong: Exception, say: Language) -> dict[str, str]:
    """What was wrong with a form, in the reader's language, and which field it is about."""
    if isinstance(wrong, NotFilledInError):
        return {"name": wrong.name, "text": wrong.worded(say)}
    if isinstance(wrong, PortfolioError):
        messages = [error.message for error in wrong.errors]
        texts = [say.message(one) for one in messages]
        return {"name": wrong.errors[0].field, "text": say.sentences(texts)}
    raise wrong


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service
