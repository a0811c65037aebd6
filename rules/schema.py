"""The JSON Schema of what the rules read and answer: a case, its schedule, and the refusal of a case.

    documents()["schedule"]     a whole document, ready to be published
    definitions()["Deadline"]   one of its parts, which refers to others as `#/$defs/…`

A case as described here may still be refused: which dates contradict each other is for `rules.compute` to say.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from rules import registry
from rules.case import EVENTS, RIGHTS, ROUTES, STATUSES
from rules.language.blocks import TITLES, Attribute
from rules.reading import LONGEST_TEXT

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = tuple(TITLES)
RESTORATION_BASES = ("as_of_right", "unintentional", "due_care", "none")


def of(name: str) -> Schema:
    """Refer to a definition."""
    return {"$ref": f"#/$defs/{name}"}


def text(says: str, most: int | None = None) -> Schema:
    """A text, of at most that many characters."""
    return {"type": "string", "description": says} | ({"maxLength": most} if most else {})


def day(says: str) -> Schema:
    """A calendar day."""
    return {"type": "string", "format": "date", "description": says}


def list_of(items: Schema, says: str) -> Schema:
    """A list, possibly empty."""
    return {"type": "array", "items": items, "description": says}


def one_of(choices: tuple[str, ...], says: str) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": list(choices), "description": says}


def whole(says: str, low: int, high: int | None = None) -> Schema:
    """A whole number, both ends included."""
    return {"type": "integer", "minimum": low, "description": says} | ({"maximum": high} if high else {})


def flag(says: str) -> Schema:
    """True or false."""
    return {"type": "boolean", "description": says}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    both = schema | {"type": [schema["type"], "null"]}
    return both | {"enum": [*schema["enum"], None]} if "enum" in schema else both


def record(says: str, properties: Mapping[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object with these keys and no others; all are there but the optional ones."""
    return {
        "type": "object",
        "description": says,
        "properties": dict(properties),
        "required": [key for key in properties if key not in optional],
        "additionalProperties": False,
    }


def message(name: str, says: str) -> Schema:
    """The properties of a text: the English sentence, its code and its parameters."""
    code, params = ("code", "params") if name == "message" else (f"{name}_code", f"{name}_params")
    return {
        name: text(says),
        code: text("The code by which the text can be looked up in another language."),
        params: {
            "type": "object",
            "description": "What fills its gaps; a text among them is an object of `code`, `params`, `english`.",
        },
    }


def stored_message(name: str, says: str) -> dict[str, Schema]:
    """The properties of a stored text: all null where there is none; code and parameters where none were kept."""
    return {key: or_null(schema) for key, schema in message(name, says).items()}


CITES = list_of({"type": "string"}, "The legal sources, such as `EPC r. 51(1)`.")
OFFICE = {"type": "string", "pattern": "^[A-Z]{2}$", "description": "ST.3 code of an office."}

_LATE_STEP = record(
    "One stretch of the late period.",
    {
        "until": day("Its nominal last day."),
        "until_effective": day("Its last day after closed days."),
        **message("surcharge", "What it costs."),
        "basis": text("The legal source."),
    },
)
_SPAN = record("A stretch of the right's life.", {"from": day("Its first day."), "to": day("Its last day.")})
_ALTERNATIVE = {
    "type": "object",
    "description": "Another reading of the law or of the facts: why it is possible, and the dates it would give.",
    "properties": message("why", "Why this reading is possible."),
    "required": ["why", "why_code", "why_params"],
    "additionalProperties": day("The date by this reading; the key is the field of the deadline it would change."),
}
_STEP = record(
    "One step of a derivation.",
    {**message("text", "What was done."), "result": or_null(day("The day it gave.")), "cites": CITES},
)
_DERIVATION = record(
    "How one date of a deadline follows from the dates of the case.",
    {
        "of": text("The date derived: `due`, `opens`, `late.1` …"),
        "result": day("The day."),
        "steps": list_of(of("Step"), "The steps, in order."),
        "cites": CITES,
    },
)
_DEADLINE = record(
    "One act with its dates, known within its case by kind, number and office.",
    {
        "kind": one_of(KINDS, "What is to be done."),
        "number": or_null(whole("Which of its kind; null where there is only one.", 0)),
        "office": OFFICE,
        **message("title", "What is to be done, in words."),
        "opens": or_null(day("First day of valid payment or filing, if the law says one.")),
        "due": day("The nominal day the law gives."),
        "due_effective": day("The last day that counts as on time, after closed days and time without surcharge."),
        "act_by": day("The last day without surcharge before any shift, under the stricter reading: act by it."),
        "late": list_of(of("LateStep"), "The late period in steps."),
        "grace_ends": or_null(day("Nominal last day of the late period.")),
        "grace_ends_effective": or_null(day("Last day of the late period after closed days.")),
        "restoration_ends": or_null(day("Outer limit for asking for restoration, where the law fixes one.")),
        "restoration_basis": one_of(RESTORATION_BASES, "The ground on which a lost right can be had back."),
        "covers": or_null(of("Span")),
        "certainty": one_of(("certain", "arguable"), "`arguable` where another reading is possible."),
        "alternatives": list_of(of("Alternative"), "The other readings."),
        "provisional": flag("Whether closed days that count here are not yet announced."),
        "cites": CITES,
        "derivation": list_of(of("Derivation"), "How each date was found; present where it was asked for."),
    },
    optional=("derivation",),
)
_DECLARED_SPAN = record(
    "A stretch of the right's life for which no separate payment is asked.",
    _SPAN["properties"] | {"as": one_of(("prepaid", "free"), "Why nothing is asked."), "cites": CITES},
)
_AWAITING = record(
    "A fact the rules need before they can say more.",
    {"event": text("A key of `dates` or of `attributes`."), **message("why", "Why it is needed.")},
)
_WARNING = record("Something a person should know about the case.", {**message("message", "What."), "cites": CITES})
_SCHEDULE = record(
    "Everything the rules say about one case.",
    {
        "reference": or_null(text("The case's reference, as given.")),
        "jurisdiction": OFFICE,
        "as_of": day("The day by which the facts were looked at."),
        "until": day("The last due day of interest."),
        "rules": text("The version of the rules."),
        "expires": or_null(day("The end of the term, where it is known.")),
        "deadlines": list_of(of("Deadline"), "All deadlines by due day, past ones too."),
        "spans": list_of(of("DeclaredSpan"), "Stretches that are prepaid or free."),
        "awaiting": list_of(of("Awaiting"), "Facts still needed."),
        "warnings": list_of(of("Warning"), "What a person should know."),
    },
)
_FIELD_ERROR = record(
    "What is wrong with one field.",
    {
        "field": text("Where it stands, such as `dates.grant`; empty for the whole."),
        **message("message", "What is wrong."),
    },
)
_REFUSAL = record(
    "A case that can't be computed, and why.",
    {
        "reference": or_null(text("The case's reference, where it could be read.")),
        "errors": {**list_of(of("FieldError"), "The reasons, field by field."), "minItems": 1},
    },
)


