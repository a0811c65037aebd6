"""Bounces: other systems report mails that came back, and everybody may see what was reported."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field, TypeAdapter, ValidationError

from notifiers.delivery import one_line
from notifiers.delivery_status import DeliveryStatus, delivery_statuses
from service.api.calls import Answer, Call, Reading, Writing
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.problems import MEDIA, Problem
from service.api.routing import json_of, media_type, resource
from service.api.validation import Body as Given
from service.api.validation import Moment, Storable
from service.reminders.bounces import record_bounce
from service.store import BounceRow, MessageRow, listing

JSON, MAIL = "application/json", "message/rfc822"
EXAMPLE = {
    "message_id": "<0f8fad5bd9cb469fa16570867728950e@example.com>",
    "recipient": "paralegal1@example.com",
    "status": "5.1.1",
    "detail": "550 no such user",
}
_GIVEN = {"$ref": "#/components/schemas/BounceGiven"}
_TAKES = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": {"anyOf": [_GIVEN, {"type": "array", "items": _GIVEN}]}, "example": EXAMPLE},
            MAIL: {"schema": {"type": "string", "description": "A delivery status mail as it came (RFC 3464)."}},
        },
    }
}

Short = Annotated[Storable, Field(min_length=1, max_length=300)]

router = resource("bounces")


class Reported(Given):
    """One mail that did not arrive, or not yet."""

    message_id: Annotated[Storable, Field(min_length=3, max_length=300)] | None = None
    recipient: Short
    status: Annotated[str, Field(pattern=r"^[245]\.[0-9]{1,3}\.[0-9]{1,3}$")] | None = None
    action: Literal["failed", "delayed"] = "failed"
    detail: Annotated[Storable, Field(max_length=2000)] = ""
    at: Moment | None = None

    def as_status(self) -> DeliveryStatus:
        """The same as a delivery status mail says it; some services leave the angle brackets of the id out."""
        message_id = f"<{self.message_id.strip('<> ')}>" if self.message_id else None
        return DeliveryStatus(message_id, one_line(self.recipient), self.action, self.status, one_line(self.detail))


class Wanted(Listing):
    """Which bounces."""

    fits: bool | None = Field(None, description="Whether the report fits a message that was sent from here.")


_REPORTS = TypeAdapter(list[Reported])


async def _sent(request: Request) -> tuple[str, bytes]:
    """The body as it was sent, and of which kind."""
    kind = media_type(request)
    if kind not in (JSON, MAIL):
        raise Problem(MEDIA, f"send {JSON} or {MAIL}, not {kind or 'an unnamed kind'}")
    return kind, await request.body()


@router.post("/bounces", openapi_extra=_TAKES, **answers("Bounce", many=True))
def report_bounces(call: Writing, sent: Annotated[tuple[str, bytes], Depends(_sent)]) -> Answer:
    """Report mails that came back: one, several, or a delivery status mail as it came; answers what was new in them.

    A failed mail counts as not sent, and its deadlines go to the back-up. Without `action` a report is of a failure. A
    mail that is no delivery status mail reports nothing.
    """
    kind, body = sent
    found = [(status, None) for status in delivery_statuses(body)] if kind == MAIL else _read(json_of(body))
    rows = [record_bounce(call.session, status, "api", call.now, actor=call.caller.name, at=at) for status, at in found]
    return Answer([bounce_document(row, _key(call, row)) for row in rows if row is not None])


@router.get("/bounces", openapi_extra=follows("report_bounces"), **answers("BouncePage"))
def list_bounces(call: Reading, wanted: Annotated[Wanted, Query()]) -> Document:
    """List what was reported of mails that came back, the latest first."""
    found = listing.bounces(call.session, wanted.fits, wanted.of(listing.LATEST_BOUNCES))
    return page(found, lambda pair: bounce_document(*pair))


def _read(value: Any) -> list[tuple[DeliveryStatus, datetime | None]]:
    """Reports in JSON, one or several; a problem that names each field that can't be read."""
    several = isinstance(value, list)
    try:
        reports = _REPORTS.validate_python(value if several else [value])
    except ValidationError as refused:
        skipped = 0 if several else 1  # the place in a list that was not sent
        errors = [{**one, "loc": ("body", *one["loc"][skipped:])} for one in refused.errors()]
        raise RequestValidationError(errors) from None
    return [(report.as_status(), report.at) for report in reports]


def _key(call: Call, row: BounceRow) -> str | None:
    message = call.session.get(MessageRow, row.message_id) if row.message_id else None
    return message.key if message else None


def bounce_document(row: BounceRow, message: str | None) -> Document:
    """A report of a mail that did not arrive; `message` is the key of that mail, where it is known."""
    return {
        "id": row.id,
        "message": message,
        "action": row.action,
        "recipient": row.recipient,
        "status": row.status,
        "detail": row.detail,
        "source": row.source,
        "received_at": row.received_at.isoformat(),
    }
