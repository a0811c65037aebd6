"""The ways out of the house, opened once and kept: the mail server, the caller of webhooks, and the second channel."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from notifiers import Notifier, Receipt
from notifiers.email import EmailNotifier, Mail, Smtp
from notifiers.webhook import Call, WebhookNotifier
from service.settings import Settings

CONNECTIONS = 4  # to the mail server; more would look like a flood to it


@dataclass(frozen=True, slots=True)
class SecondChannel:
    """The address that is called when mail can't be relied on, and the secrets that sign the calls, newest first."""

    url: str
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Outlets:
    """One notifier for each channel; the messages of one that isn't set wait.

    `email` is None where no mail server is set. Calls over the second channel (`ops`) leave by `webhook` too.
    """

    email: Notifier[Mail] | None
    webhook: Notifier[Call]
    ops: SecondChannel | None = None


class Kept:
    """Takes every mail and hands none on: in a sandbox they stay in the store, to be read there."""

    async def send(self, message: Mail, /) -> Receipt:
        """Say that it was taken."""
        return Receipt("kept: a sandbox sends no mail", len(message.data), 0.0)


@asynccontextmanager
async def open_outlets(settings: Settings) -> AsyncIterator[Outlets]:
    """The outlets that the settings describe; their connections are opened when first needed and closed at the end."""
    ops = second_channel(settings)
    async with WebhookNotifier(allow=allowed_hosts(settings.webhook_allow)) as webhook:
        if settings.sandbox:
            yield Outlets(Kept(), webhook)
            return
        if settings.smtp_host is None:
            yield Outlets(None, webhook, ops)
            return
        async with EmailNotifier(smtp(settings, settings.smtp_host), CONNECTIONS) as email:
            yield Outlets(email, webhook, ops)


def second_channel(settings: Settings) -> SecondChannel | None:
    """The second channel of the settings, if one is set."""
    secret = settings.ops_webhook_secret
    if settings.ops_webhook_url is None or secret is None:
        return None
    return SecondChannel(settings.ops_webhook_url, (secret.get_secret_value(),))


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
