"""Which rungs a deadline has: the stages are data, the rungs a function of them and of the deadline.

A ladder climbs to `act_by`, goes on through each step of the late period and to the end of restoration, and after the
last of these days asks every four weeks until somebody confirms. A deadline that was past when it was registered is
asked for every Monday and three days before each of its later ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Protocol

from service.store.deadlines import OPEN, TO_VERIFY

URGENCIES = ("early", "normal", "urgent", "late", "last")  # from the calmest to the most pressing


class Docketed(Protocol):
    """What the ladder needs to know of a deadline; a stored row has it."""

    state: str
    opens: date | None
    drives_act_by: date
    late: list[Any]
    restoration_ends: date | None
    restoration_basis: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a ladder's definition: so many days before the day the phase leads to."""

    days: int
    urgency: str
    backup: bool = False
    """Whether the back-up gets it too."""
    regardless: bool = False
    """Whether it leaves on its day even if the recipient doesn't work."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder of one deadline: `day` is the office's day it belongs to.

    It leaves before `day` is over, or, if `after`, once `day` has begun.
    """

    stage: str
    day: date
    urgency: str
    backup: bool = False
    regardless: bool = False
    after: bool = False
    own_day: bool = False
    """Whether `day` is the recipient's own instead of the office's."""

    @property
    def phase(self) -> str:
        """`opens`, `act_by`, `late`, `grace`, `restoration`, `over` or `verify`."""
        return self.stage.partition(".")[0]


OPENS = Stage(0, "early")
LATE = Stage(0, "late", backup=True)
OVER = Stage(0, "last", backup=True)
VERIFY = Stage(0, "normal")
VERIFY_END = Stage(3, "urgent", backup=True)

ACT_BY = (
    Stage(180, "early"),
    Stage(90, "early"),
    Stage(60, "normal"),
    Stage(30, "normal"),
    Stage(14, "normal"),
    Stage(7, "urgent"),
    Stage(3, "urgent", backup=True),
    Stage(1, "urgent", backup=True),
    Stage(0, "urgent", backup=True, regardless=True),
)
GRACE = (
    Stage(30, "late"),
    Stage(14, "late"),
    Stage(7, "late"),
    Stage(3, "last", backup=True),
    Stage(1, "last", backup=True),
    Stage(0, "last", backup=True, regardless=True),
)
RESTORATION = (
    Stage(30, "last", backup=True),
    Stage(7, "last", backup=True),
    Stage(0, "last", backup=True, regardless=True),
)

OVER_EVERY = timedelta(weeks=4)
OVER_FOR = 26  # repeats: two years
END_OF_CALENDAR = date(9990, 1, 1)  # so late nobody asks any more, and day sums would leave the calendar
WEEK = timedelta(weeks=1)


def rungs(deadline: Docketed, today: date) -> list[Rung]:
    """All rungs of a deadline in the order of their days; none once it is settled, gone or history.

    `today` matters only to the weekly questions of a deadline to be verified: this week's and the next.
    """
    if deadline.state == OPEN:
        found = [*_until_act_by(deadline), *_late(deadline), *_restoration(deadline), *_over(deadline)]
    elif deadline.state == TO_VERIFY:
        found = [*_weekly(today), *_before_later_ends(deadline)]
    else:
        found = []
    return sorted(found, key=_in_order)


def first_rungs(deadline: Docketed, today: date) -> list[Rung]:
    """Rungs of which one is the first, without the labour of building them all."""
    if deadline.state == OPEN:
        return list(islice(_until_act_by(deadline), 2))
    return list(_weekly(today)) if deadline.state == TO_VERIFY else []


def last_day(deadline: Docketed) -> date:
    """The day after which nothing can be done any more, as far as the deadline's dates tell."""
    return max(deadline.drives_act_by, *late_ends(deadline), _restoration_end(deadline) or deadline.drives_act_by)


def late_ends(deadline: Docketed) -> list[date]:
    """The nominal last day of each step of the late period that reaches beyond `act_by`."""
    ends = [date.fromisoformat(str(step["until"])) for step in deadline.late]
    return [end for end in ends if end > deadline.drives_act_by]


def _in_order(rung: Rung) -> tuple[date, bool, int]:
    return rung.day, rung.after, URGENCIES.index(rung.urgency)


def _restoration_end(deadline: Docketed) -> date | None:
    return deadline.restoration_ends if deadline.restoration_basis != "none" else None


def _until_act_by(deadline: Docketed) -> Iterator[Rung]:
    if deadline.opens and deadline.opens < deadline.drives_act_by:
        yield _rung("opens", deadline.opens, OPENS, after=True)
    yield from _descent("act_by", deadline.drives_act_by, ACT_BY)


def _late(deadline: Docketed) -> Iterator[Rung]:
    ends = late_ends(deadline)
    starts = [deadline.drives_act_by, *ends[:-1]]
    for number, before in enumerate(starts[: len(ends)], start=1):
        yield _rung(f"late.{number}", before + timedelta(days=1), LATE, after=True)
    if ends:
        yield from (rung for rung in _descent("grace", ends[-1], GRACE) if rung.day > deadline.drives_act_by)


def _restoration(deadline: Docketed) -> Iterator[Rung]:
    end = _restoration_end(deadline)
    lost = max([deadline.drives_act_by, *late_ends(deadline)])
    if end and end > lost:
        yield from (rung for rung in _descent("restoration", end, RESTORATION) if rung.day > lost)


def _over(deadline: Docketed) -> Iterator[Rung]:
    last = last_day(deadline)
    for number in range(OVER_FOR if last < END_OF_CALENDAR else 0):
        yield _rung(f"over.{number + 1}", last + timedelta(days=1) + number * OVER_EVERY, OVER, after=True)


def _weekly(today: date) -> Iterator[Rung]:
    monday = today - timedelta(days=today.weekday())
    for day in (monday, monday + WEEK):
        yield Rung(f"verify.{day.isoformat()}", day, VERIFY.urgency, after=True, own_day=True)


def _before_later_ends(deadline: Docketed) -> Iterator[Rung]:
    ends = late_ends(deadline)
    for number, end in enumerate(ends, start=1):
        yield _rung(f"verify.late.{number}", end - timedelta(days=VERIFY_END.days), VERIFY_END)
    end_of_all = _restoration_end(deadline)
    if end_of_all and end_of_all > max([deadline.drives_act_by, *ends]):
        yield _rung("verify.restoration", end_of_all - timedelta(days=VERIFY_END.days), VERIFY_END)


def _descent(phase: str, end: date, stages: tuple[Stage, ...]) -> Iterator[Rung]:
    for stage in stages:
        yield _rung(f"{phase}.{stage.days}", end - timedelta(days=stage.days), stage)


def _rung(name: str, day: date, stage: Stage, *, after: bool = False) -> Rung:
    return Rung(name, day, stage.urgency, stage.backup, stage.regardless, after)
