"""What goes wrong, as a page for a browser; other systems get the API's problems."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from service.pages.rendering import render
from service.pages.visitors import SignedOutError, to_sign_in
from service.portfolio.errors import Conflict, Invalid, PortfolioError, Unknown

KNOWN = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)
_OF_PORTFOLIO: dict[type[PortfolioError], int] = {Unknown: 404, Conflict: 409, Invalid: 422}

Handler = Callable[[Request, Any], Awaitable[Response]]

log = structlog.get_logger()


def install(app: FastAPI) -> None:
    """Let each kind of trouble be a page where a browser asked for one, and stay what it was elsewhere."""
    for family, problem in list(app.exception_handlers.items()):
        app.add_exception_handler(family, _page_or(problem))
    app.add_exception_handler(SignedOutError, to_sign_in)


def _page_or(problem: Any) -> Handler:
    async def answer(request: Request, error: Exception) -> Response:
        if not wants_page(request):
            answered: Response = await problem(request, error)
            return answered
        status = status_of(error)
        if status >= 500:
            log.error("page.failed", method=request.method, error=type(error).__name__)
        said = status if status in KNOWN else 500 if status > 500 else 400
        page = render(request, "error.html.j2", status, code=f"error.{said}")
        if isinstance(error, HTTPException):
            page.headers.update(error.headers or {})
        return page

    return answer


def wants_page(request: Request) -> bool:
    """Whether a person's browser asks, and not for the API."""
    return not request.url.path.startswith("/v1/") and "text/html" in request.headers.get("Accept", "")


def status_of(error: Exception) -> int:
    """The status that says what went wrong."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, PortfolioError):
        return next(status for family, status in _OF_PORTFOLIO.items() if isinstance(error, family))
    if isinstance(error, OperationalError):
        return 503
    return 422 if isinstance(error, RequestValidationError) else 500
