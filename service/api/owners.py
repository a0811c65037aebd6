"""Owners: days of lead, and what it means when nobody answers."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Body, Path, Query

from service.api.calls import SEEN, Administering, Answer, Reading, tagged
from service.api.describing import answers, conditional, follows, takes
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.staffing import OwnerGiven
from service.api.validation import Storable
from service.portfolio.owners import find_owner, set_owner, wishes
from service.store import OwnerRow
from service.store.staffing import OWNERS_BY_NAME, live_cases_by_owner, owners_listed

EXAMPLE = {"lead_days": 14, "unanswered": "renew", "silence_days": 30, "patience_days": 5}

Name = Annotated[
    Storable, Path(max_length=2000, description="The owner, as cases name them.", examples=["Imaging Division"])
]

router = resource("people")


@router.put("/owners/{name:path}", openapi_extra=takes(EXAMPLE) | conditional(SEEN), **answers("Owner", also=201))
def store_owner(call: Administering, name: Name, document: Annotated[OwnerGiven, Body()]) -> Answer:
    """Say what an owner wants; what is absent is unchanged. Status 201 for one of whom nothing was said before."""
    row, is_new = set_owner(call.session, call.context, name, document, call.expect)
    return tagged(_document(row, live_cases_by_owner(call.session)), wishes(row), 201 if is_new else 200)


@router.get("/owners", openapi_extra=follows("store_owner"), **answers("OwnerPage"))
def list_owners(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List the owners of whom somebody said what they want, by name."""
    counted = live_cases_by_owner(call.session)
    found = owners_listed(call.session, wanted.of(OWNERS_BY_NAME))
    return page(found, lambda row: _document(row, counted))


@router.get("/owners/{name:path}", openapi_extra=follows(name="store_owner#/name"), **answers("Owner"))
def get_owner(call: Reading, name: Name) -> Answer:
    """Read what an owner wants; the `ETag` is for `If-Match`."""
    row = find_owner(call.session, name)
    return tagged(_document(row, live_cases_by_owner(call.session)), wishes(row))


def _document(row: OwnerRow, counted: Mapping[str, int]) -> Document:
    said = {"updated_by": row.updated_by, "updated_at": row.updated_at.isoformat()}
    return {"name": row.name, **wishes(row), "cases": counted.get(row.name, 0), **said}
