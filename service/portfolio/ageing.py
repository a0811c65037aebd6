"""Keys that want somebody's attention: one that ends while it is in use lets its user fall silent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from rules.texts import Message, Text
from service.portfolio.keys import list_keys, successors_of
from service.store import ApiKeyRow

SOON = timedelta(days=30)  # before its end a key is to be rotated, and so long after it its user may be missed
LATELY = timedelta(days=100)  # a feed may run once a quarter
UNUSED = timedelta(days=365)

ENDS_SOON = Text("key.ends_soon", "it ends on {day}: rotate it before, or its user falls silent")
ENDED_IN_USE = Text("key.ended_in_use", "it ended on {day} while it was in use: rotate it, or revoke it")
STILL_USED = Text(
    "key.still_used", "key {by} took its place and it is still in use: give its user the new secret before {day}"
)
STAYED_BEHIND = Text(
    "key.stayed_behind", "key {by} took its place, and it was in use until its end on {day}: does its user have {by}?"
)
LONG_UNUSED = Text("key.unused", "nobody has used it since {day}: revoke it if nobody needs it")


@dataclass(frozen=True, slots=True)
class Watched:
    """A key with the one that took its place, and what somebody should know of it."""

    key: ApiKeyRow
    successor: ApiKeyRow | None
    warnings: tuple[Message, ...]


def watched_keys(session: Session, now: datetime) -> list[Watched]:
    """All keys, revoked ones too, with what somebody should know of them."""
    return watch(session, list_keys(session), now)


def watch(session: Session, keys: Sequence[ApiKeyRow], now: datetime) -> list[Watched]:
    """Some keys with what somebody should know of them."""
    successors = successors_of(session, [key.id for key in keys])
    return [_watched(key, successors.get(key.id), now) for key in keys]


def silencing(session: Session, now: datetime) -> list[ApiKeyRow]:
    """The keys whose end will silence somebody who uses them, or has."""
    return [
        one.key
        for one in watched_keys(session, now)
        if in_use(one.key, now) and any(warning.code != LONG_UNUSED.code for warning in one.warnings)
    ]


def in_use(key: ApiKeyRow, now: datetime) -> bool:
    """Whether somebody has used a key lately; of one that is over, lately before its end."""
    end = min(now, key.expires_at) if key.expires_at else now
    return key.last_used_at is not None and key.last_used_at >= end - LATELY


def _watched(key: ApiKeyRow, successor: ApiKeyRow | None, now: datetime) -> Watched:
    return Watched(key, successor, tuple(_warnings(key, successor, now)) if key.revoked_at is None else ())


def _warnings(key: ApiKeyRow, successor: ApiKeyRow | None, now: datetime) -> Iterator[Message]:
    end, used = key.expires_at, key.last_used_at
    over = end is not None and end <= now
    if end is not None and now - SOON < end <= now + SOON:
        day = str(end.date())
        if successor is None and not over:
            yield ENDS_SOON(day=day)
        elif successor is None and in_use(key, now):
            yield ENDED_IN_USE(day=day)
        elif successor is not None and used is not None and used > successor.created_at:
            yield STAYED_BEHIND(by=successor.id, day=day) if over else STILL_USED(by=successor.id, day=day)
    if not over and (since := used or key.created_at) <= now - UNUSED:
        yield LONG_UNUSED(day=str(since.date()))
