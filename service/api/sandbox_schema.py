"""What a sandbox tells, as JSON Schema."""

from rules.schema import Schema, list_of, record, text, whole
from service.api.given import moment

TICKED = record(
    "What one tick did.",
    {
        "at": moment("The moment that it took for now."),
        "planned": whole("Messages made.", 0),
        "sent": whole("Messages taken by the next hop; a mail counts as taken where it is kept.", 0),
        "failed": whole("Attempts that failed.", 0),
        "troubles": list_of(text("What went wrong."), "Nothing where all went well."),
    },
)
KEPT_MAIL = record(
    "A mail that would have left, were this not a sandbox.",
    {
        "id": whole("Its number here.", 1),
        "message_id": text("Its `Message-ID`."),
        "recipient": text("Whom it was for."),
        "subject": text("Its subject."),
        "created_at": moment("When it was made."),
        "text": text("Its plain text, with the links that it asks to be answered by."),
    },
)


def schemas() -> dict[str, Schema]:
    """Those of a sandbox, by name."""
    return {"Ticked": TICKED, "KeptMail": KEPT_MAIL}
