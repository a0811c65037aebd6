"""The types of events that other systems can hear of, each with what it says."""

REMINDER = "deadline.reminder"
ENDPOINT_DISABLED = "endpoint.disabled"

MEANINGS = {
    REMINDER: "a deadline has come to another stage of its ladder",
    "deadline.changed": "a date was added, moved or went, or what was settled came into question",
    "deadline.missed": "the day to act by is over and the deadline is open",
    "case.registered": "a case is new",
    "case.updated": "facts of a case changed",
    "case.closed": "a person closed a case",
    "case.reopened": "a closed case is open again",
    "case.handed_over": "other people answer for a case",
    "completion.recorded": "somebody recorded that an act was done",
    "completion.voided": "a completion was taken back",
    "completion.answered": "a person said that a questioned completion stands",
    "completion.file_added": "a file that proves a completion was added",
    "deadline.acknowledged": "somebody has seen a deadline as it stands",
    "deadline.instructed": "somebody said what is wanted about a deadline",
    "deadline.instruction_withdrawn": "an instruction was taken back",
    "deadline.lapse_proposed": "somebody proposed to let a right lapse",
    "deadline.lapse_confirmed": "a second person confirmed the lapse",
    "deadline.entered": "a person entered a deadline by hand",
    "deadline.overridden": "a person set another date against a computed one",
    "deadline.override_withdrawn": "such a date was taken back",
    "person.absent": "somebody will be away",
    "person.absence_withdrawn": "an absence was taken back",
    "message.bounced": "a mail did not arrive",
    "import.finished": "an import came to its end",
    "reconciliation.finished": "a reconciliation came to its end",
    ENDPOINT_DISABLED: "an endpoint was disabled for what it answered",
}
EVENTS = tuple(MEANINGS)
