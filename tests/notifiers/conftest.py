"""The other side, for real: mail servers and HTTP receivers on loopback, and certificates they show."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Serve(Protocol):
    async def __call__(self, talk: Talk, host: str = ..., port: int = ..., tls: ssl.SSLContext | None = ...) -> int: ...


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Start a server that holds the conversation `talk` with each caller; returns its port."""
    servers: list[asyncio.Server] = []
    talks: set[asyncio.Task[None]] = set()

    async def start(talk: Talk, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None) -> int:
        async def conversation(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await talk(reader, writer)
            finally:
                writer.close()

        def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            talks.add(asyncio.create_task(conversation(reader, writer)))

        servers.append(await asyncio.start_server(welcome, host, port, ssl=tls))
        return int(servers[-1].sockets[0].getsockname()[1])

    yield start
    for server in servers:
        server.close()
    for task in talks:
        task.cancel()
    await asyncio.gather(*talks, return_exceptions=True)


@dataclass
class Request:
    """What a receiver was sent."""

    line: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """An HTTP receiver: what it was sent, and over how many connections."""

    port: int = 0
    connections: int = 0
    requests: list[Request] = field(default_factory=list)


class Receive(Protocol):
    async def __call__(
        self, answer: bytes | Talk, host: str = ..., port: int = ..., tls: ssl.SSLContext | None = ...
    ) -> Receiver: ...


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    except (asyncio.IncompleteReadError, ConnectionResetError):
        return None
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if line)}
    return Request(head[0], headers, await reader.readexactly(int(headers["content-length"])))


@pytest.fixture
def receive(serve: Serve) -> Receive:
    """Start an HTTP receiver that gives the same answer each time, or takes over after the request."""

    async def start(
        answer: bytes | Talk, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
    ) -> Receiver:
        receiver = Receiver()

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            receiver.connections += 1
            while request := await _read_request(reader):
                receiver.requests.append(request)
                if not isinstance(answer, bytes):
                    return await answer(reader, writer)
                writer.write(answer)
                if b"connection: close" in answer.lower():
                    return None
            return None

        receiver.port = await serve(talk, host, port, tls)
        return receiver

    return start


class Inbox:
    """A handler for aiosmtpd that keeps what it takes; `answers` gives its reply per address or for `DATA`."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.sessions: set[Session] = set()
        self.answers: dict[str, str] = {}

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get(address, "250 OK")

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        self.sessions.add(session)
        answer = self.answers.get("DATA", "250 2.0.0 queued as 4F2A")
        if answer.startswith("250"):
            self.mails.append(envelope)
        return answer


class MailServer(Protocol):
    async def __call__(self, tls: ssl.SSLContext | None = ..., **options: Any) -> int: ...


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def mail_server(inbox: Inbox) -> AsyncIterator[MailServer]:
    """Start an aiosmtpd server that delivers into `inbox`; `tls` encrypts from the first byte; returns its port."""
    servers: list[asyncio.Server] = []
    transports: list[asyncio.BaseTransport] = []

    async def start(tls: ssl.SSLContext | None = None, **options: Any) -> int:
        loop = asyncio.get_running_loop()

        class Kept(SMTP):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                transports.append(transport)
                super().connection_made(transport)

        def protocol() -> SMTP:
            return Kept(inbox, hostname="mail.test", loop=loop, **options)

        servers.append(await loop.create_server(protocol, "127.0.0.1", 0, ssl=tls))
        return int(servers[-1].sockets[0].getsockname()[1])

    yield start
    for server in servers:
        server.close()
    for transport in transports:
        transport.close()
    await asyncio.sleep(0)


@dataclass(frozen=True)
class Certificate:
    """A self-signed certificate for receiver.test and localhost, as a server shows it and as a client trusts it."""

    server: ssl.SSLContext
    client: ssl.SSLContext
    file: str


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "receiver.test")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("receiver.test"), x509.DNSName("localhost")]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, secret = tmp_path / "certificate.pem", tmp_path / "key.pem"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(public, secret)
    return Certificate(server, ssl.create_default_context(cafile=public), str(public))
