"""API keys: 256 random bits shown once, known afterwards only by their SHA-256."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rules import FieldError
from rules.reading import did_you_mean, shown
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.texts import (
    GIVE_SCOPES,
    KEY_REPLACED,
    KEY_REVOKED,
    LONG_OVERLAP,
    NEEDED,
    NO_SUCH_ROW,
    NOT_A_MOMENT,
    NOT_CHOSEN,
    SAY_WHO,
)
from service.store import ApiKeyRow

SCOPES = ("read", "write", "admin")
PREFIX = "annua_"
OVERLAP = timedelta(days=7)  # how long a key that is rotated stays good, unless said otherwise
LONGEST_OVERLAP = timedelta(days=90)
_SHOWN = len(PREFIX) + 6  # of the secret, so that a person can tell keys apart
_USE_NOTED_EVERY = timedelta(minutes=5)


def create_key(
    session: Session,
    context: Context,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime | None = None,
    reason: str | None = None,
) -> tuple[ApiKeyRow, str]:
    """Make a key; answers its row and the secret, which can't be had again. Raises `Invalid`."""
    errors = [
        wrong(
            "scopes",
            NOT_CHOSEN(
                field="scopes", value=shown(scope), suggestion=did_you_mean(scope, SCOPES), choices=list(SCOPES)
            ),
            scope,
        )
        for scope in scopes
        if scope not in SCOPES
    ]
    if not scopes:
        errors.append(wrong("scopes", NEEDED(field="scopes", remedy=GIVE_SCOPES(choices=list(SCOPES)))))
    if not name.strip():
        errors.append(wrong("name", NEEDED(field="name", remedy=SAY_WHO())))
    errors += _past(expires_at, context.now)
    if errors:
        raise Invalid(*errors)
    chosen = [scope for scope in SCOPES if scope in scopes]
    return _made(session, context, ApiKeyRow(name=name, scopes=chosen, expires_at=expires_at), reason)


def rotate_key(
    session: Session,
    context: Context,
    key_id: int,
    *,
    overlap: timedelta = OVERLAP,
    expires_at: datetime | None = None,
    reason: str | None = None,
) -> tuple[ApiKeyRow, str]:
    """Put a new key in the place of one; answers the new row and its secret. The old one ends after `overlap`.

    The new one is for the same user, may do the same, and is good for as long as the old one was made for, unless
    `expires_at` says otherwise. Raises `Unknown`, `Invalid`, and `Conflict` for a key that was revoked or rotated.
    """
    row = _locked(session, key_id)
    errors = _past(expires_at, context.now)
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        errors.append(wrong("overlap", LONG_OVERLAP(most=LONGEST_OVERLAP.days), str(overlap)))
    if errors:
        raise Invalid(*errors)
    if row.revoked_at is not None:
        raise Conflict(wrong("key", KEY_REVOKED(value=key_id, on=str(row.revoked_at.date())), key_id))
    if (successor := successors_of(session, [key_id]).get(key_id)) is not None:
        raise Conflict(wrong("key", KEY_REPLACED(value=key_id, by=successor.id), key_id))
    if expires_at is None and row.expires_at is not None:
        expires_at = context.now + (row.expires_at - row.created_at)
    fresh = ApiKeyRow(name=row.name, scopes=list(row.scopes), expires_at=expires_at, replaces_id=row.id)
    made = _made(session, context, fresh, reason)
    before, end = _end(row), context.now + overlap
    row.expires_at = end if row.expires_at is None else min(row.expires_at, end)
    after = _end(row) | {"replaced_by": fresh.id}
    record(session, [entry(context, "key.rotated", _subject(row), before, after, reason)])
    return made


def find_key(session: Session, secret: str, now: datetime) -> ApiKeyRow | None:
    """The key of a secret, or None where it is unknown, revoked or expired."""
    row = session.scalars(select(ApiKeyRow).where(ApiKeyRow.digest == digest(secret))).one_or_none()
    if row is None or row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        return None
    return row


def note_use(session: Session, key_id: int, now: datetime) -> None:
    """Note that a key was used, and nothing else: what became of it since it was found stays."""
    session.execute(update(ApiKeyRow).where(ApiKeyRow.id == key_id).values(last_used_at=now))


def use_is_old(row: ApiKeyRow, now: datetime) -> bool:
    """Whether `last_used_at` is worth writing again; a write with each request would cost more than it tells."""
    return row.last_used_at is None or row.last_used_at < now - _USE_NOTED_EVERY


def list_keys(session: Session) -> Sequence[ApiKeyRow]:
    """All keys, revoked ones too."""
    return session.scalars(select(ApiKeyRow).order_by(ApiKeyRow.id)).all()


def successors_of(session: Session, key_ids: Collection[int]) -> dict[int, ApiKeyRow]:
    """The keys that took the place of some, by the key whose place it was."""
    found = session.scalars(select(ApiKeyRow).where(ApiKeyRow.replaces_id.in_(key_ids)))
    return {key.replaces_id: key for key in found if key.replaces_id is not None}


def revoke_key(session: Session, context: Context, key_id: int, reason: str | None = None) -> ApiKeyRow:
    """End a key at once; one that is revoked stays as it is. Raises `Unknown`."""
    row = _locked(session, key_id)
    if row.revoked_at is None:
        row.revoked_at = context.now
        after = {"revoked_at": context.now.isoformat()}
        record(session, [entry(context, "key.revoked", _subject(row), {"revoked_at": None}, after, reason)])
    return row


def digest(secret: str) -> str:
    """The SHA-256 of a secret, in hex; enough for 256 random bits, and quick."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _made(session: Session, context: Context, row: ApiKeyRow, reason: str | None) -> tuple[ApiKeyRow, str]:
    """Give a new key its secret and store it."""
    secret = PREFIX + secrets.token_urlsafe(32)
    row.prefix, row.digest, row.created_at = secret[:_SHOWN], digest(secret), context.now
    session.add(row)
    session.flush()
    after = {"name": row.name, "scopes": row.scopes, **_end(row), "replaces": row.replaces_id}
    record(session, [entry(context, "key.created", _subject(row), None, after, reason)])
    return row, secret


def _locked(session: Session, key_id: int) -> ApiKeyRow:
    row = session.get(ApiKeyRow, key_id, with_for_update=True)
    if row is None:
        raise Unknown(wrong("key", NO_SUCH_ROW(kind="key", value=key_id), key_id))
    return row


def _past(expires_at: datetime | None, now: datetime) -> list[FieldError]:
    if expires_at is None or expires_at > now:
        return []
    return [wrong("expires_at", NOT_A_MOMENT(value=expires_at.isoformat()), expires_at.isoformat())]


def _end(row: ApiKeyRow) -> dict[str, Any]:
    return {"expires_at": row.expires_at and row.expires_at.isoformat()}


def _subject(row: ApiKeyRow) -> str:
    return f"key {row.id}"
