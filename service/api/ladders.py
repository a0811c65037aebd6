"""Ladders as data: when some deadlines are reminded of, instead of the usual days."""

from typing import Annotated

from fastapi import Body, Path, Query

from service.api.calls import Administering, Answer, Reading
from service.api.describing import answers, follows, takes
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.staffing import LadderGiven
from service.api.validation import Id, Withdrawal
from service.portfolio.ladders import as_document, enter_ladder, withdraw_ladder
from service.portfolio.withdrawing import entered, find_entry
from service.store import LadderRow
from service.store.staffing import LADDERS_BY_ID, all_rules

EXAMPLE = {"right": "trademark", "kind": "renewal", "stages": {"act_by": [365, 180, 90, 30, 7, 3, 1, 0]}}

Number = Annotated[Id, Path(description="Its id.")]

router = resource("people")


@router.post("/ladders", openapi_extra=takes(EXAMPLE), **answers("Ladder", 201))
def store_ladder(call: Administering, document: Annotated[LadderGiven, Body()]) -> Answer:
    """Enter the days before the end of each phase for some deadlines; the most specific ladder holds."""
    return Answer(_document(enter_ladder(call.session, call.context, document)), 201)


@router.get("/ladders", openapi_extra=follows("store_ladder"), **answers("LadderPage"))
def list_ladders(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List the ladders in the order of entry, withdrawn ones too."""
    return page(all_rules(call.session, LadderRow, wanted.of(LADDERS_BY_ID)), _document)


@router.get("/ladders/{number}", openapi_extra=follows(number="store_ladder#/id"), **answers("Ladder"))
def get_ladder(call: Reading, number: Number) -> Document:
    """Read one ladder, withdrawn or not."""
    row = find_entry(call.session, LadderRow, "ladder", number)
    return _document(row)


@router.post(
    "/ladders/{number}/withdraw",
    openapi_extra=takes({"reason": "the usual days do"}) | follows(number="store_ladder#/id"),
    **answers("Ladder"),
)
def take_back_ladder(call: Administering, number: Number, given: Withdrawal) -> Document:
    """Take a ladder back; its deadlines go by the next that fits, or by the usual days."""
    return _document(withdraw_ladder(call.session, call.acting(given.actor), number, given.reason))


def _document(row: LadderRow) -> Document:
    return as_document(row) | entered(row)
