"""Webhooks, against real receivers on loopback."""

import asyncio
import gzip
import ssl
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from standardwebhooks.webhooks import Webhook

from notifiers import DeliveryError, Permanent, Retryable
from notifiers.webhook import Call, WebhookNotifier

if TYPE_CHECKING:
    from tests.notifiers.conftest import Certificate, Receive, Serve, Talk

pytestmark = pytest.mark.anyio

NEW, OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
BODY = '{"type":"deadline.reminder","data":{"title":"年费到期"}}'.encode()
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"
HERE = frozenset({"127.0.0.1", "localhost"})


def call(port: int, host: str = "127.0.0.1", scheme: str = "http", **other: Any) -> Call:
    facts: dict[str, Any] = {"id": "msg_1", "timestamp": NOON, "body": BODY, "secrets": (NEW,), **other}
    return Call(f"{scheme}://{host}:{port}/hook?key=1", **facts)


async def failure(receive: "Receive", answer: "bytes | Talk", timeout: float = 20.0) -> DeliveryError:  # noqa: ASYNC109  # the notifier's
    """Send one call to a receiver with this answer, and return the error that comes of it."""
    receiver = await receive(answer)
    async with WebhookNotifier(allow=HERE, timeout=timeout) as notifier:
        with pytest.raises(DeliveryError) as error:
            await notifier.send(call(receiver.port))
    assert len(receiver.requests) == 1
    return error.value


# ---------------------------------------------------------------- the call


async def test_the_receiver_gets_the_body_and_the_headers_of_the_standard(receive: "Receive") -> None:
    receiver = await receive(OK)
    async with WebhookNotifier(allow=HERE, user_agent="Annua/1") as notifier:
        receipt = await notifier.send(call(receiver.port))
    assert (receipt.detail, receipt.size, receipt.refused) == ("HTTP 200", len(BODY), ())
    assert receipt.seconds > 0
    [request] = receiver.requests
    assert (request.line, request.body) == ("POST /hook?key=1 HTTP/1.1", BODY)
    assert request.headers == {
        "host": f"127.0.0.1:{receiver.port}",
        "content-type": "application/json",
        "content-length": str(len(BODY)),
        "accept-encoding": "identity",
        "user-agent": "Annua/1",
        "webhook-id": "msg_1",
        "webhook-timestamp": "1772452800",  # 2026-03-02 12:00 UTC
        "webhook-signature": request.headers["webhook-signature"],
    }


@pytest.mark.parametrize("receivers_secret", [NEW, OLD])
async def test_while_secrets_are_changed_the_receiver_may_hold_either(
    receive: "Receive", receivers_secret: str
) -> None:
    """Checked by the verifier of the official library, which also wants the time to be about now."""
    receiver = await receive(OK)
    shanghai = datetime.now(timezone(timedelta(hours=8)))
    async with WebhookNotifier(allow=HERE) as notifier:
        await notifier.send(call(receiver.port, timestamp=shanghai, secrets=(NEW, OLD)))
    [request] = receiver.requests
    assert len(request.headers["webhook-signature"].split(" ")) == 2
    assert Webhook(receivers_secret).verify(request.body, request.headers) == {
        "type": "deadline.reminder",
        "data": {"title": "年费到期"},
    }


async def test_many_calls_share_a_connection(receive: "Receive") -> None:
    receiver = await receive(OK)
    async with WebhookNotifier(allow=HERE) as notifier:
        for _ in range(20):
            await notifier.send(call(receiver.port))
    assert (len(receiver.requests), receiver.connections) == (20, 1)


async def test_nothing_a_receiver_says_is_carried_to_the_next_call(receive: "Receive") -> None:
    receiver = await receive(b"HTTP/1.1 204 No Content\r\nSet-Cookie: who=me\r\n\r\n")
    async with WebhookNotifier(allow=HERE) as notifier:
        await notifier.send(call(receiver.port))
        await notifier.send(call(receiver.port))
    assert "cookie" not in receiver.requests[1].headers


# ---------------------------------------------------------------- answers


