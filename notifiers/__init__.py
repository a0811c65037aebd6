"""How a message leaves the house.

A notifier delivers one message and knows nothing of cases: `send(message)` returns a `Receipt` or raises `Retryable` or
`Permanent` (see `notifiers.delivery`). E-mail leaves through `notifiers.email`, webhooks through `notifiers.webhook`;
when to try again is decided by `notifiers.retry`. A new channel is one module here and one test module.
"""

from notifiers.delivery import DeliveryError, Notifier, Permanent, Receipt, Refusal, Retryable

__all__ = ["DeliveryError", "Notifier", "Permanent", "Receipt", "Refusal", "Retryable"]
