"""What the API takes, as JSON Schema in the rules' words: documents that the portfolio reads itself."""

from typing import Annotated, Any

from pydantic import WithJsonSchema

from rules.schema import OFFICE, Schema, case_properties, day, given_day, of, one_of, or_null, record, text

Document = dict[str, Any]


def body(name: str) -> Any:
    """A JSON object from outside, described by a schema but read by the portfolio itself."""
    return WithJsonSchema({"$ref": f"#/components/schemas/{name}"})


def part(name: str) -> Any:
    """A field of a body that is described and read likewise; a reference alone could have no default."""
    return WithJsonSchema({"allOf": [{"$ref": f"#/components/schemas/{name}"}]})


def moment(says: str) -> Schema:
    """A moment, with its offset from UTC."""
    return {"type": "string", "format": "date-time", "description": says}


CaseGiven = Annotated[Document, body("CaseGiven")]
CaseCorrection = Annotated[Document, body("CaseCorrection")]
ManualGiven = Annotated[Document, body("ManualGiven")]
OverrideGiven = Annotated[Document, body("OverrideGiven")]


_SOURCE = or_null(text("Where it comes from.", 2000))

_DATE = {
    "description": "A day, or a day with its source and who verified it; null deletes it.",
    "anyOf": [day("The day."), of("DateEntry"), {"enum": ["", None]}],
}
DATE_ENTRY = record(
    "One date of a case.",
    {
        "date": given_day("The day; null deletes it."),
        "source": _SOURCE,
        "verified_by": or_null(text("Who compared it with the office's record.", 2000)),
    },
    optional=("source", "verified_by"),
)
_NUMBERS = {
    "type": ["object", "null"],
    "description": "The office's numbers.",
    "properties": {
        key: or_null(text(f"The {key} number.", 2000)) for key in ("application", "publication", "registration")
    },
    "additionalProperties": False,
}


def case_given() -> Schema:
    """A case to register."""
    known = case_properties()
    properties = known | {
        "reference": text("The name by which you know the case; unique.", 200),
        "dates": known["dates"] | {"properties": dict.fromkeys(known["dates"]["properties"], _DATE)},
        "title": or_null(text("What it is about.", 2000)),
        "numbers": _NUMBERS,
        "owner": or_null(text("Whose it is.", 2000)),
        "family": or_null(text("The name of its family.", 2000)),
        "parent": or_null(text("The reference of the case it derives from.", 2000)),
        "watched_by": or_null(text("Who renews it elsewhere.", 2000)),
        "responsible": or_null(text("The key of the person in charge; a rule may name one where it is null.", 2000)),
        "backup": or_null(text("The key of the back-up; a rule may name one where it is null.", 2000)),
        "settled_through": {
            "description": "Everything due up to this day is settled, on somebody's authority.",
            "anyOf": [day("The day."), of("SettledEntry"), {"type": "null"}],
        },
        "settled_through_source": or_null(text("On whose authority.", 2000)),
    }
    optional = tuple(key for key in properties if key != "reference")
    return record("A case to register: what is absent is unchanged, null deletes.", properties, optional)


def case_correction() -> Schema:
    """What is to be merged into a stored case, whose reference stands in the address."""
    says = "What to change of a case: what is absent is unchanged, null deletes."
    properties = case_given()["properties"]
    return record(says, properties, optional=tuple(properties))


SETTLED_ENTRY = record(
    "Somebody's word that everything due up to a day is settled.",
    {"date": given_day("That day, included; null takes the word back."), "source": _SOURCE},
    optional=("source",),
)
MANUAL_GIVEN = record(
    "A deadline that no rule computes.",
    {
        "title": text("What is to be done.", 500),
        "due": day("The last day."),
        "source": text("Where the dates come from.", 500),
        "office": or_null(text("The office; the case's own when absent.", 500)),
        "opens": or_null(day("First day on which it can be done.")),
        "act_by": or_null(day("The day to act by; `due` when absent.")),
        "late_until": or_null(day("The last day of a late period.")),
    },
    optional=("office", "opens", "act_by", "late_until"),
)
OVERRIDE_GIVEN = record(
    "Another date against a computed one; the earlier of both drives the ladder.",
    {
        "due": day("The last day."),
        "reason": text("Why.", 500),
        "source": text("Where it comes from.", 500),
        "act_by": or_null(day("The day to act by; `due` when absent.")),
        "expires_on": or_null(day("The last day on which the override holds.")),
    },
    optional=("act_by", "expires_on"),
)
CLOSURE = {
    "office": OFFICE,
    "first": day("The first closed day."),
    "last": day("The last closed day."),
    "source": text("The notice that says so.", 200),
}
BOUNCE_GIVEN = record(
    "A mail that did not arrive, or not yet.",
    {
        "message_id": or_null(text("The `Message-ID` of the mail, with or without its angle brackets.", 300)),
        "recipient": text("The address it was sent to.", 300),
        "status": {
            "type": ["string", "null"],
            "pattern": r"^[245]\.[0-9]{1,3}\.[0-9]{1,3}$",
            "description": "The code of RFC 3463.",
        },
        "action": one_of(("failed", "delayed"), "Whether it failed for good; that is so where nothing is said."),
        "detail": {"type": "string", "maxLength": 2000, "description": "The mail server's words."},
        "at": or_null(moment("When it happened; now where nothing is said.")),
    },
    optional=("message_id", "status", "action", "detail", "at"),
)


def plain(row: Any, *names: str) -> Document:
    """Fields of a row as a JSON object."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()}
