"""A real process is killed at each step of the way from registering to recording.

No reminder is lost, and none comes again under another id.
"""

import asyncio
import signal
import sys
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import Engine, func, select

from service.store import CaseRow, MessageRow, MessageRungRow, reading

DRIVER = Path(__file__).with_name("kill_driver.py")

# The commits on the way, those of looking too: 1 registered, 2 and 3 events numbered, 4 planned, 5 and 6 the events of
# planning numbered, 7 endpoints looked up, 8 what is due looked up, 9 claimed, 10 recorded, 11 nothing left to claim,
# 12 and 13 the day's ledger drawn up, 14 tick recorded.
COMMITS = range(1, 15)
STEPS = [*(f"{side} {number}" for number in COMMITS for side in ("before", "after")), "handed_over"]
NAMED = ["after 1", "after 4", "after 9", "handed_over", "after 10"]


@dataclass(slots=True)
class Kept:
    """The mails that a real server took."""

    mails: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name aiosmtpd calls
        """Take a mail."""
        self.mails.append(bytes(envelope.original_content or b""))
        return "250 OK"


async def drive(url: str, port: int, step: str = "") -> int:
    """Run the driver and answer its exit code."""
    command = (sys.executable, str(DRIVER), url, str(port), step)
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    _, errors = await process.communicate()
    assert process.returncode in (0, -signal.SIGKILL), errors.decode()
    return process.returncode


def killed_and_started_again(engine: Engine, step: str) -> list[bytes]:
    """Kill the driver at a step, start it again, and answer the mails that arrived."""
    url = engine.url.render_as_string(hide_password=False)

    async def run() -> list[bytes]:
        kept = Kept()
        server = await asyncio.get_running_loop().create_server(lambda: SMTP(kept), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            assert await drive(url, port, step) == -signal.SIGKILL
            assert await drive(url, port) == 0
        return kept.mails

    return asyncio.run(run())


def check(engine: Engine, step: str) -> None:
    """Kill at a step and look at what arrived and at what is stored."""
    mails = killed_and_started_again(engine, step)
    assert len(mails) == (2 if step in ("handed_over", "before 10") else 1)
    assert len(set(mails)) == 1
    ids = {message_from_bytes(mail)["Message-ID"] for mail in mails}
    with reading(engine) as session:
        (message,) = session.scalars(select(MessageRow)).all()
        stages = session.scalars(select(MessageRungRow.stage).order_by(MessageRungRow.id)).all()
        assert session.scalar(select(func.count()).select_from(CaseRow)) == 1
    assert (message.state, ids) == ("sent", {message.key})
    assert stages[-1] == "act_by.14"
    assert len(stages) == len(set(stages))


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_killed_anywhere_on_sqlite_the_reminder_arrives_under_one_id(sqlite_engine: Engine, step: str) -> None:
    check(sqlite_engine, step)


@pytest.mark.slow
@pytest.mark.parametrize("step", NAMED)
def test_killed_anywhere_on_postgresql_the_reminder_arrives_under_one_id(postgresql_engine: Engine, step: str) -> None:
    check(postgresql_engine, step)
