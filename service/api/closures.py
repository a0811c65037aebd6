"""Office closures: days on which an office was closed by its own notice."""

from typing import Annotated

from fastapi import Query
from pydantic import Field

from service.api.calls import Administering, Answer, Call, Reading
from service.api.describing import answers, follows, takes
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Day, Line
from service.portfolio.maintaining import add_closure, recompute_office
from service.store import OfficeClosureRow, listing

router = resource("administration")


class NewClosure(Given):
    """Days on which an office is closed by its own notice, both included."""

    office: Annotated[Line, Field(pattern="^[A-Z]{2}$")]
    first: Day
    last: Day
    source: Line


@router.post(
    "/office-closures",
    openapi_extra=takes({"office": "EP", "first": "2026-12-24", "last": "2026-12-31", "source": "OJ EPO 2026, A1"}),
    **answers("ClosureEntered", 201),
)
def enter_closure(call: Administering, given: NewClosure) -> Answer:
    """Enter days on which an office is closed by its own notice; its cases are computed anew."""
    row = add_closure(call.session, call.context, given.model_dump(mode="json"))
    return Answer(_closure(row) | {"recomputed": _recomputed(call, row)}, 201)


@router.get("/office-closures", openapi_extra=follows("enter_closure"), **answers("ClosurePage"))
def list_closures(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List the closures of all offices by their first day."""
    return page(listing.closures(call.session, wanted.of(listing.CLOSURES_BY_FIRST)), _closure)


def _recomputed(call: Call, closure: OfficeClosureRow) -> int:
    """Compute the cases of a closed office anew, run by run, and count them."""
    count, after = 0, ""
    while done := recompute_office(call.session, call.context, closure, after):
        count, after = count + len(done), done[-1].reference
    return count


def _closure(row: OfficeClosureRow) -> Document:
    return plain(row, "id", "office", "first", "last", "source", "entered_by", "entered_at")
