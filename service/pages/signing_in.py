"""Signing in by a mailed link, and signing out.

Opening the link shows a button; only the button signs in. So a mail scanner that follows every link uses none up.
"""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.pages.addresses import HOME, SIGN_IN, within
from service.pages.rendering import render
from service.pages.routing import Line, pages
from service.pages.sign_in_mail import written
from service.pages.visitors import COOKIE, Actor, admit, refuse_other_sites
from service.portfolio.sessions import ask_for_link, link_is_good, sign_in, sign_out
from service.reminders.messages import freeze_mail
from service.reminders.recipients import from_person
from service.store import reading, writing
from service.store.sessions import SIGN_IN as SIGN_IN_MAIL
from service.wiring import Service

To = Annotated[Line, Query()]

router = pages()


@router.get(SIGN_IN)
def show_form(request: Request, to: To = HOME, over: bool = False, left: bool = False) -> Response:
    """Ask for an address."""
    return render(request, "sign-in.html.j2", to=within(to), over=over, left=left)


@router.post(SIGN_IN)
def ask(request: Request, address: Annotated[Line, Form()] = "", to: Annotated[Line, Form()] = HOME) -> Response:
    """Mail a link if the address is somebody's; the answer is the same if it isn't."""
    refuse_other_sites(request)
    service: Service = request.app.state.service
    now = service.clock.now()
    client = request.client.host if request.client else ""
    with writing(service.answering) as session:
        if asked := ask_for_link(session, address, client, now):
            person, secret = asked
            link = f"{service.desk.links.home.rstrip('/')}{SIGN_IN}/{secret}?{urlencode({'to': within(to)})}"
            mail = written(person, link)
            freeze_mail(
                session, mail, from_person(person), service.desk.sender, now, urgency="normal", purpose=SIGN_IN_MAIL
            )
    return RedirectResponse(f"{SIGN_IN}/sent", 303)


@router.get(f"{SIGN_IN}/sent")
def show_sent(request: Request) -> Response:
    """Say that a mail may be on its way."""
    return render(request, "sign-in-sent.html.j2")


@router.get(f"{SIGN_IN}/{{link}}")
def open_link(request: Request, link: Line, to: To = HOME) -> Response:
    """Show the button that signs in."""
    service: Service = request.app.state.service
    with reading(service.answering) as session:
        good = link_is_good(session, link, service.clock.now())
    return _button(request, link, to) if good else _no_longer_good(request, to)


@router.post(f"{SIGN_IN}/{{link}}")
def use_link(request: Request, link: Line, to: Annotated[Line, Form()] = HOME) -> Response:
    """Sign in, and go on to the page that was wanted."""
    refuse_other_sites(request)
    service: Service = request.app.state.service
    with writing(service.answering) as session:
        secret = sign_in(session, service.context("", "pages"), link)
    if secret is None:
        return _no_longer_good(request, to)
    answer = RedirectResponse(within(to), 303)
    admit(answer, service, secret)
    return answer


@router.post("/sign-out")
def leave(visitor: Actor) -> Response:
    """End the session."""
    with writing(visitor.service.answering) as session:
        sign_out(session, visitor.context, visitor.secret)
    answer = RedirectResponse(f"{SIGN_IN}?left=1", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _button(request: Request, link: str, to: str) -> Response:
    return render(request, "sign-in-button.html.j2", address=f"{SIGN_IN}/{link}", to=within(to))


def _no_longer_good(request: Request, to: str) -> Response:
    return render(request, "sign-in-over.html.j2", 410, address=f"{SIGN_IN}?{urlencode({'to': within(to)})}")
