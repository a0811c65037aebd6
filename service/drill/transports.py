"""Outlets that send nothing: they answer as the other side would, and fail while it is out of order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from notifiers import Permanent, Receipt, Retryable
from notifiers.email import Mail
from notifiers.webhook import Call
from service.drill.scenario import MAIL, Scenario


@dataclass(slots=True)
class MailOutlet:
    """A mail server that takes what it is given, is out of reach in an outage, and knows some addresses no more."""

    scenario: Scenario
    now: Callable[[], datetime]
    taken: int = 0

    async def send(self, message: Mail, /) -> Receipt:
        """Answer for one mail."""
        if outage := self.scenario.down(MAIL, self.now()):
            raise Retryable(f"the mail server is out of reach until {outage.until:%Y-%m-%d %H:%M} UTC")
        for recipient in message.recipients:
            if recipient in self.scenario.bouncing:
                raise Permanent(f"550 5.1.1 no such user: {recipient}")
        self.taken += 1
        return Receipt("250 taken in the drill", len(message.data), 0.0)


@dataclass(slots=True)
class WebhookOutlet:
    """Receivers that take every call."""

    taken: int = 0

    async def send(self, message: Call, /) -> Receipt:
        """Answer for one call."""
        self.taken += 1
        return Receipt("HTTP 204 in the drill", len(message.body), 0.0)
