"""API keys: who may call, and what they may do."""

from typing import Annotated, Literal

from fastapi import Path, Query

from service.api.calls import Administering, Answer
from service.api.describing import answers, takes
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Id, Line, Moment
from service.portfolio.keys import create_key, revoke_key
from service.store import ApiKeyRow, listing

Number = Annotated[Id, Path(description="Its id.")]

router = resource("administration")


class NewKey(Given):
    """Who will use the key, what it may do, and when it ends by itself."""

    name: Line
    scopes: list[Literal["read", "write", "admin"]]
    expires_at: Moment | None = None


@router.post("/keys", openapi_extra=takes({"name": "docketing", "scopes": ["write"]}), **answers("ApiKeyMade", 201))
def make_key(call: Administering, given: NewKey) -> Answer:
    """Make an API key; its secret is shown this once."""
    row, secret = create_key(call.session, call.context, given.name, given.scopes, given.expires_at)
    return Answer(_key(row) | {"secret": secret}, 201, once=("secret",))


@router.get("/keys", **answers("ApiKeyPage"))
def list_api_keys(call: Administering, wanted: Annotated[Listing, Query()]) -> Document:
    """List all keys in the order in which they were made, revoked ones too, without their secrets."""
    return page(listing.keys(call.session, wanted.of(listing.KEYS_BY_ID)), _key)


@router.post("/keys/{number}/revoke", **answers("ApiKey"))
def revoke(call: Administering, number: Number) -> Document:
    """End a key at once."""
    return _key(revoke_key(call.session, call.context, number))


def _key(row: ApiKeyRow) -> Document:
    return plain(row, "id", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at")
