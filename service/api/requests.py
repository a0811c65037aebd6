"""What every request has, whatever it asks for: a name that the logs know it by, and an answer to HEAD."""

import re
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

NAME = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9._-]{1,128}")


class NamedRequests:
    """Gives each request the name that its client gave it, or one of its own; the answer and the logs repeat it.

    HEAD is answered as GET would be, and the server leaves the body out. What is put into the request's
    `state.headers` goes with the answer, whichever way it came about.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(NAME, "")
        name = given if _GIVEN.fullmatch(given) else uuid4().hex
        bind_contextvars(request=name)
        state = scope.setdefault("state", {})
        state["headers"] = {NAME: name}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(state["headers"])
            await send(message)

        await self._app({**scope, "method": "GET"} if scope["method"] == "HEAD" else scope, receive, answer)
