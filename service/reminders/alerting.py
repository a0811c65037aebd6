"""Alarms become a mail to the fallback recipient.

At once when a message was given up or came back or an endpoint was disabled, else daily.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.reminders.desk import Desk
from service.reminders.entries import Entry
from service.reminders.layout import Item, Section
from service.reminders.messages import freeze_mail
from service.reminders.queries import last_message
from service.reminders.sentences import LONGEST, one_line
from service.reminders.wording import Writer, Written
from service.store import TickRow
from service.watch.alarms import EXAMPLES, Alarm, bounced, disabled, standing, undelivered
from service.words import Language

EVERY = timedelta(days=1)


def plan_alarms(session: Session, desk: Desk, now: datetime) -> int:
    """Make the alarm mail if one is called for, and tell how many were made.

    What stands is counted at most once an hour, since that walks through all cases.
    """
    if desk.fallback is None:
        return 0
    last = last_message(session, "alarm")
    since = last.created_at if last else None
    alarms = [news for news in (kind(session, since) for kind in (undelivered, bounced, disabled)) if news.count]
    daily = last is None or last.created_at <= now - EVERY
    if not alarms and daily and _first_tick_of_hour(session, now):
        alarms = standing(session, now)
    if not alarms:
        return 0
    written = write_alarms(alarms, desk.writer(now, desk.fallback))
    freeze_mail(session, written, desk.fallback, desk.sender, now, urgency="late", purpose="alarm")
    return 1


def write_alarms(alarms: Sequence[Alarm], writer: Writer) -> Written:
    """The alarm mail: each trouble with its remedy."""
    say = writer.say
    first = say(f"alarm.{alarms[0].kind}.heading", count=alarms[0].count)
    subject = say("subject.alarm.many" if len(alarms) > 1 else "subject.alarm", first=first, others=len(alarms) - 1)
    items = [Item(partial(_entry, alarm, say, 0), partial(_entry, alarm, say)) for alarm in alarms]
    return writer.write(subject, say("intro.alarm"), [Section(items)])


def _entry(alarm: Alarm, say: Language, examples: int = EXAMPLES) -> Entry:
    heading = say(f"alarm.{alarm.kind}.heading", count=alarm.count)
    return Entry(heading, "late", tuple(_rows(alarm, say, examples)))


def _rows(alarm: Alarm, say: Language, examples: int) -> Iterator[tuple[str, str]]:
    yield say("row.remedy"), say(f"alarm.{alarm.kind}.remedy")
    for example in alarm.examples[:examples]:
        gaps = {name: say.day(value) if name == "day" else value for name, value in example.items()}
        yield "", one_line(say(f"alarm.{alarm.kind}", **gaps), LONGEST)
    if left := alarm.count - min(examples, len(alarm.examples)):
        yield "", say("alarm.more", count=left)


def _first_tick_of_hour(session: Session, now: datetime) -> bool:
    """Whether no earlier tick began in this hour; the running one is not yet stored."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    return session.scalar(select(TickRow.id).where(TickRow.started_at >= hour).limit(1)) is None
