"""The other side of the demo, for real: a mail server and a webhook receiver on loopback that keep what they get."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

LOOPBACK = "127.0.0.1"
LONGEST = 32 << 20  # bytes of one mail or call


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it came in."""

    at: datetime
    recipients: tuple[str, ...]
    content: bytes

    def message(self) -> EmailMessage:
        """The mail, read."""
        return message_from_bytes(self.content, policy=policy.default)

    @property
    def alarm(self) -> bool:
        """Whether it tells the fallback recipient that something needs attention."""
        return str(self.message()["Subject"]).startswith("ALARM")


@dataclass(slots=True)
class MailServer:
    """Takes every mail for everybody and delivers none."""

    port: int = 0
    mails: list[Mail] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep a mail."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.mails.append(Mail(datetime.now(UTC), tuple(envelope.rcpt_tos), content))
        return "250 2.0.0 kept"


@dataclass(frozen=True, slots=True)
class Call:
    """A webhook as it came in, its signature verified."""

    at: datetime
    id: str
    payload: Any


@dataclass(slots=True)
class WebhookReceiver:
    """Takes webhooks whose signature is right; `secret` is what the service signs with."""

    port: int = 0
    secret: str = ""
    calls: list[Call] = field(default_factory=list)
    refused: int = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        try:
            while request := await _read_request(reader):
                status = "204 No Content" if self._take(*request) else "401 Unauthorized"
                writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n".encode())
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return  # the caller hung up or doesn't speak HTTP; the service sees it as a failed attempt
        finally:
            writer.close()

    def _take(self, headers: dict[str, str], body: bytes) -> bool:
        try:
            Webhook(self.secret).verify(body, headers)
        except WebhookVerificationError:
            self.refused += 1
            return False
        self.calls.append(Call(datetime.now(UTC), headers["webhook-id"], json.loads(body)))
        return True


async def _read_request(reader: asyncio.StreamReader) -> tuple[dict[str, str], bytes] | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n") if not reader.at_eof() else []
    if not head:
        return None
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    length = headers.get("content-length", "0")
    return headers, await reader.readexactly(min(int(length), LONGEST) if length.isdecimal() else 0)


@asynccontextmanager
async def receiving() -> AsyncIterator[tuple[MailServer, WebhookReceiver]]:
    """Both receivers, listening on free ports of loopback while the context is open."""
    mail_server, receiver = MailServer(), WebhookReceiver()
    loop = asyncio.get_running_loop()

    def protocol() -> SMTP:
        return SMTP(mail_server, hostname="mail.example", enable_SMTPUTF8=True, data_size_limit=LONGEST, loop=loop)

    async with (
        await loop.create_server(protocol, LOOPBACK, 0) as mail_socket,
        await asyncio.start_server(receiver.answer, LOOPBACK, 0) as hook_socket,
    ):
        mail_server.port = mail_socket.sockets[0].getsockname()[1]
        receiver.port = hook_socket.sockets[0].getsockname()[1]
        yield mail_server, receiver
