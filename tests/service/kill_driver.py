"""The service's way from registering to recording in one process that can be told to kill itself on it.

    python kill_driver.py DATABASE_URL MAIL_PORT [STEP]

STEP is `before N` or `after N` for the N-th commit, or `handed_over` for the moment between the mail server's answer
and its recording. The steps are watched from outside (session events, a wrapped notifier): the service knows nothing
of them.
"""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from notifiers import Receipt
from notifiers.email import EmailNotifier, Mail, Smtp
from notifiers.mail_message import Mailbox
from notifiers.webhook import WebhookNotifier
from service.portfolio.context import Context
from service.portfolio.people import upsert_person
from service.portfolio.registering import register
from service.reminders.desk import Desk
from service.reminders.dispatch import Post
from service.reminders.links import Links
from service.reminders.messages import Sender
from service.reminders.outlets import Outlets
from service.reminders.planning import first_look
from service.reminders.recipients import Recipient
from service.reminders.tick import tick
from service.store import make_engine, writing

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)  # 09:00 in Munich, 14 days before the fee for year 3 is due
CASE = {
    "reference": "P1-EP",
    "jurisdiction": "EP",
    "right": "patent",
    "status": "pending",
    "dates": {"filing": "2024-11-15"},
    "responsible": "eva",
    "backup": "max",
}
PEOPLE = (
    {"key": "eva", "name": "Eva", "address": "eva@example.com", "zone": "Europe/Berlin"},
    {"key": "max", "name": "Max", "address": "max@example.com", "zone": "America/New_York"},  # still asleep
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Monday, 16 November 2026."""
        return NOW


@dataclass(frozen=True, slots=True)
class Watched:
    """A notifier that may be killed when the mail is out and nobody has written it down."""

    inner: EmailNotifier
    step: str

    async def send(self, message: Mail, /) -> Receipt:
        """Hand a mail over."""
        receipt = await self.inner.send(message)
        if self.step == "handed_over":
            die()
        return receipt


def die() -> None:
    """End at once, without a chance to clean up."""
    os.kill(os.getpid(), signal.SIGKILL)


def watch_commits(step: str) -> None:
    """Die before or after the commit that the step names."""
    for side in ("before", "after"):
        numbers = count(1)

        def passed(session: Session, side: str = side, numbers: "count[int]" = numbers) -> None:
            if session.get_nested_transaction() is None and f"{side} {next(numbers)}" == step:
                die()

        event.listen(Session, f"{side}_commit", passed)


def registered(engine: Engine) -> None:
    """Register the case and its two people, as a client does, again after a crash."""
    with writing(engine) as session:
        context = Context("client", NOW, first_look)
        for person in PEOPLE:
            upsert_person(session, context, person)
        register(session, context, CASE)


async def run(engine: Engine, port: int, step: str) -> None:
    """Register, then one tick."""
    registered(engine)
    desk = Desk(
        Sender(Mailbox("Annua", "annua@example.com")),
        Recipient("docket@example.com"),
        Links("http://localhost", b"key"),
    )
    async with WebhookNotifier() as webhook, EmailNotifier(Smtp("127.0.0.1", port, security="none")) as email:
        post = Post(
            engine=engine,
            clock=Standing(),
            outlets=Outlets(Watched(email, step), webhook),
            sender="annua@example.com",
            unlock=lambda _: (),
            lease=timedelta(0),  # as if the lease of a process that died had run out
        )
        report = await tick(desk, post)
    if not report.good:
        sys.exit("; ".join(report.troubles))


if __name__ == "__main__":
    url, port, step = [*sys.argv[1:], ""][:3]
    watch_commits(step)
    asyncio.run(run(make_engine(url), int(port), step))
