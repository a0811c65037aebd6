"""Who calls: API keys as bearer tokens. A key that may write may read, and one that administers may do both."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from service.api.problems import FORBIDDEN, UNAUTHENTICATED, Problem
from service.portfolio.keys import find_key, note_use, use_is_old
from service.store import reading, writing
from service.wiring import Service

_ENOUGH = {"read": {"read", "write", "admin"}, "write": {"write", "admin"}, "admin": {"admin"}}
_CHALLENGE = {"WWW-Authenticate": "Bearer"}

bearer = HTTPBearer(auto_error=False, bearerFormat="annua_…", description="An API key, from `annua keys create`.")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]


@dataclass(frozen=True, slots=True)
class Caller:
    """The API key in use."""

    id: int
    name: str
    administers: bool = False


def holder_of(scope: str) -> Callable[[Request, Credentials], Caller]:
    """The dependency that finds the key of a request and asks it for a scope."""

    def caller(request: Request, credentials: Credentials) -> Caller:
        return identify(request.app.state.service, credentials, scope)

    return caller


def identify(service: Service, credentials: Credentials, scope: str) -> Caller:
    """The key of a request. Whether one that isn't accepted is unknown, expired or revoked stays our secret."""
    if credentials is None:
        raise Problem(UNAUTHENTICATED, "send an API key as Authorization: Bearer", headers=_CHALLENGE)
    now = service.clock.now()
    with reading(service.engine) as session:
        row = find_key(session, credentials.credentials, now)
    if row is None:
        raise Problem(UNAUTHENTICATED, "the API key is unknown, expired or revoked", headers=_CHALLENGE)
    if use_is_old(row, now):
        with writing(service.engine) as session:
            note_use(session, row.id, now)
    if not _ENOUGH[scope] & set(row.scopes):
        raise Problem(FORBIDDEN, f"this needs a key with the scope {scope}")
    return Caller(row.id, row.name, "admin" in row.scopes)
