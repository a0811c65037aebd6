"""In which language a page speaks: the one chosen on the page, else the person's own, else the browser's."""

from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from service.pages.addresses import within
from service.pages.routing import pages
from service.words import CHINESE, ENGLISH, TAGS, Language, language

COOKIE = "annua_language"

router = pages()


def language_of(request: Request) -> Language:
    """The language of whoever asks."""
    chosen = request.cookies.get(COOKIE)
    if chosen in TAGS:
        return language(chosen)
    visitor: Any = getattr(request.state, "visitor", None)
    return language(visitor.person.language if visitor else _preferred(request.headers.get("Accept-Language", "")))


@router.get("/language/{tag}")
def choose_language(tag: str, to: Annotated[str, Query()] = "/") -> RedirectResponse:
    """Keep a language for as long as the browser is open, and go back."""
    if tag not in TAGS:
        raise HTTPException(404)
    answer = RedirectResponse(within(to), 303)
    answer.set_cookie(COOKIE, tag, httponly=True, samesite="lax", path="/")
    return answer


def _preferred(accepted: str) -> str:
    """Chinese if the browser names it before English."""
    for part in accepted.lower().split(","):
        wanted = part.strip()
        if wanted.startswith(("zh", "en")):
            return CHINESE if wanted.startswith("zh") else ENGLISH
    return ENGLISH
