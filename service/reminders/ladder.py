"""Which rungs a deadline has: a ladder is data, its rungs are a function of it, of the deadline and of what was said.

A ladder climbs to `act_by`, goes on through each step of the late period and to the end of restoration, and after the
last of these days asks every four weeks until somebody confirms. With an owner's days of lead it climbs to so many days
before `act_by`, and the last rungs come once more before `act_by` itself. An answer quietens it: fewer rungs, but never
fewer than the last three of each climb. A deadline that was past when it was registered is asked for every Monday and
three days before each of its later ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from service.portfolio.answers import UNANSWERED, Answered
from service.store.deadlines import OPEN, TO_VERIFY

URGENCIES = ("early", "normal", "urgent", "late", "last")  # from the calmest to the most pressing
LAST_RUNGS = (3, 1, 0)  # days before each end that nothing can switch off

RESPONSIBLE, BACKUP, SUPERVISORS = "responsible", "backup", "supervisors"
BOTH = (RESPONSIBLE, BACKUP)


class Docketed(Protocol):
    """What the ladder needs to know of a deadline; a stored row has it."""

    state: str
    opens: date | None
    drives_act_by: date
    late: list[Any]
    restoration_ends: date | None
    restoration_basis: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """A ladder's definition: days before each end, and what its owner wants.

    `lead_days` before `act_by` everything is to be done; `silence_days` before that day silence counts as the
    instruction to renew, null where it counts as nothing; `patience_days` without an answer bring in the back-up.
    """

    act_by: tuple[int, ...] = (180, 90, 60, 30, 14, 7, *LAST_RUNGS)
    grace: tuple[int, ...] = (30, 14, 7, *LAST_RUNGS)
    restoration: tuple[int, ...] = (30, 7, 0)
    lead_days: int = 0
    silence_days: int | None = None
    patience_days: int = 7


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder of one deadline: `day` is the office's day it belongs to.

    It leaves before `day` is over, or, if `after`, once `day` has begun.
    """

    stage: str
    day: date
    urgency: str
    audience: tuple[str, ...] = (RESPONSIBLE,)
    regardless: bool = False
    """Whether it leaves on its day even if the recipient doesn't work."""
    after: bool = False
    own_day: bool = False
    """Whether `day` is the recipient's own instead of the office's."""
    alone: bool = False
    """Whether it is sent for itself at once, and doesn't wait for the recipient's digest."""

    @property
    def phase(self) -> str:
        """The first word of its stage: `opens`, `act_by`, `late`, `price`, `grace`, `restoration`, `over` …."""
        return self.stage.partition(".")[0]

    @property
    def minimum(self) -> bool:
        """Whether it is one of those that no answer but a confirmation keeps back."""
        days = self.stage.rpartition(".")[2]
        return self.phase in CLIMBS and days.isdigit() and int(days) in LAST_RUNGS


DEFAULT = Ladder()
CLIMBS = ("act_by", "grace", "restoration")
QUIET = {"act_by": (30, 7), "grace": (14,), "restoration": (30, 7)}  # what an answer leaves beside the last rungs

BEFORE_PRICE = 3  # days before a step of the late period ends and the next, dearer one begins
BEFORE_END = 3  # days before a later end of a deadline that nobody has verified
NOTHING_RECORDED = (7, 1)  # days before an end on which supervisors hear that nothing is on record
OVER_EVERY = timedelta(weeks=4)
OVER_FOR = 26  # repeats: two years
END_OF_CALENDAR = date(9990, 1, 1)  # so late nobody asks any more, and day sums would leave the calendar
WEEK = timedelta(weeks=1)


