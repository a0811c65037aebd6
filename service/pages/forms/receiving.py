"""Reading a form that was sent, with at most one file of at most 10 MiB."""

from collections.abc import AsyncGenerator

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from service.pages.forms.asking import Sent
from service.portfolio.proof_files import LARGEST, GivenFile

ROOM = 1 << 20  # bytes beside the file: the other fields, and what marks them off
HEARD_OUT = 64 << 20  # bytes: a browser shows the answer only to a form that was taken to its end
_FIELDS = 100


class TooLarge(HTTPException):
    """The form is larger than a file may be; `HTTPException` so that every page knows what to say."""

    def __init__(self) -> None:
        super().__init__(413)


class _Bounded(Request):
    """A request whose body isn't kept once it is too large."""

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes. Raises `TooLarge`."""
        size = 0
        async for piece in super().stream():
            size += len(piece)
            if size > HEARD_OUT:
                break
            if size <= LARGEST + ROOM:
                yield piece
        if size > LARGEST + ROOM:
            raise TooLarge


async def read_sent(request: Request) -> Sent:
    """The fields and the file of a form. Raises `TooLarge`, and `HTTPException` for what is no form."""
    bounded = _Bounded(request.scope, request.receive)
    async with bounded.form(max_files=1, max_fields=_FIELDS) as form:
        fields: dict[str, tuple[str, ...]] = {}
        file = None
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read()
                if value.filename or content:
                    file = GivenFile(value.filename or "", value.content_type or "", content)
            else:
                fields[name] = (*fields.get(name, ()), value)
        return Sent(fields, file)
