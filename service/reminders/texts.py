"""Every word of the reminders as a code with gaps, so that a second language is a second table.

`ENGLISH("act_by.days", days=3)` gives the sentence; dates and moments are written by the language too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its locale, its texts by code, and how it writes days and moments."""

    locale: str
    texts: Mapping[str, str]
    day_pattern: str
    moment_pattern: str

    def __call__(self, code: str, **gaps: Any) -> str:
        """The text of a code with its gaps filled; KeyError for an unknown code."""
        return self.texts[code].format_map(gaps)

    def day(self, day: date) -> str:
        """A day with its weekday."""
        return _day(day, self.day_pattern, self.locale)

    def moment(self, moment: datetime, zone: str) -> str:
        """A moment in a zone, to the minute."""
        return _moment(moment, self.moment_pattern, zone, self.locale)

    def list(self, parts: list[str]) -> str:
        """Several things in one phrase."""
        return self.texts["list.separator"].join(parts)


@lru_cache(maxsize=16_384)
def _day(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale)


@lru_cache(maxsize=16_384)
def _moment(moment: datetime, pattern: str, zone: str, locale: str) -> str:
    return format_datetime(moment.astimezone(ZoneInfo(zone)), pattern, locale=locale)


ENGLISH = Language(
    locale="en",
    day_pattern="EEEE, d MMMM y",
    moment_pattern="EEEE, d MMMM y, HH:mm",
    texts={
        "list.separator": ", ",
        # What kind of right
        "right.patent": "Patent",
        "right.utility_model": "Utility model",
        "right.design": "Design",
        "right.trademark": "Trade mark",
        "number.application": "application {number}",
        "number.publication": "publication {number}",
        "number.registration": "registration {number}",
        "right.with_office": "{right}, {office}",
        # How pressing it is: the first words of a subject and of an entry
        "when.opens": "Possible from now on",
        "when.days": "{days} days left",
        "when.tomorrow": "Last day tomorrow",
        "when.today": "LAST DAY",
        "when.closed": "Last day has passed",
        "when.late": "LATE, surcharge due",
        "when.late.days": "LATE, {days} days left",
        "when.late.tomorrow": "LATE, last day tomorrow",
        "when.late.today": "LATE, LAST DAY",
        "when.restoration": "LOST unless restored",
        "when.restoration.days": "LOST unless restored, {days} days left",
        "when.restoration.tomorrow": "LOST unless restored, last day tomorrow",
        "when.restoration.today": "LOST unless restored, LAST DAY",
        "when.over": "OVERDUE, nothing confirmed",
        "when.verify": "To verify",
        # Subjects
        "subject.reminder": "{when}: {title}, {reference} ({day})",
        "subject.reminder.many": "{when}: {title}, {reference} ({day}) and {others} more",
        "subject.verify.many": "Please verify {count} past deadlines, from {reference} on",
        "subject.verify": "Please verify: {title}, {reference} ({day})",
        "subject.change": "Date moved: {title}, {reference} (now {day})",
        "subject.change.gone": "Deadline dropped: {title}, {reference}",
        "subject.change.many": "{count} dates moved, from {reference} on",
        "subject.alarm": "ALARM: {first}",
        "subject.alarm.many": "ALARM: {first} and {others} more",
        # Opening lines
        "intro.reminder": "This deadline hasn't been confirmed as met:",
        "intro.reminder.many": "These {count} deadlines haven't been confirmed as met, the most urgent first:",
        "intro.verify": "This deadline had passed when its case was registered. What became of it?",
        "intro.verify.many": "These {count} deadlines had passed when their cases were registered. Which were met?",
        "intro.change": "A date you are responsible for has moved:",
        "intro.change.many": "These {count} dates you are responsible for have moved:",
        "intro.alarm": "This needs somebody's attention, or a right may be lost:",
        # Rows of an entry
        "row.right": "Right",
        "row.numbers": "Numbers",
        "row.title": "Title",
        "row.owner": "Owner",
        "row.reference": "Reference",
        "row.due": "What is due",
        "row.act_by": "Act by",
        "row.opens": "Possible from",
        "row.reserve": "Reserve",
        "row.late": "If late",
        "row.otherwise": "Otherwise",
        "row.why": "Why this date",
        "row.others": "Also told",
        "row.answer": "To stop these mails",
        "row.was": "Before",
        "row.now": "Now",
        "row.because": "Reason",
        "row.remedy": "What to do",
        # What the rows say
        "act_by.there": "{day}, until midnight at the office ({zone})",
        "act_by.here": "that is {moment} your time ({zone})",
        "act_by.gone": "was {day}; it has passed",
        "reserve": "counts as on time until {day}; keep this as reserve, don't plan with it",
        "late.step": "until {day}: {surcharge} ({basis})",
        "late.step.passed": "until {day}: {surcharge} ({basis}); passed",
        "surcharge.percent": "{percent} % surcharge",
        "surcharge.percent_per_month": "surcharge of {percent} % for each month begun",
        "late.none": "the law gives no late period",
        "otherwise.expiry": "the right ends on this day",
        "otherwise.lost": "after {day} the right is lost",
        "otherwise.restoration": "restoration can be asked for until {day} ({basis})",
        "otherwise.no_restoration": "no date until which restoration could be asked for is known",
        "basis.as_of_right": "as of right",
        "basis.unintentional": "if the delay was unintentional",
        "basis.due_care": "if all due care was taken",
        "why.law": "{cites}; nominal day {due}",
        "why.manual": "entered by a person; nominal day {due}",
        "why.override": "a person entered an earlier date than the computed {due}",
        "why.arguable": "arguable: another reading gives {dates} ({why})",
        "why.provisional": "provisional: the office's calendar for that year is not announced yet",
        "why.more": "each step: {link}",
        "others.none": "nobody",
        "answer.reminder": "record the confirmed completion of this deadline, or close the case with a reason",
        "answer.verify": "record what was done and when, or through which date the case is settled, with its source",
        "change.moved": "Moved: {title}, {reference}",
        "change.gone": "Dropped: {title}, {reference}",
        "change.questioned": "Confirmation in question: {title}, {reference}",
        "change.current_again": "Was settled, is current again: {title}, {reference}",
        "change.later": "{count} later dates of {reference} moved too; the first of them",
        "change.dropped": "no longer a deadline of this case",
        "change.new": "not a deadline of this case",
        # Alarms
        "alarm.unruled.heading": "cases of offices without rules: {count}",
        "alarm.unruled.remedy": "enter the deadlines of each case by hand, or Annua can't remind of them",
        "alarm.unruled": "{reference} ({office})",
        "alarm.no_responsible.heading": "cases without a responsible person: {count}",
        "alarm.no_responsible.remedy": "name somebody on each; until then their reminders come to this address",
        "alarm.no_responsible": "{reference} ({office})",
        "alarm.undelivered.heading": "messages not delivered: {count}",
        "alarm.undelivered.remedy": "tell the recipients another way, then correct the address or the endpoint",
        "alarm.undelivered": "to {recipient}: {subject} ({detail})",
        "alarm.terminal_status.heading": "unconfirmed deadlines of cases reported as ended: {count}",
        "alarm.terminal_status.remedy": "close the case with a reason, or act",
        "alarm.terminal_status": "{reference} was reported as {status}: {title}, {day}",
        "alarm.more": "And {count} more of this kind.",
        # The foot of every mail
        "foot": "Sent by Annua, which goes on reminding until each deadline is confirmed. {link}",
    },
)
