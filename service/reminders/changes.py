"""Events become news: a mail to whoever answers for a case whose dates moved.

A change is news when it moves an `act_by` or questions what was settled. What lies within the next twelve months, or
has a rung within them, is told in full; moves of later dates are summed up by case.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from service.reminders.desk import Desk
from service.reminders.layout import Section
from service.reminders.messages import LARGEST, freeze_mail
from service.reminders.news import Change, change, news_items, title_of
from service.reminders.planning import portions
from service.reminders.queries import CHANGED, cases_by_id, states_of
from service.reminders.recipients import Recipient
from service.reminders.sentences import short
from service.reminders.slots import today
from service.reminders.standing import load_staff
from service.reminders.wording import Writer, Written
from service.store import CaseRow, EventRow
from service.store.event_log import events_after


def plan_news(session: Session, desk: Desk, now: datetime, after: int, through: int) -> int:
    """Make the mails that tell of the events above `after` up to `through`, and tell how many were made."""
    events = events_after(session, after, through, (CHANGED,))
    cases = cases_by_id(session, (event.case_id for event in events))
    return _mail(session, _changes(session, events, cases), desk, now)


def _changes(session: Session, events: Sequence[EventRow], cases: Mapping[int, CaseRow]) -> list[Change]:
    states = states_of(session, (event.deadline_id for event in events))
    found = [
        change(event.payload, cases[event.case_id], states.get(event.deadline_id or 0))
        for event in events
        if event.case_id is not None and event.case_id in cases
    ]
    return [one for one in found if one.news]


def _mail(session: Session, changes: Sequence[Change], desk: Desk, now: datetime) -> int:
    """Tell those in charge at once of earlier dates and of what is settled no longer; the rest waits for the digest."""
    pressing = [one for one in changes if one.at_once]
    if not pressing:
        return 0
    staff = load_staff(session, desk, now)
    bundles: dict[Recipient, list[Change]] = defaultdict(list)
    for one in pressing:
        if recipients := staff.hearing(one.case):
            day = today(now, recipients.responsible)
            for recipient in (recipients.responsible, *recipients.responsible.stand_ins(day)):
                bundles[recipient].append(one)
    made = 0
    for recipient, bundle in bundles.items():
        for part in portions(bundle, LARGEST):
            written = write_changes(part, desk.writer(now, recipient))
            freeze_mail(session, written, recipient, desk.sender, now, urgency="normal", purpose="change")
            made += 1
    return made


def write_changes(changes: Sequence[Change], writer: Writer) -> Written:
    """The mail about moved dates: those soon to come one by one, the later ones summed up by case."""
    today, say = writer.now.date(), writer.say
    first = min(changes, key=lambda one: (not one.soon(today), one.day))
    many = ".many" if len(changes) > 1 else ""
    code = "subject.change.gone" if not many and first.after is None else f"subject.change{many}"
    gaps = {"title": short(title_of(first, say)), "reference": short(first.case.reference), "count": len(changes)}
    return writer.write(
        say(code, **gaps, day=say.day(first.day) if first.day < date.max else ""),
        say(f"intro.change{many}", **gaps),
        [Section(news_items(changes, today, say, writer.links))],
    )
