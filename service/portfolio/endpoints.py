"""Webhook endpoints: addresses of other systems that want to hear of events, and the secrets that sign their calls."""

import base64
import secrets as randomness
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import did_you_mean, shown
from service.portfolio.audit import entry, event, record
from service.portfolio.context import Context
from service.portfolio.errors import Invalid, Unknown, wrong
from service.portfolio.event_types import ENDPOINT_DISABLED, EVENTS
from service.portfolio.secrets import decrypt, encrypt
from service.portfolio.texts import NO_SUCH_ROW, NOT_A_URL, NOT_CHOSEN
from service.store import EndpointRow
from service.store.deliveries import hold, locked_endpoint, release
from service.store.event_log import last_position

OVERLAP = timedelta(hours=24)  # for which an earlier secret signs beside a new one, where nothing else is said
_CHANGEABLE = ("url", "events", "description", "enabled", "disabled_reason")
_LONGEST_URL = 2000


def create_endpoint(
    session: Session,
    context: Context,
    key: Fernet,
    url: str,
    events: Sequence[str] = (),
    description: str | None = None,
) -> tuple[EndpointRow, str]:
    """Register an address for the events to come, all of them where none is named.

    Answers its row and the signing secret (`whsec_…`), which can't be had again. Where the address may lie is checked
    by whoever calls. Raises `Invalid`.
    """
    _refuse(url, events)
    secret = _new_secret()
    row = EndpointRow(
        url=url,
        events=_in_order(events),
        secret_encrypted=encrypt(key, secret),
        description=description,
        position=last_position(session),
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
    return _known(session.get(EndpointRow, endpoint_id), endpoint_id)


def endpoint_to_change(session: Session, endpoint_id: int) -> EndpointRow:
    """One endpoint, kept from other writers until the transaction ends. Raises `Unknown`."""
    return _known(locked_endpoint(session, endpoint_id), endpoint_id)


def change_endpoint(
    session: Session, context: Context, endpoint_id: int, given: Mapping[str, Any], reason: str | None = None
) -> EndpointRow:
    """Change what is given of `url`, `events`, `description` and `enabled`; disabling takes a reason.

    What waits for an endpoint is kept while it is disabled, and leaves once it is enabled again; it then goes on where
    it stopped. Raises `Invalid` and `Unknown`.
    """
    row = endpoint_to_change(session, endpoint_id)
    _refuse(given.get("url", row.url), given.get("events", ()))
    before = {name: getattr(row, name) for name in _CHANGEABLE}
    for name in ("url", "description"):
        setattr(row, name, given.get(name, getattr(row, name)))
    if "events" in given:
        row.events = _in_order(given["events"])
    if "enabled" in given:
        _switch(session, row, context.now, enabled=given["enabled"], by=context.actor, reason=reason)
    after = {name: getattr(row, name) for name in _CHANGEABLE}
    if before != after:
        actions = {True: "endpoint.enabled", False: "endpoint.disabled"}
        action = actions[row.enabled] if before["enabled"] != row.enabled else "endpoint.changed"
        record(session, [entry(context, action, f"endpoint {row.id}", before, after, reason)])
    session.flush()
    return row


def rotate_secret(
    session: Session, context: Context, key: Fernet, endpoint_id: int, overlap: timedelta = OVERLAP
) -> tuple[EndpointRow, str]:
    """Make a new signing secret; the present one signs beside it for the overlap.

    An earlier secret that signs already does so for its own time. Answers the row and the new secret, which can't be
    had again. Raises `Unknown`.
    """
    row = endpoint_to_change(session, endpoint_id)
    until = (context.now + overlap).isoformat()
    present = {"secret": row.secret_encrypted.decode(), "until": until}
    row.earlier_secrets = [present, *_still_signing(row, context.now)] if overlap else []
    secret = _new_secret()
    row.secret_encrypted = encrypt(key, secret)
    session.flush()
    after = {"earlier_secret_until": until if overlap else None}
    record(session, [entry(context, "endpoint.secret_rotated", f"endpoint {row.id}", None, after)])
    return row, secret


def signing_secrets(key: Fernet, row: EndpointRow, now: datetime) -> tuple[str, ...]:
    """The secrets that sign a call to an endpoint now, newest first. Raises `LostKeyError`."""
    earlier = [one["secret"].encode() for one in _still_signing(row, now)]
    return tuple(decrypt(key, secret) for secret in (row.secret_encrypted, *earlier))


def earlier_secret_until(row: EndpointRow, now: datetime) -> datetime | None:
    """Until when an earlier secret signs too; None where none does."""
    return max((datetime.fromisoformat(one["until"]) for one in _still_signing(row, now)), default=None)


def disable_for_answers(session: Session, context: Context, endpoint_id: int, why: str) -> None:
    """Call an endpoint no more for what it answered, and keep what waits for it; nothing where it is disabled already.

    The alarm, the trail and the log tell of it.
    """
    row = locked_endpoint(session, endpoint_id)
    if row is None or not row.enabled:
        return
    _switch(session, row, context.now, enabled=False, by=None, reason=why)
    session.flush()
    said = {"endpoint": row.id, "host": urlsplit(row.url).hostname, "reason": why}
    before, after = {"enabled": True, "disabled_reason": None}, {"enabled": False, "disabled_reason": why}
    record(
        session,
        [entry(context, "endpoint.disabled", f"endpoint {row.id}", before, after, why)],
        [event(context, ENDPOINT_DISABLED, said)],
    )


def _switch(
    session: Session, row: EndpointRow, now: datetime, *, enabled: bool, by: str | None, reason: str | None
) -> None:
    """Enable or disable; somebody who disables what is disabled already takes it on themselves."""
    if enabled and not row.enabled:
        row.failing_since = None
        release(session, row.id, now)
    elif row.enabled and not enabled:
        hold(session, row.id)
    row.enabled = enabled
    row.disabled_at = None if enabled else row.disabled_at or now
    row.disabled_by, row.disabled_reason = (None, None) if enabled else (by, reason)


def _known(row: EndpointRow | None, endpoint_id: int) -> EndpointRow:
    if row is None:
        raise Unknown(wrong("endpoint", NO_SUCH_ROW(kind="endpoint", value=endpoint_id), endpoint_id))
    return row


def _refuse(url: str, events: Sequence[str]) -> None:
    errors = [_unknown_event(one) for one in events if one not in EVENTS]
    if not _is_url(url):
        errors.append(wrong("url", NOT_A_URL(value=shown(url)), url))
    if errors:
        raise Invalid(*errors)


def _unknown_event(given: str) -> FieldError:
    suggestion = did_you_mean(given, EVENTS)
    said = NOT_CHOSEN(field="events", value=shown(given), suggestion=suggestion, choices=list(EVENTS))
    return wrong("events", said, given)


def _in_order(events: Sequence[str]) -> list[str]:
    return [one for one in EVENTS if one in events] or list(EVENTS)


def _new_secret() -> str:
    return "whsec_" + base64.b64encode(randomness.token_bytes(32)).decode()


def _still_signing(row: EndpointRow, now: datetime) -> list[dict[str, Any]]:
    return [one for one in row.earlier_secrets if datetime.fromisoformat(one["until"]) > now]


def _is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= _LONGEST_URL and url.isprintable()
