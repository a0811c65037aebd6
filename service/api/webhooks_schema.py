"""What is answered about webhook endpoints, as JSON Schema."""

from rules.schema import Schema, flag, list_of, one_of, or_null, record, text, whole
from service.api.given import moment
from service.portfolio.event_types import EVENTS
from service.store.messages import STATES

_POSITION = "position in the event log"
_ENDPOINT: dict[str, Schema] = {
    "id": whole("Its number here.", 1),
    "url": {"type": "string", "format": "uri", "description": "Where events are sent."},
    "events": list_of(one_of(EVENTS, "An event."), "Which events."),
    "description": or_null(text("What it is for.")),
    "enabled": flag("Whether events are sent."),
    "disabled_reason": or_null(text("Why not.")),
    "disabled_at": or_null(moment("Since when not.")),
    "disabled_by": or_null(text("Who disabled it; null where it was disabled for what it answered.")),
    "failing_since": or_null(moment("The first call that it didn't take, while it takes none.")),
    "position": or_null(whole(f"The {_POSITION} up to which it was told what it wants; null before its first.", 0)),
    "sequence": whole("The number of the last call that was made for it.", 0),
    "earlier_secret_until": or_null(moment("Until when an earlier secret signs too.")),
    "created_at": moment("When it was registered."),
}
_ATTEMPT: dict[str, Schema] = {
    "started_at": moment("When it began."),
    "finished_at": or_null(moment("When it ended.")),
    "outcome": or_null(one_of(("accepted", "retryable", "permanent"), "What came of it.")),
    "detail": or_null(text("The status and the beginning of the answer, or the reason of the failure.")),
}
_DELIVERY: dict[str, Schema] = {
    "id": text("Its `webhook-id`, the same on every attempt."),
    "type": text("The type of its events; `annua.test` tells of none."),
    "sequence": or_null(whole("Which call to the endpoint it is; null for a test.", 1)),
    "first_position": or_null(whole(f"The lowest {_POSITION} that it carries.", 1)),
    "last_position": or_null(whole(f"The highest {_POSITION} that it carries.", 1)),
    "state": one_of(STATES, "`held` waits until the endpoint is enabled; after `failed` and `given_up` nothing comes."),
    "created_at": moment("When its bytes were written."),
    "next_attempt_at": or_null(moment("When it is tried next.")),
    "sent_at": or_null(moment("When the endpoint took it.")),
    "attempts": list_of(record("An attempt to hand it over.", _ATTEMPT), "Oldest first."),
}


def schemas() -> dict[str, Schema]:
    """Each schema by its name."""
    secret = or_null(text("The secret; null when the call is repeated."))
    return {
        "Endpoint": record("An address that hears of events.", _ENDPOINT),
        "EndpointMade": record("An address with its new signing secret.", _ENDPOINT | {"secret": secret}),
        "Delivery": record("One call to an endpoint.", _DELIVERY),
        "Replayed": record(
            "What is sent again.",
            {
                "after": whole("The range begins behind this position.", 0),
                "through": whole("The last position of the range.", 0),
                "events": whole("The events of the range that the endpoint wants.", 0),
                "calls": whole("The calls that carry them.", 0),
            },
        ),
    }
