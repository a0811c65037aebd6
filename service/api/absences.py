"""Absences: who is away when, and who stands in."""

from typing import Annotated

from fastapi import Body, Path, Query
from pydantic import Field

from service.api.calls import Answer, Reading, Writing
from service.api.describing import answers, follows, takes
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.staffing import AbsenceGiven
from service.api.validation import Day, Id, Storable, Withdrawal
from service.portfolio.absences import as_document, enter_absence, withdraw_absence
from service.portfolio.docket import People
from service.portfolio.people import find_person
from service.portfolio.withdrawing import entered, find_entry
from service.store import AbsenceRow, staffing

EXAMPLE = {"person": "p1", "first": "2026-10-01", "last": "2026-10-09", "substitute": "p2"}

Number = Annotated[Id, Path(description="Its id.")]

router = resource("people")


class Wanted(Listing):
    """Which absences: each parameter that is given must fit."""

    person: Storable | None = Field(None, max_length=200, description="The key of who is away.")
    ending_from: Day | None = Field(None, description="Those whose last day is this one or a later.")


@router.post("/absences", openapi_extra=takes(EXAMPLE) | follows("store_person"), **answers("Absence", 201))
def store_absence(call: Writing, document: Annotated[AbsenceGiven, Body()]) -> Answer:
    """Enter days on which somebody is away; their messages go to the substitute too."""
    row = enter_absence(call.session, call.context, document)
    return Answer(_document(row, People(call.session)), 201)


@router.get("/absences", openapi_extra=follows("store_absence"), **answers("AbsencePage"))
def list_absences(call: Reading, wanted: Annotated[Wanted, Query()]) -> Document:
    """List absences by their first day, withdrawn ones too."""
    person_id = find_person(call.session, wanted.person).id if wanted.person is not None else None
    some = wanted.of(staffing.ABSENCES_BY_FIRST)
    found = staffing.absences(call.session, some, ending=wanted.ending_from, person_id=person_id)
    people = People(call.session)
    return page(found, lambda row: _document(row, people))


@router.get("/absences/{number}", openapi_extra=follows(number="store_absence#/id"), **answers("Absence"))
def get_absence(call: Reading, number: Number) -> Document:
    """Read one absence, withdrawn or not."""
    row = find_entry(call.session, AbsenceRow, "absence", number)
    return _document(row, People(call.session))


@router.post(
    "/absences/{number}/withdraw",
    openapi_extra=takes({"reason": "the journey was called off"}) | follows(number="store_absence#/id"),
    **answers("Absence"),
)
def take_back_absence(call: Writing, number: Number, given: Withdrawal) -> Document:
    """Take an absence back."""
    row = withdraw_absence(call.session, call.acting(given.actor), number, given.reason)
    return _document(row, People(call.session))


def _document(row: AbsenceRow, people: People) -> Document:
    return as_document(row, people) | entered(row)
