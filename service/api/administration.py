"""What administrators look after: API keys, webhook endpoints, office closures."""

from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import Field

from notifiers.destinations import check_url
from rules.texts import Text
from service.api.calls import Administering, Answer, Call, Reading
from service.api.describing import answers, takes
from service.api.given import Document
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Day, Id, Line, Moment
from service.portfolio.endpoints import create_endpoint, list_endpoints, set_enabled
from service.portfolio.errors import Invalid, wrong
from service.portfolio.keys import create_key, list_keys, revoke_key
from service.portfolio.maintaining import add_closure, recompute_office
from service.reminders.outlets import allowed_hosts
from service.store import ApiKeyRow, EndpointRow, OfficeClosureRow, queries

CLOSED_ADDRESS = Text("endpoint.closed_address", "{why}; register a public address, or ask for it in webhook_allow")

Number = Annotated[Id, Path(description="Its id.")]

router = resource("administration")


class NewKey(Given):
    """Who will use the key, what it may do, and when it ends by itself."""

    name: Line
    scopes: list[Literal["read", "write", "admin"]]
    expires_at: Moment | None = None


class NewEndpoint(Given):
    """Where events go; all of them where none is named."""

    url: Line
    events: tuple[Line, ...] = Field((), strict=False)
    description: Line | None = None


class Switch(Given):
    """Whether an endpoint hears of events, and why not."""

    enabled: bool
    reason: Line | None = None


class NewClosure(Given):
    """Days on which an office is closed by its own notice, both included."""

    office: Annotated[Line, Field(pattern="^[A-Z]{2}$")]
    first: Day
    last: Day
    source: Line


@router.post("/keys", openapi_extra=takes({"name": "docketing", "scopes": ["write"]}), **answers("ApiKeyMade", 201))
def make_key(call: Administering, given: NewKey) -> Answer:
    """Make an API key; its secret is shown this once."""
    row, secret = create_key(call.session, call.context, given.name, given.scopes, given.expires_at)
    return Answer(_key(row) | {"secret": secret}, 201, once=("secret",))


@router.get("/keys", **answers("ApiKey", many=True))
def list_api_keys(call: Administering) -> list[Document]:
    """List all keys, revoked ones too, without their secrets."""
    return [_key(row) for row in list_keys(call.session)]


@router.post("/keys/{number}/revoke", **answers("ApiKey"))
def revoke(call: Administering, number: Number) -> Document:
    """End a key at once."""
    return _key(revoke_key(call.session, call.context, number))


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


@router.get("/webhook-endpoints", **answers("Endpoint", many=True))
def list_webhook_endpoints(call: Administering) -> list[Document]:
    """List all addresses, disabled ones too, without their secrets."""
    return [_endpoint(row) for row in list_endpoints(call.session)]


@router.patch("/webhook-endpoints/{number}", **answers("Endpoint"))
def switch_endpoint(call: Administering, number: Number, given: Switch) -> Document:
    """Let an address hear of events, or not."""
    return _endpoint(set_enabled(call.session, call.context, number, enabled=given.enabled, reason=given.reason))


@router.post(
    "/office-closures",
    openapi_extra=takes({"office": "EP", "first": "2026-12-24", "last": "2026-12-31", "source": "OJ EPO 2026, A1"}),
    **answers("ClosureEntered", 201),
)
def enter_closure(call: Administering, given: NewClosure) -> Answer:
    """Enter days on which an office is closed by its own notice; its cases are computed anew."""
    row = add_closure(call.session, call.context, given.model_dump(mode="json"))
    return Answer(_closure(row) | {"recomputed": _recomputed(call, row)}, 201)


@router.get("/office-closures", **answers("Closure", many=True))
def list_closures(call: Reading) -> list[Document]:
    """List the closures of all offices."""
    return [_closure(row) for row in queries.closures(call.session)]


def _refuse_closed_address(call: Call, url: str) -> None:
    if why := check_url(url, allowed_hosts(call.service.settings.webhook_allow)):
        raise Invalid(wrong("url", CLOSED_ADDRESS(why=why), url))


def _recomputed(call: Call, closure: OfficeClosureRow) -> int:
    """Compute the cases of a closed office anew, run by run, and count them."""
    count, after = 0, ""
    while done := recompute_office(call.session, call.context, closure, after):
        count, after = count + len(done), done[-1].reference
    return count


def _key(row: ApiKeyRow) -> Document:
    return _plain(row, "id", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at")


def _endpoint(row: EndpointRow) -> Document:
    return _plain(row, "id", "url", "events", "description", "enabled", "disabled_reason", "created_at")


def _closure(row: OfficeClosureRow) -> Document:
    return _plain(row, "id", "office", "first", "last", "source", "entered_by", "entered_at")


def _plain(row: Any, *names: str) -> Document:
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
