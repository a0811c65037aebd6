"""The way of a request to its endpoint: its parameters must be known ones, its body is read strictly."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Cookie, Header, Path
from fastapi.routing import APIRoute

from service.api.calls import transacted
from service.api.problems import INVALID, LARGEST_BODY, MEDIA, TOO_LARGE, UNREADABLE, Problem
from service.api.validation import unknown_parameter
from service.jsontext import Unreadable, read


class StrictRequest(Request):
    """A request whose body has an end, and whose JSON is read as strictly as the command line reads it."""

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes; a problem once it is too large, whatever its announced length."""
        size = 0
        async for piece in super().stream():
            size += len(piece)
            if size > LARGEST_BODY:
                raise Problem(TOO_LARGE, f"a request may have {LARGEST_BODY >> 20} MiB; send its cases in several")
            yield piece

    async def json(self) -> Any:
        """The body as JSON; a problem where it isn't."""
        return json_of(await self.body())


def json_of(body: bytes) -> Any:
    """A body as JSON; a problem where it isn't."""
    try:
        return read(body)
    except Unreadable as unreadable:
        raise Problem(UNREADABLE, errors=[unreadable.error]) from None


class Route(APIRoute):
    """A route that refuses unknown query parameters and bodies that aren't JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Look at a request before the framework does."""
        handle = super().get_route_handler()
        elsewhere = (Path, Header, Cookie)
        parameters = get_flat_params(self.dependant)
        known = [field.alias for field in parameters if not isinstance(field.field_info, elsewhere)]

        async def handle_strictly(request: Request) -> Response:
            unknown = [name for name in request.query_params if name not in known]
            if unknown:
                raise Problem(INVALID, errors=[unknown_parameter(name, known) for name in unknown])
            if self.body_field is not None:
                _refuse_other_media(request)
            return await handle(StrictRequest(request.scope, request.receive))

        return handle_strictly


class TransactedRoute(Route):
    """A route whose endpoint runs in the transaction of its `call`."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, transacted(endpoint), **options)


def _refuse_other_media(request: Request) -> None:
    given = media_type(request)
    if _has_body(request) and given != "application/json":
        raise Problem(MEDIA, f"send the body as application/json, not as {given or 'an unnamed kind'}")


def _has_body(request: Request) -> bool:
    return request.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in request.headers


def media_type(request: Request) -> str:
    """The kind of a body, without parameters such as the character set."""
    return request.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def resource(tag: str) -> APIRouter:
    """A router for one resource under `/v1`."""
    return APIRouter(prefix="/v1", tags=[tag], route_class=TransactedRoute)
