"""The people who answer for cases."""

from typing import Annotated

from fastapi import Body, Path

from service.api.calls import Answer, Reading, Writing
from service.api.describing import answers, takes
from service.api.given import Document, PersonGiven
from service.api.routing import resource
from service.api.validation import Storable
from service.portfolio.people import as_document, find_person, upsert_person
from service.store import queries

EXAMPLE = {"key": "p1", "name": "Paralegal 1", "address": "paralegal1@example.com", "zone": "Asia/Shanghai"}

router = resource("people")


@router.post("/people", openapi_extra=takes(EXAMPLE), **answers("Person", also=201))
def store_person(call: Writing, document: Annotated[PersonGiven, Body()]) -> Answer:
    """Store somebody, or change what is given of somebody known by the key. Status 201 for somebody new."""
    row, is_new = upsert_person(call.session, call.context, document)
    return Answer(as_document(row), 201 if is_new else 200)


@router.get("/people", **answers("Person", many=True))
def list_people(call: Reading) -> list[Document]:
    """List everybody, those who left too."""
    return [as_document(person) for person in queries.everybody(call.session)]


@router.get("/people/{key:path}", **answers("Person"))
def get_person(call: Reading, key: Annotated[Storable, Path()]) -> Document:
    """Read somebody by their key."""
    return as_document(find_person(call.session, key))
