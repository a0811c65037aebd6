"""API keys: 256 random bits shown once, known afterwards only by their SHA-256."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rules.reading import did_you_mean, shown
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.errors import Invalid, Unknown, wrong
from service.portfolio.texts import GIVE_SCOPES, NEEDED, NO_SUCH_ROW, NOT_A_MOMENT, NOT_CHOSEN, SAY_WHO
from service.store import ApiKeyRow

SCOPES = ("read", "write", "admin")
PREFIX = "annua_"
_SHOWN = len(PREFIX) + 6  # of the secret, so that a person can tell keys apart
_USE_NOTED_EVERY = timedelta(minutes=5)


def create_key(
    session: Session, context: Context, name: str, scopes: Sequence[str], expires_at: datetime | None = None
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
    if expires_at and expires_at <= context.now:
        errors.append(wrong("expires_at", NOT_A_MOMENT(value=expires_at.isoformat()), expires_at.isoformat()))
    if errors:
        raise Invalid(*errors)
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiKeyRow(
        name=name,
        prefix=secret[:_SHOWN],
        digest=digest(secret),
        scopes=[scope for scope in SCOPES if scope in scopes],
        created_at=context.now,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    after = {"name": name, "scopes": row.scopes, "expires_at": expires_at and expires_at.isoformat()}
    record(session, [entry(context, "key.created", f"key {row.id}", None, after)])
    return row, secret


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


def revoke_key(session: Session, context: Context, key_id: int) -> ApiKeyRow:
    """End a key at once; one that is revoked stays as it is. Raises `Unknown`."""
    row = session.get(ApiKeyRow, key_id)
    if row is None:
        raise Unknown(wrong("key", NO_SUCH_ROW(kind="key", value=key_id), key_id))
    if row.revoked_at is None:
        row.revoked_at = context.now
        record(session, [entry(context, "key.revoked", f"key {row.id}", None, {"name": row.name})])
    return row


def digest(secret: str) -> str:
    """The SHA-256 of a secret, in hex; enough for 256 random bits, and quick."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