@pytest.mark.parametrize("status", [b"200 OK", b"201 Created", b"202 Accepted", b"299 Odd"])
async def test_any_2xx_is_delivered(receive: "Receive", status: bytes) -> None:
    receiver = await receive(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")
    async with WebhookNotifier(allow=HERE) as notifier:
        assert (await notifier.send(call(receiver.port))).detail == f"HTTP {status[:3].decode()}"


@pytest.mark.parametrize("status", [b"304", b"400", b"401", b"404", b"408", b"422", b"429", b"500", b"502", b"599"])
async def test_any_other_answer_is_worth_a_retry_and_is_quoted(receive: "Receive", status: bytes) -> None:
    error = await failure(receive, b"HTTP/1.1 " + status + b" X\r\nConnection: close\r\n\r\n<b>no\x00\r\n thanks</b>")
    assert isinstance(error, Retryable)
    assert error.retry_after is None
    assert error.reason == f"HTTP {status.decode()}" + ("" if status == b"304" else ": <b>no thanks</b>")


async def test_410_ends_the_endpoint(receive: "Receive") -> None:
    error = await failure(receive, b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n")
    assert isinstance(error, Permanent)
    assert (error.gone, error.reason) == (True, "HTTP 410")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Mon, 02 Mar 2026 12:05:00 GMT", 300.0),
        ("Monday, 02-Mar-26 12:05:00 GMT", 300.0),  # RFC 850, which RFC 9110 still reads
        ("Mon, 02 Mar 2026 12:05:00 -0000", 300.0),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0.0),  # in the past
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("9" * 5000, None),
        ("Mon, 99 Mar 2026 12:05:00 GMT", None),
    ],
)
@pytest.mark.parametrize("status", ["429", "503"])
async def test_retry_after_is_read_as_seconds_or_as_a_date(
    receive: "Receive", status: str, value: str, seconds: float | None
) -> None:
    answer = f"HTTP/1.1 {status} Busy\r\nRetry-After: {value}\r\nContent-Length: 0\r\n\r\n"
    error = await failure(receive, answer.encode())
    assert isinstance(error, Retryable)
    assert error.retry_after == seconds


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
async def test_a_redirect_into_the_house_is_not_followed(receive: "Receive", status: str) -> None:
    inside = await receive(OK)
    answer = f"HTTP/1.1 {status} X\r\nLocation: http://127.0.0.1:{inside.port}/\r\nContent-Length: 0\r\n\r\n"
    error = await failure(receive, answer.encode())
    assert isinstance(error, Retryable)
    assert error.reason == (
        f"HTTP {status} to http://127.0.0.1:{inside.port}/: redirects are not followed, so register the final address"
    )
    assert inside.connections == 0


# ---------------------------------------------------------------- receivers that misbehave


async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x" * 4096)
        await writer.drain()


async def stuck_in_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
    await asyncio.Event().wait()


