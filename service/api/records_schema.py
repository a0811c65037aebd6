"""What the API tells of messages and of families, as JSON Schema."""

from rules.case import RIGHTS
from rules.schema import CITES, Schema, day, flag, list_of, message, of, one_of, or_null, record, text, whole
from service.api.given import moment
from service.reminders.messages import EMAIL, OPS, WEBHOOK
from service.store.messages import STATES

_MESSAGE = {
    "id": whole("Its number here.", 1),
    "key": text("The `Message-ID` of a mail, the `webhook-id` of a call; the same with every attempt."),
    "channel": one_of((EMAIL, WEBHOOK, OPS), "How it goes; `ops` is the second channel."),
    "recipient": or_null(text("The address, of a mail.")),
    "person": or_null(text("The key of the person it is for.")),
    "endpoint": or_null(whole("The id of the webhook endpoint it goes to.", 1)),
    "subject": text("The subject of a mail, the event of a call."),
    "purpose": text("What it is for: `reminder`, `digest`, `change`, `alarm` …"),
    "urgency": text("How urgent it is."),
    "state": one_of(STATES, "`sent` where the next hop took it; `held` where it waits until its endpoint is enabled."),
    "created_at": moment("When it was made."),
    "sent_at": or_null(moment("When the next hop took it.")),
    "bounced_at": or_null(moment("When it came back.")),
    "next_attempt_at": or_null(moment("When it is tried next.")),
    "tried": whole("How often it was tried.", 0),
}
_CARRIED = record(
    "A reminder that a message carried.",
    {
        "reference": text("The reference of the case."),
        "deadline": whole("The id of the deadline.", 1),
        "kind": text("The kind of the deadline."),
        "number": or_null(whole("Which of its kind.", 0)),
        "office": text("The office."),
        "aim": day("The day to act by that it named."),
        "stage": text("The step of the ladder."),
    },
)
_ATTEMPT = record(
    "One attempt to hand a message over.",
    {
        "started_at": moment("When it began."),
        "finished_at": or_null(moment("When it ended.")),
        "outcome": or_null(text("`accepted`, or why not; null while it is under way.")),
        "detail": or_null(text("What the other side said.")),
    },
)
_RELATIVE = record(
    "One case of a family.",
    {
        "reference": text("The reference of the case."),
        "jurisdiction": text("ST.3 code of the office."),
        "right": one_of(RIGHTS, "Which right."),
        "route": text("How it came to this office."),
        "status": or_null(text("As it was given.")),
        "family": or_null(text("The name of its family.")),
        "parent": or_null(text("The reference of the case it derives from.")),
        "relation": one_of(("self", "parent", "part", "relative"), "What it is to the case that was asked for."),
        "watched_by": or_null(text("Who renews it elsewhere.")),
        "closed": flag("Whether a person closed it."),
        "dates": {"type": "object", "description": "The dates that count here.", "additionalProperties": day("A day.")},
    },
)
_PAYMENT = record(
    "A span of the life of a right, and at which case it is paid for.",
    {
        "reference": text("The reference of the case."),
        "from": day("Its first day."),
        "to": day("Its last day."),
        "as": one_of(("annuity", "renewal", "prepaid", "free"), "How it is paid for; `free` where nothing is asked."),
        "cites": CITES,
    },
)
_FAULT = record(
    "A day with two payers or none.",
    {"reference": text("The case at which a person sets it right."), **message("message", "What is wrong.")},
)


def schemas() -> dict[str, Schema]:
    """The schemas by name."""
    return {
        "Message": record("One message to one recipient, without its text.", _MESSAGE),
        "MessageInFull": record(
            "One message with everything that became of it, without its text.",
            _MESSAGE
            | {
                "carried": list_of(_CARRIED, "The reminders that it carried."),
                "attempts": list_of(_ATTEMPT, "Each attempt, oldest first."),
                "bounces": list_of(of("Bounce"), "What came back."),
            },
        ),
        "Family": record(
            "Cases that hang together by parent or family, and who pays for which span.",
            {
                "reference": text("The reference of the case that was asked for."),
                "members": list_of(_RELATIVE, "The case itself and those it hangs together with."),
                "payments": list_of(_PAYMENT, "By case and by first day."),
                "faults": list_of(_FAULT, "Days with two payers or none; empty where each day has one."),
            },
        ),
    }
