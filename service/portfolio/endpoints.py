"""Webhook endpoints: addresses of other systems that want to hear of events."""

import base64
import secrets as randomness
from collections.abc import Sequence
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.orm import Session

from rules.reading import did_you_mean, shown
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.errors import Invalid, Unknown, wrong
from service.portfolio.secrets import encrypt
from service.portfolio.texts import NO_SUCH_ROW, NOT_A_URL, NOT_CHOSEN
from service.store import EndpointRow

EVENTS = (
    "deadline.reminder",
    "deadline.changed",
    "deadline.missed",
    "case.registered",
    "case.updated",
    "case.closed",
    "case.reopened",
    "case.handed_over",
    "completion.recorded",
    "completion.voided",
    "completion.answered",
    "completion.file_added",
    "deadline.acknowledged",
    "deadline.instructed",
    "deadline.instruction_withdrawn",
    "deadline.lapse_proposed",
    "deadline.lapse_confirmed",
    "deadline.entered",
    "deadline.overridden",
    "deadline.override_withdrawn",
    "person.absent",
    "person.absence_withdrawn",
    "message.bounced",
    "import.finished",
    "reconciliation.finished",
)
_LONGEST_URL = 2000


def create_endpoint(
    session: Session,
    context: Context,
    key: Fernet,
    url: str,
    events: Sequence[str] = (),
    description: str | None = None,
) -> tuple[EndpointRow, str]:
    """Register an address for events, all of them where none is named.

    Answers its row and the signing secret (`whsec_…`), which can't be had again. Where the address may lie is checked
    by whoever calls. Raises `Invalid`.
    """
    errors = [
        wrong(
            "events",
            NOT_CHOSEN(field="events", value=shown(one), suggestion=did_you_mean(one, EVENTS), choices=list(EVENTS)),
            one,
        )
        for one in events
        if one not in EVENTS
    ]
    if not _is_url(url):
        errors.append(wrong("url", NOT_A_URL(value=shown(url)), url))
    if errors:
        raise Invalid(*errors)
    secret = "whsec_" + base64.b64encode(randomness.token_bytes(32)).decode()
    row = EndpointRow(
        url=url,
        events=[one for one in EVENTS if one in events] or list(EVENTS),
        secret_encrypted=encrypt(key, secret),
        description=description,
        created_at=context.now,
    )
    session.add(row)
    session.flush()
    record(
        session, [entry(context, "endpoint.created", f"endpoint {row.id}", None, {"url": url, "events": row.events})]
    )
    return row, secret


def list_endpoints(session: Session) -> Sequence[EndpointRow]:
    """All endpoints, disabled ones too."""
    return session.scalars(select(EndpointRow).order_by(EndpointRow.id)).all()


def find_endpoint(session: Session, endpoint_id: int) -> EndpointRow:
    """One endpoint. Raises `Unknown`."""
    row = session.get(EndpointRow, endpoint_id)
    if row is None:
        raise Unknown(wrong("endpoint", NO_SUCH_ROW(kind="endpoint", value=endpoint_id), endpoint_id))
    return row


def set_enabled(
    session: Session, context: Context, endpoint_id: int, *, enabled: bool, reason: str | None = None
) -> EndpointRow:
    """Let an endpoint hear of events or not. Raises `Unknown`."""
    row = find_endpoint(session, endpoint_id)
    before = {"enabled": row.enabled, "disabled_reason": row.disabled_reason}
    row.enabled, row.disabled_reason = enabled, None if enabled else reason
    after = {"enabled": row.enabled, "disabled_reason": row.disabled_reason}
    if before != after:
        action = "endpoint.enabled" if enabled else "endpoint.disabled"
        record(session, [entry(context, action, f"endpoint {row.id}", before, after, reason)])
    return row


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= _LONGEST_URL and url.isprintable()
