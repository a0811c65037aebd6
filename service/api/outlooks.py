"""What a preview and a what-if give, as JSON Schema."""

from rules.schema import Schema, case_properties, day, list_of, of, one_of, or_null, record, text, whole
from service.api.given import case_given, moment
from service.portfolio.blaming import CAUSES
from service.portfolio.moves import WAYS
from service.portfolio.supposing import BECOMES

_STEP = record(
    "One step of a late period.",
    {
        "until": day("Its last day."),
        "until_effective": day("Its last day after closed days."),
        "surcharge": text("What it costs."),
    },
)
_DAYS: Schema = record(
    "All days of a deadline.",
    {
        "opens": or_null(day("The first day of valid payment or filing.")),
        "due": day("The day that the law gives."),
        "due_effective": day("The last day that counts as on time."),
        "act_by": day("The day to act by."),
        "late": list_of(_STEP, "The late period in steps."),
        "grace_ends": or_null(day("The last day of the late period.")),
        "grace_ends_effective": or_null(day("The same after closed days.")),
        "restoration_ends": or_null(day("The outer limit for restoration.")),
    },
)
_TOLD = record(
    "A message that left with the stored day to act by.",
    {
        "key": text("Its key: the `Message-ID` of a mail, the `webhook-id` of a call."),
        "channel": text("How it went."),
        "recipient": text("To whom."),
        "sent_at": {"type": "string", "format": "date-time", "description": "When the next hop took it."},
    },
)
_MOVE = record(
    "One deadline that would move.",
    {
        "kind": text("The kind of the deadline."),
        "number": or_null(whole("Which of its kind.", 0)),
        "office": text("The office."),
        "title": text("What is to be done."),
        "state": or_null(text("Its state; null for one that would come.")),
        "what": one_of(WAYS, "Which way; `earlier` as soon as one of its last days is sooner or no longer there."),
        "moved": list_of(text("A name in `old` and `new`."), "Which days differ."),
        "old": or_null(_DAYS),
        "new": or_null(_DAYS),
        "causes": list_of(one_of(CAUSES, "A cause."), "What moves it."),
        "why": text("The causes in words."),
        "told": list_of(_TOLD, "Messages that left with the stored day to act by."),
    },
)
_REFUSED = record(
    "Why the rules refuse the case.",
    {"field": text("The field."), "code": text("The code of the message."), "message": text("What is wrong.")},
)
_OUTLOOK = record(
    "What computing a case anew would move.",
    {
        "reference": text("The reference of the case."),
        "jurisdiction": text("Its office."),
        "rules": text("The version of the rules that computed what is stored."),
        "moves": list_of(_MOVE, "Its deadlines that would move."),
        "errors": list_of(_REFUSED, "Why it can't be computed; empty where it can."),
    },
)

_BESIDE = record(
    "One deadline as it is stored and as it would be.",
    _MOVE["properties"]
    | {
        "what": one_of(BECOMES, "What would become of it."),
        "way": or_null(one_of(WAYS, "Which way it moves; null where it doesn't.")),
        "derivation": list_of(of("Derivation"), "How each day that would be follows; present where it was asked for."),
    },
    optional=("derivation",),
)
_STORED = record(
    "The stored side.",
    {
        "rules": text("The version of the rules that computed it."),
        "computed_at": moment("When."),
        "expires": or_null(day("The end of the term.")),
    },
)
_COMPUTED = record(
    "The side that is only thought of.",
    {
        "rules": text("The version of the rules that computed it."),
        "as_of": day("The day by which the facts were looked at."),
        "until": day("The last due day of interest."),
        "expires": or_null(day("The end of the term.")),
        "awaiting": list_of(of("Awaiting"), "Facts that would still be needed."),
        "warnings": list_of(of("Warning"), "What a person should know."),
    },
)


def schemas() -> dict[str, Schema]:
    """The schemas by name."""
    known, given = case_properties(), case_given()["properties"]
    return {
        "Outlook": _OUTLOOK,
        "CaseDates": given["dates"],
        "CaseAttributes": known["attributes"],
        "CaseStatus": known["status"],
        "WhatIf": record(
            "A stored case beside what it would be.",
            {
                "reference": text("The reference of the case."),
                "jurisdiction": or_null(text("Its office; null where there is no such case.")),
                "stored": {"anyOf": [_STORED, {"type": "null"}], "description": "Null where there is no such case."},
                "computed": {"anyOf": [_COMPUTED, {"type": "null"}], "description": "Null where there are `errors`."},
                "deadlines": list_of(_BESIDE, "Its computed deadlines, by the stored day to act by."),
                "errors": list_of(of("FieldError"), "Why it can't be computed so; empty where it can."),
            },
        ),
    }
