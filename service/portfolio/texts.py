"""The sentences of the portfolio, by code; what the rules already say about a case is taken from them."""

from rules.texts import Text

# A document
BLANK = Text("case.blank", "{field} must not be empty")
UNSTORABLE = Text("case.unstorable", "{field} holds a character that is not text ({value}); remove it")
TOO_LONG = Text("case.too_long", "{field} must be a text of at most {most} characters; this one has {length}")
OWN_PARENT = Text("case.own_parent", "parent {value} is the case itself; name the case it derives from")
NO_SUCH_PERSON = Text("case.no_such_person", "{field} {value} is nobody's key{suggestion}; register the person first")
SETTLED_AHEAD = Text(
    "case.settled_ahead", "{field} {value} lies more than a year after {as_of}; check the year, or give an earlier date"
)
NEEDS_SOURCE = Text("case.needs_source", "settled_through_source was given without settled_through; give the date too")
STALE_REVISION = Text(
    "case.stale", "{reference} is at revision {revision}, not {seen}: somebody changed it; read it again"
)
UNDOES = Text(
    "case.undoes_correction",
    "{field} {value} was replaced by {kept} on {on} by {actor}; the import would undo that correction."
    " Correct the source, or change the case itself if {value} is right after all",
)
VERIFIED = Text(
    "case.undoes_verified",
    "{field} was verified as {kept} by {actor} on {on}, and the import says {value}."
    " Correct the source, or change the case itself if {value} is right after all",
)

# Not found
NO_SUCH_CASE = Text("case.unknown", "no case has the reference {value}{suggestion}")
NO_SUCH_ROW = Text("portfolio.unknown", "there is no {kind} {value}")

# What moved, and why
CHANGED = Text("change.facts", "{facts}")
CHANGED_FACT = Text("change.fact", "{fact} {before} → {after}")
NEW_RULES = Text("change.rules", "the rules changed from {old} to {new}")
TIME_WENT_ON = Text("change.time", "time went on")
STORED_OTHERWISE = Text("change.store", "it is stored otherwise than these rules computed it; annua doctor proves it")
OTHER_DAY = Text("change.as_of", "it was looked at on {as_of}")
OTHER_HORIZON = Text("change.until", "it was computed until {until}")
NEW_CLOSURE = Text("change.closure", "{office} was closed from {first} to {last}")
NO_CLOSURE = Text("change.closure_withdrawn", "the closure of {office} from {first} to {last} was withdrawn")

# Why a deadline is in its state
ON_AUTHORITY = Text("state.on_authority", "settled through {day} according to {source}")
OVER = Text("state.over", "past when it was registered, and over since {day}")
PAST = Text("state.past", "its last day {day} had passed when it was registered; say what happened")
DONE = Text("state.done", "confirmed as done on {day} by {actor}")
LAPSED = Text(
    "state.lapsed", "let lapse: proposed by {proposer} on {proposed_on}, confirmed by {confirmer} on {confirmed_on}"
)
NOT_COMPUTED = Text("state.not_computed", "no longer computed: {why}")
REOPENED = Text("state.reopened", "open again: {why}")

# Completions
FUTURE_DONE = Text("completion.future", "done_on {value} lies after {as_of}; give the day on which it was done")
NOT_A_STATE = Text("completion.not_a_state", "state {value} is not known{suggestion}; use one of {choices}")
GONE_DEADLINE = Text("completion.gone", "{deadline} is no longer computed; complete the deadline that took its place")
NOT_COVERED = Text(
    "completion.covers", "covers {value} is no open number of {kind} at {office}; this case has {choices}"
)
VOIDED = Text("completion.voided", "completion {value} was voided on {on}; record a new one")
NO_QUESTION = Text("completion.no_question", "completion {value} is not in question")
NOT_STANDING = Text("completion.not_standing", "somebody said that it doesn't stand, without a reason")
MOVED = Text("question.moved", "it was made against {old}, and the date is now {new}: {why}")
REDERIVED = Text("question.rederived", "the date is still {new}, but follows from other facts: {why}")
VANISHED = Text("question.vanished", "the deadline it was made for is no longer computed: {why}")
TOO_EARLY = Text("question.early", "{day} lies before {opens}, the first day of valid payment or filing")
TOO_LATE = Text("question.late", "{day} lies after {ends}, the last day that counted")
BEFORE_CASE = Text("question.before_case", "{day} lies before {first}, the first date of the case")