@cache
def definitions() -> dict[str, Schema]:
    """Return every part of the schemas by its name."""
    return {
        "Case": _case(),
        "Schedule": _SCHEDULE,
        "Refusal": _REFUSAL,
        "Deadline": _DEADLINE,
        "LateStep": _LATE_STEP,
        "Span": _SPAN,
        "Alternative": _ALTERNATIVE,
        "Derivation": _DERIVATION,
        "Step": _STEP,
        "DeclaredSpan": _DECLARED_SPAN,
        "Awaiting": _AWAITING,
        "Warning": _WARNING,
        "FieldError": _FIELD_ERROR,
    }


@cache
def documents() -> dict[str, Schema]:
    """Return the published documents by name: `case`, `schedule` and `refusal`."""
    return {name.lower(): _document(name) for name in ("Case", "Schedule", "Refusal")}


def _document(name: str) -> Schema:
    return {
        "$schema": DIALECT,
        "$id": f"urn:annua:schema:{name.lower()}",
        "title": name,
        **of(name),
        "$defs": {part: definitions()[part] for part in _needed(name)},
    }


def _needed(name: str) -> list[str]:
    """Name a definition and all that it refers to."""
    found, waiting = [], [name]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.append(part)
            waiting += _references(definitions()[part])
    return sorted(found)


def _references(schema: Any) -> list[str]:
    if isinstance(schema, list):
        return [name for item in schema for name in _references(item)]
    if not isinstance(schema, dict):
        return []
    own = [schema["$ref"].removeprefix("#/$defs/")] if "$ref" in schema else []
    return own + [name for item in schema.values() for name in _references(item)]


def case_properties() -> dict[str, Schema]:
    """Return the keys of a case that the rules read."""
    return {
        "reference": or_null(text("The name by which you know the case.", LONGEST_TEXT)),
        "jurisdiction": text("ST.3 code of the office, such as EP.", LONGEST_TEXT),
        "right": one_of(RIGHTS, "Which right."),
        "route": or_null(one_of(ROUTES, "How it came to this office; `direct` when absent.")),
        "status": or_null(one_of(STATUSES, "What became of it; by default as the dates say.")),
        "dates": {
            "type": ["object", "null"],
            "description": "What happened when, by event.",
            "properties": {event: given_day(f"The day of {event.replace('_', ' ')}.") for event in EVENTS},
            "additionalProperties": False,
        },
        "attributes": {
            "type": ["object", "null"],
            "description": "The few other facts that single laws need.",
            "properties": {key: or_null(_value(each)) for key, each in sorted(registry.attributes().items())},
            "additionalProperties": False,
        },
    }


def _case() -> Schema:
    optional = ("reference", "route", "status", "dates", "attributes")
    return record("One right or application in one jurisdiction.", case_properties(), optional)


def given_day(says: str) -> Schema:
    """A day of a case; an empty text says as little as null."""
    return {"description": says, "anyOf": [day("The day."), {"enum": ["", None]}]}


def _value(attribute: Attribute) -> Schema:
    says = f"{attribute.says[:1].upper()}{attribute.says[1:]}."
    return {
        "flag": flag(says),
        "number": whole(says, 0, 99999),
        "year": whole(says, 1800, 2200),
        "date": day(says),
        "offices": list_of(OFFICE, says),
        "choice": one_of(attribute.choices, says),
    }[attribute.kind]
