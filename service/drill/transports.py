"""Outlets that send nothing: they answer as the other side would, and fail while it is out of order."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from notifiers import Receipt, Retryable
from notifiers.delivery_status import FAILED, DeliveryStatus
from notifiers.email import Mail
from notifiers.webhook import Call
from service.drill.scenario import MAIL, Scenario

_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>\s]+>)", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class MailOutlet:
    """A mail server that is out of reach in an outage, and else takes what it is given; some of it comes back."""

    scenario: Scenario
    now: Callable[[], datetime]
    taken: int = 0
    returned: int = 0
    _coming_back: list[DeliveryStatus] = field(default_factory=list)

    async def send(self, message: Mail, /) -> Receipt:
        """Answer for one mail."""
        if outage := self.scenario.down(MAIL, self.now()):
            raise Retryable(f"the mail server is out of reach until {outage.until:%Y-%m-%d %H:%M} UTC")
        self.taken += 1
        bouncing = [recipient for recipient in message.recipients if recipient in self.scenario.bouncing]
        self._coming_back += [_undeliverable(message, recipient) for recipient in bouncing]
        return Receipt("250 taken in the drill", len(message.data), 0.0)

    @property
    def has_returns(self) -> bool:
        """Whether mails are on their way back."""
        return bool(self._coming_back)

    def collect(self) -> list[DeliveryStatus]:
        """What came back since this was asked before, as a mailbox for bounces has it."""
        found, self._coming_back = self._coming_back, []
        self.returned += len(found)
        return found


@dataclass(slots=True)
class WebhookOutlet:
    """Receivers that take every call, the second channel among them."""

    taken: int = 0

    async def send(self, message: Call, /) -> Receipt:
        """Answer for one call."""
        self.taken += 1
        return Receipt("HTTP 204 in the drill", len(message.body), 0.0)


def _undeliverable(message: Mail, recipient: str) -> DeliveryStatus:
    named = _MESSAGE_ID.search(message.data)
    key = named[1].decode() if named else None
    return DeliveryStatus(key, recipient, FAILED, "5.1.1", f"550 5.1.1 no such user: {recipient}")