# Instructions
NOT_A_WISH = Text("instruction.wish", "wish {value} is not known{suggestion}; use one of {choices}")
NEEDS_DAY = Text("instruction.needs_day", "ask_again_on is missing; give the day on which to ask again")
ASK_TOO_EARLY = Text("instruction.ask_past", "ask_again_on {value} is not in the future; give a later day")
ASK_TOO_LATE = Text("instruction.ask_late", "ask_again_on {value} doesn't lie before {act_by}; give an earlier day")
NO_DAY_ASKED = Text("instruction.no_day", "ask_again_on goes with the wish ask_again only; leave it out, not {value}")
SETTLED_ALREADY = Text(
    "instruction.settled", "{deadline} needs no instruction ({why}); if that is wrong, take it back first"
)
WITHDRAWN = Text("instruction.withdrawn", "instruction {value} was withdrawn on {on} by {actor}; give a new one")
NOT_PROPOSED = Text("lapse.not_proposed", "instruction {value} is no proposal to let a right lapse that holds now")
SAME_PERSON = Text("lapse.same_person", "{person} proposed the lapse; a second, different person has to confirm it")
MAY_NOT_CONFIRM = Text("lapse.may_not", "{person} may not confirm a lapse; an active docketer or supervisor may")
LAPSE_MOVED = Text("lapse.moved", "the lapse was decided for {old}, and the date is now {new}: {why}")
LAPSE_VANISHED = Text("lapse.vanished", "the deadline that was to lapse is no longer computed: {why}")

# Files of proof
EMPTY_FILE = Text("proof_file.empty", "the file {name} is empty; send the proof itself")
LARGE_FILE = Text(
    "proof_file.large", "the file {name} is larger than {most} MiB; send a smaller one, or note where it lies"
)
NOT_A_FILE_NAME = Text("proof_file.name", "{field} {value} doesn't name a file; give a name such as receipt.pdf")

# What to give where something is missing
THE_REFERENCE = Text("remedy.reference", "the name by which you know the case")
DAY_OR_NULL = Text("remedy.day_or_null", "the day, or null to delete it")
GIVE_DAY = Text("remedy.day", "give the day, as YYYY-MM-DD")
GIVE_LAST_DAY = Text("remedy.last_day", "give the last day, as YYYY-MM-DD")
SAY_WHAT_WAS_DONE = Text("remedy.done", "say what was done, and when")
SAY_WHY_NOT_STANDING = Text("remedy.void", "say why the completion doesn't stand")
SAY_WHY_NOT_HOLDING = Text("remedy.instruction", "say why the instruction doesn't hold")
SAY_WHY_CLOSED = Text("remedy.closed", "say why nobody need watch the case any longer")
SAY_WHY_REOPENED = Text("remedy.reopened", "say why the case is watched again")
SAY_IT = Text("remedy.say_it", "say it in a few words")
GIVE_SCOPES = Text("remedy.scopes", "give one or more of {choices}")
SAY_WHO = Text("remedy.key_name", "say who will use the key")

# Manual deadlines and overrides
NEEDED = Text("portfolio.needed", "{field} is missing; {remedy}")
ORDER = Text("portfolio.order", "{field} {value} lies before {other} {day}; check both")
EXPIRED = Text("override.expired", "expires_on {value} is already past; leave it out or give a later day")
OVERRIDE_ENDED = Text("override.ended", "its last day {day} is over")
ALREADY_CLOSED = Text("case.closed", "{reference} was closed on {on} by {actor}")
NOT_CLOSED = Text("case.not_closed", "{reference} is not closed")

# People, keys and endpoints
NOT_AN_ADDRESS = Text("person.address", "address {value} is not an e-mail address; write it as name@example.com")
TAKEN_ADDRESS = Text("person.taken", "address {value} already belongs to {other}")
NOT_ACTIVE = Text("feed.inactive", "{value} is no longer active; a feed is for somebody who is")
NOT_A_ZONE = Text("person.zone", "zone {value} is not a time zone{suggestion}; use an IANA name such as Asia/Shanghai")
NOT_WEEKDAYS = Text("person.working_days", "working_days {value} must list weekdays from 1 (Monday) to 7 (Sunday)")
NOT_A_FLAG = Text("person.flag", "{field} must be true or false, not {value}")
NOT_CHOSEN = Text("portfolio.not_one_of", "{field} {value} is not known{suggestion}; use one of {choices}")
NOT_A_MOMENT = Text("key.expired", "expires_at {value} is already past; give a later time")
LONG_OVERLAP = Text("key.overlap", "the overlap is 0 to {most} days; a key that is to live on needs no other beside it")
KEY_REVOKED = Text("key.revoked", "key {value} was revoked on {on}; make a new one")
KEY_REPLACED = Text("key.replaced", "key {by} took the place of key {value}; rotate that one")
NOT_A_URL = Text("endpoint.url", "url {value} is not an address of a web server; write it as https://host/path")
