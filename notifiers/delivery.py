"""The contract between whoever has a message to send and the channels that carry it.

A notifier has one verb, `send`. It returns a receipt when the next hop has taken the message (which is not yet proof
that a person has read it) and otherwise raises one of two errors:

    DeliveryError           not delivered; `reason` says why in words, fit to be stored and shown
    ├── Retryable           the same bytes may well be taken later
    └── Permanent           trying again can't help: a person has to change something

A notifier that was torn off half-way (a lost connection, a time-out) says `Retryable`: the message may have arrived,
and its unchanged id lets the other side recognise the repeat.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

Message = TypeVar("Message", contravariant=True)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One recipient whom the next hop turned down while it took the message for others."""

    recipient: str
    reason: str
    permanent: bool
    """Whether trying again can't help."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the next hop answered when it took a message."""

    detail: str
    """The answer in the other side's words, such as `250 queued as 4F2A` or `HTTP 204`."""
    size: int
    """Bytes of the message itself, without envelope and headers of the transport."""
    seconds: float
    """How long the delivery took, on the monotonic clock."""
    refused: tuple[Refusal, ...] = ()
    """Recipients who were turned down; never all of them."""


class DeliveryError(Exception):
    """The message was not delivered; raised only as one of its two kinds."""

    def __init__(self, reason: str, *, configuration: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.configuration = configuration
        """True when our own settings are the cause, so that every message suffers: tell the operators at once."""


class Retryable(DeliveryError):
    """The delivery failed but may succeed later; try again as `notifiers.retry` says."""

    def __init__(self, reason: str, retry_after: float | None = None, *, configuration: bool = False) -> None:
        super().__init__(reason, configuration=configuration)
        self.retry_after = retry_after
        """Seconds that the other side asked us to wait, zero or more; None when it did not say."""


class Permanent(DeliveryError):
    """The delivery can't succeed as it stands; show the reason to a person and stop trying."""

    def __init__(self, reason: str, *, gone: bool = False, configuration: bool = False) -> None:
        super().__init__(reason, configuration=configuration)
        self.gone = gone
        """True when the receiver said that it is closed for good: its endpoint ends."""


class Notifier(Protocol[Message]):
    """One channel; `Message` is the channel's own frozen description of what to send."""

    async def send(self, message: Message, /) -> Receipt:
        """Hand over one message; raise `Retryable` or `Permanent` and nothing else when that fails."""


def one_line(text: str) -> str:
    """Put the other side's words on one line of at most 300 characters, without what can't be shown or stored."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:300]
