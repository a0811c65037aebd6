"""What registering by bulk takes and gives, in the rules' words."""

from typing import Any

from rules.schema import Schema, definitions, flag, list_of, of, one_of, or_null, record, text, whole
from service.api.given import case_given
from service.api.routing import JSON, LINES
from service.portfolio.changes import KINDS
from service.portfolio.importing import OUTCOMES

MOST_CASES = 100_000
LARGEST = 256 << 20  # bytes

EXAMPLE = [
    {"reference": "P1-EP", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}},
    {"reference": "P1-US", "jurisdiction": "US", "right": "patent", "dates": {"filing": "2017-05-02"}},
]
_LINE: Schema = {"type": "string", "description": "One JSON object on each line."}


def _schema(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


TAKES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": f"At most {MOST_CASES:,} cases and {LARGEST >> 20} MiB.",
        "content": {
            JSON: {"schema": {"type": "array", "items": _schema("BulkCase")}, "example": EXAMPLE},
            LINES: {"schema": _LINE},
        },
    }
}
GIVES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What became of each row in order, and the summary.",
        "content": {LINES: {"schema": _LINE}, JSON: {"schema": _schema("BulkRegistration")}},
    }
}


def schemas() -> dict[str, Schema]:
    """The schemas of this resource by name."""
    case = case_given()
    schedule = definitions()["Schedule"]["properties"]
    completions: Schema = {
        "type": ["array", "null"],
        "items": {"type": "object"},
        "description": "What was done about its deadlines: `kind`, `number`, `done_on` …",
    }
    row = {
        "row": whole("Which row of the request, from 1 on.", 1),
        "line": whole("The line it begins on, from 1 on.", 1),
        "reference": or_null(text("The reference it gives, if it could be read.")),
        "what": one_of(OUTCOMES, "What became of it; nothing of what is `refused` or in `conflict` is stored."),
        "unruled": flag("Whether no rules exist for the case: a person enters its deadlines."),
        "completions": whole("Completions recorded.", 0),
        "to_verify": whole("Deadlines that had passed, and somebody has to say what happened.", 0),
        "deadlines": record("How many deadlines came, moved …", {kind: whole("How many.", 0) for kind in KINDS}),
        "awaiting": schedule["awaiting"],
        "warnings": schedule["warnings"],
        "errors": list_of(of("ProblemField"), "Why it was refused, or what it would have undone."),
        "changes": list_of(of("Change"), "What became of each deadline of a case that was there; in full detail."),
        "schedule": {
            "description": "The schedule as computed, null where nothing had to be computed; in full detail.",
            "anyOf": [of("Schedule"), of("Refusal"), {"type": "null"}],
        },
    }
    summary = {"rows": whole("How many rows were read.", 0)}
    summary |= {what: whole(f"How many of them are {what}.", 0) for what in OUTCOMES}
    summary["stopped"] = {
        "description": "What stopped the import before the end of the request; null where it was read to its end.",
        "anyOf": [of("Problem"), {"type": "null"}],
    }
    return {
        "BulkCase": case | {"properties": case["properties"] | {"completions": completions}},
        "BulkRow": record("What became of one row.", row, optional=("changes", "schedule")),
        "BulkSummary": record("What became of all rows.", summary),
        "BulkRegistration": record(
            "What became of each row, and of all.",
            {"rows": list_of(of("BulkRow"), "In the order of the request."), "summary": of("BulkSummary")},
        ),
    }
