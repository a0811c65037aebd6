"""What the API gives beyond the rules' own schemas, as JSON Schema in the rules' words; and all schemas together."""

from functools import cache

from rules.case import RIGHTS
from rules.schema import (
    OFFICE,
    Schema,
    day,
    definitions,
    flag,
    list_of,
    message,
    of,
    one_of,
    or_null,
    record,
    stored_message,
    text,
    whole,
)
from service.api.audit_schema import schemas as audit
from service.api.bulk_schema import schemas as bulk
from service.api.due_care_schema import due_care
from service.api.events_schema import schemas as events
from service.api.given import (
    BOUNCE_GIVEN,
    CLOSURE,
    DATE_ENTRY,
    MANUAL_GIVEN,
    OVERRIDE_GIVEN,
    SETTLED_ENTRY,
    case_correction,
    case_given,
    moment,
)
from service.api.keys_schema import schemas as keys
from service.api.outlooks import schemas as outlooks
from service.api.records_schema import schemas as records
from service.api.sandbox_schema import schemas as sandbox
from service.api.staffing import schemas as staffing
from service.api.transfers_schema import PAGED, transfers
from service.api.watched import READINESS
from service.api.webhooks_schema import schemas as webhooks
from service.portfolio import changes
from service.portfolio.completing import STATES as PROOFS
from service.store.deadlines import STATES, WISHES

_ID = whole("Its number here.", 1)
# What is listed page by page.
LISTED = (
    *("StoredCase", "StoredDeadline", "Dated", "Bounce", "Message", "Outlook", "WhatIf"),
    *("Person", "Absence", "Assignment", "Owner", "Ladder", "CalendarFeed"),
    *("Closure", "ApiKey", "Endpoint", "Delivery", "Jurisdiction", "AuditEntry", "KeptMail"),
)


def page_of(name: str) -> Schema:
    """One page of a list."""
    return record(
        "One page of a list.",
        {
            "items": list_of(of(name), "In the order of the list."),
            "next_cursor": or_null(text("Pass it as `cursor` to get the next page; null at the end.")),
        },
    )


_CHANGE = record(
    "What became of one deadline.",
    {
        "kind": text("The kind of the deadline."),
        "number": or_null(whole("Which of its kind.", 0)),
        "office": text("The office."),
        **message("title", "What is to be done."),
        "title_code": or_null(text("The code of the title; null for one that a person wrote.")),
        "what": one_of(changes.KINDS, "What happened."),
        "old_due": or_null(day("The due day before.")),
        "new_due": or_null(day("The due day now.")),
        "old_act_by": or_null(day("The day to act by before.")),
        "new_act_by": or_null(day("The day to act by now.")),
        **message("why", "What caused it."),
    },
)
_COMPLETION = record(
    "Proof that an act was done, and what became of it.",
    {
        "id": _ID,
        "state": one_of(PROOFS, "Only `confirmed` ends a ladder."),
        "done_on": day("The day on which it was done."),
        "actor": text("Who did it."),
        "proof": or_null(text("Where the proof is.")),
        "files": list_of(of("ProofFile"), "The files that prove it."),
        "covers": list_of(whole("A number of the same kind.", 0), "Other numbers done with it."),
        "recorded_at": moment("When it was recorded."),
        "recorded_by": text("Who recorded it."),
        "against_due": day("The due day it was made against."),
        "questioned": flag("Whether a person has still to say that it stands."),
        "questioned_at": or_null(moment("When it came into question.")),
        **stored_message("questioned_why", "Why."),
        "answered_at": or_null(moment("When a person said that it stands.")),
        "answered_by": or_null(text("Who.")),
        "voided_at": or_null(moment("When it was taken back.")),
        "voided_by": or_null(text("By whom.")),
        **stored_message("void_reason", "Why; without a code where a person typed it."),
    },
)
_PROOF_FILE = record(
    "A file that proves a completion; its content is at /v1/proof-files/{id}.",
    {
        "id": _ID,
        "name": text("Its name, without folders."),
        "media_type": text("What kind of file its sender said it is."),
        "size": whole("Its size in bytes.", 1),
        "sha256": text("The SHA-256 of its content, in hex."),
        "entered_by": text("Who gave it."),
        "entered_at": moment("When."),
    },
)
_INSTRUCTION = record(
    "What somebody wants done about a deadline, for the day to act by that it was given for.",
    {
        "id": _ID,
        "deadline": whole("The id of the deadline.", 1),
        "aim": day("The day to act by when it was given; it holds no longer than this day does."),
        "wish": one_of(WISHES, "What is wanted; `lapse` is a proposal until a second person confirms it."),
        "ask_again_on": or_null(day("The day on which to ask again, of `ask_again`.")),
        "person": or_null(text("The key of the person who wants it.")),
        "actor": text("Who wants it."),
        "at": moment("When it was given."),
        "note": or_null(text("What they said.")),
        "confirmed_by": or_null(text("The key of the second person, of a lapse in effect.")),
        "confirmed_at": or_null(moment("When they confirmed it.")),
        "withdrawn_at": or_null(moment("When it was taken back.")),
        "withdrawn_by": or_null(text("By whom.")),
        **stored_message("withdraw_reason", "Why; without a code where a person typed it."),
    },
)
_OVERRIDE = record(
    "A person's date against a computed one.",
    {
        "id": _ID,
        "due": day("The last day."),
        "act_by": day("The day to act by."),
        "reason": text("Why."),
        "source": text("Where it comes from."),
        "expires_on": or_null(day("The last day on which it holds.")),
        "entered_by": text("Who entered it."),
        "entered_at": moment("When."),
        "withdrawn_at": or_null(moment("When it was withdrawn.")),
    },
)
_ACKNOWLEDGEMENT = record(
    "Somebody's word that they have seen a deadline as it stands.",
    {
        "id": _ID,
        "deadline": whole("The id of the deadline.", 1),
        "aim": day("The day to act by when it was seen."),
        "person": or_null(text("The person's key.")),
        "actor": text("Who said so."),
        "at": moment("When."),
        "note": or_null(text("What they said.")),
    },
)
_BOUNCE = record(
    "A report of a mail that did not arrive, or not yet.",
    {
        "id": _ID,
        "message": or_null(text("The `Message-ID` of the mail; null where it fits none that was sent from here.")),
        "action": one_of(("failed", "delayed"), "Whether it failed for good."),
        "recipient": or_null(text("The address it was sent to.")),
        "status": or_null(text("The code of RFC 3463.")),
        "detail": text("The mail server's words."),
        "source": one_of(("mailbox", "api"), "The way the report came in."),
        "received_at": moment("When it came in."),
    },
)
_PROVENANCE = {
    "source": text("Where it comes from."),
    "entered_at": moment("When it was entered."),
    "entered_by": text("Who entered it."),
    "verified_by": or_null(text("Who verified it.")),
    "verified_at": or_null(moment("When.")),
}
_DATED = record(
    "One date that somebody gave for a case.",
    {
        "event": text("Which event."),
        "date": or_null(day("The day; null is a deletion.")),
        "current": flag("Whether it holds now."),
        **_PROVENANCE,
    },
)


