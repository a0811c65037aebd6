"""The demo's mail server and webhook receiver are real: the service's own notifiers deliver to them."""

from datetime import UTC, datetime

import pytest

from notifiers import Retryable
from notifiers.email import EmailNotifier, Mail, Smtp
from notifiers.mail_message import Mailbox, compose
from notifiers.webhook import Call, WebhookNotifier
from service.demo.receivers import receiving

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_a_mail_is_kept_as_it_came() -> None:
    content = compose(
        subject="年费 due",
        text="Act by tomorrow.",
        html="<p>Act by tomorrow.</p>",
        sender=Mailbox("Annua", "annua@ip-department.example"),
        recipient=Mailbox("Paralegal 1", "paralegal-1@ip-department.example"),
        message_id="<1@ip-department.example>",
        date=datetime.now(UTC),
    )
    async with (
        receiving() as (server, _),
        EmailNotifier(Smtp("127.0.0.1", server.port, security="none"), 1) as notifier,
    ):
        await notifier.send(Mail("annua@ip-department.example", ("paralegal-1@ip-department.example",), content))

    (mail,) = server.mails
    assert mail.recipients == ("paralegal-1@ip-department.example",)
    assert mail.message()["Subject"] == "年费 due"
    assert not mail.alarm


@pytest.mark.anyio
async def test_a_webhook_counts_only_with_the_right_signature() -> None:
    async with receiving() as (_, receiver), WebhookNotifier(allow=frozenset({"127.0.0.1"})) as notifier:
        receiver.secret = SECRET
        url = f"http://127.0.0.1:{receiver.port}/annua"
        await notifier.send(Call(url, "msg_1", datetime.now(UTC), b'{"type":"deadline.reminder"}', (SECRET,)))
        with pytest.raises(Retryable):
            await notifier.send(Call(url, "msg_2", datetime.now(UTC), b"{}", ("whsec_" + "A" * 32,)))

    assert [(call.id, call.payload) for call in receiver.calls] == [("msg_1", {"type": "deadline.reminder"})]
    assert receiver.refused == 1
