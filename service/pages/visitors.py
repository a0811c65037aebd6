"""Who looks at a page: somebody signed in, known by the cookie of their session.

`Reader` is for pages to look at, `Actor` for forms that were sent: a form carries the token of the session it was made
for, and the address of its page as `back`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from fastapi import Depends, Form, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from service.pages.addresses import HOME, SIGN_IN, within
from service.portfolio.context import Context
from service.portfolio.sessions import LONGEST, find_session, form_token, is_form_token, note_use, use_is_old
from service.store import PersonRow, reading, writing
from service.wiring import Service

COOKIE = "annua_session"


class SignedOutError(Exception):
    """Nobody is signed in, or no longer; `back` is the address of the page that they wanted."""

    def __init__(self, back: str, *, over: bool) -> None:
        super().__init__(back)
        self.back, self.over = back, over


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody signed in, at one moment."""

    service: Service
    person: PersonRow
    secret: str
    now: datetime

    @property
    def token(self) -> str:
        """What each of their forms carries."""
        return form_token(self.secret)

    @property
    def today(self) -> date:
        """The day it is where they are."""
        return self.now.astimezone(ZoneInfo(self.person.zone)).date()

    @property
    def verify_dates(self) -> bool:
        """Whether pages tell which dates nobody has verified."""
        return self.service.settings.verify_dates

    @property
    def context(self) -> Context:
        """Who acts when they send a form."""
        return Context(self.person.name, self.now, self.service.plan, "pages")


def _signed_in(request: Request) -> Visitor:
    """Whoever is signed in; from now on the page speaks their language. Raises `SignedOutError`."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return _visitor(request, back)


def _acting(request: Request, token: Annotated[str, Form()] = "", back: Annotated[str, Form()] = HOME) -> Visitor:
    """Whoever sent a form that was made for them."""
    refuse_other_sites(request)
    visitor = _visitor(request, within(back))
    if not is_form_token(visitor.secret, token):
        raise HTTPException(403)
    return visitor


def _visitor(request: Request, back: str) -> Visitor:
    service: Service = request.app.state.service
    secret, now = request.cookies.get(COOKIE), service.clock.now()
    with reading(service.answering) as session:
        found = find_session(session, secret, now) if secret else None
    if found is None or secret is None:
        raise SignedOutError(back, over=secret is not None)
    row, person = found
    if use_is_old(row, now):
        with writing(service.answering) as session:
            note_use(session, row, now)
    visitor = Visitor(service, person, secret, now)
    request.state.visitor = visitor
    return visitor


Reader = Annotated[Visitor, Depends(_signed_in)]
"""Somebody signed in who looks at a page."""
Actor = Annotated[Visitor, Depends(_acting)]
"""Somebody signed in who sent a form of theirs."""


def refuse_other_sites(request: Request) -> None:
    """Refuse a form that another site sent; a browser says where it comes from.

    Our pages hand no address on, so that the browser's `Origin` is `null` where it says `same-origin` besides.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403)
    origin = request.headers.get("Origin", "null")
    if origin != "null" and urlsplit(origin).netloc != request.headers.get("Host"):
        raise HTTPException(403)


def admit(response: Response, service: Service, secret: str) -> None:
    """Give a browser the cookie of a session."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=service.settings.base_url.startswith("https:"),
        httponly=True,
        samesite="lax",
    )


async def to_sign_in(_request: Request, error: Any) -> Response:
    """Lead somebody who isn't signed in to where they can, and then on to where they wanted."""
    query = {"to": error.back} | ({"over": "1"} if error.over else {})
    answer = RedirectResponse(f"{SIGN_IN}?{urlencode(query)}", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer
