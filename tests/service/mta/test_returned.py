"""A mail that a real mail server sends back is read from a real mailbox, counted once, and raises an alarm."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from imap_tools import MailBoxUnencrypted
from pydantic import SecretStr
from sqlalchemy import Engine, select
from structlog.testing import capture_logs

from service.app import create_app
from service.mailbox import EVERY, LARGEST, Intake
from service.reminders.dispatch import dispatch
from service.reminders.messages import freeze_mail
from service.reminders.recipients import Recipient
from service.reminders.wording import Written
from service.settings import Settings
from service.store import BounceRow, MessageRow, reading, writing
from service.watch.alarms import standing
from service.watch.health import mailbox_readable
from service.wiring import Service, assemble

if TYPE_CHECKING:
    from tests.service.conftest import SetClock
    from tests.service.mta.conftest import PostOffice

pytestmark = pytest.mark.slow

PASSWORD = "correct horse"
REPORT = b"""\
From: MAILER-DAEMON@example.com
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; eva@example.com
Action: failed
Status: 5.2.2

--b
Content-Type: message/rfc822

Message-ID: <large@example.com>

"""


@pytest.fixture
def settings(post_office: "PostOffice", tmp_path: Path, engine: Engine) -> Settings:
    """Settings with the post office's mail server and mailbox for bounces."""
    given = {
        "data_dir": tmp_path,
        "database_url": engine.url.render_as_string(hide_password=False),
        "smtp_host": "127.0.0.1",
        "smtp_port": post_office.smtp,
        "smtp_sender": "annua@example.com",
        "bounce_address": "bounces@example.com",
        "imap_host": "127.0.0.1",
        "imap_port": post_office.imap,
        "imap_security": "none",
        "imap_username": "bounces@example.com",
        "imap_password": PASSWORD,
    }
    return Settings.model_validate(given)


@pytest.fixture
def service(settings: Settings, clock: "SetClock") -> Iterator[Service]:
    """The service on each database."""
    clock.moment = datetime(2026, 11, 27, 8, tzinfo=UTC)
    made = assemble(settings, clock)
    yield made
    made.engine.dispose()


def take_in(service: Service, **other: Any) -> bool:
    """Look into the mailbox, with other settings if said."""
    return Intake(service.engine, service.settings.model_copy(update=other), service.clock)()


def freeze(service: Service, address: str) -> str:
    """Make a mail that is to be sent, and tell its id."""
    written = Written("LAST DAY", "Pay today.\n", "<p>Pay today.</p>\n")
    with writing(service.engine) as session:
        row = freeze_mail(
            session,
            written,
            Recipient(address),
            service.desk.sender,
            service.clock.now(),
            urgency="urgent",
            purpose="reminder",
        )
        return row.key


def send(service: Service, address: str) -> str:
    """Send a mail, and tell its id."""

    async def run() -> None:
        async with service.posting() as post:
            assert (await dispatch(post)).sent == 1

    key = freeze(service, address)
    asyncio.run(run())
    return key


def bounces(service: Service) -> list[tuple[str, str | None, str | None, str]]:
    """What is recorded: action, address, status, detail."""
    with reading(service.engine) as session:
        rows = session.scalars(select(BounceRow).order_by(BounceRow.id))
        return [(row.action, row.recipient, row.status, row.detail) for row in rows]


def put(office: "PostOffice", *mails: bytes) -> None:
    """Lay mails into the mailbox for bounces."""
    with MailBoxUnencrypted("127.0.0.1", office.imap).login("bounces@example.com", PASSWORD) as box:
        for mail in mails:
            box.append(mail.replace(b"\n", b"\r\n"))


def flags(office: "PostOffice") -> list[tuple[str, ...]]:
    """The flags of the mails in the mailbox for bounces."""
    with MailBoxUnencrypted("127.0.0.1", office.imap).login("bounces@example.com", PASSWORD) as box:
        return [mail.flags for mail in box.fetch(mark_seen=False)]


def test_a_mail_to_somebody_unknown_comes_back_is_read_once_and_raises_an_alarm(
    post_office: "PostOffice", service: Service
) -> None:
    key = send(service, "gone@example.com")
    post_office.mails("bounces", 1)

    assert take_in(service)
    assert take_in(service)

    assert bounces(service) == [("failed", "gone@example.com", "5.1.1", 'unknown user: "gone@example.com"')]
    with reading(service.engine) as session:
        (message,) = session.scalars(select(MessageRow))
        (alarm,) = [one for one in standing(session, service.clock.now()) if one.kind == "bounced"]
    assert (message.key, message.state, message.bounced_at) == (key, "sent", service.clock.now())
    assert [one["recipient"] for one in alarm.examples] == ["gone@example.com"]
    assert [set(one) & {"\\Seen", "\\Deleted"} for one in flags(post_office)] == [{"\\Seen"}]  # and moved nowhere


def test_a_crash_before_a_mail_was_marked_repeats_it_without_harm(post_office: "PostOffice", service: Service) -> None:
    send(service, "gone@example.com")
    post_office.mails("bounces", 1)
    assert take_in(service)
    with MailBoxUnencrypted("127.0.0.1", post_office.imap).login("bounces@example.com", PASSWORD) as box:
        box.flag(box.uids(charset=None), "\\Seen", value=False)

    assert take_in(service)

    assert len(bounces(service)) == 1
    assert "\\Seen" in flags(post_office)[0]


