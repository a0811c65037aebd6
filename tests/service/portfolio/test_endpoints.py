"""Webhook endpoints: an address, events, and a signing secret that is encrypted at rest."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from service.portfolio.endpoints import (
    change_endpoint,
    create_endpoint,
    find_endpoint,
    list_endpoints,
    rotate_secret,
    signing_secrets,
)
from service.portfolio.errors import Invalid, Unknown
from service.portfolio.event_types import EVENTS
from service.portfolio.secrets import LostKeyError, decrypt, load_key


def test_the_secret_is_shown_once_and_encrypted_at_rest(desk: Any, tmp_path: Path) -> None:
    key = load_key(tmp_path / "secret.key")
    row, secret = desk.write(create_endpoint, key, "https://docket.example.com/hook", ["deadline.reminder"])
    assert secret.startswith("whsec_")
    Webhook(secret)  # accepted by the official library
    stored = desk.ask(lambda session: find_endpoint(session, row.id))
    assert secret.encode() not in stored.secret_encrypted
    assert decrypt(key, stored.secret_encrypted) == secret
    assert stored.events == ["deadline.reminder"]
    assert secret not in repr(desk.trail("endpoint.created")[0].after)


def test_an_endpoint_that_names_no_event_hears_of_all(desk: Any, tmp_path: Path) -> None:
    row, _ = desk.write(create_endpoint, load_key(tmp_path / "secret.key"), "https://docket.example.com/hook")
    assert row.events == list(EVENTS)


@pytest.mark.parametrize(
    "url",
    ["docket.example.com", "ftp://example.com/x", "https://", "https://example.com:port/", "https://exa mple\n.com"],
)
def test_what_is_no_address_of_a_web_server_is_refused(desk: Any, tmp_path: Path, url: str) -> None:
    with pytest.raises(Invalid, match="is not an address of a web server"):
        desk.write(create_endpoint, load_key(tmp_path / "secret.key"), url)
    assert desk.ask(list_endpoints) == []


def test_an_unknown_event_is_refused_with_a_suggestion(desk: Any, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"deadline.remind is not known \(did you mean deadline.reminder\?\)"):
        desk.write(create_endpoint, load_key(tmp_path / "secret.key"), "https://example.com/", ["deadline.remind"])


def test_an_endpoint_is_disabled_with_a_reason_and_enabled_again(desk: Any, tmp_path: Path) -> None:
    row, _ = desk.write(create_endpoint, load_key(tmp_path / "secret.key"), "https://example.com/")
    desk.write(change_endpoint, row.id, {"enabled": False}, "410 Gone")
    assert desk.ask(lambda session: find_endpoint(session, row.id)).disabled_reason == "410 Gone"
    again = desk.write(change_endpoint, row.id, {"enabled": True})
    assert (again.enabled, again.disabled_reason) == (True, None)
    with pytest.raises(Unknown, match="there is no endpoint 4711"):
        desk.write(change_endpoint, 4711, {"enabled": True})


def test_a_change_is_in_the_trail_with_what_it_was_before(desk: Any, tmp_path: Path) -> None:
    row, _ = desk.write(create_endpoint, load_key(tmp_path / "secret.key"), "https://example.com/", ["case.updated"])
    desk.write(change_endpoint, row.id, {"url": "https://example.com/new", "events": ["case.closed"]}, "new house")
    desk.write(change_endpoint, row.id, {"url": "https://example.com/new"})
    (entry,) = desk.trail("endpoint.changed")
    assert entry.before == {"url": "https://example.com/", "events": ["case.updated"]}
    assert (entry.after, entry.reason) == ({"url": "https://example.com/new", "events": ["case.closed"]}, "new house")


def test_each_secret_signs_for_its_own_time_and_all_are_encrypted_at_rest(desk: Any, tmp_path: Path) -> None:
    key = load_key(tmp_path / "secret.key")
    row, first = desk.write(create_endpoint, key, "https://example.com/")
    _, second = desk.write(rotate_secret, key, row.id, timedelta(hours=1))
    stored, third = desk.write(rotate_secret, key, row.id, timedelta(hours=3))
    kept = repr(
        (stored.secret_encrypted, stored.earlier_secrets, [one.after for one in desk.trail("endpoint.secret_rotated")])
    )
    now = desk.clock.now()
    for hours, signing in ((0, (third, second, first)), (1, (third, second)), (3, (third,))):
        assert signing_secrets(key, stored, now + timedelta(hours=hours)) == signing
    assert all(secret not in kept for secret in (first, second, third))
    _, last = desk.write(rotate_secret, key, row.id, timedelta(0))
    assert signing_secrets(key, desk.ask(lambda session: find_endpoint(session, row.id)), now) == (last,)


def test_the_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret.key"
    encrypted = load_key(path).encrypt(b"x")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_key(path).decrypt(encrypted) == b"x"
    assert [file.name for file in path.parent.iterdir()] == ["secret.key"]


def test_another_key_file_is_told_as_such(tmp_path: Path) -> None:
    encrypted = load_key(tmp_path / "one.key").encrypt(b"x")
    with pytest.raises(LostKeyError, match="encrypted with another key file"):
        decrypt(load_key(tmp_path / "other.key"), encrypted)