def rungs(deadline: Docketed, today: date, ladder: Ladder = DEFAULT, said: Answered = UNANSWERED) -> Iterator[Rung]:
    """All rungs of a deadline in the order of their days; none once it is settled, gone or history.

    `today` matters only to the weekly questions of a deadline to be verified: this week's and the next. What is asked
    when all is over comes behind everything else, and is made only for those who want to know.
    """
    if deadline.state == OPEN:
        found = [*_until_act_by(deadline, ladder), *_late(deadline, ladder), *_restoration(deadline, ladder)]
        kept = [rung for rung in found if not _quietened(rung, said)]
        found = [*kept, *_asked_again(said), *_silence(deadline, ladder, said), *_unrecorded(deadline, said)]
        yield from sorted(found, key=_in_order)
        yield from _over(deadline)
    elif deadline.state == TO_VERIFY:
        yield from sorted([*_weekly(today), *_before_later_ends(deadline)], key=_in_order)


def last_day(deadline: Docketed) -> date:
    """The day after which nothing can be done any more, as far as the deadline's dates tell."""
    return max(deadline.drives_act_by, *late_ends(deadline), _restoration_end(deadline) or deadline.drives_act_by)


def late_ends(deadline: Docketed) -> list[date]:
    """The nominal last day of each step of the late period that reaches beyond `act_by`."""
    ends = [date.fromisoformat(str(step["until"])) for step in deadline.late]
    return [end for end in ends if end > deadline.drives_act_by]


def goal(deadline: Docketed, ladder: Ladder) -> date:
    """The day by which the owner wants everything done."""
    return deadline.drives_act_by - timedelta(days=ladder.lead_days)


def leads_to(deadline: Docketed, stage: str, today: date) -> tuple[str, date]:
    """The day that a stage leads to, and what ends on it: `act_by`, the `late` period or the time for `restoration`.

    What belongs to no phase of its own (a mail that came back, a question asked again) leads to the next end there is.
    """
    ends, restoration = late_ends(deadline), _restoration_end(deadline)
    words = stage.split(".")
    if words[0] in ("late", "price") and ends:
        return "late", ends[min(int(words[1]), len(ends)) - 1]
    if "grace" in words[:2] and ends:
        return "late", ends[-1]
    if "restoration" in words[:2] and restoration:
        return "restoration", restoration
    if words[0] in ("opens", "act_by", "over", "verify") or "act_by" in words or today <= deadline.drives_act_by:
        return "act_by", deadline.drives_act_by
    to_come = [("late", end) for end in ends if end >= today]
    return next(iter(to_come), ("restoration", restoration) if restoration else ("act_by", deadline.drives_act_by))


def _in_order(rung: Rung) -> tuple[date, bool, int]:
    return rung.day, rung.after, URGENCIES.index(rung.urgency)


def _restoration_end(deadline: Docketed) -> date | None:
    return deadline.restoration_ends if deadline.restoration_basis != "none" else None


def _quietened(rung: Rung, said: Answered) -> bool:
    """Whether an answer keeps a rung back: the price steps, the last rungs and what is over never are."""
    if rung.phase == "opens":
        return said.quiet
    if rung.phase not in CLIMBS or rung.minimum:
        return False
    asleep = said.ask_again_on is not None and rung.day < said.ask_again_on
    return asleep or (said.quiet and int(rung.stage.rpartition(".")[2]) not in QUIET[rung.phase])


def _until_act_by(deadline: Docketed, ladder: Ladder) -> Iterator[Rung]:
    if deadline.opens and deadline.opens < deadline.drives_act_by:
        yield Rung("opens", deadline.opens, "early", after=True)
    yield from _climb("act_by", goal(deadline, ladder), ladder.act_by)
    if ladder.lead_days:
        yield from _climb("act_by.law", deadline.drives_act_by, LAST_RUNGS)


