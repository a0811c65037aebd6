"""Problems as RFC 9457 has them: one schema for everything that goes wrong, with a `type` that never changes.

Each field in trouble is named in `errors` with the same code and the same sentence as on the command line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.requests import ClientDisconnect

from rules import FieldError, Refused, as_document
from rules.reading import shown
from service.api.validation import field_errors
from service.jsontext import written
from service.portfolio.errors import Conflict, Invalid, PortfolioError, Stale, Unknown

MEDIA_TYPE = "application/problem+json"
LARGEST_BODY = 16 << 20  # bytes

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: the last part of its `type`, its status and its title."""

    name: str
    status: int
    title: str

    @property
    def type(self) -> str:
        """The stable URI of the kind."""
        return f"urn:annua:problem:{self.name}"


UNREADABLE = Kind("unreadable", 400, "The request can't be read")
NO_SANDBOX = Kind("not-a-sandbox", 400, "This works in a sandbox alone")
UNAUTHENTICATED = Kind("unauthenticated", 401, "No valid API key was given")
FORBIDDEN = Kind("forbidden", 403, "The API key doesn't allow this")
NOT_FOUND = Kind("not-found", 404, "It doesn't exist")
NOT_ALLOWED = Kind("method-not-allowed", 405, "The address doesn't know this method")
CONFLICT = Kind("conflict", 409, "It doesn't fit what is stored")
STALE = Kind("stale", 412, "Somebody changed it since you read it")
TOO_LARGE = Kind("too-large", 413, "The request is too large")
MEDIA = Kind("unsupported-media-type", 415, "The body is of another kind than can be read")
INVALID = Kind("invalid", 422, "Some fields can't be accepted")
KEY_REUSED = Kind("idempotency-key-reused", 422, "The Idempotency-Key belongs to another request")
TOO_MANY = Kind("too-many-requests", 429, "More requests than are allowed")
INTERNAL = Kind("internal", 500, "Something went wrong here")
UNAVAILABLE = Kind("unavailable", 503, "The service is busy or not ready")

KINDS = (
    UNREADABLE,
    NO_SANDBOX,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    NOT_ALLOWED,
    CONFLICT,
    STALE,
    TOO_LARGE,
    MEDIA,
    INVALID,
    KEY_REUSED,
    TOO_MANY,
    INTERNAL,
    UNAVAILABLE,
)
_BY_STATUS = {kind.status: kind for kind in reversed(KINDS)}
_OF_PORTFOLIO: tuple[tuple[type[PortfolioError], Kind], ...] = (
    (Stale, STALE),
    (Conflict, CONFLICT),
    (Unknown, NOT_FOUND),
    (Invalid, INVALID),
)


_EXPECTED = (PortfolioError, RequestValidationError, AnyHTTPException, OperationalError, ClientDisconnect)


class Problem(HTTPException):
    """Ends a request with a problem; `detail` is one sentence for a person, `errors` names the fields."""

    def __init__(
        self,
        kind: Kind,
        detail: str | None = None,
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.status, detail, dict(headers or {}))
        self.kind = kind
        self.said = detail
        self.errors = tuple(errors)

    def as_document(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        detail = self.said or "; ".join(str(error.message) for error in self.errors) or self.kind.title
        document = {"type": self.kind.type, "title": self.kind.title, "status": self.kind.status, "detail": detail}
        in_body = self.kind not in (NOT_FOUND, STALE)
        return document | {"errors": [error_document(error, in_body=in_body) for error in self.errors]}

    def as_response(self) -> Response:
        """The problem as an answer."""
        return Response(written(self.as_document()), self.kind.status, self.headers, MEDIA_TYPE)


def error_document(error: FieldError, *, in_body: bool) -> dict[str, Any]:
    """One field in trouble; `pointer` (RFC 6901) is null where the field is not part of the body."""
    in_body = in_body and not error.field.startswith(("query.", "path.", "header."))
    return {
        "pointer": pointer(error.field) if in_body else None,
        **words(error),
        "value": _echo(error.value),
    }


def words(error: FieldError) -> dict[str, Any]:
    """The field, the sentence, its code and its parameters, exactly as the command line prints them."""
    document: dict[str, Any] = as_document(Refused(None, (error,)))["errors"][0]
    return document


def pointer(field: str) -> str:
    """The JSON pointer of a field: `/dates/grant` of `dates.grant`."""
    parts = field.split(".") if field else []
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def _echo(value: Any) -> Any:
    """A value as it was given, if it is short and plain, else as a person would recognise it."""
    plain = value is None or (isinstance(value, bool | int | str) and len(str(value)) <= 200)
    return value if plain else shown(value)


def of_portfolio(error: PortfolioError) -> Problem:
    """The problem that a refusal of the portfolio is to a client."""
    kind = next(kind for family, kind in _OF_PORTFOLIO if isinstance(error, family))
    return Problem(kind, errors=error.errors)


def problem_of(error: Exception, request: Request) -> Problem:
    """The problem that an exception is to a client; what nobody expected tells nothing of the inside."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, PortfolioError):
        return of_portfolio(error)
    if isinstance(error, RequestValidationError):
        return Problem(INVALID, errors=field_errors(error.errors()))
    if isinstance(error, AnyHTTPException):
        return _of_framework(error, request)
    if isinstance(error, OperationalError):
        why = "the store did not answer in time; ask for less, or try again"
        return Problem(UNAVAILABLE, why, headers={"Retry-After": "5"})
    if isinstance(error, ClientDisconnect):
        return Problem(UNREADABLE, "the connection ended before the request did")
    return Problem(INTERNAL, "the log of the service says what; nothing was stored")


def install(app: FastAPI) -> None:
    """Make every trouble of an application a problem."""
    for family in (*_EXPECTED, Exception):
        app.add_exception_handler(family, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    problem = problem_of(error, request)
    if problem.kind.status >= 500:
        log.error("request.failed", method=request.method, kind=problem.kind.name, error=type(error).__name__)
    answer = problem.as_response()
    answer.headers.update(request.state.headers)
    return answer


def _of_framework(error: AnyHTTPException, request: Request) -> Problem:
    kind = _BY_STATUS.get(error.status_code, INTERNAL if error.status_code >= 500 else UNREADABLE)
    details = {
        404: f"nothing is at {request.url.path}; see /openapi.json",
        405: f"{request.url.path} doesn't know {request.method}",
    }
    return Problem(kind, details.get(error.status_code, error.detail), headers=error.headers)
