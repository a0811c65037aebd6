"""API keys: who may call, and what they may do."""

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import Field

from service.api.calls import Administering, Answer, Call
from service.api.describing import answers, follows, takes
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Id, Line, Moment
from service.portfolio.ageing import Watched, watch
from service.portfolio.keys import LONGEST_OVERLAP, OVERLAP, create_key, revoke_key, rotate_key
from service.store import ApiKeyRow, listing

Number = Annotated[Id, Path(description="Its id.")]

router = resource("administration")


class NewKey(Given):
    """Who will use the key, what it may do, when it ends by itself, and why it is made."""

    name: Line
    scopes: list[Literal["read", "write", "admin"]]
    expires_at: Moment | None = None
    reason: Line | None = None


class Rotation(Given):
    """For how many days the old key stays good, when the new one ends, and why.

    Without `expires_at` the new one lasts as long as the old one was made for.
    """

    overlap_days: int = Field(default=OVERLAP.days, ge=0, le=LONGEST_OVERLAP.days)
    expires_at: Moment | None = None
    reason: Line | None = None


class Revocation(Given):
    """Why the key ends."""

    reason: Line | None = None


_AS_USUAL = Rotation()
_UNSAID = Revocation()


@router.post("/keys", openapi_extra=takes({"name": "docketing", "scopes": ["write"]}), **answers("ApiKeyMade", 201))
def make_key(call: Administering, given: NewKey) -> Answer:
    """Make an API key; its secret is shown this once."""
    made = create_key(call.session, call.context, given.name, given.scopes, given.expires_at, given.reason)
    return _made(call, *made)


@router.get("/keys", openapi_extra=follows("make_key"), **answers("ApiKeyPage"))
def list_api_keys(call: Administering, wanted: Annotated[Listing, Query()]) -> Document:
    """List all keys in the order in which they were made, revoked ones too, without their secrets."""
    found = listing.keys(call.session, wanted.of(listing.KEYS_BY_ID))
    return page(found.shown(lambda keys: watch(call.session, keys, call.now)), _document)


@router.post(
    "/keys/{number}/rotate",
    openapi_extra=takes({"overlap_days": 7, "reason": "yearly change of secrets"}) | follows(number="make_key#/id"),
    **answers("ApiKeyMade", 201),
)
def rotate(call: Administering, number: Number, given: Rotation = _AS_USUAL) -> Answer:
    """Put a new key in the place of one; its secret is shown this once, and the old one stays good for a while."""
    made = rotate_key(
        call.session,
        call.context,
        number,
        overlap=timedelta(days=given.overlap_days),
        expires_at=given.expires_at,
        reason=given.reason,
    )
    return _made(call, *made)


@router.post(
    "/keys/{number}/revoke",
    openapi_extra=takes({"reason": "switched off"}) | follows(number="make_key#/id"),
    **answers("ApiKey"),
)
def revoke(call: Administering, number: Number, given: Revocation = _UNSAID) -> Document:
    """End a key at once."""
    row = revoke_key(call.session, call.context, number, given.reason)
    return _watched(call, row)


def _made(call: Call, row: ApiKeyRow, secret: str) -> Answer:
    return Answer(_watched(call, row) | {"secret": secret}, 201, once=("secret",))


def _watched(call: Call, row: ApiKeyRow) -> Document:
    (watched,) = watch(call.session, [row], call.now)
    return _document(watched)


def _document(watched: Watched) -> Document:
    row = watched.key
    about = plain(row, "id", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at")
    return about | {
        "replaces": row.replaces_id,
        "replaced_by": watched.successor and watched.successor.id,
        "warnings": [{"message": str(one), "code": one.code, "params": one.params} for one in watched.warnings],
    }
