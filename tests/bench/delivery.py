"""How much of the bare clients' speed the notifiers keep, on kept connections, one delivery after the other.

Both sides of each ratio call the same server, a process of its own that answers as briefly as its protocol allows: so
what the notifiers add shows as large as it can. The rounds alternate and the best of each side counts.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import aiosmtplib
import httpx

from notifiers.email import EmailNotifier, Mail, Smtp
from notifiers.mail_message import Mailbox, compose
from notifiers.webhook import Call, WebhookNotifier

ROUNDS = 25
DELIVERIES = 100
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

BODY = b'{"type":"deadline.reminder","timestamp":"2026-03-02T12:00:00Z","data":{"reference":"P1-EP"}}'
DATA = compose(
    subject="年费到期提醒: 12 deadlines",
    text="Renewal fee for year 3, due 2026-03-31.\n" * 40,
    html="<p>Renewal fee for year 3, due 2026-03-31.</p>\n" * 40,
    sender=Mailbox("Annua", "annua@example.com"),
    recipient=Mailbox("张伟", "zhang.wei@example.com"),
    message_id="<1@example.com>",
    date=NOW,
)
SENDER, RECIPIENT = "annua@example.com", "zhang.wei@example.com"

Deliver = Callable[[], Awaitable[object]]


def run() -> list[dict[str, str | float]]:
    """Measure both channels; `measured` and `baseline` are deliveries a second."""
    with subprocess.Popen([sys.executable, __file__, "serve"], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            smtp_port, http_port = map(int, server.stdout.readline().split())
            return [
                _row("mails a second against bare aiosmtplib", 0.8, asyncio.run(_mails(smtp_port))),
                _row("webhook calls a second against bare httpx", 0.7, asyncio.run(_calls(http_port))),
            ]
        finally:
            server.terminate()


def _row(name: str, target: float, rates: tuple[float, float]) -> dict[str, str | float]:
    measured, baseline = rates
    return {
        "name": name,
        "measured": round(measured),
        "baseline": round(baseline),
        "ratio": round(measured / baseline, 2),
        "target": target,
    }


async def _mails(port: int) -> tuple[float, float]:
    mail = Mail(SENDER, (RECIPIENT,), DATA)
    settings = Smtp("127.0.0.1", port, "none", local_hostname="annua.test")
    bare = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False, local_hostname="annua.test")
    async with EmailNotifier(settings) as notifier, bare:
        return await _rates(lambda: notifier.send(mail), lambda: bare.sendmail(SENDER, [RECIPIENT], DATA))


async def _calls(port: int) -> tuple[float, float]:
    url = f"http://127.0.0.1:{port}/hook"
    call = Call(url, "msg_1", NOW, BODY, ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",))
    headers = {"content-type": "application/json"}
    async with WebhookNotifier(allow={"127.0.0.1"}) as notifier, httpx.AsyncClient(trust_env=False) as bare:
        return await _rates(lambda: notifier.send(call), lambda: bare.post(url, content=BODY, headers=headers))


async def _rates(ours: Deliver, bare: Deliver) -> tuple[float, float]:
    rates = [(await _rate(ours), await _rate(bare)) for _ in range(ROUNDS)]
    return max(rate for rate, _ in rates), max(rate for _, rate in rates)


async def _rate(deliver: Deliver) -> float:
    started = time.perf_counter()
    for _ in range(DELIVERIES):
        await deliver()
    return DELIVERIES / (time.perf_counter() - started)


# ---------------------------------------------------------------- the server's process


async def _serve() -> None:
    smtp = await asyncio.start_server(_take_mail, "127.0.0.1", 0)
    http = await asyncio.start_server(_take_call, "127.0.0.1", 0)
    print(smtp.sockets[0].getsockname()[1], http.sockets[0].getsockname()[1], flush=True)
    async with smtp, http:
        await asyncio.gather(smtp.serve_forever(), http.serve_forever())


async def _take_mail(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 ready\r\n")
    while command := await reader.readline():
        if command == b"DATA\r\n":
            writer.write(b"354 go on\r\n")
            await reader.readuntil(b"\r\n.\r\n")
        writer.write(b"250 OK\r\n")


async def _take_call(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while await reader.readline():
        await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(len(BODY))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        asyncio.run(_serve())
    else:
        for row in run():
            print(row)
