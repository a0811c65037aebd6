"""The schemas of imports and reconciliations, in the rules' words."""

from rules.schema import Schema, day, flag, list_of, message, of, one_of, or_null, record, text, whole
from service.api.given import moment
from service.portfolio.importing import OUTCOMES

_ID = whole("Its number here.", 1)
_COUNTS: Schema = {
    "type": "object",
    "description": "How many rows became what.",
    "additionalProperties": {"type": "integer", "minimum": 0},
}
_FILE = {
    "sha256": or_null(text("The SHA-256 of the file in hex; null of one that was interrupted.")),
    "actor": text("Who gave it."),
}

_IMPORT = record(
    "A file that somebody imported.",
    {
        "id": _ID,
        "name": or_null(text("The name of the file, without folders.", 200)),
        **_FILE,
        "dry_run": flag("Whether nothing of it was stored."),
        "started_at": moment("When it began."),
        "finished_at": or_null(moment("When it ended; null of one that was interrupted.")),
        "counts": _COUNTS,
    },
)
_TROUBLE = record(
    "What is wrong in one column.",
    {
        "field": text("The column, or the field of a document."),
        **message("message", "What is wrong and what to do."),
        "value": or_null(text("What stands there.")),
    },
)
_TO_VERIFY = record(
    "A deadline that had passed when its case came in.",
    {
        "title": text("What is to be done."),
        "office": text("The office."),
        "act_by": day("The day to act by."),
        "grace_ends": or_null(day("The end of its late period.")),
    },
)
_IMPORTED_ROW = record(
    "What became of one row.",
    {
        "id": _ID,
        "sheet": or_null(text("The sheet, of a workbook.")),
        "line": whole("The line or the row that it begins on.", 1),
        "reference": or_null(text("The case.")),
        "outcome": one_of(OUTCOMES, "What became of it; nothing of one refused or in conflict is stored."),
        "errors": list_of(_TROUBLE, "Why not."),
        "changes": list_of(of("Change"), "Which deadlines moved or went."),
        "to_verify": list_of(_TO_VERIFY, "What somebody has to say something about."),
        "completions": whole("Completions recorded.", 0),
        "unruled": flag("Whether no rules exist for the case."),
    },
)


def transfers() -> dict[str, Schema]:
    """The schemas by name."""
    return {"Import": _IMPORT, "ImportedRow": _IMPORTED_ROW}


PAGED = ("Import", "ImportedRow")
