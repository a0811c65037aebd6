"""Messages as RFC 5322 has them, read back by the parsers of the standard library, which had no part in the headers."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.mail_message import Mailbox, check_address, compose

ANNUA = Mailbox("Annua", "annua@example.com")
WEI = Mailbox("Zhang Wei", "zhang.wei@example.com")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def written(
    subject: str = "Renewal due",
    text: str = "Pay by Friday.\n",
    html: str | None = "<p>Pay by Friday.</p>\n",
    recipient: Mailbox = WEI,
    headers: Mapping[str, str] | None = None,
    **other: Any,
) -> bytes:
    facts: dict[str, Any] = {"sender": ANNUA, "message_id": "<1@example.com>", "date": NOON, **other}
    return compose(subject=subject, text=text, html=html, recipient=recipient, headers=headers, **facts)


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def name_in(data: bytes) -> str:
    """The recipient's name, by the older parser: the newer one puts blanks between the encoded words of a name."""
    name, _ = parseaddr(message_from_bytes(data, policy=policy.compat32)["To"])
    return str(make_header(decode_header(name)))


def content(part: Message | None) -> str:
    assert isinstance(part, EmailMessage)
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_message_has_its_headers_once_and_is_marked_as_sent_by_a_machine() -> None:
    assert written(html=None).decode() == (
        'From: "Annua" <annua@example.com>\r\n'
        'To: "Zhang Wei" <zhang.wei@example.com>\r\n'
        "Subject: Renewal due\r\n"
        "Date: Mon, 02 Mar 2026 12:00:00 +0000\r\n"
        "Message-ID: <1@example.com>\r\n"
        "Auto-Submitted: auto-generated\r\n"
        'Content-Type: text/plain; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: 7bit\r\n"
        "MIME-Version: 1.0\r\n"
        "\r\n"
        "Pay by Friday.\r\n"
    )


def test_text_comes_first_and_html_is_its_alternative() -> None:
    message = read(written())
    text, html = message.iter_parts()
    assert message.get_content_type() == "multipart/alternative"
    assert [text.get_content_type(), html.get_content_type()] == ["text/plain", "text/html"]
    assert [content(text), content(html)] == ["Pay by Friday.\n", "<p>Pay by Friday.</p>\n"]
    assert [text.get_content_charset(), html.get_content_charset()] == ["utf-8", "utf-8"]


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert written() == written()


def test_chinese_is_written_in_seven_bits_and_read_back() -> None:
    data = written("年费到期提醒", "请在周五前缴费。\n", recipient=Mailbox("张伟（专利部）", "zhang.wei@example.com"))
    message = read(data)
    assert data.isascii()
    assert message["Subject"] == "年费到期提醒"
    assert name_in(data) == "张伟（专利部）"
    assert content(message.get_body(("plain",))) == "请在周五前缴费。\n"


def test_an_address_in_chinese_is_written_as_it_is() -> None:
    data = written(recipient=Mailbox("", "用户@例子.公司"))
    assert "\r\nTo: 用户@例子.公司\r\n".encode() in data


@pytest.mark.parametrize(
    "subject",
    [
        "Renewal due for " + "a very long title " * 20 + "indeed",
        "年费到期提醒" * 40,
        "x" * 2000,
        "  blanks before, after  and   within ",
        "=?utf-8?q?looks_encoded?=",
        "tab\tand\x0bother\x85blanks",
        "🜁" * 90,
        "",
    ],
)
def test_a_long_or_odd_subject_is_folded_and_read_back_exactly(subject: str) -> None:
    data = written(subject)
    assert max(map(len, data.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78
    assert read(data)["Subject"] == subject


def test_a_long_ascii_subject_stays_readable_as_it_stands() -> None:
    assert (
        b"\r\nSubject: word word word word word word word word word word word word word\r\n word word word word\r\n"
        in written(" ".join(["word"] * 17))
    )


@pytest.mark.parametrize("name", ['Wei "the docket" Zhang', "back\\slash", "Müller, Jörg", "=?x?=", "n" * 300])
def test_a_name_is_read_back_exactly(name: str) -> None:
    assert name_in(written(recipient=Mailbox(name, "a@example.com"))) == name


def test_further_headers_are_added() -> None:
    message = read(written(headers={"References": "<0@example.com>", "X-Annua-Owner": "医疗集团"}))
    assert (message["References"], message["X-Annua-Owner"]) == ("<0@example.com>", "医疗集团")


def test_the_date_keeps_its_zone() -> None:
    shanghai = datetime(2026, 3, 2, 20, 0, tzinfo=timezone(timedelta(hours=8)))
    assert read(written(date=shanghai))["Date"] == "Mon, 02 Mar 2026 20:00:00 +0800"


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ("subject", {"subject": "Due\r\nBcc: thief@example.com"}),
        ("subject", {"subject": "Due\n"}),
        ("sender name", {"sender": Mailbox("Annua\rX", "annua@example.com")}),
        ("sender address", {"sender": Mailbox("", "annua@example.com\r\nBcc: thief@example.com")}),
        ("recipient name", {"recipient": Mailbox("Wei\n", "wei@example.com")}),
        ("recipient address", {"recipient": Mailbox("", "wei@example.com\n")}),
        ("message_id", {"message_id": "<1@example.com>\r\nBcc: thief@example.com"}),
        ("header References", {"headers": {"References": "<0@example.com>\r\n\r\nA body"}}),
        ("header name", {"headers": {"X\r\nBcc": "thief@example.com"}}),
    ],
)
def test_a_line_break_in_any_header_is_refused_by_the_name_of_the_field(field: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{field} "):
        written(**arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": "half \ud83d"}, "text holds half a character (a lone surrogate) at position 5; remove it"),
        ({"html": "\ud83d"}, "html holds half a character (a lone surrogate) at position 0; remove it"),
        ({"subject": "\udc00"}, "subject holds half a character (a lone surrogate) at position 0; remove it"),
        ({"date": datetime(2026, 3, 2)}, "date 2026-03-02T00:00:00 has no time zone; pass an aware datetime"),  # noqa: DTZ001  # that is the fault
        ({"message_id": "1@example.com"}, "message_id '1@example.com' must look like <unique@example.com>"),
        ({"headers": {"subject": "x"}}, "header subject is written by the message itself; leave it out of headers"),
        ({"headers": {"A b": "x"}}, "header name 'A b' may hold only printable ASCII without blanks and colons"),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_remedy(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the whole message is compared
        written(**arguments)
    assert str(refusal.value) == message


@pytest.mark.parametrize("address", ["wei@example.com", "w.e-i+docket@example.co.uk", "用户@例子.公司"])
def test_a_bare_address_is_passed_on(address: str) -> None:
    assert check_address("recipient", address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "wei",
        "@example.com",
        "Wei <wei@example.com>",
        "a@b,c@d",
        "a b@c",
        "a@b\r\nRSET",
        "a@b@c",
        "a\x00@b",
        "a@\ud83d",
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"^recipient "):
        check_address("recipient", address)


characters = st.characters(exclude_categories=["Cs"])
lines = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"))


@given(subject=lines, name=lines.filter(lambda name: name == " ".join(name.split())), text=st.text(characters))
def test_any_subject_name_and_text_are_read_back_as_written(subject: str, name: str, text: str) -> None:
    """But for line ends: they are those of mail on the way, and the last line is ended."""
    data = written(subject, text, recipient=Mailbox(name, "wei@example.com"))
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    assert read(data)["Subject"] == subject
    assert name_in(data) == name
    assert content(read(data).get_body(("plain",))) == (ended if ended.endswith("\n") else ended + "\n")
