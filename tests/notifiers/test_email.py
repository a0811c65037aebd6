"""E-mail, against real servers on loopback: aiosmtpd where one behaves, a few lines of asyncio where it doesn't."""

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.smtp import AuthResult

from notifiers import Permanent, Refusal, Retryable
from notifiers.email import EmailNotifier, Mail, Smtp

if TYPE_CHECKING:
    from tests.notifiers.conftest import Certificate, Inbox, MailServer, Serve, Talk

pytestmark = pytest.mark.anyio

DATA = b"Message-ID: <1@example.com>\r\nSubject: Due\r\n\r\nPay.\r\n.and dots\r\n"
MAIL = Mail("annua@example.com", ("wei@example.com",), DATA)


def at(port: int, security: str = "none", **settings: Any) -> Smtp:
    return Smtp("localhost", port, security, local_hostname="annua.test", **settings)  # type: ignore[arg-type]  # the tests pass one of the three words


# ---------------------------------------------------------------- taken


async def test_the_server_gets_the_bytes_and_the_envelope_and_its_answer_is_the_receipt(
    mail_server: "MailServer", inbox: "Inbox"
) -> None:
    async with EmailNotifier(at(await mail_server())) as notifier:
        receipt = await notifier.send(MAIL)
    assert (receipt.detail, receipt.size, receipt.refused) == ("250 2.0.0 queued as 4F2A", len(DATA), ())
    assert receipt.seconds > 0
    [mail] = inbox.mails
    assert (mail.mail_from, mail.rcpt_tos, mail.original_content) == ("annua@example.com", ["wei@example.com"], DATA)


async def test_many_mails_leave_over_one_connection(mail_server: "MailServer", inbox: "Inbox") -> None:
    async with EmailNotifier(at(await mail_server())) as notifier:
        await asyncio.gather(*(notifier.send(MAIL) for _ in range(20)))
    assert (len(inbox.mails), len(inbox.sessions)) == (20, 1)


async def test_more_connections_are_opened_when_asked_for_and_needed(mail_server: "MailServer", inbox: "Inbox") -> None:
    async with EmailNotifier(at(await mail_server()), connections=3) as notifier:
        await notifier.send(MAIL)
        await notifier.send(MAIL)
        assert len(inbox.sessions) == 1
        await asyncio.gather(*(notifier.send(MAIL) for _ in range(20)))
    assert (len(inbox.mails), len(inbox.sessions)) == (22, 3)


async def test_a_bounce_may_go_nowhere(mail_server: "MailServer", inbox: "Inbox") -> None:
    async with EmailNotifier(at(await mail_server())) as notifier:
        await notifier.send(Mail("", ("wei@example.com",), DATA))
    assert inbox.mails[0].mail_from == "<>"


@pytest.mark.parametrize(
    "mail",
    [
        Mail("annua@example.com", ("用户@例子.公司",), DATA),
        Mail("通知@例子.公司", ("wei@example.com",), DATA),
        Mail("annua@example.com", ("wei@example.com",), "To: 用户@例子.公司\r\n\r\nPay.\r\n".encode()),
    ],
    ids=["recipient", "sender", "header"],
)
async def test_addresses_beyond_ascii_leave_by_smtputf8(mail_server: "MailServer", inbox: "Inbox", mail: Mail) -> None:
    async with EmailNotifier(at(await mail_server(enable_SMTPUTF8=True))) as notifier:
        await notifier.send(mail)
        await notifier.send(mail)
    assert len(inbox.sessions) == 1
    assert [(taken.rcpt_tos, taken.mail_from) for taken in inbox.mails] == [([*mail.recipients], mail.sender)] * 2
    assert [taken.smtp_utf8 for taken in inbox.mails] == [True, True]


async def test_without_smtputf8_such_an_address_cannot_be_reached(mail_server: "MailServer", inbox: "Inbox") -> None:
    async with EmailNotifier(at(await mail_server(enable_SMTPUTF8=False))) as notifier:
        with pytest.raises(Permanent, match="does not offer SMTPUTF8"):
            await notifier.send(Mail("annua@example.com", ("用户@例子.公司",), DATA))
    assert inbox.mails == []


# ---------------------------------------------------------------- refused