def _late(deadline: Docketed, ladder: Ladder) -> Iterator[Rung]:
    ends = late_ends(deadline)
    starts = [deadline.drives_act_by, *ends[:-1]]
    for number, before in enumerate(starts[: len(ends)], start=1):
        yield Rung(f"late.{number}", before + timedelta(days=1), "late", BOTH, after=True)
    for number, (start, end) in enumerate(zip(starts, ends[:-1], strict=False), start=1):
        if (day := end - timedelta(days=BEFORE_PRICE)) > start:
            yield Rung(f"price.{number}", day, "late")
    if ends:
        yield from (rung for rung in _climb("grace", ends[-1], ladder.grace) if rung.day > deadline.drives_act_by)


def _restoration(deadline: Docketed, ladder: Ladder) -> Iterator[Rung]:
    end = _restoration_end(deadline)
    lost = max([deadline.drives_act_by, *late_ends(deadline)])
    if end and end > lost:
        yield from (rung for rung in _climb("restoration", end, ladder.restoration) if rung.day > lost)


def _over(deadline: Docketed) -> Iterator[Rung]:
    last = last_day(deadline)
    for number in range(OVER_FOR if last < END_OF_CALENDAR else 0):
        yield Rung(f"over.{number + 1}", last + timedelta(days=1) + number * OVER_EVERY, "last", BOTH, after=True)


def _asked_again(said: Answered) -> Iterator[Rung]:
    if said.ask_again_on:
        yield Rung(f"ask_again.{said.ask_again_on.isoformat()}", said.ask_again_on, "normal", after=True)


def _silence(deadline: Docketed, ladder: Ladder, said: Answered) -> Iterator[Rung]:
    """The day from which the owner's standing order speaks for those who said nothing."""
    if ladder.silence_days is not None and not said.decided:
        yield Rung("silence", goal(deadline, ladder) - timedelta(days=ladder.silence_days), "normal", after=True)


def _unrecorded(deadline: Docketed, said: Answered) -> Iterator[Rung]:
    """What supervisors hear near an end when nothing was instructed, ordered or paid."""
    if said.decided:
        return
    ends = {"act_by": deadline.drives_act_by, "grace": max([deadline.drives_act_by, *late_ends(deadline)])}
    for phase, end in ends.items():
        if phase == "act_by" or end > deadline.drives_act_by:
            for days in NOTHING_RECORDED:
                if (day := end - timedelta(days=days)) > deadline.drives_act_by or phase == "act_by":
                    urgency = "urgent" if phase == "act_by" else "last"
                    yield Rung(f"nothing_recorded.{phase}.{days}", day, urgency, (SUPERVISORS,), alone=True)


def _weekly(today: date) -> Iterator[Rung]:
    monday = today - timedelta(days=today.weekday())
    for day in (monday, monday + WEEK):
        yield Rung(f"verify.{day.isoformat()}", day, "normal", after=True, own_day=True)


def _before_later_ends(deadline: Docketed) -> Iterator[Rung]:
    before, ends = timedelta(days=BEFORE_END), late_ends(deadline)
    for number, end in enumerate(ends, start=1):
        yield Rung(f"verify.late.{number}", end - before, "urgent", BOTH, alone=True)
    end_of_all = _restoration_end(deadline)
    if end_of_all and end_of_all > max([deadline.drives_act_by, *ends]):
        yield Rung("verify.restoration", end_of_all - before, "urgent", BOTH, alone=True)


def _climb(stage: str, end: date, before: tuple[int, ...]) -> Iterator[Rung]:
    for days in before:
        yield _rung(stage, end - timedelta(days=days), days)


def _rung(stage: str, day: date, days: int) -> Rung:
    """One rung of a climb: the nearer its end, the more urgent, and the last ones go to both."""
    last = days in LAST_RUNGS
    urgency = {
        "act_by": "early" if days >= 90 else "normal" if days > 7 else "urgent",
        "grace": "last" if last else "late",
        "restoration": "last",
    }[stage.partition(".")[0]]
    both = last or stage == "restoration"
    return Rung(f"{stage}.{days}", day, urgency, BOTH if both else (RESPONSIBLE,), regardless=days == 0, alone=last)
