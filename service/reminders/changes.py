"""Events become news: a mail to whoever answers for a case whose dates moved, and a call to each endpoint that asked.

A change is news when it moves an `act_by` or questions what was settled. What lies within the next twelve months, or
has a rung within them, is told in full; moves of later dates are summed up by case.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from service.reminders.desk import Desk, office
from service.reminders.entries import Entry, about, labelled
from service.reminders.ladder import ACT_BY
from service.reminders.messages import LARGEST, freeze_call, freeze_mail
from service.reminders.payloads import event_item
from service.reminders.planning import portions
from service.reminders.queries import cases_by_id, listeners, new_events, people, wants
from service.reminders.recipients import Recipient, choose
from service.reminders.wording import Writer, Written
from service.store import CaseRow, EventRow
from service.words import Language

CHANGED = "deadline.changed"
NEWS = ("moved", "gone", "questioned", "current_again")  # an added deadline speaks through its own ladder
SOON = timedelta(days=365 + max(stage.days for stage in ACT_BY))


@dataclass(frozen=True, slots=True)
class Change:
    """One deadline that moved: what was done to it, its `act_by` before and after, and why."""

    what: str
    title: str
    case: CaseRow
    before: date | None
    after: date | None
    why: str

    def soon(self, today: date) -> bool:
        """Whether one of its dates, or a rung that leads to it, lies within twelve months or has passed."""
        return any(day is not None and day <= today + SOON for day in (self.before, self.after))

    @property
    def news(self) -> bool:
        """Whether its reader has to know."""
        return self.what in NEWS and (self.what != "moved" or self.before != self.after)


def plan_news(session: Session, desk: Desk, now: datetime, after: int, through: int) -> int:
    """Make the messages that tell of the events above `after` up to `through`, and tell how many were made."""
    events = new_events(session, after, through)
    cases = cases_by_id(session, (event.case_id for event in events))
    made = 0
    for endpoint in listeners(session):
        for event_type in sorted({event.type for event in events}):
            if wants(endpoint, event_type):
                items = [
                    event_item(event, cases.get(event.case_id or 0)) for event in events if event.type == event_type
                ]
                for part in portions(items, LARGEST):
                    freeze_call(session, event_type, part, endpoint, now, urgency="normal", purpose="change")
                    made += 1
    return made + _mail(session, _changes(events, cases), desk, now)


def _changes(events: Iterable[EventRow], cases: Mapping[int, CaseRow]) -> list[Change]:
    found = [
        _change(event.payload, cases[event.case_id])
        for event in events
        if event.type == CHANGED and event.case_id is not None and event.case_id in cases
    ]
    return [change for change in found if change.news]


def _change(payload: Mapping[str, Any], case: CaseRow) -> Change:
    return Change(
        what=payload["what"],
        title=payload["title"],
        case=case,
        before=_day(payload["old_act_by"]),
        after=_day(payload["new_act_by"]),
        why=payload["why"],
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _mail(session: Session, changes: Sequence[Change], desk: Desk, now: datetime) -> int:
    known = people(session, (number for one in changes for number in (one.case.responsible_id, one.case.backup_id)))
    bundles: dict[Recipient, list[Change]] = defaultdict(list)
    for change in changes:
        responsible, backup = known.get(change.case.responsible_id or 0), known.get(change.case.backup_id or 0)
        recipient = choose(responsible, backup, desk.fallback or Recipient("")).responsible
        if recipient.address:
            bundles[recipient].append(change)
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
    near = sorted((one for one in changes if one.soon(today)), key=lambda one: one.after or one.before or date.max)
    far: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if not change.soon(today):
            far[change.case.reference].append(change)
    first, many = (near or list(changes))[0], ".many" if len(changes) > 1 else ""
    code = "subject.change.gone" if not many and first.after is None else f"subject.change{many}"
    gaps = {"title": first.title, "reference": first.case.reference, "count": len(changes)}
    day = first.after or first.before
    return writer.write(
        say(code, **gaps, day=say.day(day) if day else ""),
        say(f"intro.change{many}", **gaps),
        [_entry(change, writer) for change in near] + [_summary(later, say) for later in far.values()],
    )


def _entry(change: Change, writer: Writer) -> Entry:
    say, case = writer.say, change.case
    rows = {
        **about(case, office(case.jurisdiction), say),
        "row.due": change.title,
        "row.was": say.day(change.before) if change.before else say("change.new"),
        "row.now": say.day(change.after) if change.after else say("change.dropped"),
        "row.because": change.why,
        "row.why": say("why.more", link=writer.links.case(case.reference)),
    }
    return Entry(
        say(f"change.{change.what}", title=change.title, reference=case.reference), "urgent", labelled(rows, say)
    )


def _summary(later: Sequence[Change], say: Language) -> Entry:
    first = min(later, key=lambda one: one.after or one.before or date.max)
    rows = {
        "row.due": first.title,
        "row.was": say.day(first.before) if first.before else say("change.new"),
        "row.now": say.day(first.after) if first.after else say("change.dropped"),
        "row.because": first.why,
    }
    heading = say("change.later", count=len(later), reference=first.case.reference)
    return Entry(heading, "early", labelled(rows, say))