def _stored_deadline() -> Schema:
    computed = definitions()["Deadline"]["properties"]
    own = {
        "id": _ID,
        "reference": text("The reference of its case."),
        "kind": one_of((*computed["kind"]["enum"], "manual"), "What is to be done."),
        "office": text("The office."),
        "title_code": or_null(computed["title_code"]),
        "late": list_of(of("StoredLateStep"), "The late period in steps."),
        "origin": one_of(("computed", "manual"), "Whether a rule or a person made it."),
        "state": one_of(STATES, "Whether its ladder runs."),
        **stored_message("state_reason", "Why it is in this state."),
        "drives_act_by": day("The day that drives the ladder: the earlier of the computed one and the overrides'."),
        "next_rung_at": or_null(moment("When it is looked at next.")),
        "completions": list_of(of("Completion"), "What was done about it, voided ones too."),
        "overrides": list_of(of("Override"), "Dates set against it, withdrawn ones too."),
        "instructions": list_of(of("Instruction"), "What is wanted of it; the latest that nobody withdrew holds."),
    }
    return record("A deadline as stored, with what people did about it.", computed | own, optional=("derivation",))


def _stored_case() -> Schema:
    given = case_given()["properties"]
    schedule = definitions()["Schedule"]["properties"]
    properties = given | {
        "jurisdiction": text("ST.3 code of the office."),
        "right": one_of(RIGHTS, "Which right."),
        "dates": {"type": "object", "description": "Each date by event.", "additionalProperties": day("The day.")},
        "numbers": {
            "type": "object",
            "description": "The office's numbers.",
            "additionalProperties": text("The number."),
        },
        "attributes": {"type": "object", "description": "Facts that single laws need."},
        "settled_through": or_null(day("Everything due up to this day is settled.")),
        "date_sources": {
            "type": "object",
            "description": "Where each date comes from.",
            "additionalProperties": record("Where a date comes from.", _PROVENANCE),
        },
        "unverified": list_of(text("An event."), "The events whose day nobody has verified."),
        "in_charge": or_null(text("The key of who is reminded: whom the case names, else whom a rule gives it.")),
        "standby": or_null(text("The key of the back-up: whom the case names, else whom a rule gives it.")),
        "unruled": flag("Whether no rules exist for it: a person enters its deadlines."),
        "errors": list_of(of("FieldError"), "Why it can't be computed."),
        "rules": text("The version of the rules."),
        "computed_at": moment("When it was last computed."),
        "closed_at": or_null(moment("When it was closed.")),
        "closed_by": or_null(text("By whom.")),
        "closed_reason": or_null(text("Why.")),
        "created_at": moment("When it was registered."),
        "updated_at": moment("When it last changed."),
        "revision": whole("Counts its changes; also the ETag.", 1),
        "next_act_by": or_null(day("The next day to act by of what is unsettled; null where nothing is watched.")),
        **{key: schedule[key] for key in ("expires", "awaiting", "warnings", "spans")},
        "deadlines": list_of(of("StoredDeadline"), "Its deadlines by due day, where one case was asked for."),
    }
    return record("A case as stored.", properties, optional=("deadlines",))


