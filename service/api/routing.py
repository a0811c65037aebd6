"""The way of a request to its endpoint: its parameters must be known ones, its body is read strictly."""

from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.utils import get_flat_params
from fastapi.params import Cookie, Header, Path
from fastapi.routing import APIRoute

from service.api.auth import admit, needed_scope
from service.api.calls import transacted
from service.api.problems import INVALID, LARGEST_BODY, MEDIA, TOO_LARGE, UNREADABLE, Problem
from service.api.validation import unknown_parameter
from service.jsontext import Unreadable, read

JSON = "application/json"
LINES = "application/x-ndjson"
OF_LINES = (LINES, "application/ndjson", "application/jsonl", "application/x-jsonlines")


class StrictRequest(Request):
    """A request whose body has an end, and whose JSON is read as strictly as the command line reads it."""

    def __init__(self, request: Request, largest: int) -> None:
        super().__init__(request.scope, request.receive)
        self._largest = largest

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes; a problem once it is too large, whatever its announced length."""
        size = 0
        async for piece in super().stream():
            size += len(piece)
            if size > self._largest:
                raise too_large(self._largest)
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
    """A route that refuses strangers, then unknown query parameters, and bodies not JSON or above `largest` bytes."""

    largest = LARGEST_BODY

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Look at a request before the framework does."""
        handle = super().get_route_handler()
        elsewhere = (Path, Header, Cookie)
        parameters = get_flat_params(self.dependant)
        known = [field.alias for field in parameters if not isinstance(field.field_info, elsewhere)]

        scope = needed_scope(self.dependant)

        async def handle_strictly(request: Request) -> Response:
            if scope is not None:
                await admit(request, scope)
            unknown = [name for name in request.query_params if name not in known]
            if unknown:
                raise Problem(INVALID, errors=[unknown_parameter(name, known) for name in unknown])
            if self.body_field is not None:
                _refuse_other_media(request)
            _refuse_announced(request, self.largest)
            return await handle(StrictRequest(request, self.largest))

        return handle_strictly


class TransactedRoute(Route):
    """A route whose endpoint runs in the transaction of its `call`."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, transacted(endpoint), **options)


def _refuse_announced(request: Request, largest: int) -> None:
    """Refuse a body by its announced length, before any of it is read."""
    length = request.headers.get("Content-Length", "0")
    if length.isdecimal() and int(length[:20]) > largest:
        raise too_large(largest)


def too_large(largest: int) -> Problem:
    """The problem of a body that is larger than so many bytes."""
    return Problem(TOO_LARGE, f"a request may have {largest >> 20} MiB; send its cases in several")


def _refuse_other_media(request: Request) -> None:
    given = media_type(request)
    if _has_body(request) and given != JSON:
        raise Problem(MEDIA, f"send the body as {JSON}, not as {given or 'an unnamed kind'}")


def _has_body(request: Request) -> bool:
    return request.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in request.headers


def media_type(request: Request) -> str:
    """The kind of a body, without parameters such as the character set."""
    return request.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def readable_media(request: Request) -> str:
    """The kind of a body that is one JSON value or JSON lines; a problem where it is neither."""
    kind = media_type(request)
    if kind not in (JSON, *OF_LINES):
        raise Problem(MEDIA, f"send {JSON} or {LINES}, not {kind or 'an unnamed kind'}")
    return kind


def resource(tag: str) -> APIRouter:
    """A router for one resource under `/v1`."""
    return APIRouter(prefix="/v1", tags=[tag], route_class=TransactedRoute)
