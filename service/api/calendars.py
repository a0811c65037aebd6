"""Calendar feeds: made and revoked by administrators, read by calendar programs under a secret address."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from service.api.calls import Administering, Answer
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.problems import NOT_FOUND, Problem
from service.api.routing import Route, resource
from service.api.validation import Id, Storable
from service.calendar.writing import Feed
from service.portfolio.feeds import create_feed, holder_of, items_of, revoke_feed
from service.portfolio.people import find_person
from service.store import CalendarFeedRow, listing, reading
from service.wiring import Service
from service.words import language

KIND = "text/calendar; charset=utf-8"
PRIVATE = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}

OF_A_PERSON = follows(key="store_person#/key")

Key = Annotated[Storable, Path(max_length=200, description="The person's key.")]

router = resource("people")
feed = APIRouter(route_class=Route, include_in_schema=False)


@router.post("/people/{key}/calendar-feeds", openapi_extra=OF_A_PERSON, **answers("CalendarFeedMade", 201))
def make_calendar_feed(call: Administering, key: Key) -> Answer:
    """Make somebody a calendar feed; its secret address is shown this once."""
    row, token = create_feed(call.session, call.context, key)
    url = f"{call.service.desk.links.home}calendars/{token}.ics"
    return Answer(_feed(row) | {"url": url}, 201, once=("url",))


@router.get(
    "/people/{key}/calendar-feeds",
    openapi_extra=follows("make_calendar_feed", key="store_person#/key"),
    **answers("CalendarFeedPage"),
)
def list_calendar_feeds(call: Administering, key: Key, wanted: Annotated[Listing, Query()]) -> Document:
    """List somebody's calendar feeds in the order of making, revoked ones too, without their addresses."""
    person = find_person(call.session, key)
    return page(listing.feeds(call.session, person.id, wanted.of(listing.FEEDS_BY_ID)), _feed)


@router.post(
    "/people/{key}/calendar-feeds/{number}/revoke",
    openapi_extra=follows(key="store_person#/key", number="make_calendar_feed#/id"),
    **answers("CalendarFeed"),
)
def revoke_calendar_feed(call: Administering, key: Key, number: Annotated[Id, Path(description="Its id.")]) -> Document:
    """End a calendar feed at once."""
    return _feed(revoke_feed(call.session, call.context, key, number))


@feed.api_route("/calendars/{token}.ics", methods=["GET", "HEAD"], response_class=Response)
def read_calendar(request: Request, token: Annotated[str, Path(max_length=200)]) -> Response:
    """Read a calendar; whether an address that opens nothing is wrong or was revoked stays our secret."""
    service: Service = request.app.state.service
    now = service.clock.now()
    with reading(service.answering) as session:
        person = holder_of(session, token)
        if person is None:
            raise Problem(NOT_FOUND, "there is no such calendar")
        items = items_of(session, person, now)
    body = Feed(person.name, language(person.language), service.desk.links, now).write(items)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**PRIVATE, "ETag": tag}
    if tag in [given.strip().removeprefix("W/") for given in request.headers.get("If-None-Match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=KIND)


def _feed(row: CalendarFeedRow) -> Document:
    revoked = row.revoked_at and row.revoked_at.isoformat()
    return {"id": row.id, "created_at": row.created_at.isoformat(), "revoked_at": revoked}