async def test_recipients_refused_while_others_are_taken_are_in_the_receipt(
    mail_server: "MailServer", inbox: "Inbox"
) -> None:
    inbox.answers = {"gone@example.com": "550 5.1.1 unknown", "full@example.com": "452 4.2.2 full"}
    async with EmailNotifier(at(await mail_server())) as notifier:
        receipt = await notifier.send(
            Mail("annua@example.com", ("gone@example.com", "wei@example.com", "full@example.com"), DATA)
        )
    assert receipt.refused == (
        Refusal("gone@example.com", "550 5.1.1 unknown", permanent=True),
        Refusal("full@example.com", "452 4.2.2 full", permanent=False),
    )
    assert inbox.mails[0].rcpt_tos == ["wei@example.com"]


async def test_all_recipients_refused_for_good_is_permanent(mail_server: "MailServer", inbox: "Inbox") -> None:
    inbox.answers = {"a@example.com": "550 5.1.1 unknown", "b@example.com": "553 no"}
    async with EmailNotifier(at(await mail_server())) as notifier:
        with pytest.raises(Permanent) as refusal:
            await notifier.send(Mail("annua@example.com", ("a@example.com", "b@example.com"), DATA))
    assert refusal.value.reason == "a@example.com: 550 5.1.1 unknown; b@example.com: 553 no"


async def test_one_recipient_refused_for_now_is_worth_a_retry(mail_server: "MailServer", inbox: "Inbox") -> None:
    inbox.answers = {"a@example.com": "550 5.1.1 unknown", "b@example.com": "450 busy"}
    async with EmailNotifier(at(await mail_server())) as notifier:
        with pytest.raises(Retryable) as refusal:
            await notifier.send(Mail("annua@example.com", ("a@example.com", "b@example.com"), DATA))
    assert refusal.value.configuration is False


@pytest.mark.parametrize(
    ("where", "answer", "error", "configuration"),
    [
        ("wei@example.com", "530 5.7.0 log in first", Retryable, True),
        ("annua@example.com", "550 5.7.1 not your address", Retryable, True),
        ("annua@example.com", "451 later", Retryable, False),
        ("DATA", "451 later", Retryable, False),
        ("DATA", "554 5.7.1 spam", Permanent, False),
        ("DATA", "552 5.3.4 too big", Permanent, False),
    ],
)
async def test_a_refusal_leaves_the_connection_for_the_next_mail(
    mail_server: "MailServer",
    inbox: "Inbox",
    where: str,
    answer: str,
    error: type[Retryable | Permanent],
    configuration: bool,
) -> None:
    async with EmailNotifier(at(await mail_server())) as notifier:
        await notifier.send(MAIL)
        inbox.answers = {where: answer}
        with pytest.raises(error, match=answer) as refusal:
            await notifier.send(MAIL)
        inbox.answers = {}
        await notifier.send(MAIL)
    assert refusal.value.configuration is configuration
    assert (len(inbox.mails), len(inbox.sessions)) == (2, 1)


# ---------------------------------------------------------------- encryption and log-in


async def test_mail_leaves_encrypted_by_starttls(
    mail_server: "MailServer", inbox: "Inbox", certificate: "Certificate"
) -> None:
    port = await mail_server(tls_context=certificate.server, require_starttls=True)
    async with EmailNotifier(at(port, "starttls", ca_file=certificate.file)) as notifier:
        await notifier.send(MAIL)
    assert [session.ssl is not None for session in inbox.sessions] == [True]


async def test_mail_leaves_encrypted_from_the_first_byte(
    mail_server: "MailServer", inbox: "Inbox", certificate: "Certificate"
) -> None:
    port = await mail_server(tls=certificate.server)
    async with EmailNotifier(at(port, "tls", ca_file=certificate.file)) as notifier:
        await notifier.send(MAIL)
    assert len(inbox.mails) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_an_unknown_certificate_is_our_trouble_and_nothing_is_sent(
    mail_server: "MailServer", inbox: "Inbox", certificate: "Certificate", security: str
) -> None:
    port = await (
        mail_server(tls=certificate.server)
        if security == "tls"
        else mail_server(tls_context=certificate.server, require_starttls=True)
    )
    async with EmailNotifier(at(port, security)) as notifier:
        with pytest.raises(Retryable, match="self-signed certificate") as refusal:
            await notifier.send(MAIL)
    assert refusal.value.configuration is True
    assert inbox.mails == []


