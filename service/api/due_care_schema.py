"""The schemas of due-care files and calendar feeds, in the rules' words."""

from rules.case import RIGHTS
from rules.schema import (
    Schema,
    day,
    definitions,
    flag,
    list_of,
    of,
    one_of,
    or_null,
    record,
    stored_message,
    text,
    whole,
)
from service.dossier.mailing import FATES
from service.portfolio.completing import STATES as PROOFS
from service.store.deadlines import STATES

Properties = dict[str, Schema]

_ID = whole("Its number here.", 1)
_DEADLINE = whole("The number of the deadline.", 1)


def _moment(says: str) -> Schema:
    return {"type": "string", "format": "date-time", "description": says}


def _any_object(says: str) -> Schema:
    return {"type": "object", "description": says}


_MADE: Properties = {
    "at": _moment("When the file was made."),
    "by": text("By which version of the program."),
    "rules": text("The version of the rules now installed."),
    "on": or_null(day("The day by whose end (UTC) everything in the file had happened; null for a file as of now.")),
    "through": _moment("Everything before this moment is in the file, nothing from it on."),
}
_CASE: Properties = {
    "reference": text("The name by which you know the case."),
    "jurisdiction": text("ST.3 code of the office."),
    "office": text("The name of the office."),
    "right": one_of(RIGHTS, "Which right."),
    **{
        name: or_null(text(says))
        for name, says in {
            "route": "How the right came to the office.",
            "status": "Its status, as given.",
            "title": "What it is about.",
            "owner": "Whose it is.",
            "family": "The name of its family.",
            "parent": "The reference of the case it derives from.",
            "watched_by": "Who renews it elsewhere.",
            "settled_through_source": "On whose authority it is settled.",
        }.items()
    },
    "settled_through": or_null(day("Everything due up to this day is settled.")),
    "numbers": _any_object("The office's numbers."),
    "attributes": _any_object("Facts that single laws need."),
    "registered_at": _moment("When it was registered."),
    "closed_at": or_null(_moment("When it was closed.")),
}
_FACT: Properties = {
    "event": text("Which event."),
    "date": or_null(day("The day; null is a deletion.")),
    "source": text("Where it comes from."),
    "entered_at": _moment("When it was entered."),
    "entered_by": text("Who entered it."),
    "verified_by": or_null(text("Who verified it.")),
    "verified_at": or_null(_moment("When.")),
    "replaced_at": or_null(_moment("When another took its place.")),
    "replaced_by": or_null(text("Who replaced it.")),
}
_PROOF_FILE: Properties = {
    "name": text("The name of the file."),
    "media_type": text("Its kind."),
    "sha256": text("The SHA-256 of its bytes, in hex."),
}
_COMPLETION: Properties = {
    "id": _ID,
    "state": one_of(PROOFS, "Only `confirmed` ends a ladder."),
    "done_on": day("The day on which it was done."),
    "actor": text("Who did it."),
    "proof": or_null(text("Where the proof is.")),
    "covers": list_of(whole("A number of the same kind.", 0), "Other numbers done with it."),
    "recorded_at": _moment("When it was recorded."),
    "recorded_by": text("Who recorded it."),
    "files": list_of(record("A file given as proof.", _PROOF_FILE), "The files that prove it."),
    "questioned_at": or_null(_moment("When it came into question.")),
    **stored_message("questioned_why", "Why."),
    "answered_at": or_null(_moment("When a person said that it stands.")),
    "answered_by": or_null(text("Who.")),
    "voided_at": or_null(_moment("When it was taken back.")),
    "voided_by": or_null(text("By whom.")),
    **stored_message("void_reason", "Why; without a code where a person typed it."),
}
_CLOSURE: Properties = {
    "id": _ID,
    "office": text("The office."),
    "first": day("The first closed day."),
    "last": day("The last closed day."),
    "source": text("The notice that says so."),
    "entered_by": text("Who entered it."),
    "entered_at": _moment("When."),
    "deadlines": list_of(_DEADLINE, "The deadlines that it kept a day of from counting."),
}
_SOMEBODY = or_null(record("Somebody.", {"key": text("Their key."), "name": text("Their name, as it is now.")}))
_IN_CHARGE: Properties = {
    "since": _moment("From when on."),
    "until": or_null(_moment("Until when, excluded; null to the end of the file.")),
    "responsible": _SOMEBODY,
    "backup": _SOMEBODY,
}
_ABSENCE: Properties = {
    "person": text("Who is away."),
    "substitute": text("Who stands in."),
    "first": day("The first day."),
    "last": day("The last day."),
    "entered_by": text("Who entered it."),
    "entered_at": _moment("When."),
    "withdrawn_at": or_null(_moment("When it was withdrawn.")),
}
_ATTEMPT: Properties = {
    "started_at": _moment("When it began."),
    "finished_at": or_null(_moment("When it ended.")),
    "outcome": or_null(text("What came of it: `accepted`, `retryable`, `permanent`.")),
    "detail": or_null(text("What the other side said.")),
}
_BOUNCE: Properties = {
    "received_at": _moment("When the report came."),
    "recipient": or_null(text("Whom it names.")),
    "status": or_null(text("The status code.")),
    "detail": text("What it says."),
    "source": text("By which way it came."),
}
_RUNG: Properties = {
    "deadline": _DEADLINE,
    "aim": day("The day to act by that it aimed at."),
    "stage": text("The step of the ladder."),
}
_MESSAGE: Properties = {
    "id": _ID,
    "key": text("Its `Message-ID` or `webhook-id`."),
    "channel": text("By which way."),
    "recipient": text("The address."),
    "person": or_null(text("Who that is.")),
    "subject": text("Its subject."),
    "purpose": text("What it was for."),
    "urgency": text("How pressing it was."),
    "created_at": _moment("When its bytes were written."),
    "size": whole("How many bytes it has.", 0),
    "sha256": text("The SHA-256 of its bytes, in hex."),
    "found_by": one_of(("rungs", "text"), "Whether it carried rungs of the case, or names the case in its text."),
    "rungs": list_of(record("A rung.", _RUNG), "The rungs of the case that it carried."),
    "attempts": list_of(record("An attempt to hand it over.", _ATTEMPT), "In their order."),
    "bounces": list_of(record("A report that it did not arrive.", _BOUNCE), "In their order."),
    "accepted_at": or_null(_moment("When the next hop took it.")),
    "fate": one_of(FATES, "What became of it."),
}
_CHANGED: Properties = {
    "field": text("Which field."),
    "old": {"description": "What it was; null where it was not."},
    "new": {"description": "What it became; null where it is gone."},
}
_HAPPENED: Properties = {
    "at": _moment("When."),
    "what": text("What happened."),
    "gaps": _any_object("The particulars."),
    "who": or_null(text("Who did it.")),
    **stored_message("why", "Why; without a code where a person typed it."),
    "deadline": or_null(_DEADLINE),
    "changes": list_of(record("A field that changed.", _CHANGED), "What changed."),
    "source": text("The record that says so."),
}
_FEED: Properties = {
    "id": _ID,
    "created_at": _moment("When it was made."),
    "revoked_at": or_null(_moment("When it was revoked.")),
}
_TICKS: Properties = {
    "since": or_null(_moment("The first tick on record; ticks are kept for thirty days.")),
    "good": whole("How many went well.", 0),
    "other": whole("How many did not, or are still running.", 0),
}


