"""The pages on a real server, with a real mailbox behind it and a real browser before it."""

import asyncio
import email
import email.policy
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import Engine, select

from service.pages.visitors import COOKIE
from service.portfolio.people import upsert_person
from service.portfolio.registering import register
from service.portfolio.sessions import ask_for_link, form_token, sign_in
from service.reminders.tick import TickReport, tick
from service.store import CaseRow, DeadlineRow, MessageRow, MessageRungRow, PersonRow, TickRow, reading, writing
from service.wiring import Service

Served = Callable[..., AbstractContextManager[tuple[FastAPI, str]]]

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(slots=True)
class Letterbox:
    """The mails that a real mail server on loopback was given, oldest first."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name aiosmtpd calls
        """Keep a mail."""
        self.mails.append(
            email.message_from_bytes(bytes(envelope.original_content or b""), policy=email.policy.default)
        )
        return "250 OK"

    def link(self, path: str) -> str:
        """The address that the last mail has for a path."""
        body = self.mails[-1].get_body(("plain",))
        assert body is not None
        found = re.search(rf"https?://\S*{re.escape(path)}\S*", body.get_content())
        assert found, body.get_content()
        return found[0]


@dataclass(slots=True)
class Site:
    """A running service as a person meets it; `client` is a browser without a window, with cookies of its own."""

    client: httpx.Client
    app: FastAPI
    address: str
    letterbox: Letterbox
    clock: Any

    @property
    def service(self) -> Service:
        """The parts of the running service."""
        service: Service = self.app.state.service
        return service

    @property
    def engine(self) -> Engine:
        """Its store."""
        return self.service.engine

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Open a page."""
        return self.client.get(path, **options)

    def person(self, key: str, **about: Any) -> PersonRow:
        """Store somebody, at <key>@example.com in Shanghai unless it says otherwise."""
        document = {"key": key, "name": key.title(), "address": f"{key}@example.com", "zone": "Asia/Shanghai"}
        row = {name: about.pop(name) for name in ("language", "role") if name in about}
        with writing(self.engine) as session:
            person, _ = upsert_person(session, self.service.context("tests"), document | about)
            for name, value in row.items():
                setattr(person, name, value)
        return person

    def register(self, reference: str = "P1", **document: Any) -> None:
        """Register a pending European application, filed on 15 November 2016, or what is said instead."""
        case = {"reference": reference, "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
        with writing(self.engine) as session:
            register(session, self.service.context("tests"), case | document)

    def sign_in(self, key: str) -> str:
        """Sign somebody in whom `person` stored, without the mail; gives the secret of the session."""
        with writing(self.engine) as session:
            found = ask_for_link(session, f"{key}@example.com", "tests", self.clock.now())
            assert found, f"nobody has the key {key}"
            secret = sign_in(session, self.service.context("tests"), found[1])
            assert secret
        self.client.cookies.set(COOKIE, secret, domain="127.0.0.1")
        return secret

    def token(self) -> str:
        """What the forms of whoever is signed in carry."""
        return form_token(self.client.cookies[COOKIE])

    def deadline(self, number: int, reference: str = "P1") -> DeadlineRow:
        """The annuity of a case with a number."""
        wanted = select(DeadlineRow).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        fits = CaseRow.reference == reference, DeadlineRow.kind == "annuity", DeadlineRow.number == number
        (found,) = self.rows(wanted.where(*fits))
        row: DeadlineRow = found
        return row

    def put(self, *rows: Any) -> None:
        """Write rows straight into the store."""
        with writing(self.engine) as session:
            session.add_all(rows)

    def remind(self, deadline: DeadlineRow, person: PersonRow, stage: str = "act_by.30") -> MessageRow:
        """Write down that somebody was reminded of a deadline as it stands."""
        now, to = self.clock.now(), {"recipient": person.address, "channel": "email"}
        subject = f"About deadline {deadline.id}"
        message = MessageRow(key=f"<{uuid4()}@tests>", subject=subject, body=b"", created_at=now, state="sent", **to)
        with writing(self.engine) as session:
            session.add(message)
            session.flush()
            session.add(
                MessageRungRow(
                    message_id=message.id, deadline_id=deadline.id, aim=deadline.drives_act_by, stage=stage, **to
                )
            )
        return message

    def write(self, act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Do something of the portfolio's in a transaction of its own."""
        with writing(self.engine) as session:
            return act(session, self.service.context("Li Wei"), *given, **named)

    def rows(self, question: Any) -> list[Any]:
        """What the store answers to a question."""
        with reading(self.engine) as session:
            return list(session.scalars(question))

    def await_first_tick(self) -> None:
        """Let the tick that a service begins with come to its end; the next is an hour away."""
        while not self.rows(select(TickRow).where(TickRow.finished_at.is_not(None))):
            self.get("/livez")

    def tick(self) -> TickReport:
        """Send what is due, as the scheduler would; in a thread, since a browser's loop may run in this one."""

        async def once() -> TickReport:
            async with self.service.posting() as post:
                return await tick(self.service.desk, post)

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, once()).result()


@contextmanager
def _mail_server(letterbox: Letterbox) -> Iterator[int]:
    """A real mail server on loopback, in a thread of its own; gives its port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    listening = loop.create_server(lambda: SMTP(letterbox, loop=loop), "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(listening, loop).result(30)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def _open(served: Served, engine: Engine, folder: Path, clock: Any, **settings: Any) -> Iterator[Site]:
    letterbox = Letterbox()
    with (
        _mail_server(letterbox) as port,
        served(engine, folder, clock, smtp_host="127.0.0.1", smtp_port=port, **settings) as (app, address),
        httpx.Client(base_url=address, trust_env=False, timeout=30, headers={"Accept": "text/html"}) as client,
    ):
        yield Site(client, app, address, letterbox, clock)


@pytest.fixture
def site(served: Served, engine: Engine, tmp_path: Path, clock: Any) -> Iterator[Site]:
    """The service on SQLite and on PostgreSQL, at 08:00 UTC on Monday, 2 March 2026."""
    with _open(served, engine, tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def lite(served: Served, sqlite_engine: Engine, tmp_path: Path, clock: Any) -> Iterator[Site]:
    """The service on SQLite alone, for what no database has a part in."""
    with _open(served, sqlite_engine, tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def verifying(served: Served, engine: Engine, tmp_path: Path, clock: Any) -> Iterator[Site]:
    """The same where dates have to be verified by a second person."""
    with _open(served, engine, tmp_path, clock, verify_dates=True) as opened:
        yield opened


# ---------------------------------------------------------------- the browser


@pytest.fixture(scope="module")
def browser(needs: Callable[..., None]) -> Iterator[Browser]:
    """The machine's Chromium.

    For one module only: as long as it runs its event loop runs too, and no test beside it could start another.
    """
    needs("browser")
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)))
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=LAUNCH)
        yield started
        started.close()


@dataclass(slots=True)
class Eyes:
    """A window, what its console complained of, and what keeps people out of its pages."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def enter(self, secret: str) -> None:
        """Be signed in, by the secret of a session."""
        self.page.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])

    def is_sound(self, *widths: int) -> None:
        """Fail where the page keeps somebody out, is wider than a phone or a desk, or complained in the console."""
        for width in widths or (1280, 360, 320):
            self.page.set_viewport_size({"width": width, "height": 800})
            needed = self.page.evaluate("document.documentElement.scrollWidth")
            assert needed <= width, f"{self.page.url} is {needed} pixels wide in a window of {width}"
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{self.page.url}: {found.generate_report()}"
        assert not self.complaints


@pytest.fixture
def open_window(browser: Browser, lite: Site) -> Iterator[Callable[..., Eyes]]:
    """Open a window on the site of the test: `open_window(locale="zh-CN")`, with Playwright's options."""
    contexts = []

    def opened(**options: Any) -> Eyes:
        context = browser.new_context(base_url=lite.address, service_workers="block", **options)
        contexts.append(context)
        eyes = Eyes(context.new_page(), lite.address)
        eyes.page.on("console", lambda said: eyes.complaints.append(said.text) if said.type == "error" else None)
        eyes.page.on("pageerror", lambda error: eyes.complaints.append(str(error)))
        return eyes

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def window(open_window: Callable[..., Eyes]) -> Eyes:
    """A window on the site of the test, of a browser that prefers English."""
    return open_window(locale="en-GB")