async def test_a_server_without_starttls_gets_no_mail_in_the_clear(mail_server: "MailServer", inbox: "Inbox") -> None:
    async with EmailNotifier(at(await mail_server(), "starttls")) as notifier:
        with pytest.raises(Retryable, match="STARTTLS extension not supported") as refusal:
            await notifier.send(MAIL)
    assert refusal.value.configuration is True
    assert inbox.mails == []


def knows_annua(server: object, session: object, envelope: object, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"annua", b"right"), handled=False)


@pytest.mark.parametrize(("password", "taken"), [("right", 1), ("wrong", 0)])
async def test_name_and_password_are_shown_and_a_wrong_one_is_our_trouble(
    mail_server: "MailServer", inbox: "Inbox", certificate: "Certificate", password: str, taken: int
) -> None:
    port = await mail_server(authenticator=knows_annua, auth_required=True, tls_context=certificate.server)
    settings = at(port, "starttls", ca_file=certificate.file, username="annua", password=password)
    async with EmailNotifier(settings) as notifier:
        if taken:
            await notifier.send(MAIL)
        else:
            with pytest.raises(Retryable, match=r"turned us down: 535 5\.7\.8") as refusal:
                await notifier.send(MAIL)
            assert refusal.value.configuration is True
    assert len(inbox.mails) == taken


async def test_a_server_that_offers_no_log_in_is_our_trouble(mail_server: "MailServer") -> None:
    async with EmailNotifier(at(await mail_server(), username="annua", password="x")) as notifier:
        with pytest.raises(Retryable, match="AUTH extension is not supported") as refusal:
            await notifier.send(MAIL)
    assert refusal.value.configuration is True


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"security": "tls", "ca_file": "/nowhere/ca.pem"}, "No such file"),
        ({"username": "annua", "local_hostname": "annüa.test"}, "can't encode character"),
    ],
)
async def test_settings_that_cannot_be_used_are_our_trouble(
    mail_server: "MailServer", settings: dict[str, Any], reason: str
) -> None:
    async with EmailNotifier(Smtp("localhost", await mail_server(), **{"security": "none", **settings})) as notifier:
        with pytest.raises(Retryable, match=reason) as refusal:
            await notifier.send(MAIL)
    assert refusal.value.configuration is True


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(Smtp("localhost", password="secret"))


# ---------------------------------------------------------------- servers that misbehave


