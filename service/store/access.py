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
    """An address of another system that wants to hear of events, with its encrypted signing secret."""

    __tablename__ = "webhook_endpoints"

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    events: Mapped[list[Any]] = mapped_column(default=list)
    secret_encrypted: Mapped[bytes]
    description: Mapped[str | None]
    enabled: Mapped[bool] = mapped_column(default=True)
    disabled_reason: Mapped[str | None]
    created_at: Mapped[datetime]
