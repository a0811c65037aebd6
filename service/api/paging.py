"""Lists page by page: a cursor is opaque to clients and says behind which entry the next page begins."""

import base64
import binascii
import json
from datetime import date
from typing import Any

from pydantic import Field

from rules.reading import shown
from rules.texts import Text
from service.api.problems import INVALID, Problem
from service.api.validation import Parameters, Storable
from service.portfolio.errors import wrong

NOT_A_CURSOR = Text(
    "request.not_a_cursor", "{field} {value} is not a cursor of this list; take `next_cursor` as it came"
)


class Listing(Parameters):
    """Which page of a list; each list adds its filters, of which all that are given must fit."""

    cursor: Storable | None = Field(None, max_length=2000, description="`next_cursor` of the page before.")
    limit: int = Field(100, ge=1, le=500, description="How many entries a page has at most.")


def page(items: list[Any], after: Any) -> dict[str, Any]:
    """One page of a list; `after` is what the next one begins behind, null at the end."""
    return {"items": items, "next_cursor": None if after is None else _written(after)}


def reference_after(cursor: str | None) -> str | None:
    """The reference that a cursor stands for."""
    if cursor is None:
        return None
    value = _read(cursor)
    if not isinstance(value, str) or "\x00" in value:
        raise _strange(cursor)
    return value


def deadline_after(cursor: str | None) -> tuple[date, int] | None:
    """The day and the id of the deadline that a cursor stands for."""
    if cursor is None:
        return None
    match _read(cursor):
        case [str(day), int(number)] if 0 < number < 2**31:
            try:
                return date.fromisoformat(day), number
            except ValueError:
                raise _strange(cursor) from None
    raise _strange(cursor)


def number_after(cursor: str | None) -> int | None:
    """The number that a cursor stands for."""
    if cursor is None:
        return None
    match _read(cursor):
        case int(number) if 0 < number < 2**31:
            return number
    raise _strange(cursor)


def _written(after: Any) -> str:
    value = [after[0].isoformat(), after[1]] if isinstance(after, tuple) else after
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _read(cursor: str) -> Any:
    try:
        return json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode())
    except (binascii.Error, ValueError, RecursionError):
        raise _strange(cursor) from None


def _strange(cursor: str) -> Problem:
    field = "query.cursor"
    return Problem(INVALID, errors=[wrong(field, NOT_A_CURSOR(field=field, value=shown(cursor)), cursor)])
