"""The daily digest: all that one reader has to know on one day of theirs, in sections."""

from dataclasses import dataclass
from datetime import date

from service.reminders.entries import Matter
from service.reminders.news import Change
from service.store import CaseRow


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A case that somebody else answers for from now on: its reference, its title, and their names."""

    reference: str
    title: str
    from_name: str
    to_name: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What one reader is told in one digest; `number` is this reader's, without a gap, `day` is their own day.

    `previous` is the day on which the digest before it went out, if there was one.
    """

    number: int
    day: date
    urgent: tuple[Matter, ...] = ()
    """The last rungs, and what is in its late period or lost unless restored."""
    new: tuple[Matter, ...] = ()
    """First told of in this digest."""
    waiting: tuple[Matter, ...] = ()
    """Told of before and not answered."""
    verify: tuple[Matter, ...] = ()
    """Past at registration, to be verified."""
    changes: tuple[Change, ...] = ()
    handed_over: tuple[HandedOver, ...] = ()
    incomplete: tuple[CaseRow, ...] = ()
    """Cases that await a fact."""
    previous: date | None = None

    @property
    def length(self) -> int:
        """How many things there are to tell."""
        return len(self.matters) + len(self.changes) + len(self.handed_over) + len(self.incomplete)

    @property
    def matters(self) -> tuple[Matter, ...]:
        """Every deadline told of, in the order of the sections."""
        return (*self.urgent, *self.new, *self.waiting, *self.verify)
