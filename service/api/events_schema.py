"""What the event log answers, as JSON Schema."""

from rules.schema import Schema, list_of, of, one_of, or_null, record, text, whole
from service.api.given import moment
from service.portfolio.event_types import EVENTS, MEANINGS

_TYPES = "; ".join(f"`{name}`: {says}" for name, says in MEANINGS.items())


def schemas() -> dict[str, Schema]:
    """Each schema by its name."""
    return {
        "Event": record(
            "Something that happened.",
            {
                "position": whole("Its place in the log; later events have higher ones, without gaps.", 1),
                "id": text("Its name, the same wherever it is told."),
                "type": one_of(EVENTS, f"What happened. {_TYPES}."),
                "at": moment("When it happened; the order is that of `position`."),
                "reference": or_null(text("The reference of its case; null where it is about none.")),
                "deadline": or_null(whole("The id of its deadline; null where it is about none.", 1)),
                "data": {
                    "type": "object",
                    "additionalProperties": True,
                    "description": "The particulars, as they stand in `data.items` of a webhook of this type.",
                },
            },
        ),
        "EventPage": record(
            "Events in the order of their positions.",
            {
                "items": list_of(of("Event"), "The events."),
                "next_after": whole("Pass it as `after` to read on, now or later.", 0),
                "last": whole("The position of the last event of the log, 0 where there is none.", 0),
            },
        ),
    }
