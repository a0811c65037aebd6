"""Webhook endpoints: addresses of other systems that hear of events."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from notifiers.destinations import check_url
from rules.texts import Text
from service.api.calls import Administering, Answer, Call
from service.api.describing import answers, follows, takes
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Id, Line
from service.portfolio.endpoints import create_endpoint, set_enabled
from service.portfolio.errors import Invalid, wrong
from service.reminders.outlets import allowed_hosts
from service.store import EndpointRow, listing

CLOSED_ADDRESS = Text("endpoint.closed_address", "{why}; register a public address, or ask for it in webhook_allow")

Number = Annotated[Id, Path(description="Its id.")]

router = resource("administration")


class NewEndpoint(Given):
    """Where events go; all of them where none is named."""

    url: Line
    events: tuple[Line, ...] = Field((), strict=False)
    description: Line | None = None


class Switch(Given):
    """Whether an endpoint hears of events, and why not."""

    enabled: bool
    reason: Line | None = None


@router.post(
    "/webhook-endpoints",
    openapi_extra=takes({"url": "https://example.com/annua", "events": ["deadline.reminder"]}),
    **answers("EndpointMade", 201),
)
def make_endpoint(call: Administering, given: NewEndpoint) -> Answer:
    """Register an address that hears of events; its signing secret is shown this once."""
    _refuse_closed_address(call, given.url)
    row, secret = create_endpoint(
        call.session, call.context, call.service.key, given.url, given.events, given.description
    )
    return Answer(_endpoint(row) | {"secret": secret}, 201, once=("secret",))


@router.get("/webhook-endpoints", openapi_extra=follows("make_endpoint"), **answers("EndpointPage"))
def list_webhook_endpoints(call: Administering, wanted: Annotated[Listing, Query()]) -> Document:
    """List all addresses in the order in which they were registered, disabled ones too, without their secrets."""
    return page(listing.endpoints(call.session, wanted.of(listing.ENDPOINTS_BY_ID)), _endpoint)


@router.patch(
    "/webhook-endpoints/{number}",
    openapi_extra=takes({"enabled": False, "reason": "the receiver moves"}) | follows(number="make_endpoint#/id"),
    **answers("Endpoint"),
)
def switch_endpoint(call: Administering, number: Number, given: Switch) -> Document:
    """Let an address hear of events, or not."""
    return _endpoint(set_enabled(call.session, call.context, number, enabled=given.enabled, reason=given.reason))


def _refuse_closed_address(call: Call, url: str) -> None:
    if why := check_url(url, allowed_hosts(call.service.settings.webhook_allow)):
        raise Invalid(wrong("url", CLOSED_ADDRESS(why=why), url))


def _endpoint(row: EndpointRow) -> Document:
    return plain(row, "id", "url", "events", "description", "enabled", "disabled_reason", "created_at")
