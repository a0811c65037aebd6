"""Claim, send, record: against a real mail server and a real HTTP receiver, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from standardwebhooks.webhooks import Webhook

from service.portfolio.secrets import decrypt, encrypt, load_key
from service.reminders.claiming import Lane, claim, database_now
from service.reminders.dispatch import Dispatched, Post, dispatch
from service.reminders.outlets import open_outlets
from service.settings import Settings
from service.store import AttemptRow, EndpointRow, MessageRow, writing

if TYPE_CHECKING:
    from tests.service.conftest import SetClock
    from tests.service.reminders.conftest import Outside, Shelf

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLw=="
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
MAIL = b"Subject: LAST DAY\r\nMessage-ID: <1@example.com>\r\n\r\nPay today.\r\n"


def waiting(shelf: "Shelf", **other: Any) -> MessageRow:
    """A mail that is due."""
    values: dict[str, Any] = {
        "key": "<1@example.com>",
        "channel": "email",
        "recipient": "eva@example.com",
        "subject": "LAST DAY",
        "body": MAIL,
        "created_at": NOW,
        "next_attempt_at": NOW,
        "urgency": "urgent",
    }
    return shelf.put(MessageRow(**values | other))


def call_for(shelf: "Shelf", endpoint: EndpointRow) -> MessageRow:
    """A webhook that is due."""
    return waiting(
        shelf, key="msg_1", channel="webhook", recipient=str(endpoint.id), endpoint_id=endpoint.id, body=b'{"type":"x"}'
    )


async def hand_over(shelf: "Shelf", settings: Settings, clock: "SetClock") -> Dispatched:
    """Dispatch with the outlets of the settings, without chance in the retries."""
    async with open_outlets(settings) as outlets:
        post = Post(
            engine=shelf.engine,
            clock=clock,
            outlets=outlets,
            sender=settings.smtp_sender,
            unlock=lambda endpoint: (decrypt(load_key(settings.secret_key_file), endpoint.secret_encrypted),),
            lease=timedelta(minutes=5),
            chance=lambda: 0.5,
        )
        return await dispatch(post)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a key file of their own; loopback may be called."""
    return Settings.model_validate(
        {"data_dir": tmp_path, "smtp_sender": "annua@example.com", "webhook_allow": "127.0.0.1:80"}
    )


def with_mail(settings: Settings, port: int) -> Settings:
    """The settings with a mail server on loopback."""
    return settings.model_copy(update={"smtp_host": "127.0.0.1", "smtp_port": port})


def attempts(shelf: "Shelf") -> list[tuple[str | None, str | None]]:
    """What came of each attempt."""
    return [(row.outcome, row.detail) for row in shelf.all(AttemptRow)]


def test_a_mail_leaves_with_the_bytes_that_were_frozen(
    shelf: "Shelf", outside: "Outside", settings: Settings, clock: "SetClock"
) -> None:
    waiting(shelf)

    async def run() -> Sequence[bytes]:
        async with outside.mail_server() as server:
            assert await hand_over(shelf, with_mail(settings, server.port), clock) == Dispatched(sent=1)
            assert await hand_over(shelf, with_mail(settings, server.port), clock) == Dispatched()
            return server.received

    assert asyncio.run(run()) == [MAIL]
    (message,) = shelf.messages()
    assert (message.state, message.attempts, message.sent_at, message.next_attempt_at) == ("sent", 1, NOW, None)
    assert attempts(shelf) == [("accepted", "250 OK")]


def test_a_mail_refused_for_now_is_sent_again_with_the_same_bytes(
    shelf: "Shelf", outside: "Outside", settings: Settings, clock: "SetClock"
) -> None:
    """The first wait is 5 seconds."""
    waiting(shelf)

    async def run() -> Sequence[bytes]:
        async with outside.mail_server("451 try later") as server:
            there = with_mail(settings, server.port)
            assert await hand_over(shelf, there, clock) == Dispatched(failed=1)
            clock.move(seconds=4.9)
            assert await hand_over(shelf, there, clock) == Dispatched()
            clock.move(seconds=0.1)
            assert await hand_over(shelf, there, clock) == Dispatched(sent=1)
            return server.received

    assert asyncio.run(run()) == [MAIL]
    assert [outcome for outcome, _ in attempts(shelf)] == ["retryable", "accepted"]


def test_a_mail_refused_for_good_is_set_aside(
    shelf: "Shelf", outside: "Outside", settings: Settings, clock: "SetClock"
) -> None:
    waiting(shelf)

    async def run() -> None:
        async with outside.mail_server("554 no") as server:
            await hand_over(shelf, with_mail(settings, server.port), clock)

    asyncio.run(run())
    (message,) = shelf.messages()
    assert (message.state, message.next_attempt_at) == ("failed", None)
    ((outcome, detail),) = attempts(shelf)
    assert outcome == "permanent"
    assert detail is not None
    assert "554 no" in detail


def test_a_mail_is_given_up_after_the_tenth_attempt(shelf: "Shelf", settings: Settings, clock: "SetClock") -> None:
    """Nobody listens on port 1."""
    waiting(shelf, attempts=9)
    assert asyncio.run(hand_over(shelf, with_mail(settings, 1), clock)) == Dispatched(failed=1)
    (message,) = shelf.messages()
    assert (message.state, message.attempts, message.next_attempt_at) == ("given_up", 10, None)


