"""What a mail server's words mean, row by row; how they come about is in test_email."""

import ssl

import pytest
from aiosmtplib import SMTPConnectError, SMTPDataError, SMTPRecipientRefused, SMTPResponseException, SMTPSenderRefused

from notifiers import DeliveryError, Refusal, Retryable
from notifiers.smtp_answers import judge, refusals, translate


def kind(error: DeliveryError) -> str:
    word = "later" if isinstance(error, Retryable) else "never"
    return "ours" if error.configuration else word


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (421, "4.3.2 shutting down", "later"),
        (450, "4.2.0 greylisted, come back", "later"),
        (451, "local error", "later"),
        (452, "4.2.2 mailbox full", "later"),
        (552, "5.2.2 mailbox full", "later"),
        (552, "mailbox full", "later"),
        (554, "5.2.2 mailbox full", "later"),
        (552, "5.3.4 message too big", "never"),
        (530, "5.7.0 must issue a STARTTLS command first", "ours"),
        (535, "5.7.8 authentication credentials invalid", "ours"),
        (550, "5.1.1 no such user", "never"),
        (551, "user not local", "never"),
        (553, "mailbox name not allowed", "never"),
        (554, "5.7.1 looks like spam", "never"),
        (499, "an unknown answer of the fourth kind", "later"),
        (599, "an unknown answer of the fifth kind", "never"),
        (-1, "Malformed SMTP response line: hello", "later"),
        (600, "no such kind", "later"),
        (250, "5.1.1.1 not an enhanced status", "later"),
    ],
)
def test_an_answer_is_looked_up_by_enhanced_status_then_code_then_first_digit(
    code: int, text: str, expected: str
) -> None:
    assert kind(judge(code, text)) == expected


def test_the_reason_quotes_the_server_and_names_what_it_refused() -> None:
    assert judge(550, "5.1.1 no\nsuch user", "wei@example.com").reason == "wei@example.com: 550 5.1.1 no such user"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (552, "message size exceeds fixed maximum", "never"),  # before recipients, only size can be meant
        (554, "5.3.4 message too big", "never"),
        (550, "5.7.1 sender address not yours", "ours"),
        (451, "try again", "later"),
    ],
)
def test_a_refused_sender_is_our_trouble_unless_the_message_is_too_big(code: int, text: str, expected: str) -> None:
    assert kind(translate(SMTPSenderRefused(code, text, "annua@example.com"))) == expected


@pytest.mark.parametrize(("code", "expected"), [(501, "ours"), (454, "later"), (-1, "later")])
def test_a_no_to_starttls_is_our_trouble_unless_for_now(code: int, expected: str) -> None:
    assert kind(translate(SMTPResponseException(code, "no"))) == expected


def test_a_no_to_the_message_is_about_the_message() -> None:
    assert kind(translate(SMTPDataError(554, "5.6.0 malformed"))) == "never"


def test_a_connection_that_fails_over_its_encryption_is_our_trouble() -> None:
    refused = SMTPConnectError("no connection")
    assert kind(translate(refused)) == "later"
    refused.__cause__ = ssl.SSLCertVerificationError("self-signed")
    assert kind(translate(refused)) == "ours"
    assert kind(translate(ssl.SSLError("wrong version"))) == "ours"


def test_refused_recipients_are_described_one_by_one() -> None:
    refused = [
        SMTPRecipientRefused(450, "busy", "a@example.com"),
        SMTPRecipientRefused(550, "unknown", "b@example.com"),
    ]
    assert refusals(refused) == (
        Refusal("a@example.com", "450 busy", permanent=False),
        Refusal("b@example.com", "550 unknown", permanent=True),
    )
