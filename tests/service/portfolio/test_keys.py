"""API keys: shown once, stored as a digest, with scopes and an end."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from service.portfolio.errors import Invalid, Unknown
from service.portfolio.keys import create_key, digest, find_key, list_keys, note_use, revoke_key, use_is_old


def _find(desk: Any, secret: str) -> Any:
    return desk.ask(lambda session: find_key(session, secret, desk.clock.now()))


def test_a_key_is_found_by_its_secret_which_is_stored_nowhere(desk: Any) -> None:
    row, secret = desk.write(create_key, "feed", ["write", "read"])
    assert secret.startswith("annua_")
    assert len(secret) == len("annua_") + 43  # 256 bits
    assert _find(desk, secret).scopes == ["read", "write"]
    stored = desk.ask(lambda session: session.execute(text("SELECT * FROM api_keys")).one())
    assert secret not in repr(stored)
    assert row.prefix == secret[:12]


def test_two_keys_differ(desk: Any) -> None:
    assert desk.write(create_key, "a", ["read"])[1] != desk.write(create_key, "a", ["read"])[1]


def test_an_unknown_a_revoked_and_an_expired_key_are_not_found(desk: Any) -> None:
    row, secret = desk.write(create_key, "feed", ["read"])
    _, short = desk.write(create_key, "guest", ["read"], desk.clock.now() + timedelta(hours=1))
    assert _find(desk, short) is not None
    desk.clock.move(hours=1)
    assert _find(desk, short) is None
    assert _find(desk, "annua_wrong") is None
    desk.write(revoke_key, row.id)
    assert _find(desk, secret) is None
    assert [key.name for key in desk.ask(list_keys)] == ["feed", "guest"]


def test_a_key_needs_a_name_scopes_and_a_future(desk: Any) -> None:
    with pytest.raises(Invalid, match=r"scopes reed is not known \(did you mean read\?\)"):
        desk.write(create_key, "feed", ["reed"])
    with pytest.raises(Invalid, match="scopes is missing; give one or more of read, write, admin"):
        desk.write(create_key, "feed", [])
    with pytest.raises(Invalid, match="name is missing"):
        desk.write(create_key, " ", ["read"])
    with pytest.raises(Invalid, match="expires_at 2026-03-02T08:00:00"):
        desk.write(create_key, "feed", ["read"], desk.clock.now())
    with pytest.raises(Unknown, match="there is no key 4711"):
        desk.write(revoke_key, 4711)


def test_the_trail_names_the_key_but_not_its_secret(desk: Any) -> None:
    row, secret = desk.write(create_key, "feed", ["read"])
    desk.write(revoke_key, row.id)
    desk.write(revoke_key, row.id)
    trail = desk.trail("key.created") + desk.trail("key.revoked")
    assert [entry.action for entry in trail] == ["key.created", "key.revoked"]
    assert secret not in repr([entry.after for entry in trail])
    assert digest(secret) not in repr([entry.after for entry in trail])


def test_use_is_noted_now_and_then(desk: Any) -> None:
    row, _ = desk.write(create_key, "feed", ["read"])
    now = desk.clock.now()
    assert use_is_old(row, now)
    row.last_used_at = now
    assert not use_is_old(row, now + timedelta(minutes=5))
    assert use_is_old(row, now + timedelta(minutes=5, seconds=1))


def test_a_use_noted_late_leaves_the_revocation_that_came_between(desk: Any) -> None:
    """The request found the key, somebody revoked it, then the request noted the use."""
    row, secret = desk.write(create_key, "feed", ["read"])
    found = _find(desk, secret)
    desk.write(revoke_key, row.id)

    desk.write(lambda session, context: note_use(session, found.id, context.now))

    (kept,) = desk.ask(list_keys)
    assert kept.last_used_at == desk.clock.now()
    assert kept.revoked_at == desk.clock.now()
    assert _find(desk, secret) is None
