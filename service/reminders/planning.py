"""What is due now, for whom, and when to look again: pure functions over a deadline and its recipients.

A deadline that was not looked at for a while, or that has just been registered or moved, may have passed several of
its stages: they go out as one reminder that names the last of them. A stage already recorded for this aim and
recipient never goes out again, even if the clock is set back.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from service.reminders.ladder import URGENCIES, Docketed, Rung, first_rungs, rungs
from service.reminders.recipients import Recipient, Recipients
from service.reminders.slots import day_ends, first_slot, last_slot
from service.store.deadlines import OPEN

Recorded = AbstractSet[tuple[str, str]]  # (stage, address) already planned for the aim

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Departure:
    """One rung for one recipient and the moment it leaves."""

    at: datetime
    rung: Rung
    recipient: Recipient


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one recipient is told about one deadline now: the last stage passed; the others are recorded with it."""

    recipient: Recipient
    rung: Rung
    stages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a deadline asks for now, and the moment at which to look at it again, if any."""

    reminders: tuple[Reminder, ...]
    next_at: datetime | None
    missed: bool
    """Whether `act_by` is over at the office while the deadline is open."""


def look(deadline: Docketed, recipients: Recipients, zone: str, recorded: Recorded, now: datetime) -> Outlook:
    """What is due for a deadline at `now`; `zone` is its office's."""
    open_ = [
        departure
        for departure in departures(deadline, recipients, zone, now.astimezone(UTC).date())
        if (departure.rung.stage, departure.recipient.address) not in recorded
    ]
    moments = [departure.at for departure in open_]
    over = day_ends(deadline.drives_act_by, zone) if deadline.state == OPEN else None
    return Outlook(
        reminders=tuple(_merged([departure for departure in open_ if departure.at <= now])),
        next_at=min((moment for moment in [*moments, *([over] if over else [])] if moment > now), default=None),
        missed=over is not None and over <= now,
    )


def departures(deadline: Docketed, recipients: Recipients, zone: str, today: date) -> Iterator[Departure]:
    """Each rung of a deadline for each who gets it, with its moment."""
    for rung in rungs(deadline, today):
        for recipient in recipients.hear(backup=rung.backup):
            yield Departure(leaves_at(rung, recipient, zone), rung, recipient)


def leaves_at(rung: Rung, recipient: Recipient, zone: str) -> datetime:
    """The moment a rung leaves for a recipient; `zone` is the office's."""
    if rung.after:
        return first_slot(rung.day, recipient.zone if rung.own_day else zone, recipient)
    return last_slot(rung.day, zone, recipient, regardless=rung.regardless)


def next_rung_at(deadline: Docketed, recipients: Recipients, zone: str, now: datetime) -> datetime | None:
    """When a deadline that was just computed is to be looked at first: `now` where a stage has passed already.

    None for one that has no ladder. So nothing counts as unsent for longer than it has been known.
    """
    first = first_rungs(deadline, now.astimezone(UTC).date())
    moments = [leaves_at(rung, recipients.responsible, zone) for rung in first]
    return max(now, min(moments)) if moments else None


def most_urgent(urgencies: Iterable[str]) -> str:
    """The most pressing of some urgencies."""
    return max(urgencies, key=URGENCIES.index)


def portions(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """A long list in pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _merged(due: Sequence[Departure]) -> Iterator[Reminder]:
    by_address: dict[str, list[Departure]] = {}
    for departure in due:
        by_address.setdefault(departure.recipient.address, []).append(departure)
    for theirs in by_address.values():
        yield Reminder(theirs[-1].recipient, theirs[-1].rung, tuple(departure.rung.stage for departure in theirs))