def _deadline() -> Schema:
    computed = definitions()["Deadline"]["properties"]
    days = ("opens", "due", "due_effective", "act_by", "grace_ends", "grace_ends_effective", "restoration_ends")
    kept = (*days, "restoration_basis", "certainty", "alternatives", "provisional", "cites", "title", "title_params")
    own = {
        "id": _ID,
        "kind": one_of((*computed["kind"]["enum"], "manual"), "What is to be done."),
        "number": computed["number"],
        "office": text("The office."),
        "origin": one_of(("computed", "manual"), "Whether a rule or a person made it."),
        "title_code": or_null(computed["title_code"]),
        "late": list_of(of("StoredLateStep"), "The late period in steps."),
        "covers_from": or_null(day("The first day that the payment pays for.")),
        "covers_to": or_null(day("The last day that the payment pays for.")),
        "state": one_of(STATES, "Whether its ladder ran."),
        **stored_message("state_reason", "Why; null where it was not written down."),
        "drives_act_by": day("The day that drove the ladder."),
        "derivation": or_null(
            computed["derivation"] | {"description": "How its days follow; null where the rules find other days."}
        ),
        "completions": list_of(record("Proof that it was done.", _COMPLETION), "Voided ones too."),
        "overrides": list_of(of("Override"), "Dates set against it, withdrawn ones too."),
    }
    return record("A deadline as it stood computed.", {name: computed[name] for name in kept} | own)


def _computed() -> Schema:
    schedule = definitions()["Schedule"]["properties"]
    return record(
        "What the rules said about the case.",
        {
            "version": text("The version of rules and calendars."),
            "rules": text("The version of the rules."),
            "calendars": or_null(text("The version of the calendars.")),
            "since": _moment("Since when they said so."),
            "unruled": flag("Whether no rules exist for the case."),
            "errors": list_of(of("FieldError"), "Why it can't be computed."),
            **{name: schedule[name] for name in ("expires", "awaiting", "warnings", "spans")},
        },
    )


def due_care() -> dict[str, Schema]:
    """Each schema by its name."""
    url = or_null(text("Its secret address; null when the call is repeated."))
    return {
        "Dossier": _dossier(),
        "CalendarFeed": record("A calendar feed.", _FEED),
        "CalendarFeedMade": record("A new calendar feed with its secret address.", _FEED | {"url": url}),
    }


def _dossier() -> Schema:
    return record(
        "Everything known, computed, sent, bounced, answered and changed about a case, in the order of time.",
        {
            "made": record("What the file is.", _MADE),
            "case": record("The case as it was known.", _CASE),
            "computed": _computed(),
            "facts": list_of(record("A date that somebody gave.", _FACT), "Oldest first."),
            "deadlines": list_of(_deadline(), "By due day."),
            "closures": list_of(record("An office closure.", _CLOSURE), "Those that applied."),
            "people": list_of(record("Who was in charge.", _IN_CHARGE), "In the order of time."),
            "absences": list_of(record("An absence.", _ABSENCE), "Of those who were in charge or stood by."),
            "messages": list_of(record("A message about the case.", _MESSAGE), "In the order in which they were made."),
            "ticks": record("How the scheduler went.", _TICKS),
            "timeline": list_of(record("One thing that happened.", _HAPPENED), "In the order of time."),
        },
    )
