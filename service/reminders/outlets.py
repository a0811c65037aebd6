"""The ways out of the house, opened once and kept: the mail server and the caller of webhooks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from notifiers import Notifier
from notifiers.email import EmailNotifier, Mail, Smtp
from notifiers.webhook import Call, WebhookNotifier
from service.settings import Settings

CONNECTIONS = 4  # to the mail server; more would look like a flood to it


@dataclass(frozen=True, slots=True)
class Outlets:
    """One notifier for each channel; `email` is None where no mail server is set, and its messages wait."""

    email: Notifier[Mail] | None
    webhook: Notifier[Call]


@asynccontextmanager
async def open_outlets(settings: Settings) -> AsyncIterator[Outlets]:
    """The outlets that the settings describe; their connections are opened when first needed and closed at the end."""
    async with WebhookNotifier(allow=allowed_hosts(settings.webhook_allow)) as webhook:
        if settings.smtp_host is None:
            yield Outlets(None, webhook)
            return
        async with EmailNotifier(smtp(settings, settings.smtp_host), CONNECTIONS) as email:
            yield Outlets(email, webhook)


def smtp(settings: Settings, host: str) -> Smtp:
    """The mail server of the settings."""
    password = settings.smtp_password
    return Smtp(
        host=host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        username=settings.smtp_username,
        password=password.get_secret_value() if password else None,
    )


def allowed_hosts(allow: tuple[str, ...]) -> frozenset[str]:
    """The hosts of `host:port` pairs, as the notifier wants them."""
    return frozenset(pair.rpartition(":")[0] or pair for pair in allow)
