"""A scanner opens every link of every mail, with GET and HEAD, and nothing changes: not a row of any table."""

import re
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from service.portfolio.handing_over import hand_over
from service.portfolio.reading import find_case
from service.store import MessageRow, reading

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

PURPOSES = {"alarm", "change", "confirm", "digest", "reminder", "sign-in", "verify"}  # each kind of mail there is
KINDS = {
    *("/answers/acknowledge/", "/answers/complete/", "/answers/confirm-lapse/", "/answers/instruct/"),
    *("/", "/cases/", "/delivery", "/sign-in/"),
}


class Addresses(HTMLParser):
    """Whatever an HTML page refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an element leads to or loads."""
        self.found |= {value for name, value in attrs if name in ("href", "src", "action", "background") and value}


def links(mail: EmailMessage) -> set[str]:
    """Every address in a mail: in its text, in its HTML and in its header."""
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text
    assert html
    parser = Addresses()
    parser.feed(html.get_content())
    said = f"{text.get_content()} {mail.get('List-Unsubscribe', '')}"
    return parser.found | set(re.findall(r"https?://[^\s<>\"]+", said))


def kind(address: str) -> str:
    """What kind of page an address leads to: its path without what stands for one case, deadline or person."""
    path = urlsplit(address).path
    return next(known for known in sorted(KINDS, key=len, reverse=True) if path.startswith(known))


def tick(office: "Office", **later: float) -> None:
    office.site.clock.move(**later)
    assert office.site.tick().good


@pytest.fixture
def mails(light: "Office") -> list[EmailMessage]:
    """Every kind of mail, as it reached a mailbox.

    P2's fee is due on 31 March 2026 and reminded of until then; P1's of 2025 is to be verified. A filing date
    is corrected, a lapse proposed, a case handed over, one has no rules, and Li Wei signs in.
    """
    light.propose(light.li)
    light.site.register("P2", dates={"filing": "2016-03-05"}, responsible="li", backup="wu")
    light.site.register("P3", dates={"filing": "2019-05-20"}, responsible="li", backup="wu")
    light.site.register("X1", jurisdiction="LK", responsible="li", backup="wu")
    tick(light)
    light.site.register("P3", dates={"filing": "2019-04-20"})
    with reading(light.site.engine) as session:
        number = find_case(session, "P3").id
    light.act(hand_over, number, {"responsible": "wu", "backup": "li"}, "team was split")
    tick(light, hours=2)  # the alarm comes with the first tick of an hour
    tick(light, hours=15)  # nine in the morning in Shanghai
    tick(light, hours=17)  # and in Los Angeles
    tick(light, days=6)  # the next Monday: what is to be verified is asked again
    tick(light, days=18)  # Friday, 27 March: one of the last reminders of P2
    light.send("/sign-in", {"address": "li@example.com", "to": "/lists/all"})
    tick(light)
    received: list[EmailMessage] = light.site.letterbox.mails
    return received


def test_opening_every_link_of_every_mail_changes_nothing(light: "Office", mails: list[EmailMessage]) -> None:
    addresses = sorted({address for mail in mails for address in links(mail)})
    assert {row.purpose for row in light.rows(MessageRow) if row.channel == "email"} == PURPOSES
    assert {kind(address) for address in addresses} == KINDS
    before = light.everything()

    statuses: set[int] = set()
    with httpx.Client(trust_env=False, timeout=60, follow_redirects=True) as scanner:
        for address in addresses:
            for method in ("HEAD", "GET"):
                answer = scanner.request(method, address)
                statuses.add(answer.status_code)
                assert "Set-Cookie" not in answer.headers or "annua_session" not in scanner.cookies

    assert light.everything() == before
    assert 200 in statuses
    assert not any(status >= 500 for status in statuses)


def test_every_mail_is_marked_and_none_can_be_unsubscribed_by_one_click(mails: list[EmailMessage]) -> None:
    """A mail program that unsubscribes by itself would silence a reminder; what the header leads to only explains."""
    for mail in mails:
        assert mail["Auto-Submitted"] == "auto-generated", mail["Subject"]
        assert "List-Unsubscribe-Post" not in mail
        assert all(kind(one) == "/delivery" for one in re.findall(r"<(.+?)>", mail.get("List-Unsubscribe", "")))


def test_what_mails_carry_is_read_without_loading_anything(mails: list[EmailMessage]) -> None:
    for mail in mails:
        html: Any = mail.get_body(("html",))
        assert not re.search(r"<(script|img|link|iframe|form|object)\b", html.get_content()), mail["Subject"]
