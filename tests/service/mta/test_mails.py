"""Mails pass through a real mail server into a real mailbox as they were frozen, whatever the server can't do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from service.portfolio.people import upsert_person
from service.portfolio.registering import register
from service.reminders.dispatch import Dispatched, dispatch
from service.reminders.messages import freeze_mail
from service.reminders.recipients import Recipient
from service.reminders.tick import TickReport, tick
from service.reminders.wording import Written
from service.settings import Settings
from service.store import MessageRow, reading, writing
from service.wiring import Service, assemble

if TYPE_CHECKING:
    from tests.service.conftest import SetClock
    from tests.service.mta.conftest import PostOffice

pytestmark = pytest.mark.slow

FRIDAY = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)  # 9:30 in Shanghai, three days before 30 November
WEI = {
    "key": "wei",
    "name": "张伟（专利部）",
    "address": "wei@example.com",
    "zone": "Asia/Shanghai",
    "language": "zh-Hans",
}
CASE = {
    "reference": "P1-EP",
    "jurisdiction": "EP",
    "right": "patent",
    "title": "骨螺钉 — für die Wirbelsäule 🦴",
    "owner": "上海示例医疗器械有限公司",
    "dates": {"filing": "2016-11-15"},
    "settled_through": {"date": "2025-12-31", "source": "records of the former provider"},
    "responsible": "wei",
}


@asynccontextmanager
async def at_work(folder: Path, clock: "SetClock", port: int) -> AsyncIterator[Service]:
    """The service with a mail server, and bounces that go to their own mailbox."""
    given = {
        "data_dir": folder,
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_sender": "annua@example.com",
        "bounce_address": "bounces@example.com",
        "fallback_recipient": "eva@example.com",
    }
    service = await asyncio.to_thread(assemble, Settings.model_validate(given), clock)
    try:
        yield service
    finally:
        service.engine.dispose()


def stored(service: Service) -> list[MessageRow]:
    with reading(service.engine) as session:
        return list(session.scalars(select(MessageRow).order_by(MessageRow.id)))


async def remind(service: Service) -> TickReport:
    """Register a case with a deadline in three days, and make one tick."""
    with writing(service.engine) as session:
        context = service.context("tests")
        known = {name: value for name, value in WEI.items() if name != "language"}
        upsert_person(session, context, known)[0].language = WEI["language"]
        register(session, context, CASE)
    async with service.posting() as post:
        return await tick(service.desk, post)


async def send(service: Service, *written: Written) -> Dispatched:
    """Freeze mails for Zhang Wei and hand them over."""
    recipient = Recipient(WEI["address"], WEI["name"])
    with writing(service.engine) as session:
        for one in written:
            freeze_mail(
                session, one, recipient, service.desk.sender, service.clock.now(), urgency="urgent", purpose="reminder"
            )
    async with service.posting() as post:
        return await dispatch(post)


def test_a_reminder_arrives_as_it_was_frozen_and_reads_as_it_was_written(
    post_office: "PostOffice", clock: "SetClock", tmp_path: Path
) -> None:
    clock.moment = FRIDAY

    async def run() -> tuple[TickReport, list[MessageRow]]:
        async with at_work(tmp_path, clock, post_office.smtp) as service:
            return await remind(service), [row for row in stored(service) if row.recipient == WEI["address"]]

    report, rows = asyncio.run(run())

    assert report.good
    assert rows
    frozen = {row.key: row for row in rows}
    raw_mails, mails = post_office.mails("wei", len(rows)), post_office.read("wei", len(rows))
    assert sorted(mail["Message-ID"] for mail in mails) == sorted(frozen)
    for raw, mail in zip(raw_mails, mails, strict=True):
        row = frozen[mail["Message-ID"]]
        assert raw.endswith(row.body)
        assert raw.isascii()
        assert max(map(len, raw.splitlines())) <= 998
        assert not [part.defects for part in mail.walk() if part.defects]
        assert (mail["Return-Path"], mail["Auto-Submitted"]) == ("<bounces@example.com>", "auto-generated")
        assert mail["Subject"] == row.subject
        assert parseaddr(mail["From"]) == ("Annua", "annua@example.com")
        assert mail["To"].addresses[0].addr_spec == "wei@example.com"
        assert mail["Date"].datetime == FRIDAY
        assert mail["List-Id"] == "Annua <annua-reminders.example.com>"
        assert mail["List-Unsubscribe"] == "<http://127.0.0.1:8000/delivery>"
        assert mail["List-Unsubscribe-Post"] is None  # no program can press the button: nothing silences the minimum
        text, html = mail.iter_parts()
        for part in (text, html):
            assert CASE["title"] in part.get_content()
            assert "P1-EP" in part.get_content()


LONG = Written(
    subject="最后期限：" + "骨螺钉及其植入器械的第三年年费，" * 20 + "P1-EP",
    text="一" * 5000 + "\n" + "x" * 5000 + "\n.\n..two dots\nFrom here on\n" + "结尾 \n",
    html="<p>" + "一" * 5000 + "</p>\n.\n<p>" + "y" * 5000 + "</p>\n",
)
PLAIN = Written("3 days left: " + "a long English subject that is folded, " * 12, "Pay today.\n", "<p>Pay today.</p>\n")


@pytest.mark.parametrize("listener", ["smtp", "plain"])
def test_long_lines_long_subjects_and_chinese_names_pass_with_and_without_extensions(
    post_office: "PostOffice", clock: "SetClock", tmp_path: Path, listener: str
) -> None:
    """At `plain` the server offers neither 8BITMIME nor SMTPUTF8: the bytes arrive unchanged all the same."""

    async def run() -> tuple[Dispatched, list[MessageRow]]:
        async with at_work(tmp_path, clock, getattr(post_office, listener)) as service:
            return await send(service, LONG, PLAIN), stored(service)

    done, rows = asyncio.run(run())

    assert done == Dispatched(sent=2)
    raw_mails = {row.key: row.body for row in rows}
    for raw, mail in zip(post_office.mails("wei", 2), post_office.read("wei", 2), strict=True):
        written = LONG if "最后" in mail["Subject"] else PLAIN
        assert raw.endswith(raw_mails[mail["Message-ID"]])
        assert raw.isascii()
        assert max(map(len, raw.splitlines())) <= 998
        assert mail["Subject"].strip() == written.subject.strip()
        assert name_in(raw) == WEI["name"]
        text, html = mail.iter_parts()
        contents = [part.get_content().replace("\r\n", "\n") for part in (text, html)]
        assert contents == [written.text, written.html]


def name_in(raw: bytes) -> str:
    """The recipient's name, by the older parser: the newer one puts blanks between the encoded words of a name."""
    return str(make_header(decode_header(parseaddr(message_from_bytes(raw)["To"])[0])))


