"""Outlets of a drill: they take what they are given and send nothing; some of it comes back."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from notifiers import Retryable
from notifiers.delivery_status import FAILED
from notifiers.email import Mail
from notifiers.webhook import Call
from service.drill.scenario import MAIL, SERVICE, Outage, Scenario
from service.drill.transports import MailOutlet, WebhookOutlet

FIRST = datetime(2026, 3, 3, tzinfo=UTC)
DAY = timedelta(days=1)
OUTAGES = (Outage(MAIL, FIRST + DAY, FIRST + 2 * DAY), Outage(SERVICE, FIRST + 3 * DAY, FIRST + 4 * DAY))
SCENARIO = Scenario(FIRST, FIRST + 30 * DAY, 1, OUTAGES, bouncing=frozenset({"kim@example.com"}))


def outlet(clock: Any, at: datetime = FIRST) -> MailOutlet:
    clock.moment = at
    return MailOutlet(SCENARIO, clock.now)


def mail(recipient: str) -> Mail:
    data = b"From: annua@example.com\r\nMessage-ID: <1@example.com>\r\n\r\nMessage-ID: <2@example.com>"
    return Mail("annua@example.com", (recipient,), data)


def test_a_mail_is_taken(clock: Any) -> None:
    server = outlet(clock)

    receipt = asyncio.run(server.send(mail("eva@example.com")))

    assert "in the drill" in receipt.detail
    assert server.taken == 1
    assert server.collect() == []


def test_in_an_outage_of_the_mail_it_may_be_tried_again(clock: Any) -> None:
    server = outlet(clock, FIRST + DAY)

    with pytest.raises(Retryable, match="out of reach until 2026-03-05 00:00 UTC"):
        asyncio.run(server.send(mail("eva@example.com")))
    clock.moment = FIRST + 2 * DAY
    asyncio.run(server.send(mail("eva@example.com")))

    assert server.taken == 1


def test_a_mail_to_a_bouncing_address_is_taken_and_comes_back_once(clock: Any) -> None:
    """It is known by its own `Message-ID`, not by what its text says."""
    server = outlet(clock)
    asyncio.run(server.send(mail("kim@example.com")))

    before = server.has_returns
    (status,) = server.collect()
    assert (status.message_id, status.recipient, status.action) == ("<1@example.com>", "kim@example.com", FAILED)
    assert status.diagnostic == "550 5.1.1 no such user: kim@example.com"
    assert (before, server.has_returns) == (True, False)
    assert server.collect() == []
    assert (server.taken, server.returned) == (1, 1)


def test_a_call_is_taken_whatever_is_down(clock: Any) -> None:
    receivers = WebhookOutlet()

    receipt = asyncio.run(receivers.send(Call("https://example.com", "msg_1", FIRST + DAY, b"{}", ("secret",))))

    assert "in the drill" in receipt.detail
    assert receivers.taken == 1
