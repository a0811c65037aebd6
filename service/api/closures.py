"""Office closures: days on which an office was closed by its own notice."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from service.api.calls import Administering, Answer, Call, Reading
from service.api.describing import answers, follows, takes
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Day, Id, Line, Withdrawal
from service.portfolio.maintaining import add_closure, recompute_office, withdraw_closure
from service.portfolio.withdrawing import entered, find_entry
from service.store import OfficeClosureRow, listing

Number = Annotated[Id, Path(description="Its id.")]

router = resource("administration")


class NewClosure(Given):
    """Days on which an office is closed by its own notice, both included."""

    office: Annotated[str, Field(pattern="^[A-Z]{2}$")]
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


@router.get("/office-closures/{number}", openapi_extra=follows(number="enter_closure#/id"), **answers("Closure"))
def get_closure(call: Reading, number: Number) -> Document:
    """Read one closure, withdrawn or not."""
    return _closure(find_entry(call.session, OfficeClosureRow, "closure", number))


@router.post(
    "/office-closures/{number}/withdraw",
    openapi_extra=takes({"reason": "the notice was of another office"}) | follows(number="enter_closure#/id"),
    **answers("ClosureEntered"),
)
def take_back_closure(call: Administering, number: Number, given: Withdrawal) -> Document:
    """Take a closure back that was entered by mistake; the cases of the office are computed anew."""
    row = withdraw_closure(call.session, call.acting(given.actor), number, given.reason)
    return _closure(row) | {"recomputed": _recomputed(call, row)}


@router.get("/office-closures", openapi_extra=follows("enter_closure"), **answers("ClosurePage"))
def list_closures(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List the closures of all offices by their first day, withdrawn ones too."""
    return page(listing.closures(call.session, wanted.of(listing.CLOSURES_BY_FIRST)), _closure)


def _recomputed(call: Call, closure: OfficeClosureRow) -> int:
    """Compute the cases of a closed office anew, run by run, and count them."""
    count, after = 0, ""
    while done := recompute_office(call.session, call.context, closure, after):
        count, after = count + len(done), done[-1].reference
    return count


def _closure(row: OfficeClosureRow) -> Document:
    return plain(row, "id", "office", "first", "last", "source") | entered(row)