def test_a_greylisted_mail_is_sent_again_and_arrives_once(
    post_office: "PostOffice", clock: "SetClock", tmp_path: Path
) -> None:
    """The server takes nobody's first attempt; the second one follows after five seconds."""
    seen: list[str] = []

    async def greylist(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\n\n")).decode()
        recipient = dict(line.split("=", 1) for line in request.splitlines() if line)["recipient"]
        action = "DUNNO" if recipient in seen else "450 4.2.0 Greylisted, come back in five minutes"
        seen.append(recipient)
        writer.write(f"action={action}\n\n".encode())
        writer.close()
        await writer.wait_closed()

    async def run() -> tuple[list[Dispatched], list[MessageRow]]:
        async with (
            await asyncio.start_server(greylist, "127.0.0.1", post_office.policy),
            at_work(tmp_path, clock, post_office.grey) as service,
        ):
            first = await send(service, PLAIN)
            waits = await send(service)
            clock.move(seconds=6)
            return [first, waits, await send(service)], stored(service)

    dispatched, rows = asyncio.run(run())

    assert dispatched == [Dispatched(failed=1), Dispatched(), Dispatched(sent=1)]
    assert [(row.state, row.attempts) for row in rows] == [("sent", 2)]
    assert len(post_office.mails("wei", 1)) == 1
