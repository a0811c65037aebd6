"""What each row of a list comes to beside the deadlines of its case: pure.

A row that names kind and number is held against that deadline; one that doesn't, against the nearest in time. Each
deadline answers to one row at most. A list's day may be the nominal one, or moved because of closed days, or the day
without surcharge: agreeing with any of ours counts, and which it was is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from service.portfolio.reconciling.lists import Theirs
from service.store.deadlines import NO_NUMBER

AGREE, DIFFER, ONLY_HERE, ONLY_THERE, UNREADABLE = "agree", "differ", "only_here", "only_there", "unreadable"
VERDICTS = (AGREE, DIFFER, ONLY_HERE, ONLY_THERE, UNREADABLE)
DIFFERENCES = (DIFFER, ONLY_HERE, ONLY_THERE, UNREADABLE)
DAYS = ("due", "due_effective", "act_by", "drives_act_by")
NEAR = 183  # days: of acts that recur each year, the nearest is no farther


class Ours(Protocol):
    """What comparing needs to know of a deadline."""

    id: int
    kind: str
    number: int
    office: str
    due: date
    due_effective: date
    act_by: date
    drives_act_by: date


@dataclass(frozen=True, slots=True)
class Compared:
    """One row and the deadline it was held against, and which of our days it agrees with."""

    theirs: Theirs
    verdict: str
    deadline_id: int | None = None
    agrees_with: str | None = None


def compare(rows: Iterable[Theirs], deadlines: Sequence[Ours]) -> list[Compared]:
    """Hold the rows about one case against its deadlines; those that say most choose first."""
    free = {one.id: one for one in deadlines}
    found: dict[int, Compared] = {}
    given = list(enumerate(rows))
    for place, theirs in sorted(given, key=lambda pair: (-_says(pair[1]), pair[0])):
        chosen = _choose(theirs, free)
        if chosen is None:
            found[place] = Compared(theirs, ONLY_THERE)
            continue
        del free[chosen.id]
        agrees = next((name for name in DAYS if getattr(chosen, name) == theirs.due), None)
        found[place] = Compared(theirs, AGREE if agrees else DIFFER, chosen.id, agrees)
    return [found[place] for place, _ in given]


def _says(theirs: Theirs) -> int:
    return (theirs.number is not None) + bool(theirs.kinds)


def _choose(theirs: Theirs, free: Mapping[int, Ours]) -> Ours | None:
    """The deadline that a row is about, of those that no row has taken yet."""
    fitting = [one for one in free.values() if _fits(theirs, one)]
    if not fitting or theirs.due is None:
        return None
    due = theirs.due
    nearest = min(fitting, key=lambda one: (_distance(one, due), one.id))
    named = theirs.number is not None and bool(theirs.kinds)
    return nearest if named or _distance(nearest, due) <= NEAR else None


def _fits(theirs: Theirs, one: Ours) -> bool:
    number = None if one.number == NO_NUMBER else one.number
    numbered = theirs.number is None or number is None or theirs.number == number
    return numbered and (not theirs.kinds or one.kind in theirs.kinds)


def _distance(one: Ours, due: date) -> int:
    return min(abs((day - due).days) for day in (one.due, one.due_effective, one.act_by, one.drives_act_by))
