"""People, absences, assignments, owners and ladders as the API takes and answers them, as JSON Schema."""

from typing import Annotated

from rules.case import RIGHTS
from rules.schema import KINDS, OFFICE, Schema, day, flag, list_of, message, one_of, or_null, record, text, whole
from service.api.given import Document, body, moment
from service.portfolio.ladders import FARTHEST, MINIMUM, MOST
from service.portfolio.manual import KIND as MANUAL
from service.portfolio.owners import DAYS
from service.store.people import ROLES, UNANSWERED
from service.words import TAGS

PersonGiven = Annotated[Document, body("PersonGiven")]
AbsenceGiven = Annotated[Document, body("AbsenceGiven")]
AssignmentGiven = Annotated[Document, body("AssignmentGiven")]
OwnerGiven = Annotated[Document, body("OwnerGiven")]
LadderGiven = Annotated[Document, body("LadderGiven")]

_ID = whole("Its number here.", 1)
_HOUR = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
_PERSON = {
    "key": text("A short unique name.", 200),
    "name": text("The full name.", 200),
    "address": {"type": "string", "format": "email", "maxLength": 200, "description": "The e-mail address; unique."},
    "language": one_of(TAGS, "The language of their mails and pages."),
    "zone": text("The time zone, such as Asia/Shanghai."),
    "working_days": list_of(whole("An ISO weekday.", 1, 7), "Working days from 1 (Monday) to 7 (Sunday)."),
    "works_from": _HOUR | {"description": "When their working hours begin, in their zone."},
    "works_until": _HOUR | {"description": "When their working hours end, on the same day."},
    "holidays": or_null(text("Their holiday calendar, such as CN or DE-BY; null for that of their zone's country.")),
    "role": one_of(ROLES, "What they may do; each may do what those before may."),
    "active": flag("Whether they are to be reminded."),
}
_GIVEN_PERSON = _PERSON | {
    "zone": or_null(_PERSON["zone"]),
    "working_days": or_null(_PERSON["working_days"]),
    "active": or_null(_PERSON["active"]),
}
_OPTIONAL = tuple(key for key in _PERSON if key not in ("key", "name", "address"))
_ABSENCE = {
    "person": text("The key of who is away.", 200),
    "first": day("The first day of the absence."),
    "last": day("The last day of the absence, included."),
    "substitute": text("The key of who gets their messages beside them.", 200),
}
_CRITERIA = {
    "owner": or_null(text("For cases of this owner; null for any.", 2000)),
    "jurisdiction": or_null({**OFFICE, "description": "For cases of this office; null for any."}),
    "right": or_null(one_of(RIGHTS, "For this right; null for any.")),
}
_ASSIGNMENT = _CRITERIA | {
    "responsible": text("The key of who is in charge.", 200),
    "backup": or_null(text("The key of who stands by.", 200)),
}
_OWNER = {
    "lead_days": whole("Days by which every reminder before a day to act by comes earlier.", *DAYS["lead_days"]),
    "unanswered": one_of(UNANSWERED, "What silence means: reminding goes on, or the right is to be renewed."),
    "silence_days": whole("So many days before the day to act by, silence means that.", *DAYS["silence_days"]),
    "patience_days": whole("After so many days without an answer the back-up is told.", *DAYS["patience_days"]),
}
_DAYS = {**list_of(whole("Days before the end.", 0, FARTHEST), "The stages of a phase."), "maxItems": MOST}
_STAGES = record(
    "Days before the end of each phase; a phase that is absent keeps the usual ones.",
    {
        phase: _DAYS | {"description": f"Has {', '.join(map(str, days))} at the least."}
        for phase, days in MINIMUM.items()
    },
    optional=tuple(MINIMUM),
)
_LADDER = _CRITERIA | {
    "kind": or_null(one_of((*KINDS, MANUAL), "For deadlines of this kind; null for any.")),
    "stages": _STAGES,
}
_ENTERED = {
    "entered_by": text("Who entered it."),
    "entered_at": moment("When."),
    "withdrawn_at": or_null(moment("When it was taken back.")),
    "withdrawn_by": or_null(text("By whom.")),
}


def schemas() -> dict[str, Schema]:
    """The schemas by name."""
    warning = record("What still has to be done.", message("message", "What, and how many."))
    reassigned = {"reassigned": whole("How many cases went to somebody else.", 0)}
    return {
        "PersonGiven": record("Somebody to be reminded; what is absent is unchanged.", _GIVEN_PERSON, _OPTIONAL),
        "Person": record(
            "Somebody to be reminded.", _PERSON | {"warnings": list_of(warning, "What has to be handed over.")}
        ),
        "AbsenceGiven": record("Days on which somebody is away.", _ABSENCE),
        "Absence": record("Days on which somebody is away.", {"id": _ID, **_ABSENCE, **_ENTERED}),
        "AssignmentGiven": record(
            "Who answers for cases that name nobody.", _ASSIGNMENT, optional=(*_CRITERIA, "backup")
        ),
        "Assignment": record("Who answers for cases that name nobody.", {"id": _ID, **_ASSIGNMENT, **_ENTERED}),
        "AssignmentChanged": record(
            "A rule that was entered or withdrawn.", {"id": _ID, **_ASSIGNMENT, **_ENTERED, **reassigned}
        ),
        "OwnerGiven": record(
            "What an owner wants; what is absent or null is unchanged.",
            {key: or_null(schema) for key, schema in _OWNER.items()},
            optional=tuple(_OWNER),
        ),
        "Owner": record(
            "What an owner wants.",
            {
                "name": text("The owner, as cases name them."),
                **_OWNER,
                "cases": whole("How many cases that nobody closed they have.", 0),
                "updated_by": text("Who said so last."),
                "updated_at": moment("When."),
            },
        ),
        "LadderGiven": record(
            "When some deadlines are reminded of.", _LADDER, optional=tuple(key for key in _LADDER if key != "stages")
        ),
        "Ladder": record("When some deadlines are reminded of.", {"id": _ID, **_LADDER, **_ENTERED}),
    }
