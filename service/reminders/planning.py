"""What is due now, for whom, and when to look again: pure functions over a deadline and what stands around it.

A deadline that was not looked at for a while, or that has just been registered or moved, may have passed several of
its stages: they go out as one reminder that names the last of them. A stage already recorded for this aim and
recipient never goes out again, even if the clock is set back.

Most reminders wait for their recipient's daily digest. The last rungs and the escalations leave alone, and so does what
is pressing and late for more than one stage: a case registered late is told at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from service.portfolio.answers import UNANSWERED, Answered
from service.reminders.escalating import OPS, Told, Trouble, bounced, second_channel, unanswered
from service.reminders.ladder import CLIMBS, DEFAULT, URGENCIES, Docketed, Ladder, Rung, rungs
from service.reminders.recipients import Recipient, Recipients
from service.reminders.slots import LONGEST_BREAK, Departure, day_ends, leaves_at, next_opening, today
from service.store.deadlines import OPEN, TO_VERIFY

Recorded = AbstractSet[tuple[str, str]]  # (stage, address) already planned for the aim

Item = TypeVar("Item")

LOOK_AHEAD = timedelta(days=1_200)  # before `act_by`: no ladder and no days of lead begin earlier
PRESSING = timedelta(days=30)  # a case registered later than that before `act_by` doesn't wait for the digest
_BREAK = timedelta(days=LONGEST_BREAK + 2)  # by so much at most a slot lies before or behind its rung's day


@dataclass(frozen=True, slots=True)
class Situation:
    """What stands around a deadline: who hears of it, its ladder, what was said, told and came back."""

    recipients: Recipients
    zone: str
    ladder: Ladder = DEFAULT
    answered: Answered = UNANSWERED
    told: Sequence[Told] = ()
    troubles: Sequence[Trouble] = ()
    recorded: Recorded = frozenset()
    second_channel: bool = False
    """Whether there is one."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one recipient is told about one deadline now: the last stage passed; the others are recorded with it."""

    recipient: Recipient
    rung: Rung
    stages: tuple[str, ...]
    alone: bool = False
    """Whether it leaves in a mail of its own instead of the digest."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a deadline asks for now, and the moment at which to look at it again, if any."""

    reminders: tuple[Reminder, ...]
    next_at: datetime | None
    missed: bool
    """Whether `act_by` is over at the office while the deadline is open."""


def look(deadline: Docketed, situation: Situation, now: datetime, digests: AbstractSet[str] = frozenset()) -> Outlook:
    """What is due for a deadline at `now`; `digests` has the addresses whose digest is being made."""
    due, moments = _due_and_next(deadline, situation, now)
    reminders = []
    for reminder in _merged(due):
        if reminder.rung.alone or reminder.recipient.address == OPS.address:
            reminders.append(replace(reminder, alone=True))
        elif reminder.recipient.address in digests:
            reminders.append(reminder)
        elif _is_pressing(deadline, reminder, now):
            reminders.append(replace(reminder, alone=True))
        else:
            moments.append(next_opening(reminder.recipient, now))
    moments += _follow_ups(deadline, situation, reminders, now)
    over = day_ends(deadline.drives_act_by, situation.zone) if deadline.state == OPEN else None
    if over and over > now:
        moments.append(over)
    return Outlook(tuple(reminders), min(moments, default=None), over is not None and over <= now)


def first_look(deadline: Docketed, now: datetime) -> datetime | None:
    """When a deadline that was just computed or touched is to be looked at: before any ladder could begin.

    The look itself says when it is needed next. None for a deadline that has no ladder.
    """
    if deadline.state not in (OPEN, TO_VERIFY):
        return None
    if deadline.state == TO_VERIFY:
        return now
    ahead = datetime.combine(deadline.drives_act_by, datetime.min.time(), UTC) - LOOK_AHEAD
    opens = datetime.combine(deadline.opens, datetime.min.time(), UTC) if deadline.opens else ahead
    return max(now, min(ahead, opens - timedelta(days=1)))


def most_urgent(urgencies: Iterable[str]) -> str:
    """The most pressing of some urgencies."""
    return max(urgencies, key=URGENCIES.index)


def portions(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """A long list in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _due_and_next(deadline: Docketed, situation: Situation, now: datetime) -> tuple[list[Departure], list[datetime]]:
    """What should have left by now and is not recorded, and the next moments at which something will.

    Rungs come by their days, so none of those far behind the first moment to come need be worked out.
    """
    due: list[Departure] = []
    next_at: datetime | None = None
    for departure in _by_day(deadline, situation, now):
        if next_at and departure.rung.day > next_at.date() + _BREAK:
            break
        if (departure.rung.stage, departure.recipient.address) in situation.recorded:
            continue
        if departure.at <= now:
            due.append(departure)
        else:
            next_at = min(next_at or departure.at, departure.at)
    moments = [next_at] if next_at else []
    for departure in _escalations(deadline, situation):
        if (departure.rung.stage, departure.recipient.address) in situation.recorded:
            continue
        if departure.at <= now:
            due.append(departure)
        else:
            moments.append(departure.at)
    return due, moments


def _by_day(deadline: Docketed, situation: Situation, now: datetime) -> Iterator[Departure]:
    """Each rung of a deadline, in the order of their days, for each who gets it and for those who stand in."""
    for rung in rungs(deadline, now.astimezone(UTC).date(), situation.ladder, situation.answered):
        for recipient in situation.recipients.hear(rung.audience):
            at = leaves_at(rung, recipient, situation.zone)
            yield Departure(at, rung, recipient)
            for stand_in in recipient.stand_ins(today(at, recipient)):
                yield Departure(leaves_at(rung, stand_in, situation.zone), rung, stand_in)


def _escalations(deadline: Docketed, situation: Situation) -> Iterator[Departure]:
    """What follows from silence and from mails that came back; by the second channel where there is one."""
    if deadline.state == OPEN:
        yield from unanswered(situation.told, situation.answered, situation.ladder, situation.recipients)
        yield from bounced(situation.troubles, situation.recipients)
        if situation.second_channel:
            yield from second_channel(situation.told, situation.troubles, situation.answered)


def _follow_ups(
    deadline: Docketed, situation: Situation, reminders: Sequence[Reminder], now: datetime
) -> Iterator[datetime]:
    """The moments at which what is told now asks for more if nobody answers: the next rung may be months away."""
    told = [
        Told(stage, one.recipient.address, now) for one in reminders if one.recipient != OPS for stage in one.stages
    ]
    if told:
        for departure in _escalations(deadline, replace(situation, told=[*situation.told, *told])):
            if departure.at > now and (departure.rung.stage, departure.recipient.address) not in situation.recorded:
                yield departure.at


def _merged(due: Sequence[Departure]) -> Iterator[Reminder]:
    """One reminder for each recipient: named by the last of their stages, those that leave alone first."""
    by_address: dict[str, list[Departure]] = {}
    for departure in due:
        by_address.setdefault(departure.recipient.address, []).append(departure)
    for theirs in by_address.values():
        named = max(reversed(theirs), key=lambda one: (one.rung.alone, one.rung.alone and one.rung.phase in CLIMBS))
        stages = dict.fromkeys(one.rung.stage for one in theirs)
        yield Reminder(theirs[-1].recipient, named.rung, tuple(stages))


def _is_pressing(deadline: Docketed, reminder: Reminder, now: datetime) -> bool:
    """Whether several stages were missed and there are few days left: that can't wait for the next digest."""
    near = deadline.drives_act_by - PRESSING <= now.date()
    return near and len(reminder.stages) > 1 and deadline.state == OPEN
