"""Settings from the environment: `ANNUA_*` variables, and `ANNUA_*_FILE` for those that may be secrets.

With none set, the service runs on a SQLite file in `./data`. Nothing reads settings at import time: the program's
entry makes one `Settings` and passes it on.
"""

import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

AUTO: Literal["auto"] = "auto"
HOLD: Literal["hold"] = "hold"
SANDBOX_DESK = "desk@sandbox.invalid"

FROM_FILE = (
    "database_url",
    "smtp_username",
    "smtp_password",
    "imap_username",
    "imap_password",
    "ops_webhook_secret",
    "heartbeat_url",
)


_SIGNING_SECRET = re.compile(r"whsec_(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


class _FromFiles(PydanticBaseSettingsSource):
    """Reads `ANNUA_<NAME>_FILE`, the path of a file that holds the value, as container platforms hand out secrets."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        path = os.environ.get(f"ANNUA_{field_name.upper()}_FILE") if field_name in FROM_FILE else None
        return (Path(path).read_text(encoding="utf-8").strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value is not None}


class Settings(BaseSettings):
    """Everything an operator can set; each field is `ANNUA_<FIELD>` in the environment."""

    model_config = SettingsConfigDict(env_prefix="ANNUA_", frozen=True, extra="ignore", env_ignore_empty=True)

    data_dir: Path = Field(default=Path("data"), description="Folder of the SQLite file and of the key file.")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty means the file annua.db in data_dir.")
    key_file: Path | None = Field(
        default=None, description="Key of stored secrets; empty means secret.key in data_dir."
    )
    base_url: str = Field(default="http://127.0.0.1:8000", description="Where people and systems reach this service.")
    host: str = Field(default="127.0.0.1", description="Address the HTTP server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port the HTTP server listens on; 0 takes a free one.")
    smtp_host: str | None = Field(default=None, description="Mail server; without one no e-mail leaves.")
    smtp_port: int = Field(default=25, ge=1, le=65535)
    smtp_security: Literal["none", "starttls", "tls"] = "none"
    smtp_username: str | None = None
    smtp_password: SecretStr | None = None
    smtp_sender: str = Field(default="annua@localhost", description="Address that mails come from.")
    bounce_address: str | None = Field(default=None, description="Address that bounces go to; empty means the sender.")
    imap_host: str | None = Field(default=None, description="Server of the mailbox that bounces arrive in.")
    imap_port: int = Field(default=993, ge=1, le=65535)
    imap_security: Literal["tls", "starttls", "none"] = "tls"
    imap_username: str | None = None
    imap_password: SecretStr | None = None
    imap_folder: str = Field(default="INBOX", description="Folder that bounces arrive in.")
    fallback_recipient: str | None = Field(default=None, description="Address for alarms and for cases of nobody.")
    ops_webhook_url: str | None = Field(default=None, description="Called when mail can't be relied on.")
    ops_webhook_secret: SecretStr | None = Field(default=None, validate_default=True)
    webhook_allow: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="host:port pairs, separated by commas, that webhooks may reach on loopback or private addresses.",
    )
    heartbeat_url: str | None = Field(
        default=None, description="Called after each good tick, so that silence is noticed."
    )
    tick_seconds: float = Field(default=60, gt=0, description="Seconds from one tick to the next.")
    tick_timeout_seconds: float = Field(default=300, gt=0, description="Seconds after which a tick is given up.")

    rate_per_minute: int = Field(default=6000, ge=0, le=1_000_000, description="Requests of one API key; 0 for any.")
    statement_seconds: float = Field(default=30, gt=0, le=3600, description="What one question to the store may take.")

    recompute: Literal["auto", "hold"] = Field(
        default=AUTO, description="After a change of the rules: at once, or hold until annua recompute is called."
    )
    sandbox: bool = Field(default=False, description="A store to try things out in: no mail leaves it.")

    verify_dates: bool = Field(
        default=False, description="Tell in mails and on pages which dates no second person has verified."
    )

    @field_validator("webhook_allow", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("ops_webhook_secret")
    @classmethod
    def _signs(cls, secret: SecretStr | None, given: ValidationInfo) -> SecretStr | None:
        if secret is None and given.data.get("ops_webhook_url") is None:
            return None
        if secret is None:
            raise ValueError("is missing beside ANNUA_OPS_WEBHOOK_URL; agree on one with the receiver")
        if not _SIGNING_SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("must look like whsec_ followed by base64")
        return secret

    def in_force(self) -> Self:
        """The settings as they hold: a sandbox has no mail server, no second channel and no mailbox, whatever is set.

        Somebody stands in for the fallback recipient, so that there is nothing to set before it is ready.
        """
        if not self.sandbox:
            return self
        ways_out = dict.fromkeys(("smtp_host", "ops_webhook_url", "imap_host", "heartbeat_url"))
        desk = {"fallback_recipient": self.fallback_recipient or SANDBOX_DESK}
        return self.model_copy(update=ways_out | desk)

    @property
    def envelope_sender(self) -> str:
        """Where the mail server sends what it can't deliver."""
        return self.bounce_address or self.smtp_sender

    @property
    def store_url(self) -> str:
        """The database's URL, with the embedded default where none is set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'annua.db'}"

    @property
    def secret_key_file(self) -> Path:
        """Where the key lies that encrypts stored secrets."""
        return self.key_file or self.data_dir / "secret.key"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the hook's signature; no .env file is read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - likewise
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the files that the environment names."""
        return init_settings, env_settings, _FromFiles(settings_cls)