_ANY: Schema = {"description": "The value as given, or cut short."}
_PROBLEM_FIELD = {
    "pointer": or_null(text("JSON pointer into the body; null where the field is not part of it.")),
    "field": text("Where it stands, such as `dates.grant`."),
    **message("message", "What is wrong and what to do."),
    "value": _ANY,
}
_PROBLEM = record(
    "What went wrong (RFC 9457).",
    {
        "type": {"type": "string", "format": "uri", "description": "The kind of problem; never changes."},
        "title": text("The kind in words."),
        "status": whole("The HTTP status.", 400, 599),
        "detail": text("What happened this time."),
        "errors": list_of(of("ProblemField"), "The fields concerned."),
    },
)


@cache
def components() -> dict[str, Schema]:
    """Return every schema of the API by name, the rules' own among them; they refer to each other as `#/$defs/…`."""
    deadline, case = _stored_deadline(), _stored_case()
    changed = list_of(of("Change"), "What became of its deadlines.")
    return (
        definitions()
        | staffing()
        | due_care()
        | keys()
        | audit()
        | bulk()
        | outlooks()
        | records()
        | transfers()
        | sandbox()
        | events()
        | webhooks()
        | {
            "CaseGiven": case_given(),
            "CaseCorrection": case_correction(),
            "DateEntry": DATE_ENTRY,
            "SettledEntry": SETTLED_ENTRY,
            "ManualGiven": MANUAL_GIVEN,
            "OverrideGiven": OVERRIDE_GIVEN,
            "BounceGiven": BOUNCE_GIVEN,
            "Bounce": _BOUNCE,
            "StoredCase": case,
            "StoredDeadline": deadline,
            "StoredLateStep": definitions()["LateStep"]
            | {"required": ["until", "until_effective", "surcharge", "basis"]},
            "Change": _CHANGE,
            "Registration": record(
                "A case as it was registered or corrected, with its whole schedule and what moved.",
                case["properties"] | {"created": flag("Whether it is new."), "changes": changed},
            ),
            "Completed": record(
                "The completions recorded or changed, and the deadline as it is now.",
                {
                    "completions": list_of(of("Completion"), "In the order of the numbers."),
                    "deadline": of("StoredDeadline"),
                },
            ),
            "ClosureEntered": record(
                "An office closure, and how many cases were computed anew for it.",
                {"id": _ID, **CLOSURE, **_entered(), "recomputed": whole("Cases computed anew.", 0)},
            ),
            "Closure": record("An office closure.", {"id": _ID, **CLOSURE, **_entered()}),
            "Completion": _COMPLETION,
            "OneCompletion": _alone(_COMPLETION),
            "Override": _OVERRIDE,
            "OneOverride": _alone(_OVERRIDE),
            "Instruction": _INSTRUCTION,
            "ProofFile": _PROOF_FILE,
            "Acknowledgement": _ACKNOWLEDGEMENT,
            "Dated": _DATED,
            "Jurisdiction": _jurisdiction(),
            "Problem": _PROBLEM,
            "Readiness": READINESS,
            "ProblemField": record("One field in trouble.", _PROBLEM_FIELD),
            **{f"{name}Page": page_of(name) for name in (*LISTED, *PAGED)},
        }
    )


def _alone(schema: Schema) -> Schema:
    """What is otherwise told with its deadline, by itself."""
    properties = schema["properties"] | {"deadline": whole("The id of the deadline.", 1)}
    return record(schema["description"], properties)


def _entered() -> dict[str, Schema]:
    return {
        "entered_by": text("Who entered it."),
        "entered_at": moment("When."),
        "withdrawn_at": or_null(moment("When it was taken back.")),
        "withdrawn_by": or_null(text("By whom.")),
    }


def _jurisdiction() -> Schema:
    right = {
        "right": one_of(RIGHTS, "Which right."),
        "routes": list_of({"type": "string"}, "How a right can come to this office."),
        "checked_on": day("When its law was last read."),
        "good_until": day("Until when that reading is good enough."),
        "fresh": flag("Whether that day has not passed."),
    }
    attribute = {
        "key": text("The key in `attributes`."),
        "kind": text("The kind of value."),
        "says": text("What it says."),
        "choices": list_of({"type": "string"}, "The values to choose from."),
    }
    return record(
        "An office that has rules.",
        {
            "jurisdiction": OFFICE,
            "name": text("Its name in English."),
            "local_name": text("Its own name."),
            "zone": text("The time zone in which its days begin and end."),
            "rules": text("The version of the rules."),
            "fresh": flag("Whether the law of each of its rights is."),
            "rights": list_of(record("One right.", right), "The rights it grants."),
            "attributes": list_of(record("One fact.", attribute), "Facts its law needs."),
            "sources": list_of({"type": "string"}, "Where its law can be read."),
        },
    )
