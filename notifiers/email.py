"""E-mail by SMTP: hand frozen bytes to the next hop over kept connections.

    async with EmailNotifier(Smtp(host="mail.example.com")) as notifier:
        receipt = await notifier.send(mail)

A retry passes the same `Mail`, so the receiver sees the same bytes and the same `Message-ID`. What the server's answers
mean stands in `notifiers.smtp_answers`.
"""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponse,
    SMTPResponseException,
)

from notifiers.delivery import Receipt, Retryable
from notifiers.mail_message import check_address
from notifiers.smtp_answers import quote, refusals, translate

_GOODBYE = 5.0  # seconds for QUIT: every mail has had its answer, so nothing is lost by not waiting longer


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server that takes our mail."""

    host: str
    port: int = 587
    security: Literal["none", "starttls", "tls"] = "starttls"
    """`none` sends mail and password in the clear: for a server on this machine only."""
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    """Seconds for one mail altogether, a new connection included."""
    local_hostname: str | None = None
    """The name we greet with; None takes this machine's own."""
    ca_file: str | None = None
    """A file of further certificate authorities, for a server with a certificate of the company's own."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One message with its envelope; ValueError if an address isn't bare or nobody is to get it."""

    sender: str
    """Where bounces go; empty for nowhere."""
    recipients: tuple[str, ...]
    data: bytes = field(repr=False)
    """A whole RFC 5322 message, as `notifiers.mail_message.compose` writes it."""

    def __post_init__(self) -> None:
        """Check the envelope, so that no address can smuggle a command to the server."""
        if self.sender:
            check_address("sender", self.sender)
        if not self.recipients:
            raise ValueError("recipients is empty; name at least one address")
        for recipient in self.recipients:
            check_address("recipient", recipient)


class EmailNotifier:
    """Sends mails over up to `connections` kept SMTP connections; further sends wait for a free one.

    Connections are opened when first needed, and anew when the server has dropped them; leaving the context closes all.
    """

    def __init__(self, settings: Smtp, connections: int = 1) -> None:
        self._timeout = settings.timeout
        self._clients = [_client(settings) for _ in range(connections)]
        self._free: asyncio.LifoQueue[SMTP] = asyncio.LifoQueue()  # last in, first out: a warm connection stays warm
        for client in self._clients:
            self._free.put_nowait(client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.gather(*map(_hang_up, self._clients))

    async def send(self, message: Mail, /) -> Receipt:
        """Hand one mail to the server for all its recipients; the receipt names those refused while others were taken.

        Raises `Retryable` or `Permanent`; the first also when the mail was not taken within the time-out.
        """
        client = await self._free.get()
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout):
                refused, reply = await _transact(client, message)
        except SMTPException as error:  # some are a TimeoutError too, but of the network's
            raise translate(error) from error
        except TimeoutError as error:
            raise Retryable(f"the mail server did not take the message within {self._timeout:g} s") from error
        except (OSError, ValueError) as error:
            raise translate(error) from error
        finally:
            self._free.put_nowait(client)
        return Receipt(
            detail=quote(reply.code, reply.message),
            size=len(message.data),
            seconds=time.monotonic() - started,
            refused=refusals(refused),
        )


def _client(settings: Smtp) -> SMTP:
    return SMTP(
        hostname=settings.host,
        port=settings.port,
        username=settings.username,
        password=settings.password,
        local_hostname=settings.local_hostname,
        use_tls=settings.security == "tls",
        start_tls=settings.security == "starttls",
        cert_bundle=settings.ca_file,
        timeout=None,  # one time-out for the whole mail, in `send`
    )


async def _transact(client: SMTP, mail: Mail) -> tuple[list[SMTPRecipientRefused], SMTPResponse]:
    """Send one envelope; a connection whose server said a plain no is reset for the next mail, any other is closed."""
    try:
        await _open_envelope(client, mail)
        refused = await _name_recipients(client, mail)
        return refused, await client.data(mail.data)
    except SMTPException as error:
        if _is_plain_no(error):
            await _reset(client)
        else:
            client.close()
        raise
    except BaseException:  # a time-out or a cancelled tick: an answer may still come, to be taken for the next one's
        client.close()
        raise


async def _open_envelope(client: SMTP, mail: Mail) -> None:
    """Name the sender, connecting first if need be; a kept connection that turns out to be dead is opened anew, once.

    Nothing has been handed over at this point, so the second try can't repeat a mail.
    """
    if client.is_connected:
        try:
            await _name_sender(client, mail)
        except SMTPException:
            if client.is_connected:  # an answer to this sender; after a lost connection, or 421, it would be closed
                raise
        else:
            return
    await client.connect()
    await _name_sender(client, mail)


async def _name_sender(client: SMTP, mail: Mail) -> None:
    if mail.data.isascii() and all(map(str.isascii, (mail.sender, *mail.recipients))):
        await client.mail(mail.sender)
        return
    if client.is_ehlo_or_helo_needed:
        await client.ehlo()
    if not client.supports_extension("smtputf8"):
        raise SMTPNotSupported("the mail server does not offer SMTPUTF8, which this mail's addresses or headers need")
    await client.mail(mail.sender, options=["SMTPUTF8", "BODY=8BITMIME"], encoding="utf-8")


async def _name_recipients(client: SMTP, mail: Mail) -> list[SMTPRecipientRefused]:
    """Return the recipients that the server refused; raise SMTPRecipientsRefused if it refused all."""
    refused = []
    for recipient in mail.recipients:
        try:
            await client.rcpt(recipient, encoding="utf-8")
        except SMTPRecipientRefused as error:
            refused.append(error)
    if len(refused) == len(mail.recipients):
        raise SMTPRecipientsRefused(refused)
    return refused


def _is_plain_no(error: SMTPException) -> bool:
    """Say whether the server answered as SMTP has it, so that the connection can be used on."""
    if isinstance(error, SMTPResponseException):
        return 400 <= error.code <= 599
    return isinstance(error, SMTPRecipientsRefused)


async def _reset(client: SMTP) -> None:
    try:
        await client.rset()
    except SMTPException:  # after 421, for one: the connection is no good any more
        client.close()


async def _hang_up(client: SMTP) -> None:
    with suppress(SMTPException, OSError):  # a server that is gone already needs no goodbye
        async with asyncio.timeout(_GOODBYE):
            await client.quit()
    client.close()
