"""Who calls: API keys as bearer tokens. A key that may write may read, and one that administers may do both."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Request, Security
from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from service.api.moments import moment_of
from service.api.problems import FORBIDDEN, UNAUTHENTICATED, Problem
from service.api.rates import count, count_stranger
from service.portfolio.keys import find_key, note_use, use_is_old
from service.store import reading, writing
from service.wiring import Service

_ENOUGH = {"read": {"read", "write", "admin"}, "write": {"write", "admin"}, "admin": {"admin"}}
_CHALLENGE = {"WWW-Authenticate": "Bearer"}
_NO_KEY = "send an API key as Authorization: Bearer; one that is unknown, expired or revoked is none"

bearer = HTTPBearer(auto_error=False, bearerFormat="annua_…", description="An API key, from `annua keys create`.")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]


@dataclass(frozen=True, slots=True)
class Caller:
    """The API key in use."""

    id: int
    name: str
    administers: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Gives the key of a request, which had to have a scope."""

    scope: str

    def __call__(self, request: Request, credentials: Credentials) -> Caller:
        """The key that `admit` found."""
        found: Caller = request.state.caller
        return found


def holder_of(scope: str) -> Holder:
    """The dependency that asks the key of a request for a scope."""
    return Holder(scope)


def needed_scope(dependant: Dependant) -> str | None:
    """The scope that an endpoint asks of a key; None for one that needs no key."""
    for one in dependant.dependencies:
        found = one.call.scope if isinstance(one.call, Holder) else needed_scope(one)
        if found is not None:
            return found
    return None


async def admit(request: Request, scope: str) -> None:
    """Find the key of a request, before anything else about the request is looked at, and ask it for a scope."""
    credentials = await bearer(request)
    request.state.caller = await run_in_threadpool(identify, request, credentials, scope)
    moment_of(request)  # a time that nobody may set is refused wherever a key is asked for


def identify(request: Request, credentials: Credentials, scope: str) -> Caller:
    """The key of a request. Whether one that isn't accepted is unknown, expired or revoked stays our secret.

    It is looked up by its digest, so how long that takes tells nothing about the secrets there are.
    """
    service: Service = request.app.state.service
    if credentials is None:
        raise _stranger(request)
    now = service.clock.now()
    with reading(service.answering) as session:
        row = find_key(session, credentials.credentials, now)
    if row is None:
        raise _stranger(request)
    count(request, f"key {row.id}")
    if use_is_old(row, now):
        with writing(service.answering) as session:
            note_use(session, row.id, now)
    if not _ENOUGH[scope] & set(row.scopes):
        raise Problem(FORBIDDEN, f"this needs a key with the scope {scope}")
    return Caller(row.id, row.name, "admin" in row.scopes)


def _stranger(request: Request) -> Problem:
    """Count a request without a valid key, and tell that it has none."""
    count_stranger(request)
    return Problem(UNAUTHENTICATED, _NO_KEY, headers=_CHALLENGE)