def scripted(answers: dict[str, str]) -> "Talk":
    """A server that answers by the command's first word; `drop` hangs up, `wait` never answers."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        word = "HELLO"
        while word:
            answer = answers.get(word, "250 OK")
            if answer == "drop":
                return
            if answer == "wait":
                await asyncio.Event().wait()
            writer.write(answer.encode() + b"\r\n")
            if word == "DATA":
                await reader.readuntil(b"\r\n.\r\n")
                word = "BODY"
            else:
                word = (await reader.readline()).decode().partition(" ")[0].strip()

    return talk


GOOD = {"HELLO": "220 ready", "DATA": "354 go on", "QUIT": "221 bye"}


async def test_a_closed_port_is_worth_a_retry(serve: "Serve") -> None:
    notifier = EmailNotifier(at(1))
    with pytest.raises(Retryable, match="Error connecting to localhost on port 1") as failure:
        await notifier.send(MAIL)
    assert failure.value.configuration is False


@pytest.mark.parametrize("where", ["HELLO", "EHLO", "MAIL", "RCPT", "DATA", "BODY"])
async def test_a_connection_lost_at_any_point_is_worth_a_retry(serve: "Serve", where: str) -> None:
    port = await serve(scripted({**GOOD, where: "drop"}))
    async with EmailNotifier(at(port)) as notifier:
        with pytest.raises(Retryable) as failure:
            await notifier.send(MAIL)
    assert failure.value.configuration is False


@pytest.mark.parametrize("where", ["HELLO", "EHLO", "MAIL", "RCPT", "DATA", "BODY"])
async def test_one_time_out_covers_the_whole_mail(serve: "Serve", where: str) -> None:
    port = await serve(scripted({**GOOD, where: "wait"}))
    async with EmailNotifier(at(port, timeout=0.05)) as notifier:
        with pytest.raises(Retryable, match=r"did not take the message within 0\.05 s"):
            await notifier.send(MAIL)


async def test_after_a_time_out_the_connection_is_not_used_again(serve: "Serve") -> None:
    """A late answer to the one mail would otherwise be taken for an answer to the next."""
    answers = {**GOOD, "BODY": "wait"}
    calls = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        await scripted(answers)(reader, writer)

    async with EmailNotifier(at(await serve(talk), timeout=0.5)) as notifier:
        with pytest.raises(Retryable):
            await notifier.send(MAIL)
        answers["BODY"] = "250 taken"
        assert (await notifier.send(MAIL)).detail == "250 taken"
    assert calls == 2


@pytest.mark.parametrize(
    ("answers", "error", "configuration"),
    [
        ({"HELLO": "554 no service for you"}, Retryable, True),
        ({"HELLO": "421 too many connections"}, Retryable, False),
        ({"EHLO": "550 no", "HELO": "550 no"}, Retryable, True),
        ({"MAIL": "what?"}, Retryable, False),
        ({"MAIL": "421 shutting down"}, Retryable, False),
        ({"RCPT": "421 shutting down"}, Retryable, False),
        ({"RCPT": "450 busy", "RSET": "drop"}, Retryable, False),
        ({"RCPT": "550 unknown", "RSET": "500 what?"}, Permanent, False),
    ],
)
async def test_odd_servers_are_judged_too(
    serve: "Serve", answers: dict[str, str], error: type[Retryable | Permanent], configuration: bool
) -> None:
    port = await serve(scripted(GOOD | answers))
    async with EmailNotifier(at(port)) as notifier:
        for _ in range(2):
            with pytest.raises(error) as failure:
                await notifier.send(MAIL)
            assert failure.value.configuration is configuration


@pytest.mark.parametrize("end", ["drop", "421 idle for too long"])
async def test_a_kept_connection_that_died_is_replaced_unseen(serve: "Serve", end: str) -> None:
    first, second = dict(GOOD), dict(GOOD)
    talks = [scripted(second), scripted(first)]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talks.pop()(reader, writer)

    async with EmailNotifier(at(await serve(talk))) as notifier:
        await notifier.send(MAIL)
        first["MAIL"] = end
        await notifier.send(MAIL)
    assert talks == []


@pytest.mark.parametrize(("where", "answer"), [("MAIL", "what?"), ("DATA", "250 what?")])
async def test_after_an_answer_out_of_place_the_connection_is_not_used_again(
    serve: "Serve", where: str, answer: str
) -> None:
    talks = [scripted(GOOD), scripted(GOOD | {where: answer})]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talks.pop()(reader, writer)

    async with EmailNotifier(at(await serve(talk))) as notifier:
        with pytest.raises(Retryable, match=r"what\?"):
            await notifier.send(MAIL)
        await notifier.send(MAIL)
    assert talks == []


async def test_a_cancelled_send_gives_its_connection_back(serve: "Serve") -> None:
    answers = {**GOOD, "DATA": "wait"}
    async with EmailNotifier(at(await serve(scripted(answers)))) as notifier:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await notifier.send(MAIL)
        answers["DATA"] = "354 go on"
        assert (await notifier.send(MAIL)).detail == "250 OK"


async def test_a_server_that_does_not_say_goodbye_is_left(serve: "Serve") -> None:
    async with EmailNotifier(at(await serve(scripted({**GOOD, "QUIT": "drop"})))) as notifier:
        await notifier.send(MAIL)


# ---------------------------------------------------------------- envelopes


@pytest.mark.parametrize(
    ("sender", "recipients", "message"),
    [
        ("annua", ("wei@example.com",), "sender 'annua' is not a bare address; write it like docket@example.com"),
        ("a@example.com", (), "recipients is empty; name at least one address"),
        (
            "a@example.com",
            ("wei@example.com>\r\nRSET",),
            r"recipient 'wei@example.com>\r\nRSET' is not a bare address; write it like docket@example.com",
        ),
    ],
)
def test_an_envelope_with_anything_but_bare_addresses_is_refused(
    sender: str, recipients: tuple[str, ...], message: str
) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the whole message is compared
        Mail(sender, recipients, DATA)
    assert str(refusal.value) == message