def test_what_is_no_bounce_is_looked_at_once_and_gives_nothing(post_office: "PostOffice", service: Service) -> None:
    put(post_office, b"Subject: Out of office\nAuto-Submitted: auto-replied\n\nBack on Monday.\n", b"\xff\x00junk\n")

    assert take_in(service)

    assert bounces(service) == []
    assert ["\\Seen" in one for one in flags(post_office)] == [True, True]


def test_of_a_large_mail_only_the_beginning_is_read(post_office: "PostOffice", service: Service) -> None:
    put(post_office, REPORT + b"x" * 70 * (LARGEST // 70) + b"\n" + b"y" * 70 + b"\n--b--\n")

    assert take_in(service)

    assert bounces(service) == [("failed", "eva@example.com", "5.2.2", "status 5.2.2")]


def test_what_others_have_marked_as_deleted_stays(post_office: "PostOffice", service: Service) -> None:
    put(post_office, REPORT, b"Subject: mine\n\nkeep me\n")
    with MailBoxUnencrypted("127.0.0.1", post_office.imap).login("bounces@example.com", PASSWORD) as box:
        box.client.uid("STORE", box.uids(charset=None)[1], "+FLAGS", r"(\Deleted)")

    assert take_in(service)

    assert len(flags(post_office)) == 2


def test_the_mailbox_is_looked_into_every_five_minutes(post_office: "PostOffice", service: Service) -> None:
    moments = iter([0.0, EVERY - 1, EVERY, EVERY])
    intake = Intake(service.engine, service.settings, service.clock, lambda: next(moments))
    assert intake()
    put(post_office, REPORT)

    assert intake()
    assert bounces(service) == []
    assert intake()
    assert len(bounces(service)) == 1


def test_one_look_ends_after_a_minute_and_the_next_goes_on(post_office: "PostOffice", service: Service) -> None:
    other = REPORT.replace(b"eva@", b"wei@")
    put(post_office, REPORT, other)
    moments = iter([0.0, 1.0, 61.0, EVERY, EVERY])
    intake = Intake(service.engine, service.settings, service.clock, lambda: next(moments))

    assert intake()
    assert [address for _, address, _, _ in bounces(service)] == ["eva@example.com"]
    assert intake()
    assert [address for _, address, _, _ in bounces(service)] == ["eva@example.com", "wei@example.com"]


def test_without_a_mailbox_there_is_nothing_to_look_into(service: Service) -> None:
    assert take_in(service, imap_host=None)

    check = mailbox_readable(service.settings.model_copy(update={"imap_host": None}))
    assert (check.ok, check.warning) == (True, False)
    assert check.detail == "none is set; bounces come in by POST /v1/bounces alone"


def test_reminders_leave_while_the_mailbox_can_not_be_read(post_office: "PostOffice", service: Service) -> None:
    """The tick counts as a troubled one."""
    freeze(service, "eva@example.com")

    async def run() -> list[str]:
        app = create_app(service.settings.model_copy(update={"imap_port": 1}), service.clock)
        async with app.router.lifespan_context(app):
            while not (said := ticks(app)):
                await asyncio.to_thread(post_office.mails, "eva", 1)
        return said

    assert asyncio.run(run()) == ['annua_ticks_total{outcome="troubled"} 1.0']
    assert len(post_office.mails("eva", 1)) == 1


def ticks(app: FastAPI) -> list[str]:
    """The ticks of an application by outcome, as the metrics tell them."""
    said: str = app.state.metrics.exposition().decode()
    return [line for line in said.splitlines() if line.startswith("annua_ticks_total")]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"imap_port": 1}, "Connection refused"),
        ({"imap_username": "nobody@example.com"}, "AUTHENTICATIONFAILED"),
        ({"imap_folder": "Nowhere"}, "Mailbox doesn't exist"),
        ({"imap_security": "starttls"}, "certificate verify failed"),
    ],
)
def test_a_mailbox_that_can_not_be_read_is_trouble_and_a_warning(
    service: Service, other: dict[str, Any], why: str
) -> None:
    assert not take_in(service, **other)

    check = mailbox_readable(service.settings.model_copy(update=other))
    assert (check.ok, check.warning) == (True, True)
    assert why in check.detail
    assert check.detail.endswith("; check ANNUA_IMAP_HOST and the settings beside it")


def test_the_password_is_not_logged(service: Service) -> None:
    """A traceback would show it among the values on the way."""
    with capture_logs() as logged:
        assert not take_in(service, imap_password=SecretStr("hunter2"))

    (entry,) = logged
    assert (entry["event"], "exc_info" in entry) == ("mailbox.failed", False)
    assert "AUTHENTICATIONFAILED" in entry["reason"]
    assert "hunter2" not in str(logged)


def test_the_mailbox_is_shown_with_what_waits_in_it(post_office: "PostOffice", service: Service) -> None:
    put(post_office, REPORT)

    check = mailbox_readable(service.settings)

    assert (check.ok, check.warning, check.detail) == (True, False, f"127.0.0.1:{post_office.imap}, 1 unseen")


@pytest.mark.parametrize(("security", "listener"), [("tls", "imaps"), ("starttls", "imap")])
def test_a_server_is_believed_when_somebody_vouches_for_it(
    post_office: "PostOffice", service: Service, monkeypatch: pytest.MonkeyPatch, security: str, listener: str
) -> None:
    """The certificate is one that the operators have put among those they trust."""
    monkeypatch.setenv("SSL_CERT_FILE", str(post_office.home / "etc" / "cert.pem"))
    put(post_office, REPORT)

    assert take_in(service, imap_host="localhost", imap_port=getattr(post_office, listener), imap_security=security)

    assert len(bounces(service)) == 1
