"""The people who answer for cases."""

from typing import Annotated, Any

from fastapi import Body, Path, Query

from service.api.calls import SEEN, Answer, Call, Reading, Writing, tagged
from service.api.describing import answers, conditional, follows, takes
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.problems import FORBIDDEN, Problem
from service.api.routing import resource
from service.api.staffing import PersonGiven
from service.api.validation import Storable
from service.portfolio.people import as_document, find_person, role_of, still_needed, upsert_person
from service.store import PersonRow, staffing
from service.store.people import ADMIN, SUPERVISOR

EXAMPLE = {
    "key": "p1",
    "name": "Paralegal 1",
    "address": "paralegal1@example.com",
    "language": "zh-Hans",
    "zone": "Asia/Shanghai",
    "works_from": "08:30",
    "works_until": "17:30",
}
OTHERS = tuple(
    {"key": f"p{number}", "name": f"Paralegal {number}", "address": f"paralegal{number}@example.com"}
    for number in (2, 3)
)

TRUSTED = (SUPERVISOR, ADMIN)

router = resource("people")


@router.post("/people", openapi_extra=takes(EXAMPLE, *OTHERS) | conditional(SEEN), **answers("Person", also=201))
def store_person(call: Writing, document: Annotated[PersonGiven, Body()]) -> Answer:
    """Store somebody, or change what is given of somebody known by the key. Status 201 for somebody new.

    Supervisors and administrators are stored and changed with an admin key. Somebody who is made inactive is warned
    about while cases, assignments or absences still need them.
    """
    former = role_of(call.session, document.get("key"))
    row, is_new = upsert_person(call.session, call.context, document, call.expect)
    _refuse_promotion(call, former, row.role)
    return tagged(_document(call, row), as_document(row), 201 if is_new else 200)


@router.get("/people", openapi_extra=follows("store_person"), **answers("PersonPage"))
def list_people(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List everybody by their keys, those who left too."""
    found = staffing.people(call.session, wanted.of(staffing.PEOPLE_BY_KEY))
    return page(found, lambda person: _document(call, person))


@router.get("/people/{key:path}", openapi_extra=follows(key="store_person#/key"), **answers("Person"))
def get_person(call: Reading, key: Annotated[Storable, Path()]) -> Answer:
    """Read somebody by their key; the `ETag` is for `If-Match`."""
    person = find_person(call.session, key)
    return tagged(_document(call, person), as_document(person))


def _document(call: Call, person: PersonRow) -> Document:
    needed = still_needed(call.session, call.context, person)
    warnings: list[Any] = [{"message": str(needed), "code": needed.code, "params": needed.params}] if needed else []
    return as_document(person) | {"warnings": warnings}


def _refuse_promotion(call: Call, *roles: str | None) -> None:
    """A key that feeds cases can't make somebody who may do more than it may, nor change where their mails go."""
    if not call.caller.administers and any(role in TRUSTED for role in roles):
        raise Problem(FORBIDDEN, "supervisors and administrators are stored with a key with the scope admin")
