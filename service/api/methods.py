"""Which methods an address of the API knows: those of the first of its routes that fits, and no others.

The framework looks for a route that fits address and method together. A reference may hold slashes, so a call of
`PATCH /v1/cases/P1/close` would be taken for a correction of a case called `P1/close`. Whoever
means that case writes its slash as `%2F`.
"""

from collections.abc import Iterable
from typing import TypeGuard

from fastapi import Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.problems import NOT_ALLOWED, Problem


def in_api(route: BaseRoute) -> TypeGuard[APIRoute]:
    """Whether a route is described; pages have their own way to say what is wrong."""
    return isinstance(route, APIRoute) and route.include_in_schema


class Methods:
    """Answers 405 with all methods that an address knows, and OPTIONS with the same, before any route is asked.

    HEAD comes here as GET.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[APIRoute]) -> None:
        self.app = app
        self.routes = tuple(routes)
        self.known: dict[str, set[str]] = {}
        for route in self.routes:
            methods = set(route.methods or ())
            self.known.setdefault(route.path, {"OPTIONS"}).update(methods, {"HEAD"} if "GET" in methods else ())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a call through whose address knows its method, or that nothing is at."""
        known = self._known(_as_sent(scope)) if scope["type"] == "http" else None
        if known is None or scope["method"] in known - {"OPTIONS"}:
            await self.app(scope, receive, send)
            return
        await _answer(scope, ", ".join(sorted(known)))(scope, receive, send)

    def _known(self, path: str) -> set[str] | None:
        return next((self.known[route.path] for route in self.routes if route.path_regex.match(path)), None)


def _answer(scope: Scope, allowed: str) -> Response:
    if scope["method"] == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allowed})
    detail = f"{scope['path']} doesn't know {scope['method']}"
    return Problem(NOT_ALLOWED, detail, headers={"Allow": allowed}).as_response()


def _as_sent(scope: Scope) -> str:
    """The path as it was sent: a slash within a name is still `%2F`."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1")
