"""The page for an attorney: one file that needs nothing else, in both languages, for everybody's eyes."""

import html
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Page, sync_playwright

from service.dossier import recorded
from service.dossier.writing import write
from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, complete
from service.portfolio.maintaining import add_closure, recompute_office
from service.portfolio.manual import add_manual, override
from service.reminders.entries import ESCALATIONS
from service.reminders.ladder import CLIMBS
from service.store import AuditRow, BounceRow, InstructionRow, ProofFileRow
from service.store.deadlines import WISHES
from service.words import TAGS, language


@pytest.fixture
def eventful(lite_history: Any) -> Any:
    """A case to which about everything happened."""
    history = lite_history
    history.at("2026-03-03").register(
        owner="Example Medical AG",
        numbers={"application": "EP16198765.4"},
        dates={"filing": {"date": "2016-12-15", "source": "register", "verified_by": "Paralegal 2"}},
    )
    (paid,) = history.write(complete, history.row(10).id, Proof("confirmed", date(2026, 3, 2), "receipt <17>"))
    file = {"name": "receipt.pdf", "media_type": "application/pdf", "content": b"%PDF", "digest": "ab" * 32}
    history.put(ProofFileRow(completion_id=paid.id, entered_by="Li Wei", entered_at=history.now, **file))
    history.write(override, history.row(11).id, {"due": "2026-10-15", "reason": "doubt", "source": "notice"})
    history.write(add_manual, 1, {"title": "Answer the agent", "due": "2026-06-01", "source": "letter"})
    days = {"office": "EP", "first": "2026-12-31", "last": "2026-12-31", "source": "OJ EPO 2026, A99"}
    history.write(recompute_office, history.write(add_closure, days))
    message = history.at("2026-03-04").mail("li@example.com", "P1-EP: pay", rung=(11, "act_by.180"))
    history.tried(message, "accepted", "250 queued")
    bounce = {"message_id": message.id, "detail": "no such mailbox", "source": "imap", "status": "5.1.1"}
    history.put(BounceRow(key="1", action="failed", received_at=history.at("2026-03-05").now, **bounce))
    for wish in WISHES:
        aim = {"deadline_id": history.row(12).id, "aim": date(2027, 12, 31)}
        history.put(InstructionRow(wish=wish, actor="Li Wei", at=history.now, **aim))
    history.at("2026-03-06").write(close_case, 1, "sold")
    history.put(AuditRow(at=history.now, actor="somebody", action="case.novel", subject="case P1-EP"))
    return history


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_needs_nothing_but_itself(eventful: Any, tag: str) -> None:
    page = write(eventful.file(), tag)
    found = _Elements(page)

    assert not {name for name, _ in found.elements} & {"script", "link", "img", "iframe", "form"}
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes in found.elements)
    assert not re.findall(r"url\(|@import|https?://", page)
    targets = {attributes["id"] for _, attributes in found.elements if attributes.get("id")}
    assert {(attributes.get("href") or "#")[1:] for name, attributes in found.elements if name == "a"} <= targets
    assert dict(found.elements)["html"] == {"lang": tag}


def test_the_page_tells_what_the_document_tells(eventful: Any) -> None:
    words = " ".join(_Elements(write(eventful.file("2026-03-05"), "en")).words.split())

    for said in (
        "Due-care file",
        "Patent, European Patent Office",
        "application EP16198765.4",
        "by the end of Thursday, 5 March 2026 (24:00 UTC), and nothing later",
        "replaced on Tuesday, 3 March 2026, 08:00 by Paralegal 1",
        "receipt <17>",
        "was taken by the next hop: 250 queued",
        "came back (5.1.1): no such mailbox",
        "180 days before the day to act by",
        "instruction: renew",
        "EP was closed from Thursday, 31 December 2026 to Thursday, 31 December 2026; source: OJ EPO 2026, A99",
        "last day of the month of 2026-12-15 = 2026-12-31",
        "Entered by hand; source: letter",
    ):
        assert said in words, said
    assert "sold" not in words


def test_an_action_without_words_of_its_own_is_told_by_its_name(eventful: Any) -> None:
    assert "case.novel" in write(eventful.file(), "en")


@pytest.mark.parametrize("tag", TAGS)
def test_everything_that_can_happen_has_its_words(tag: str) -> None:
    told = [*recorded.KNOWN, recorded.OTHER, recorded.MISSED, *(f"instructed.{wish}" for wish in WISHES)]
    texts = language(tag).texts

    assert not [what for what in told if f"dossier.told.{what}" not in texts]
    others = ("opens", "late", "price", "over", "verify", "silence", "ask_again", "waiting")
    assert not [phase for phase in (*CLIMBS, *ESCALATIONS, *others) if f"dossier.stage.{phase}" not in texts]


@pytest.fixture
def screen() -> Iterator[Page]:
    """A page in the browser of this machine, as wide as a phone."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


@pytest.mark.slow
@pytest.mark.needs("browser")
def test_the_page_keeps_nobody_out_and_fits_a_phone_and_a4(eventful: Any, screen: Page, tmp_path: Path) -> None:
    for tag in TAGS:
        path = tmp_path / f"{tag}.html"
        path.write_text(write(eventful.file(), tag), encoding="utf-8")
        screen.goto(path.as_uri())

        assert Axe().run(screen).response["violations"] == []
        assert screen.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert screen.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_what_the_system_gives_as_a_reason_is_said_in_the_readers_words(eventful: Any) -> None:
    """What a person typed stays as they typed it."""
    document = eventful.file()
    page = html.unescape(write(document, "zh-Hans"))
    coded = {entry["why"] for entry in document["timeline"] if entry["why_code"]}
    typed = {entry["why"] for entry in document["timeline"] if entry["why"] and not entry["why_code"]}

    assert "申请日 2016-11-15 → 2016-12-15" in page
    assert not [why for why in coded if why in page]
    assert {"sold", "doubt", "receipt <17>"} <= typed
    assert not [why for why in typed if why not in page]
    states = {one["state_reason"] for one in document["deadlines"] if one["state_reason_code"]}
    assert states
    assert not [why for why in states if why in page]
