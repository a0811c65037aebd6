"""Delivery status mails: what a mail server reports when a mail did not arrive (RFC 3464), read from its bytes.

    for status in delivery_statuses(raw):
        status.message_id, status.recipient, status.action, status.status, status.diagnostic

Such a mail is a `multipart/report` with a part for machines, which has one block of fields for each recipient, and
mostly with the mail that came back, whole or its headers alone (RFC 6522). Mails come from anybody: whatever can't be
read as a report gives nothing, and no bytes raise an exception.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message

from notifiers.delivery import one_line

FAILED, DELAYED, DELIVERED, RELAYED, EXPANDED = "failed", "delayed", "delivered", "relayed", "expanded"
ACTIONS = (FAILED, DELAYED, DELIVERED, RELAYED, EXPANDED)

_REPORT = "multipart/report"
_STATUS = ("message/delivery-status", "message/global-delivery-status")  # the second is that of RFC 6533
_RETURNED = ("message/rfc822", "message/global")
_HEADERS = ("text/rfc822-headers", "message/global-headers")
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_CODE = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_ID = re.compile(r"<[^<>\s]+@[^<>\s]+>")
# What the standard library's parser raises: at parts within parts without end, and at some malformed parameters.
_UNREADABLE = (RecursionError, LookupError, TypeError, ValueError)
_BY_CLASS = {"5": FAILED, "4": DELAYED}  # where a server leaves the action out, or makes one up


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    """What became of one mail for one recipient."""

    message_id: str | None
    """The `Message-ID` of the mail that was sent, with its angle brackets; None where the report doesn't tell."""
    recipient: str
    """The address the mail was sent to, as far as the report knows it, else the one it ended at."""
    action: str
    """`failed`, `delayed` (the server still tries), `delivered`, `relayed` or `expanded`."""
    status: str | None
    """The code of RFC 3463, such as `5.1.1`: no such mailbox."""
    diagnostic: str
    """The server's words on one line, such as `550 5.1.1 no such user`; may be empty."""


def delivery_statuses(raw: bytes) -> tuple[DeliveryStatus, ...]:
    """Read what a mail reports of each recipient; nothing for a mail that is no report."""
    try:
        mail = message_from_bytes(raw)
        return tuple(_read(mail))
    except _UNREADABLE:
        return ()


def _read(mail: Message) -> Iterator[DeliveryStatus]:
    if mail.get_content_type() != _REPORT or not mail.is_multipart():
        return
    parts = [part for part in mail.get_payload() if isinstance(part, Message)]
    blocks = [block for part in parts if part.get_content_type() in _STATUS for block in _blocks(part)]
    message_id = _message_id(mail, parts, blocks)
    for block in blocks:
        if status := _status(block, message_id):
            yield status


def _blocks(part: Message) -> Iterator[Message]:
    """The groups of fields of a status part: the parser cuts the first kind into messages, the second it doesn't."""
    for group in _inside(part):
        yield group
        rest = group.get_payload()
        if isinstance(rest, str) and rest.strip():
            yield from (message_from_string(text) for text in _BLANK.split(rest.strip()))


def _inside(part: Message) -> list[Message]:
    inside = part.get_payload()
    return [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []


def _status(block: Message, message_id: str | None) -> DeliveryStatus | None:
    """What one block says; None for the block about the whole report, and for one that says nothing."""
    recipient = _typed(block, "Original-Recipient") or _typed(block, "Final-Recipient")
    code = _CODE.search(_field(block, "Status"))
    said = _field(block, "Action").lower()
    action = said if said in ACTIONS else _BY_CLASS.get(code[0][0] if code else "")
    if not recipient or action is None:
        return None
    return DeliveryStatus(message_id, recipient, action, code[0] if code else None, _typed(block, "Diagnostic-Code"))


def _message_id(mail: Message, parts: list[Message], blocks: list[Message]) -> str | None:
    """The id of the mail that came back: from the mail itself, else from where some servers note it."""
    returned = [header for part in parts for header in _returned(part)]
    noted = [_field(block, "X-Original-Message-ID") for block in blocks]
    told = [*(_field(header, "Message-ID") for header in returned), *noted, _field(mail, "In-Reply-To")]
    found = (_ID.search(text) for text in told)
    return next((match[0] for match in found if match), None)


def _returned(part: Message) -> list[Message]:
    kind = part.get_content_type()
    if kind in _RETURNED:
        return _inside(part)[:1]
    if kind in _HEADERS:
        return _inside(part)[:1] or [message_from_bytes(_decoded(part))]
    return []


def _decoded(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _typed(block: Message, name: str) -> str:
    """The value of a field that begins with its type: `rfc822; eva@example.com`, `smtp; 550 no such user`."""
    kind, semicolon, value = _field(block, name).partition(";")
    return (value if semicolon else kind).strip()


def _field(block: Message, name: str) -> str:
    """A field on one line of what can be shown; empty where there is none."""
    return one_line(str(block.get(name, "")))
