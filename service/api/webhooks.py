"""Webhook endpoints: addresses of other systems that hear of events."""

import asyncio
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from notifiers.destinations import check_url
from rules.texts import Text
from service.api.calls import Administering, Answer, Call, stepwise
from service.api.describing import answers, follows, takes
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import Route, resource
from service.api.validation import Body as Given
from service.api.validation import Id, Line
from service.portfolio.endpoints import (
    change_endpoint,
    create_endpoint,
    earlier_secret_until,
    find_endpoint,
    rotate_secret,
)
from service.portfolio.errors import Invalid, wrong
from service.reminders.claiming import Claimed, Tried
from service.reminders.dispatch import attempt
from service.reminders.outlets import allowed_hosts
from service.reminders.replaying import replay
from service.reminders.testing import prepare_test, record_test
from service.store import EndpointRow, listing
from service.store.deliveries import LATEST_FIRST, Delivery, deliveries
from service.wiring import Service

CLOSED_ADDRESS = Text("endpoint.closed_address", "{why}; register a public address, or ask for it in webhook_allow")
TEST_LEASE = timedelta(minutes=2)  # longer than a call may take

Number = Annotated[Id, Path(description="Its id.")]
Position = Annotated[int, Field(ge=0, le=2**31 - 1)]

router = resource("administration")
calling = APIRouter(prefix="/v1", tags=["administration"], route_class=Route)  # waits for the network


def _of_endpoint() -> Document:
    return follows(number="make_endpoint#/id")


class NewEndpoint(Given):
    """Where events go; all of them where none is named."""

    url: Line
    events: tuple[Line, ...] = Field((), strict=False)
    description: Line | None = None


class EndpointChange(Given):
    """What is to be otherwise about an endpoint, and why; what is absent stays as it is."""

    url: Line = ""
    events: tuple[Line, ...] = Field((), strict=False, description="Which events; all of them where the list is empty.")
    description: Line | None = None
    enabled: bool = True
    reason: Line | None = None


class Rotation(Given):
    """For how many hours the present secret signs beside the new one; 0 ends it at once."""

    overlap_hours: int = Field(24, ge=0, le=168)


class Range(Given):
    """A range of the event log: behind a position, up to and with another; to the last one told where none is named."""

    after: Position
    through: Position | None = None


class Wanted(Listing):
    """Which deliveries."""

    state: Literal["pending", "held", "sent", "failed", "given_up"] | None = Field(
        None, description="Only those in this state."
    )


_USUAL_ROTATION = Rotation(overlap_hours=24)


@router.post(
    "/webhook-endpoints",
    openapi_extra=takes({"url": "https://hooks.example.com/annua", "events": ["deadline.reminder"]}),
    **answers("EndpointMade", 201),
)
def make_endpoint(call: Administering, given: NewEndpoint) -> Answer:
    """Register an address that hears of events to come; its signing secret is shown this once."""
    _refuse_closed_address(call, given.url)
    row, secret = create_endpoint(
        call.session, call.context, call.service.key, given.url, given.events, given.description
    )
    return Answer(_endpoint(call, row) | {"secret": secret}, 201, once=("secret",))


@router.get("/webhook-endpoints", openapi_extra=follows("make_endpoint"), **answers("EndpointPage"))
def list_webhook_endpoints(call: Administering, wanted: Annotated[Listing, Query()]) -> Document:
    """List all addresses in the order in which they were registered, disabled ones too, without their secrets."""
    found = listing.endpoints(call.session, wanted.of(listing.ENDPOINTS_BY_ID))
    return page(found, lambda row: _endpoint(call, row))


@router.patch(
    "/webhook-endpoints/{number}",
    openapi_extra=takes({"enabled": True, "description": "docketing"}) | _of_endpoint(),
    **answers("Endpoint"),
)
def alter_endpoint(call: Administering, number: Number, given: EndpointChange) -> Document:
    """Change an address, its events or its description, disable it, or enable it again to go on where it stopped."""
    changed = given.model_dump(exclude_unset=True, exclude={"reason"})
    if "url" in changed:
        _refuse_closed_address(call, given.url)
    return _endpoint(call, change_endpoint(call.session, call.context, number, changed, given.reason))


@router.post(
    "/webhook-endpoints/{number}/rotate-secret",
    openapi_extra=takes({"overlap_hours": 24}) | _of_endpoint(),
    **answers("EndpointMade"),
)
def rotate_endpoint_secret(call: Administering, number: Number, given: Rotation = _USUAL_ROTATION) -> Answer:
    """Make a new signing secret, shown this once; calls carry a signature by each until the overlap is over."""
    overlap = timedelta(hours=given.overlap_hours)
    row, secret = rotate_secret(call.session, call.context, call.service.key, number, overlap)
    return Answer(_endpoint(call, row) | {"secret": secret}, once=("secret",))


@router.get("/webhook-endpoints/{number}/deliveries", openapi_extra=_of_endpoint(), **answers("DeliveryPage"))
def list_deliveries(call: Administering, number: Number, wanted: Annotated[Wanted, Query()]) -> Document:
    """List the calls to an address with every attempt and what it answered, the latest first."""
    endpoint = find_endpoint(call.session, number)
    return page(deliveries(call.session, endpoint.id, wanted.state, wanted.of(LATEST_FIRST)), _delivery)


@router.post(
    "/webhook-endpoints/{number}/replay",
    openapi_extra=takes({"after": 0}) | follows("list_events", number="make_endpoint#/id"),
    **answers("Replayed"),
)
def replay_events(call: Administering, number: Number, given: Range) -> Document:
    """Send the events of a range again, calls that were made before under the same `webhook-id`."""
    through, events, calls = replay(call.session, call.context, number, given.after, given.through)
    return {"after": given.after, "through": through, "events": events, "calls": calls}


@calling.post("/webhook-endpoints/{number}/test", openapi_extra=_of_endpoint(), **answers("Delivery"))
def test_endpoint(call: Administering, number: Number) -> Response:
    """Call an address at once with `annua.test`, whether it is enabled or not, and tell what it answered."""
    return stepwise(
        call,
        lambda: prepare_test(call.session, call.context, number, TEST_LEASE),
        lambda message: asyncio.run(_attempt(call.service, message)),
        lambda tried: Answer(_delivery(record_test(call.session, tried))),
    )


async def _attempt(service: Service, message: Claimed) -> Tried:
    async with service.posting() as post:
        return await attempt(post, message)


def _refuse_closed_address(call: Call, url: str) -> None:
    if why := check_url(url, allowed_hosts(call.service.settings.webhook_allow)):
        raise Invalid(wrong("url", CLOSED_ADDRESS(why=why), url))


def _endpoint(call: Call, row: EndpointRow) -> Document:
    said = plain(row, "id", "url", "events", "description", "enabled", "disabled_reason", "disabled_at", "disabled_by")
    until = earlier_secret_until(row, call.now)
    return {
        **said,
        **plain(row, "failing_since", "position", "sequence"),
        "earlier_secret_until": until.isoformat() if until else None,
        **plain(row, "created_at"),
    }


def _delivery(found: Delivery) -> Document:
    row = found.message
    numbers = plain(row, "sequence", "first_position", "last_position")
    moments = plain(row, "created_at", "next_attempt_at", "sent_at")
    attempts = [plain(one, "started_at", "finished_at", "outcome", "detail") for one in found.attempts]
    return {"id": row.key, "type": row.subject, **numbers, "state": row.state, **moments, "attempts": attempts}
