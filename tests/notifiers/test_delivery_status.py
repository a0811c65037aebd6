"""Delivery status mails as mail servers write them, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifiers.delivery_status import DeliveryStatus, delivery_statuses

RETURNED = """\
Content-Type: text/rfc822-headers

From: "Annua" <annua@example.com>
Subject: LAST DAY
Message-ID: <1@example.com>
"""

UNKNOWN_USER = """\
Final-Recipient: rfc822; eva@example.com
Original-Recipient: rfc822;eva.old@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.com
Diagnostic-Code: smtp; 550 5.1.1 <eva@example.com>: Recipient address rejected:
    User unknown in virtual mailbox table
"""


def report(
    *recipients: str, returned: str = RETURNED, kind: str = "message/delivery-status", head: str = "", of: str = ""
) -> bytes:
    """A delivery status mail with a block for each recipient."""
    blocks = "\n".join((f"Reporting-MTA: dns; mail.example.com\n{of}", *recipients))
    return (
        "From: MAILER-DAEMON@example.com\n"
        "To: annua@example.com\n"
        "Subject: Undelivered Mail Returned to Sender\n"
        f"{head}"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n'
        "MIME-Version: 1.0\n"
        "\n"
        "--b\nContent-Type: text/plain\n\nI'm sorry to have to inform you that your message could not be delivered.\n\n"
        f"--b\nContent-Type: {kind}\n\n{blocks}\n"
        f"--b\n{returned}\n"
        "--b--\n"
    ).encode()


def test_a_failed_mail_is_told_with_its_id_the_address_it_was_sent_to_and_the_reason() -> None:
    assert delivery_statuses(report(UNKNOWN_USER)) == (
        DeliveryStatus(
            message_id="<1@example.com>",
            recipient="eva.old@example.com",
            action="failed",
            status="5.1.1",
            diagnostic="550 5.1.1 <eva@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
        ),
    )


def test_each_recipient_is_told_of() -> None:
    delayed = "Final-Recipient: rfc822; li@example.com\nAction: delayed\nStatus: 4.4.1\n"

    found = delivery_statuses(report(UNKNOWN_USER, delayed))

    assert [(one.recipient, one.action, one.status, one.diagnostic[:3]) for one in found] == [
        ("eva.old@example.com", "failed", "5.1.1", "550"),
        ("li@example.com", "delayed", "4.4.1", ""),
    ]


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "Delayed", "FAILED"])
def test_the_action_is_read_in_any_case_of_letters(action: str) -> None:
    (found,) = delivery_statuses(report(f"Final-Recipient: rfc822; a@example.com\nAction: {action}\nStatus: 2.0.0\n"))

    assert found.action == action.lower()


@pytest.mark.parametrize(
    ("fields", "action"),
    [("Status: 5.4.4", "failed"), ("Action: bounced\nStatus: 4.2.2 (mailbox full)", "delayed")],
)
def test_where_the_action_is_left_out_or_made_up_the_class_of_the_code_tells(fields: str, action: str) -> None:
    (found,) = delivery_statuses(report(f"Final-Recipient: rfc822; a@example.com\n{fields}\n"))

    assert found.action == action


@pytest.mark.parametrize("fields", ["Action: failed\nStatus: 5.1.1", "Final-Recipient: rfc822; a@example.com"])
def test_a_block_that_names_no_recipient_or_says_nothing_of_them_is_passed_over(fields: str) -> None:
    assert delivery_statuses(report(f"{fields}\n")) == ()


@pytest.mark.parametrize(
    "returned",
    [
        RETURNED,
        RETURNED.replace("text/rfc822-headers", "message/rfc822") + "\nPay today.\n",
        RETURNED.replace("text/rfc822-headers", "message/global-headers"),
        # The same headers in base64
        "Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\nTWVzc2FnZS1JRDogPDFAZXhhbXBsZS5jb20+",
    ],
)
def test_the_mail_that_came_back_tells_its_id_whole_or_by_its_headers(returned: str) -> None:
    (found,) = delivery_statuses(report(UNKNOWN_USER, returned=returned))

    assert found.message_id == "<1@example.com>"


def test_without_the_mail_the_id_is_where_some_servers_note_it() -> None:
    nothing = "Content-Type: text/plain\n\nnothing came back"
    noted = report(UNKNOWN_USER, returned=nothing, of="X-Original-Message-ID: <2@example.com>\n")
    answered = report(UNKNOWN_USER, returned=nothing, head="In-Reply-To: <3@example.com>\n")

    assert [one.message_id for one in delivery_statuses(noted) + delivery_statuses(answered)] == [
        "<2@example.com>",
        "<3@example.com>",
    ]
    assert delivery_statuses(report(UNKNOWN_USER, returned=nothing))[0].message_id is None


def test_a_report_in_utf_8_is_read_too() -> None:
    """RFC 6533: addresses beyond ASCII, and a part that the parser doesn't cut into blocks."""
    block = "Final-Recipient: utf-8; eva@example.com\nAction: failed\nStatus: 5.6.7\n"

    (found,) = delivery_statuses(report(block, kind="message/global-delivery-status"))

    assert (found.recipient, found.status, found.message_id) == ("eva@example.com", "5.6.7", "<1@example.com>")


def test_what_can_not_be_stored_is_taken_out_of_the_words() -> None:
    block = "Final-Recipient: rfc822; eva@example.com\nAction: failed\nDiagnostic-Code: smtp; 550\x00 no\x07\n"

    (found,) = delivery_statuses(report(block))

    assert found.diagnostic == "550 no"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: Out of office\nAuto-Submitted: auto-replied\n\nI am back on Monday.\n",
        b"Content-Type: multipart/report; boundary=b\n\nno part at all\n",
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n--b--\n",
        # Somebody forwards a report: it isn't one itself.
        b"Content-Type: message/rfc822\n\n" + report(UNKNOWN_USER),
        # A reading receipt is a report, but not of delivery.
        report(UNKNOWN_USER, kind="message/disposition-notification"),
        # A parameter that the parser stumbles over
        report(UNKNOWN_USER, returned="Content-Type: text/rfc822-headers; charset*=x''%ff\n\nX: \u00e9\n"),
        # Parts within parts, deeper than a parser can follow
        b"".join(b"Content-Type: multipart/report; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)),
    ],
)
def test_what_is_no_report_gives_nothing(raw: bytes) -> None:
    assert delivery_statuses(raw) == ()


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    assert isinstance(delivery_statuses(raw), tuple)


@given(st.integers(0, 600), st.binary(min_size=1, max_size=40), st.sampled_from(["utf-8", "ascii", "x"]))
def test_no_damage_to_a_report_raises(place: int, damage: bytes, charset: str) -> None:
    """What is found can be stored: words of printable characters only."""
    whole = report(UNKNOWN_USER, head=f"Content-Type: text/plain; charset={charset}\n")

    for raw in (whole[:place] + damage + whole[place:], whole[:place] + damage):
        for found in delivery_statuses(raw):
            assert (found.recipient + found.diagnostic + (found.message_id or "")).isprintable()


@given(st.lists(st.sampled_from([b"--b\n", b"--b--\n", b"\n", *report(UNKNOWN_USER).splitlines(keepends=True)])))
def test_no_disorder_of_a_report_raises(lines: list[bytes]) -> None:
    head = b"Content-Type: multipart/report; boundary=b\n\n"

    assert isinstance(delivery_statuses(head + b"".join(lines)), tuple)
