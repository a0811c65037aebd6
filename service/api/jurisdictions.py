"""The offices that have rules."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import Field
from sqlalchemy import String, column

import rules
from rules import reference
from rules.reading import NO_OFFICE, shown
from service.api.auth import holder_of
from service.api.describing import answers
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.routing import Route
from service.api.validation import Storable
from service.clock import today_everywhere
from service.portfolio.errors import Unknown, wrong
from service.store.paging import Found, Order
from service.wiring import Service

BY_CODE = Order("jurisdiction", (column("jurisdiction", String),))  # of no table: offices are code

Code = Annotated[Storable, Path(description="Its ST.3 code.", examples=["EP"])]

router = APIRouter(prefix="/v1", tags=["jurisdictions"], route_class=Route, dependencies=[Depends(holder_of("read"))])


class Wanted(Listing):
    """Which offices."""

    fresh: bool | None = Field(None, description="Whether the last reading of their law is still good enough.")


@router.get("/jurisdictions", **answers("JurisdictionPage"))
def list_jurisdictions(request: Request, wanted: Annotated[Wanted, Query()]) -> Document:
    """List every office that has rules by its code, with its rights and when their law was last checked."""
    today = _today(request)
    some = wanted.of(BY_CODE)
    (after,) = some.after or ("",)
    offices = [
        office
        for office in rules.jurisdictions()
        if office.code > after and wanted.fresh in (None, _is_fresh(office, today))
    ]
    shown = offices[: some.limit]
    return page(
        Found(shown, BY_CODE, (shown[-1].code,) if len(offices) > len(shown) else None),
        lambda office: _document(office, today),
    )


@router.get("/jurisdictions/{code}", **answers("Jurisdiction"))
def get_jurisdiction(request: Request, code: Code) -> Document:
    """Read one office by its code."""
    return _document(_office(code), _today(request))


@router.get(
    "/jurisdictions/{code}/reference",
    response_class=Response,
    responses={200: {"description": "A page of Markdown.", "content": {"text/markdown": {}}}},
)
def get_reference(code: Code) -> Response:
    """Read an office's law as its rules have it, in sentences to check against the statute, with a worked example."""
    return Response(reference.page(_office(code)), media_type="text/markdown")


def _office(code: str) -> rules.Jurisdiction:
    offices = {office.code: office for office in rules.jurisdictions()}
    if code not in offices:
        raise Unknown(wrong("path.code", NO_OFFICE(value=shown(code), choices=sorted(offices)), code))
    return offices[code]


def _today(request: Request) -> date:
    service: Service = request.app.state.service
    return today_everywhere(service.clock.now())


def _is_fresh(office: rules.Jurisdiction, today: date) -> bool:
    """Whether nobody has to read the law of the office again as yet."""
    return all(today <= right.checked.good_until for right in office.rights)


def _document(office: rules.Jurisdiction, today: date) -> Document:
    return {
        "jurisdiction": office.code,
        "name": office.name,
        "local_name": office.local_name,
        "zone": office.calendar.zone,
        "rules": rules.VERSION,
        "fresh": _is_fresh(office, today),
        "rights": [
            {
                "right": right.name,
                "routes": list(right.routes),
                "checked_on": right.checked.on.isoformat(),
                "good_until": right.checked.good_until.isoformat(),
                "fresh": today <= right.checked.good_until,
            }
            for right in office.rights
        ],
        "attributes": [
            {"key": one.key, "kind": one.kind, "says": one.says, "choices": list(one.choices)}
            for one in office.attributes
        ],
        "sources": list(office.sources),
    }
