"""Mails in a real browser: readable on a phone, by day and by night, and quiet on the network."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # ships no types
from playwright.sync_api import Browser, Page, sync_playwright

from service.reminders.alerting import write_alarms
from service.reminders.changes import write_changes
from service.reminders.digest import Digest, HandedOver
from service.reminders.news import Change
from service.reminders.owners import OwnerWishes
from service.reminders.recipients import Recipient
from service.reminders.wording import Writer, Written
from service.store import CaseRow
from service.watch.alarms import Alarm
from service.words import TAGS

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Told

pytestmark = [pytest.mark.needs("browser"), pytest.mark.slow]

LI = Recipient("li@example.com", "Li Wei", "Asia/Shanghai")
DAY = date(2026, 11, 27)
Scheme = Literal["light", "dark"]
WCAG: dict[str, Any] = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa"]}}
UNBROKEN = "Knochenschraubengewindeschneidvorrichtung" * 5  # wider than a phone


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


def mails(told: "type[Told]", writer: Writer, reader: Recipient) -> dict[str, Written]:
    """One mail of each kind, with every urgency, row and section."""
    stages = {"opens": "early", "act_by.30": "normal", "act_by.3": "urgent", "late.1": "late", "restoration.7": "last"}
    matters = tuple(
        told(stage, urgency, wishes=OwnerWishes(2, "renew"), proposed_by="Eva", escalation="bounced").matter()
        for stage, urgency in stages.items()
    )
    wide = told(case={"title": UNBROKEN, "reference": UNBROKEN}).matter()
    verify = told("verify.2026-11-23", "normal").matter()
    facts = [{"event": "grant", "why": "maintenance fees count from grant"}]
    case = CaseRow(reference="P6", jurisdiction="US", right="patent", title=UNBROKEN, numbers={}, awaiting=facts)
    changes = (
        Change("moved", "Fee", wide.case, date(2026, 11, 30), date(2026, 10, 31), "filing was corrected", "EP"),
        Change("moved", "Fee", wide.case, date(2036, 11, 30), date(2036, 10, 31), "filing was corrected", "EP"),
    )
    many = (verify,) * 20
    handed_over = (HandedOver("P5", UNBROKEN, "Eva", "Li Wei"),)
    digest = Digest(12, DAY, matters, (wide,), matters, many, changes, handed_over, (case,), DAY)
    failed = {"recipient": "eva@example.com", "subject": UNBROKEN, "detail": "550 no such user"}
    return {
        "reminder": writer.reminder([*matters, wide], reader),
        "verification": writer.verification([verify], reader),
        "digest": writer.digest(digest, reader),
        "empty": writer.digest(Digest(13, DAY, previous=DAY), reader),
        "changes": write_changes(changes, writer),
        "alarms": write_alarms([Alarm("undelivered", 7, (failed,))], writer),
    }


@contextmanager
def opened(browser: Browser, written: Written, folder: Path, scheme: Scheme) -> Iterator[tuple[Page, list[str]]]:
    """A mail on a phone's screen, and the addresses that it asks for."""
    path = folder / "mail.html"
    path.write_text(written.html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield page, asked
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", TAGS)
def test_mails_are_readable_on_a_phone_and_fetch_nothing(
    told: "type[Told]", writer: Callable[..., Writer], browser: Browser, tmp_path: Path, tag: str, scheme: Scheme
) -> None:
    reader = replace(LI, language=tag)
    for name, written in mails(told, writer(reader), reader).items():
        with opened(browser, written, tmp_path, scheme) as (page, asked):
            assert page.evaluate("document.documentElement.scrollWidth") == 360, name
            assert page.evaluate("document.scripts.length") == 0, name
            assert len(asked) == 1, f"{name} asks for {asked[1:]}"
            if name in ("digest", "alarms"):  # every kind of entry there is
                found = Axe().run(page, options=WCAG)
                assert found.violations_count == 0, f"{name}: {found.generate_report()}"


def test_night_is_dark_and_day_is_light(told: "type[Told]", browser: Browser, tmp_path: Path) -> None:
    schemes: tuple[Scheme, ...] = ("light", "dark")
    shades = {}
    for scheme in schemes:
        with opened(browser, told().written(), tmp_path, scheme) as (page, _):
            shades[scheme] = page.evaluate("getComputedStyle(document.querySelector('.sheet')).backgroundColor")
    assert shades == {"light": "rgb(255, 255, 255)", "dark": "rgb(24, 29, 35)"}
