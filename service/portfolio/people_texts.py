"""The sentences about people, by code: their absences, assignments, hand-overs, and what owners want."""

from rules.texts import Text

# People
NOT_AN_HOUR = Text("person.hour", "{field} {value} is not a time of day; write it as HH:MM, from 00:00 to 23:59")
NO_HOURS = Text(
    "person.no_hours", "works_until {value} doesn't lie after works_from {begins}; give working hours within one day"
)
NOT_A_CALENDAR = Text(
    "person.holidays",
    "holidays {value} is no holiday calendar{suggestion}; give a country such as CN or a part of one such as DE-BY,"
    " or null for that of the zone",
)
STILL_NEEDED = Text(
    "person.still_needed",
    "{key} is no longer active, but in charge of {charge} live cases, back-up of {standby}, named by {assignments}"
    " assignments and substitute in {absences} absences; hand these over",
)
NOT_ACTIVE = Text("person.inactive", "{field} {value} is no longer active; name somebody who is")
SAME_PERSON = Text("person.same", "{field} {value} is {other} too; name two different people")

# Absences
OVER = Text("absence.over", "last {value} is past; check the year")
TOO_LONG = Text("absence.too_long", "last {value} lies more than a year after first {first}; check the year")
AWAY_ALREADY = Text(
    "absence.away_already", "person {value} is absent from {first} to {last} already; withdraw that absence first"
)
SUBSTITUTE_AWAY = Text(
    "absence.substitute_away", "substitute {value} is absent from {first} to {last}; name somebody who is there"
)
STANDS_IN = Text(
    "absence.stands_in",
    "person {value} stands in for {other} from {first} to {last}; enter that absence with another substitute first",
)

# Assignments and ladders alike
NOT_AN_OFFICE = Text("rule.office", "{field} {value} is not an office; give its two-letter code such as EP, or null")
SAME_RULE = Text("rule.same", "{kind} {value} is for the same cases already; withdraw it first")

# Assignments
ASSIGNED = Text("assignment.entered", "assignment {number} was entered")
UNASSIGNED = Text("assignment.withdrawn", "assignment {number} was withdrawn: {reason}")

# Ladders
NOT_STAGES = Text(
    "ladder.stages", "{field} must list whole numbers of days from 0 to {most}, at most {count} of them, not {value}"
)
STAGE_TWICE = Text("ladder.twice", "{field} has {value} twice; name each day once")
STAGE_MISSING = Text(
    "ladder.minimum",
    "{field} leaves out {value}: the last reminders can't be switched off; add them, or leave {phase} out for the"
    " usual ladder",
)

# What to give where something is missing
OF_THE_PERSON = Text("remedy.person", "the person's {key}")
WHO_IS_AWAY = Text("remedy.absent", "the key of the person who is away")
WHO_STANDS_IN = Text("remedy.substitute", "the key of the person who stands in")
FIRST_DAY_AWAY = Text("remedy.first_day_away", "the first day of the absence")
LAST_DAY_AWAY = Text("remedy.last_day_away", "the last day of the absence, which is still part of it")
WHO_IS_IN_CHARGE = Text("remedy.in_charge", "the key of the person in charge")
WHOM_TO_NAME = Text("remedy.whom_to_name", "it or backup, the key of a person")
WHY_HANDED_OVER = Text("remedy.handed_over", "why somebody else answers for the case")
NAME_OF_OWNER = Text("remedy.owner", "the owner's name, as their cases have it")
DAYS_BEFORE = Text("remedy.stages", "the days before act_by, grace or restoration ends")
SAY_WHY_WITHDRAWN = Text("remedy.withdrawn", "say why the {kind} no longer holds")

# What was entered is taken back
WITHDRAWN = Text(
    "portfolio.withdrawn", "{kind} {value} was withdrawn on {on} by {actor}; there is nothing to take back"
)
