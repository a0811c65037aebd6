"""Settings: defaults that run with nothing set, the environment, and files for secrets."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings


def test_with_nothing_set_the_store_is_a_file_beside_its_key() -> None:
    settings = Settings()
    assert settings.store_url == "sqlite:///data/annua.db"
    assert settings.secret_key_file == Path("data/secret.key")
    assert settings.fallback_recipient is None
    assert settings.webhook_allow == ()


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNUA_DATA_DIR", "/srv/annua")
    monkeypatch.setenv("ANNUA_SMTP_SECURITY", "starttls")
    monkeypatch.setenv("ANNUA_WEBHOOK_ALLOW", "127.0.0.1:9000, localhost:9001,")
    monkeypatch.setenv("ANNUA_KEY_FILE", "/run/secrets/annua.key")
    settings = Settings()
    assert settings.store_url == "sqlite:////srv/annua/annua.db"
    assert settings.smtp_security == "starttls"
    assert settings.webhook_allow == ("127.0.0.1:9000", "localhost:9001")
    assert settings.secret_key_file == Path("/run/secrets/annua.key")


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql+psycopg://annua:pw@db/annua\n")
    (tmp_path / "password").write_text("pw\n")
    monkeypatch.setenv("ANNUA_DATABASE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("ANNUA_SMTP_PASSWORD_FILE", str(tmp_path / "password"))
    settings = Settings()
    assert settings.store_url == "postgresql+psycopg://annua:pw@db/annua"
    assert settings.smtp_password is not None
    assert settings.smtp_password.get_secret_value() == "pw"
    assert "pw" not in repr(settings.smtp_password)


def test_the_variable_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("sqlite:///file.db")
    monkeypatch.setenv("ANNUA_DATABASE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("ANNUA_DATABASE_URL", "sqlite:///variable.db")
    assert Settings().store_url == "sqlite:///variable.db"


def test_bounces_go_to_the_sender_unless_an_address_is_set_for_them() -> None:
    given = {"smtp_sender": "annua@example.com"}
    assert Settings.model_validate(given).envelope_sender == "annua@example.com"
    assert Settings.model_validate(given | {"bounce_address": "bounces@example.com"}).envelope_sender == (
        "bounces@example.com"
    )


@pytest.mark.parametrize("secret", [None, "secret", "whsec_", "whsec_c2VjcmV0x", "whsec_not base64"])
def test_a_second_channel_has_a_signing_secret(secret: str | None) -> None:
    given = {"ops_webhook_url": "https://ops.example.com/annua", "ops_webhook_secret": secret}
    with pytest.raises(ValidationError, match="ops_webhook_secret"):
        Settings.model_validate(given)


@pytest.mark.parametrize(("name", "value"), [("PORT", "70000"), ("SMTP_SECURITY", "ssl"), ("TICK_SECONDS", "0")])
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ANNUA_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()
