"""The tables of who may call and who is called: API keys, requests already answered, webhook endpoints."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import JSON_VALUE, Base


class ApiKeyRow(Base):
    """A key of the API, known only by the SHA-256 of its secret; `replaces_id` is the key it took the place of."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    prefix: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    scopes: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("api_keys.id"), unique=True)


class IdempotencyRow(Base):
    """A POST already answered, so that a repeat gets the same answer."""

    __tablename__ = "idempotency_keys"

    scope: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_digest: Mapped[str]
    status: Mapped[int | None]
    response: Mapped[Any | None] = mapped_column(JSON_VALUE)
    created_at: Mapped[datetime] = mapped_column(index=True)


class EndpointRow(Base):
    """An address of another system that wants to hear of events, with its encrypted signing secret.

    `earlier_secrets` are those that it may still hold after a rotation, newest first: each the encrypted `secret` and
    `until` when it signs too. `position` is the last event of the log that was made into a message or passed over,
    `sequence` the number of its last message. `failing_since` is its first refusal after the last call that it took.
    `disabled_by` is null where it was disabled for what it answered.
    """

    __tablename__ = "webhook_endpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    events: Mapped[list[Any]] = mapped_column(default=list)
    secret_encrypted: Mapped[bytes]
    description: Mapped[str | None]
    enabled: Mapped[bool] = mapped_column(default=True)
    disabled_reason: Mapped[str | None]
    disabled_at: Mapped[datetime | None]
    disabled_by: Mapped[str | None]
    failing_since: Mapped[datetime | None]
    earlier_secrets: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    position: Mapped[int | None]
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