async def lies_about_its_length(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nshort")


async def breaks_its_chunks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n")


@pytest.mark.parametrize("answer", [endless, stuck_in_body, lies_about_its_length, breaks_its_chunks])
async def test_once_2xx_is_said_a_bad_body_costs_only_the_connection(receive: "Receive", answer: "Talk") -> None:
    receiver = await receive(answer)
    async with WebhookNotifier(allow=HERE, timeout=0.5) as notifier:
        for _ in range(2):
            assert (await notifier.send(call(receiver.port))).detail == "HTTP 200"
    assert receiver.connections == 2


async def test_an_answer_that_breaks_off_is_quoted_as_far_as_it_came(receive: "Receive") -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 500 Oh\r\nContent-Length: 10\r\n\r\nhalf")
        await asyncio.Event().wait()

    error = await failure(receive, talk, timeout=0.5)
    assert isinstance(error, Retryable)
    assert error.reason == "HTTP 500: half [broken off: TimeoutError]"


async def test_an_endless_answer_is_read_no_further_than_its_beginning(receive: "Receive") -> None:
    """Blanks only, so that nothing but the remark on a time-out could be quoted."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 500 Oh\r\n\r\n")
        while not writer.is_closing():
            writer.write(b" " * 4096)
            await writer.drain()

    assert (await failure(receive, talk, timeout=0.5)).reason == "HTTP 500"


async def test_a_packed_answer_is_not_unpacked(receive: "Receive") -> None:
    bomb = gzip.compress(b"x" * 10_000_000)
    head = f"HTTP/1.1 500 Oh\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n"
    error = await failure(receive, head.encode() + bomb)
    assert "xxx" not in error.reason
    assert len(error.reason) < 400


async def says_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def drips_headers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A slow loris: each byte comes in good time, the whole never."""
    writer.write(b"HTTP/1.1 200 OK\r\nX-More: ")
    while not writer.is_closing():
        writer.write(b"x")
        await asyncio.sleep(0)


@pytest.mark.parametrize("answer", [says_nothing, drips_headers])
async def test_one_time_out_covers_the_whole_call(receive: "Receive", answer: "Talk") -> None:
    error = await failure(receive, answer, timeout=0.1)
    assert isinstance(error, Retryable)
    assert error.reason == "127.0.0.1 did not answer within 0.1 s"


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def speaks_otherwise(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example.com ESMTP\r\n")


async def never_ends_its_headers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n" + b"X-More: yes\r\n" * 20_000)
    await asyncio.Event().wait()


@pytest.mark.parametrize("answer", [hangs_up, speaks_otherwise, never_ends_its_headers])
async def test_what_is_no_answer_is_worth_a_retry(receive: "Receive", answer: "Talk") -> None:
    error = await failure(receive, answer)
    assert isinstance(error, Retryable)
    assert error.reason.startswith("the call to 127.0.0.1 failed: ")


async def test_a_closed_port_is_worth_a_retry() -> None:
    async with WebhookNotifier(allow=HERE) as notifier:
        with pytest.raises(Retryable, match=r"no connection to 127\.0\.0\.1 port 1"):
            await notifier.send(call(1))


async def test_after_a_failure_the_next_call_goes_through(receive: "Receive") -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer = answers.pop(0)
        writer.write(answer)
        if not answer:
            await asyncio.Event().wait()

    answers = [b"", OK]
    receiver = await receive(talk)
    async with WebhookNotifier(allow=HERE, timeout=0.5) as notifier:
        with pytest.raises(Retryable):
            await notifier.send(call(receiver.port))
        assert (await notifier.send(call(receiver.port))).detail == "HTTP 200"


# ---------------------------------------------------------------- TLS


async def test_a_trusted_certificate_will_do(receive: "Receive", certificate: "Certificate") -> None:
    receiver = await receive(OK, tls=certificate.server)
    async with WebhookNotifier(allow=HERE, tls=certificate.client) as notifier:
        assert (await notifier.send(call(receiver.port, "localhost", "https"))).detail == "HTTP 200"


async def test_a_self_signed_certificate_is_worth_a_retry_whatever_the_environment_trusts(
    receive: "Receive", certificate: "Certificate", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate.file)
    receiver = await receive(OK, tls=certificate.server)
    async with WebhookNotifier(allow=HERE) as notifier:
        with pytest.raises(Retryable, match="self-signed certificate"):
            await notifier.send(call(receiver.port, "localhost", "https"))
    assert receiver.requests == []


async def test_a_certificate_for_another_name_is_worth_a_retry(receive: "Receive", certificate: "Certificate") -> None:
    receiver = await receive(OK, tls=certificate.server)
    async with WebhookNotifier(allow=HERE, tls=certificate.client) as notifier:
        with pytest.raises(Retryable, match=r"certificate is not valid for '127\.0\.0\.1'"):
            await notifier.send(call(receiver.port, "127.0.0.1", "https"))
    assert receiver.requests == []


async def test_a_tls_fault_once_the_connection_stands_is_worth_a_retry(
    serve: "Serve", certificate: "Certificate"
) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Shake hands as TLS has it, then speak plainly."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = certificate.server.wrap_bio(incoming, outgoing, server_side=True)
        shaken = False
        while not shaken:
            with suppress(ssl.SSLWantReadError):
                tls.do_handshake()
                shaken = True
            writer.write(outgoing.read())
            incoming.write(await reader.read(65536))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await asyncio.Event().wait()

    port = await serve(talk)
    async with WebhookNotifier(allow=HERE, tls=certificate.client) as notifier:
        with pytest.raises(Retryable, match=r"the call to localhost failed: \[SSL"):
            await notifier.send(call(port, "localhost", "https"))


# ---------------------------------------------------------------- calls that can't be made


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "url 'http://127.0.0.1/' must use https"),
        ("https://10.0.0.1/", "the address 10.0.0.1 is not public (private)"),
    ],
)
async def test_a_url_that_could_not_be_registered_is_not_called(url: str, reason: str) -> None:
    async with WebhookNotifier() as notifier:
        with pytest.raises(Permanent) as refusal:
            await notifier.send(Call(url, "msg_1", NOON, BODY, (NEW,)))
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"secrets": ()}, "the endpoint has no secret to sign with; give it one"),
        ({"secrets": ("whsec_",)}, "can't be signed (webhook secret may not be empty); check the endpoint's secret"),
        ({"secrets": ("whsec_a",)}, "check the endpoint's secret"),
        ({"body": b"\xff"}, "can't decode byte 0xff"),
    ],
)
async def test_a_call_that_cannot_be_signed_is_not_made(receive: "Receive", other: dict[str, Any], reason: str) -> None:
    receiver = await receive(OK)
    async with WebhookNotifier(allow=HERE) as notifier:
        with pytest.raises(Permanent) as refusal:
            await notifier.send(call(receiver.port, **other))
    assert reason in refusal.value.reason
    assert receiver.connections == 0


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"id": "msg 1\r\nX: y"}, r"id 'msg 1\r\nX: y' may hold only printable ASCII without blanks"),
        (
            {"timestamp": datetime(2026, 3, 2, 12, 0)},  # noqa: DTZ001  # that is the fault
            "timestamp 2026-03-02T12:00:00 has no time zone; pass an aware datetime",
        ),
    ],
)
def test_an_id_or_a_time_that_cannot_stand_in_a_header_is_refused(other: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the whole message is compared
        call(1, **other)
    assert str(refusal.value) == message


def test_the_secrets_are_not_shown() -> None:
    assert NEW not in repr(call(1))
