"""What holds of every mail: markup is inert, any name arrives as written, nothing is fetched, its size is bounded."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from functools import partial
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from notifiers.mail_message import Mailbox, compose
from service.reminders.entries import Entry, Link
from service.reminders.layout import Frame, Item, Section, lay_out
from service.reminders.recipients import Recipient
from service.reminders.sentences import one_line
from service.reminders.wording import Written
from service.words import ENGLISH, language

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Told

LI = Recipient("li@example.com", "Li Wei", "Asia/Shanghai")
SAY = language(ENGLISH)
PLAIN = {"html", "head", "meta", "title", "style", "body", "table", "tbody", "tr", "td", "th", "p", "h1", "h4", "a"}
HOME = Link("Worklists", "https://annua.example.com/")


class Seen(HTMLParser):
    """The elements of a page and the text that its reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements = list[str]()
        self.texts = list[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join("".join(self.texts).split())


def composed(written: Written, name: str) -> bytes:
    """A mail as it goes to somebody."""
    return compose(
        subject=written.subject,
        text=written.text,
        html=written.html,
        sender=Mailbox("Annua", "annua@example.com"),
        recipient=Mailbox(one_line(name, 200), "li@example.com"),
        message_id="<1@example.com>",
        date=datetime(2026, 11, 27, tzinfo=UTC),
        headers=written.headers,
    )


def name_in(raw: bytes) -> str:
    """The recipient's name, by the older parser: the newer one puts blanks between the encoded words of a name."""
    name, _ = parseaddr(message_from_bytes(raw, policy=policy.compat32)["To"])
    return str(make_header(decode_header(name)))


@given(title=st.text(), reference=st.text(min_size=1), name=st.text())
@example(title="骨螺钉", reference="案-1", name="李伟")
@example(title="Screw\n\nAct by: never", reference="P1\nBcc: x@example.com", name="Li\r\nBcc: x@example.com")
@example(title="<script>alert(1)</script>&amp;", reference="<b>", name='"Li" \\')
@example(title="Screw " * 200, reference="P" * 300, name="L" * 300)
def test_any_title_and_any_name_arrive_as_written(told: "type[Told]", title: str, reference: str, name: str) -> None:
    written = told(case={"title": title, "reference": reference}).written(replace(LI, name=name))
    raw = composed(written, name)
    mail = message_from_bytes(raw, policy=policy.default)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert mail["Subject"] == written.subject
    assert mail["Bcc"] is None
    assert name_in(raw) == one_line(name, 200)
    seen = Seen(html.get_content())
    for words in (one_line(title, 600), one_line(reference, 600)):
        assert words in text.get_content()
        assert words in seen.text
    assert set(seen.elements) <= PLAIN


def test_line_breaks_forge_no_rows(told: "type[Told]") -> None:
    rows = told(case={"title": "Screw\n\nAct by: never"}).rows()
    assert rows["Title"] == "Screw Act by: never"
    assert rows["Act by"].startswith("Monday, 30 November 2026")


def test_a_page_needs_nothing_from_elsewhere(told: "type[Told]") -> None:
    html = told().written().html
    assert not re.search(r"src=|@import|url\(|<link|<script|<img|<iframe|<form| on[a-z]+=", html)
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert html.count("<style>") == 1


def test_every_element_carries_its_own_style(told: "type[Told]") -> None:
    """Where a mail reader drops the stylesheet, it looks the same but for the dark and the narrow."""
    html = told().written().html
    bare = re.findall(r"<(?:h1|h4|p|th|a|table)(?![^>]* style=)[^>]*>", html)
    assert bare == []


# ---------------------------------------------------------------- within bounds


def entry(number: int, rows: int = 3) -> Entry:
    """An entry with its number in its heading, a long one by many rows."""
    return Entry(f"No. {number}.", "normal", tuple(("Label", "x" * 500) for _ in range(rows)))


def page(*sections: Section) -> tuple[str, str]:
    """Text and HTML of sections in a plain frame."""
    return lay_out(Frame("Subject", "Title", (), "Foot", HOME, (HOME,)), sections, SAY)


def section(count: int, name: str, rows: int = 3) -> Section:
    """A section of so many entries that can be told in full."""
    return Section([Item(partial(entry, n, 0), partial(entry, n, rows)) for n in range(count)], name)


def test_what_is_first_is_told_in_full_and_what_is_last_is_counted() -> None:
    text, html = page(section(3_000, "Many"))
    full, lines = html.count('class="entry'), html.count('class="line')
    assert full > 10
    assert lines > 50
    assert 95_000 < len(html.encode()) < 100_000
    assert f"And {3_000 - full - lines} more. Worklists: https://annua.example.com/" in text
    assert text.index("-" * 72) < text.index("* No. ")
    assert [f"No. {number}." in text for number in (0, full + lines - 1, full + lines)] == [True, True, False]


def test_a_long_section_leaves_room_for_those_after_it() -> None:
    text, _ = page(section(3_000, "Many"), section(20, "Few"))
    few = text.partition("Few (20)")[2]
    assert few.count("No. ") == 5
    assert "And 15 more." in few


def test_what_fits_is_told_in_full_and_nothing_is_counted() -> None:
    text, html = page(section(20, "Some"), section(10, "Others"))
    assert html.count('class="entry') == 30
    assert "more." not in text


def test_an_empty_section_is_left_out() -> None:
    text, html = page(Section([], "Nothing"), section(1, "Something"))
    assert "Nothing" not in text + html


def test_values_begin_in_one_column_whatever_the_script() -> None:
    """Chinese characters are two columns wide."""
    rows = (("Right", "a"), ("权利", "b"))
    text, _ = page(Section([Item(lambda: Entry("E", "normal"), lambda: Entry("E", "normal", rows))]))
    assert f"Right:{' ' * 15}a\n权利:{' ' * 16}b\n" in text
