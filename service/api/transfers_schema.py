"""The schemas of imports and reconciliations, in the rules' words."""

from rules.schema import Schema, day, flag, list_of, message, of, one_of, or_null, record, text, whole
from service.api.given import moment
from service.portfolio.importing import OUTCOMES
from service.portfolio.reconciling.comparing import DAYS, VERDICTS
from service.store.deadlines import STATES

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


_RECONCILIATION = record(
    "A list of another system, compared with what is stored.",
    {
        "id": _ID,
        "name": text("The name under which the comparison is repeated."),
        "file": or_null(text("The name of the file, without folders.", 200)),
        **_FILE,
        "first": or_null(day("The first day that the list covers.")),
        "last": or_null(day("The last day that it covers.")),
        "options": {
            "type": "object",
            "description": "How it was read: `columns` by field, those `guessed`, its `date_format` and words.",
        },
        "counts": _COUNTS,
        "before": or_null(whole("The run before it under the same name.", 1)),
        "at": moment("When it was compared."),
    },
)
_THEIRS = record(
    "A row of the list.",
    {
        "line": whole("The line or the row that it begins on.", 1),
        "reference": or_null(text("The case, as the list calls it.")),
        "due": or_null(day("The day in the list.")),
        "kinds": list_of({"type": "string"}, "The kinds of deadline that it may mean; none where it doesn't say."),
        "number": or_null(whole("Which of its kind.", 0)),
        "office": or_null(text("The office.")),
        "numbers": {"type": "object", "description": "The office's numbers, by kind."},
        "cells": {"type": "object", "description": "The row as it stands, by column."},
    },
)
_OURS = record(
    "The deadline here.",
    {
        "deadline": whole("Its id.", 1),
        "reference": text("The case."),
        "kind": text("What is to be done."),
        "number": or_null(whole("Which of its kind.", 0)),
        "office": text("The office."),
        "title": text("What is to be done, in words."),
        "due": day("The nominal day."),
        "due_effective": day("The last day that counts as on time."),
        "act_by": day("The day to act by."),
        "drives_act_by": day("The day that drives the ladder."),
        "state": one_of(STATES, "Whether its ladder runs."),
        "closed": flag("Whether its case is closed."),
        "matched_by": {"enum": ["reference", "number", None], "description": "How the case was found."},
        "agrees_with": {"enum": [*DAYS, None], "description": "Which of our days the list has."},
        "derivation": list_of({"type": "object"}, "How the due day follows from the facts, where the list differs."),
    },
)
_COMPARED_ROW = record(
    "A row of the list and a deadline here, side by side, or one of the two alone.",
    {
        "id": _ID,
        "verdict": one_of(VERDICTS, "What they come to."),
        "change": {
            "enum": ["new", "unchanged", "gone", None],
            "description": "Against the run before; of a difference.",
        },
        "theirs": or_null(_THEIRS),
        "ours": or_null(_OURS),
        "why": list_of(_TROUBLE, "Why it is no agreement."),
        "settled_at": or_null(moment("When somebody settled the difference.")),
        "settled_by": or_null(text("Who.")),
        "settled_reason": or_null(text("Why both sides may differ.")),
    },
)


def transfers() -> dict[str, Schema]:
    """The schemas by name."""
    return {
        "Import": _IMPORT,
        "ImportedRow": _IMPORTED_ROW,
        "Reconciliation": _RECONCILIATION,
        "ComparedRow": _COMPARED_ROW,
    }


PAGED = ("Import", "ImportedRow", "Reconciliation", "ComparedRow")
