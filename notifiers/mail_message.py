"""Write an RFC 5322 message: pure, so that the same arguments always give the same bytes.

The header lines are written here, the MIME body by the standard library's `email` package. Its header folding is not
used: in several Python releases it loses blanks between encoded words and refuses some characters of names.
"""

import base64
import hashlib
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

_SEVEN_BIT = SMTP.clone(cte_type="7bit")  # passes every relay unchanged, so that signatures made on the way stay valid
_LINE = 76  # RFC 5322 2.1.1 asks for at most 78 characters a line; RFC 2047 for 76 where there are encoded words
_LONGEST_WORD = 900  # RFC 5322 2.1.1: no line over 998 characters, however it is folded
_ENCODED_BYTES = 39  # 52 characters of base64, so that an encoded word and a header's name share a line

_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
_NAME = re.compile(r"[!-9;-~]+")
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")
_ADDRESS = re.compile(r"""[^\x00-\x20\x7f-\xa0()<>\[\]:;@\\,"]+@[^\x00-\x20\x7f-\xa0()<>\[\]:;@\\,"]+""")

_OURS = frozenset(
    {
        "subject",
        "from",
        "to",
        "message-id",
        "date",
        "auto-submitted",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    }
)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person or desk as it stands in `From` and `To`: a name in any script, or none, and a bare address."""

    name: str
    address: str


def compose(
    *,
    subject: str,
    text: str,
    html: str | None,
    sender: Mailbox,
    recipient: Mailbox,
    message_id: str,
    date: datetime,
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """Write a message that carries `text` and, if given, `html` as its richer alternative; lines end in CRLF.

    `message_id` includes its angle brackets; `date` must know its zone; `headers` adds further fields, such as
    `References`. Bodies are UTF-8, their line ends become CRLF and the last line is ended. The message is marked as
    sent by a machine (RFC 3834), so that holiday replies stay away. Raises ValueError, naming the field, for whatever
    could end a header early or can't be written.
    """
    lines = {
        "From": _mailbox("sender", sender),
        "To": _mailbox("recipient", recipient),
        "Subject": _unstructured("Subject", _one_line("subject", subject)),
        "Date": _date(date),
        "Message-ID": _message_id(message_id),
        "Auto-Submitted": "auto-generated",
    }
    for name, value in (headers or {}).items():
        lines[_field_name(name)] = _unstructured(name, _one_line(f"header {name}", value))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return head.encode() + _body(_utf8("text", text), None if html is None else _utf8("html", html), message_id)


def check_address(field: str, address: str) -> str:
    """Return a bare address such as `docket@example.com` unchanged; raise ValueError, naming `field`, for any other."""
    if not _ADDRESS.fullmatch(_utf8(field, address)):
        raise ValueError(f"{field} {address!r} is not a bare address; write it like docket@example.com")
    return address


def _body(text: str, html: str | None, seed: str) -> bytes:
    """Write the MIME headers and body; the boundary comes from the content, since a random one would change bytes."""
    message = EmailMessage(policy=_SEVEN_BIT)
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
        digest = hashlib.sha256(f"{seed}\0{text}\0{html}".encode()).hexdigest()
        message.set_boundary(f"=_{digest[:40]}")
    return message.as_bytes()


def _utf8(field: str, value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"{field} holds half a character (a lone surrogate) at position {error.start}; remove it"
        ) from error
    return value


def _one_line(field: str, value: str) -> str:
    """Refuse line breaks: whoever can write one into a header can write further headers and a body."""
    if "\r" in value or "\n" in value:
        raise ValueError(f"{field} {value!r} holds a line break; a header is one line, so remove it")
    return _utf8(field, value)


def _field_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"header name {name!r} may hold only printable ASCII without blanks and colons")
    if name.lower() in _OURS:
        raise ValueError(f"header {name} is written by the message itself; leave it out of headers")
    return name


def _message_id(value: str) -> str:
    if not _MESSAGE_ID.fullmatch(value) or len(value) > _LONGEST_WORD:
        raise ValueError(f"message_id {value!r} must look like <unique@example.com>")
    return value


def _date(date: datetime) -> str:
    if date.tzinfo is None:
        raise ValueError(f"date {date.isoformat()} has no time zone; pass an aware datetime")
    return format_datetime(date)


def _mailbox(field: str, mailbox: Mailbox) -> str:
    name = _one_line(f"{field} name", mailbox.name)
    address = check_address(f"{field} address", mailbox.address)
    if not name:
        return address
    written = f"{_phrase(name)} <{address}>"
    return written if len(f"From: {written}") <= _LINE else f"{_phrase(name)}\r\n <{address}>"


def _phrase(name: str) -> str:
    if _PLAIN.fullmatch(name) and "=?" not in name and len(name) < _LINE - len("From: "):
        return '"' + name.replace("\\", r"\\").replace('"', r"\"") + '"'
    return "\r\n ".join(_encoded_words(name))


def _unstructured(name: str, value: str) -> str:
    """Fold a value that reads as it stands; write any other, and one that only looks encoded, as encoded words."""
    plain = _PLAIN.fullmatch(value) and "=?" not in value and max(map(len, value.split(" "))) < _LONGEST_WORD
    if not plain:
        return "\r\n ".join(_encoded_words(value))
    label = f"{name}: "
    folded = textwrap.wrap(value, _LINE, initial_indent=label, break_long_words=False, break_on_hyphens=False)
    return "\r\n ".join(folded)[len(label) :]


def _encoded_words(value: str) -> Iterator[str]:
    """Cut a text into RFC 2047 words; readers drop the blanks between them, and no character is split over two."""
    chunk = b""
    for character in map(str.encode, value):
        if len(chunk) + len(character) > _ENCODED_BYTES:
            yield _encoded_word(chunk)
            chunk = b""
        chunk += character
    if chunk:
        yield _encoded_word(chunk)


def _encoded_word(chunk: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(chunk).decode()}?="
