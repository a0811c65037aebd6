"""Webhook endpoints: an address, events, and a signing secret that is encrypted at rest."""

import stat
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from service.portfolio.endpoints import EVENTS, create_endpoint, find_endpoint, list_endpoints, set_enabled
from service.portfolio.errors import Invalid, Unknown
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
    desk.write(set_enabled, row.id, enabled=False, reason="410 Gone")
    assert desk.ask(lambda session: find_endpoint(session, row.id)).disabled_reason == "410 Gone"
    again = desk.write(set_enabled, row.id, enabled=True)
    assert (again.enabled, again.disabled_reason) == (True, None)
    with pytest.raises(Unknown, match="there is no endpoint 4711"):
        desk.write(set_enabled, 4711, enabled=True)


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
