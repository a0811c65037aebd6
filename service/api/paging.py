"""Lists page by page: a cursor is opaque to clients and says behind which entry the next page begins."""

import base64
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import Field

from rules.reading import shown
from rules.texts import Text
from service.api.problems import INVALID, Problem
from service.api.validation import Parameters, Storable
from service.portfolio.errors import wrong
from service.portfolio.incoming import NO_TEXT
from service.store.paging import Found, Order, Page, Place

MOST, USUAL = 500, 100  # entries of a page
NOT_A_CURSOR = Text(
    "request.not_a_cursor", "{field} {value} is not a cursor of this list; take `next_cursor` as it came"
)

Entry = TypeVar("Entry")


class Listing(Parameters):
    """Which page of a list; each list adds its filters, of which all that are given must fit."""

    cursor: Storable | None = Field(None, max_length=2000, description="`next_cursor` of the page before.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="How many entries a page has at most.")

    def of(self, order: Order) -> Page:
        """The page of a list in an order; a problem where the cursor is none of it."""
        return Page(order, None if self.cursor is None else _place(self.cursor, order), self.limit)


def page(found: Found[Entry], show: Callable[[Entry], Any]) -> dict[str, Any]:
    """A page of a list as it is answered, each entry shown in the same way."""
    return {
        "items": [show(entry) for entry in found.entries],
        "next_cursor": None if found.end is None else _written(found.order, found.end),
    }


def _written(order: Order, place: Place) -> str:
    values = [value.isoformat() if isinstance(value, date) else value for value in place]
    return base64.urlsafe_b64encode(json.dumps([order.name, *values]).encode()).decode().rstrip("=")


def _place(cursor: str, order: Order) -> Place:
    """The place that a cursor stands for; one that was made for another order is refused."""
    try:
        name, *values = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
        place = tuple(_value(value, kind) for value, kind in zip(values, order.kinds, strict=True))
    except (ValueError, TypeError, RecursionError):
        raise _strange(cursor) from None
    if name != order.name:
        raise _strange(cursor)
    return place


def _value(value: Any, kind: type) -> Any:
    """One value of a place as its column has it. Raises `ValueError` or `TypeError` where it can't be one."""
    if kind is datetime and (moment := datetime.fromisoformat(value)).tzinfo is not None:
        return moment
    if kind is date:
        return date.fromisoformat(value)
    if kind is int and type(value) is int and 0 < value < 2**31:
        return value
    if kind is str and isinstance(value, str) and not NO_TEXT.search(value):
        return value
    raise ValueError(f"{value!r} is no {kind.__name__}")


def _strange(cursor: str) -> Problem:
    field = "query.cursor"
    return Problem(INVALID, errors=[wrong(field, NOT_A_CURSOR(field=field, value=shown(cursor)), cursor)])
