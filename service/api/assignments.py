"""Assignments: rules that say who answers for cases that name nobody."""

from typing import Annotated

from fastapi import Body, Path, Query

from service.api.calls import Answer, Reading, Writing
from service.api.describing import answers, follows, takes
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.staffing import AssignmentGiven
from service.api.validation import Id, Withdrawal
from service.portfolio.assignments import as_document, enter_assignment, withdraw_assignment
from service.portfolio.docket import People
from service.portfolio.withdrawing import entered, find_entry
from service.store import AssignmentRow
from service.store.staffing import ASSIGNMENTS_BY_ID, all_rules

EXAMPLE = {"owner": "Imaging Division", "jurisdiction": "EP", "responsible": "p1", "backup": "p2"}

Number = Annotated[Id, Path(description="Its id.")]

router = resource("people")


@router.post(
    "/assignments", openapi_extra=takes(EXAMPLE) | follows("store_person"), **answers("AssignmentChanged", 201)
)
def store_assignment(call: Writing, document: Annotated[AssignmentGiven, Body()]) -> Answer:
    """Enter who answers for cases of an owner, an office and a right that name nobody; the most specific rule holds."""
    row, count = enter_assignment(call.session, call.context, document)
    return Answer(_document(row, People(call.session)) | {"reassigned": count}, 201)


@router.get("/assignments", openapi_extra=follows("store_assignment"), **answers("AssignmentPage"))
def list_assignments(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List the rules in the order of entry, withdrawn ones too."""
    people = People(call.session)
    found = all_rules(call.session, AssignmentRow, wanted.of(ASSIGNMENTS_BY_ID))
    return page(found, lambda row: _document(row, people))


@router.get("/assignments/{number}", openapi_extra=follows(number="store_assignment#/id"), **answers("Assignment"))
def get_assignment(call: Reading, number: Number) -> Document:
    """Read one assignment, withdrawn or not."""
    row = find_entry(call.session, AssignmentRow, "assignment", number)
    return _document(row, People(call.session))


@router.post(
    "/assignments/{number}/withdraw",
    openapi_extra=takes({"reason": "the division was sold"}) | follows(number="store_assignment#/id"),
    **answers("AssignmentChanged"),
)
def take_back_assignment(call: Writing, number: Number, given: Withdrawal) -> Document:
    """Take a rule back; its cases go to whom the other rules give them."""
    row, count = withdraw_assignment(call.session, call.acting(given.actor), number, given.reason)
    return _document(row, People(call.session)) | {"reassigned": count}


def _document(row: AssignmentRow, people: People) -> Document:
    return as_document(row, people) | entered(row)