def test_without_a_mail_server_mails_wait(shelf: "Shelf", settings: Settings, clock: "SetClock") -> None:
    waiting(shelf)
    assert asyncio.run(hand_over(shelf, settings, clock)) == Dispatched()
    (message,) = shelf.messages()
    assert (message.state, message.attempts) == ("pending", 0)


def test_a_call_is_signed_and_keeps_its_id_when_it_is_repeated(
    shelf: "Shelf", outside: "Outside", settings: Settings, clock: "SetClock"
) -> None:
    key = load_key(settings.secret_key_file)

    async def run() -> list[tuple[dict[str, str], bytes]]:
        async with outside.receiver("503 Busy") as receiver:
            endpoint = shelf.endpoint(receiver.url)
            with writing(shelf.engine) as session:
                session.merge(endpoint).secret_encrypted = encrypt(key, SECRET)
            call_for(shelf, endpoint)
            clock.moment = datetime.now(UTC)  # the verifier looks at the time of this machine
            await hand_over(shelf, settings, clock)
            clock.move(seconds=5)
            await hand_over(shelf, settings, clock)
            return receiver.received

    first, second = asyncio.run(run())
    assert first[0]["webhook-id"] == second[0]["webhook-id"] == "msg_1"
    assert first[1] == second[1] == b'{"type":"x"}'
    for headers, body in (first, second):
        Webhook(SECRET).verify(body, headers)
    (message,) = shelf.messages()
    assert message.state == "sent"


def test_an_endpoint_that_is_gone_is_disabled_and_its_messages_are_kept(
    shelf: "Shelf", outside: "Outside", settings: Settings, clock: "SetClock"
) -> None:
    key = load_key(settings.secret_key_file)

    async def run() -> None:
        async with outside.receiver("410 Gone") as receiver:
            endpoint = shelf.endpoint(receiver.url)
            with writing(shelf.engine) as session:
                session.merge(endpoint).secret_encrypted = encrypt(key, SECRET)
            call_for(shelf, endpoint)
            await hand_over(shelf, settings, clock)
            waiting(shelf, key="msg_2", channel="webhook", recipient=str(endpoint.id), endpoint_id=endpoint.id)
            await hand_over(shelf, settings, clock)
            assert len(receiver.received) == 1

    asyncio.run(run())
    (endpoint,) = shelf.all(EndpointRow)
    assert not endpoint.enabled
    assert "410" in (endpoint.disabled_reason or "")
    assert [message.state for message in shelf.messages()] == ["held", "held"]


def test_what_nobody_expected_is_recorded_and_stops_no_other(
    shelf: "Shelf", outside: "Outside", settings: Settings, clock: "SetClock"
) -> None:
    """The secret of the endpoint was encrypted with another key file; the mail beside it leaves."""
    call_for(shelf, shelf.endpoint("https://hooks.example.com"))
    waiting(shelf)

    async def run() -> None:
        async with outside.mail_server() as server:
            done = await hand_over(shelf, with_mail(settings, server.port), clock)
            assert done == Dispatched(sent=1, failed=1)

    asyncio.run(run())
    (detail,) = [detail for outcome, detail in attempts(shelf) if outcome == "retryable"]
    assert "LostKey" in (detail or "")


def test_a_claimed_message_belongs_to_one_until_its_lease_is_over(shelf: "Shelf") -> None:
    waiting(shelf)
    with writing(shelf.engine) as session:
        (held,) = claim(session, NOW, timedelta(minutes=5), Lane("email"), 10)
        assert (held.key, held.attempt) == ("<1@example.com>", 1)
    with writing(shelf.engine) as session:
        assert claim(session, NOW, timedelta(minutes=5), Lane("email"), 10) == []
    with writing(shelf.engine) as session:
        (message,) = shelf.messages()
        session.merge(message).lease_until = database_now(session)
    with writing(shelf.engine) as session:
        (again,) = claim(session, NOW, timedelta(minutes=5), Lane("email"), 10)
    assert (again.key, again.attempt, again.body) == ("<1@example.com>", 2, MAIL)


def test_the_most_urgent_is_claimed_first(shelf: "Shelf") -> None:
    for key, urgency in (("a", "early"), ("b", "last"), ("c", "normal")):
        waiting(shelf, key=key, urgency=urgency)
    with writing(shelf.engine) as session:
        assert [held.key for held in claim(session, NOW, timedelta(minutes=5), Lane("email"), 1)] == ["b"]


def test_two_who_claim_at_once_never_hold_the_same_message(shelf: "Shelf") -> None:
    for number in range(20):
        waiting(shelf, key=f"<{number}@example.com>")

    def take() -> list[str]:
        taken: list[str] = []
        while True:
            with writing(shelf.engine) as session:
                held = claim(session, NOW, timedelta(minutes=5), Lane("email"), 3)
            if not held:
                return taken
            taken += [message.key for message in held]

    async def run() -> list[list[str]]:
        return await asyncio.gather(*(asyncio.to_thread(take) for _ in range(4)))

    taken = [key for part in asyncio.run(run()) for key in part]
    assert len(taken) == len(set(taken)) == 20
