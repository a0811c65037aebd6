"""The words in which days, periods and conditions are described; each holds others of its kind in its gaps."""

from collections.abc import Iterable
from functools import reduce

from rules.case import EVENTS
from rules.texts import Message, Text

Words = Message | str  # plain text for what reads alike in every language: digits, an ISO day, a formula

BRACKETS = Text("phrase.brackets", "({words})")
AND = Text("phrase.and", "{first} and {second}")
BOTH = Text("phrase.both", "{first} and {second}")
OR = Text("phrase.or", "{first} or {second}")
OR_ELSE = Text("phrase.or_else", "{first} or else {second}")
SEMICOLON = Text("phrase.semicolon", "{first}; {second}")
ABSENT = Text("phrase.absent", "absent")
TRUE, FALSE = Text("phrase.true", "True"), Text("phrase.false", "False")
ATTRIBUTE = Text("phrase.attribute", "`{attribute}`")

# Lengths
LENGTH_AND = Text("length.and", "{first} and {second}")
LENGTHS = {
    "years": (Text("length.year", "{count} year"), Text("length.years", "{count} years")),
    "months": (Text("length.month", "{count} month"), Text("length.months", "{count} months")),
    "days": (Text("length.day", "{count} day"), Text("length.days", "{count} days")),
    "hijri_months": (
        Text("length.hijri_month", "{count} Hijri month"),
        Text("length.hijri_months", "{count} Hijri months"),
    ),
}

# Conditions
BEFORE = Text("phrase.before", "{left} is before {right}")
ON_OR_BEFORE = Text("phrase.on_or_before", "{left} is on or before {right}")
AFTER = Text("phrase.after", "{left} is after {right}")
ON_OR_AFTER = Text("phrase.on_or_after", "{left} is on or after {right}")
NOT = Text("phrase.not", "not ({words})")
WITH_DAY = Text("phrase.with_day", "{words} ({day})")
NOT_KNOWN = Text("phrase.not_known", "{words} (not known)")
GIVEN = Text("phrase.given", "{fact} is given")
KNOWN = Text("phrase.known", "{words} is known")
ATTRIBUTE_IS = Text("phrase.attribute_is", "`{attribute}` is {values}")
INCLUDES_OTHER = Text("phrase.includes_other", "`{attribute}` include others than {known}")
ROUTE_IS = Text("phrase.route_is", "the route is {routes}")
RIGHT_IS = Text("phrase.right_is", "the right is a {rights}")
NUMBER_IS = Text("phrase.number_is", "the number is {numbers}")
PENDING = Text("phrase.pending", "the application is pending")
IN_FORCE = Text("phrase.in_force", "the right is in force")

# Days counted from other days
PLUS = Text("phrase.plus", "{start} + {length}")
MINUS = Text("phrase.minus", "{start} − {length}")
END_OF_MONTH = Text("phrase.end_of_month", "the last day of the month of ({start})")
FOLLOWING = Text("phrase.following", "the last day of the {length} that start on the day after {start}")
BEGINNING_WITH = Text("phrase.beginning_with", "the last day of {length} beginning with {start}")
WORKING_DAYS_BEFORE = Text("phrase.working_days_before", "{count} working days before ({start})")
ANNIVERSARY_AFTER = Text("phrase.anniversary_after", "the first anniversary of {start} after {moment}")
ANNIVERSARY_ON_OR_AFTER = Text(
    "phrase.anniversary_on_or_after", "the first anniversary of {start} on or after {moment}"
)
CALENDAR_DAY = Text("phrase.calendar_day", "{number}/{month} of the year of ({year_of})")
SAME_DAY = Text("phrase.same_day", "the day and month of {start} in the year ({year_of})")
SAME_DAY_PLUS = Text("phrase.same_day_plus", "the day and month of {start} in the year ({year_of} + {plus})")

# Days chosen among others
LATER_OF = Text("phrase.later_of", "the later of {days}")
EARLIER_OF = Text("phrase.earlier_of", "the earlier of {days}")
OF_THOSE_GIVEN = Text("phrase.of_those_given", "{words} (of those given)")
MENTION = Text("phrase.mention", "the mention of grant")
WHEN = Text("phrase.when", "{then} if {condition}, otherwise {otherwise}")
CHAIN = Text("phrase.chain", "first {first}; then each time {then}")
NEXT = Text("phrase.next", "the next of ({series})")
ONE_BEFORE = Text("phrase.one_before", "the one before of ({series})")
AT_FIRST = Text("phrase.at_first", "{before} at first; {later}")
SINCE = Text("phrase.since", "{value} if {selector} is on or after {day}")

# Days that need no counting
AS_OF = Text("phrase.as_of", "the day of computation")
LEGAL_FILING = Text("phrase.legal_filing", "legal filing")
DUE = Text("phrase.due", "the due day")
ON_TIME = Text("phrase.on_time", "the last day without surcharge")
DUE_EFFECTIVE = Text("phrase.due_effective", "the last day on time after closed days")
GRACE = Text("phrase.grace", "the end of the late period")
GRACE_EFFECTIVE = Text("phrase.grace_effective", "the end of the late period after closed days")
PREVIOUS = Text("phrase.previous", "the one before")
EXPIRY = Text("phrase.expiry", "the end of the term")


def named(kind: str, value: str) -> Message:
    """A word of the contract (`right`, `patent`) as a text of its own."""
    return Message(f"{kind}.{value}", value.replace("_", " "))


def fact(key: str) -> Message:
    """An event or an attribute by its key."""
    return named("event" if key in EVENTS else "attribute", key)


def value(given: object) -> Message:
    """A value of an attribute: a choice by its own code, yes or no, nothing at all."""
    if given is None:
        return ABSENT()
    if isinstance(given, bool):
        return (TRUE if given else FALSE)()
    return Message(f"choice.{given}", str(given))


def length(unit: str, count: int | str) -> Message:
    """A length in one unit, a key of `LENGTHS`; the count may be a formula."""
    one, many = LENGTHS[unit]
    return (one if str(count) == "1" else many)(count=count)


def joined(text: Text, parts: Iterable[Words]) -> Words:
    """Several parts as one, each joined to those before it by a text with `first` and `second`; "" for none."""
    found = list(parts)
    return reduce(lambda first, second: text(first=first, second=second), found) if found else ""
