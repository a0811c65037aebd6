"""The audit trail as the API answers it, as JSON Schema."""

from rules.schema import Schema, or_null, record, text, whole
from service.api.given import moment

_VALUES: Schema = {"type": ["object", "null"], "additionalProperties": True}


def schemas() -> dict[str, Schema]:
    """The schemas by name."""
    return {
        "AuditEntry": record(
            "One row of the audit trail: who changed what, when, from what to what, and why.",
            {
                "id": whole("Its number.", 1),
                "at": moment("When it was done."),
                "actor": text("Who did it: a person, or a key by its name."),
                "action": text("What was done, such as `case.closed`."),
                "subject": text("What it was done to, such as `case P1-EP`."),
                "before": _VALUES | {"description": "What changed, as it was before; null where there was nothing."},
                "after": _VALUES | {"description": "What changed, as it is now; null where nothing is left."},
                "reason": or_null(text("Why, where somebody said so.")),
                "seal": or_null(whole("The seal that closes over it; null while it waits for one.", 1)),
            },
        ),
        "AuditHead": record(
            "The newest seal: with its number and digest kept elsewhere the trail can be proved up to it.",
            {
                "number": or_null(whole("Its number; null before the first seal.", 1)),
                "digest": or_null(text("Its digest in hex: that of its rows and of the seal before it.")),
                "at": or_null(moment("When it was made.")),
                "last": or_null(whole("The last row that it closes over.", 1)),
                "waiting": whole("How many rows wait for the next seal.", 0),
            },
        ),
    }
