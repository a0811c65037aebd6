"""The lists that every page of somebody signed in leads to, with how much waits in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.clock import today_everywhere
from service.reminders.slots import day_begins
from service.store import PersonRow, worklists
from service.store.worklists import MOST, Worklist

TODAY, TO_VERIFY, UNRULED, QUESTIONED = "today", "to-verify", "unruled", "questioned"
UNANSWERED, OVERDUE, LAPSES, ALL = "unanswered", "overdue", "lapses", "all"
DUPLICATES, UNVERIFIED = "duplicates", "unverified"
NAMES = (TODAY, UNANSWERED, OVERDUE, LAPSES, TO_VERIFY, QUESTIONED, UNRULED, DUPLICATES, UNVERIFIED, ALL)
OF_CASES = {
    UNRULED: worklists.unruled(),
    DUPLICATES: worklists.duplicates(),
    UNVERIFIED: worklists.unverified(),
}
"""The lists of cases, not of deadlines; that of unverified dates only where the settings ask for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One list: its name and address, how much waits in it (null where nobody counts), and whether it is shown now."""

    name: str
    count: str | None
    current: bool

    @property
    def address(self) -> str:
        """Where it is."""
        return "/" if self.name == TODAY else f"/lists/{self.name}"


def named_lists(session: Session, reader: PersonRow, now: datetime) -> Mapping[str, Worklist]:
    """The lists of deadlines that are questions to the store, as they are now for a reader."""
    here = now.astimezone(ZoneInfo(reader.zone)).date()
    return {
        TODAY: worklists.today(_work_of(session, reader, here), day_begins(here, reader.zone), here),
        UNANSWERED: worklists.unanswered(here),
        OVERDUE: worklists.overdue(today_everywhere(now)),
        LAPSES: worklists.lapses(),
        TO_VERIFY: worklists.to_verify(),
        QUESTIONED: worklists.questioned(),
    }


def navigation(
    session: Session, reader: PersonRow, now: datetime, current: str | None = None, *, verify_dates: bool
) -> list[Entry]:
    """The lists in their order; `current` is the one that is shown."""
    counts = {name: worklists.count(session, one) for name, one in named_lists(session, reader, now).items()}
    counts[UNRULED] = worklists.count_cases(session, OF_CASES[UNRULED])
    names = [name for name in NAMES if verify_dates or name != UNVERIFIED]
    return [Entry(name, _shown(counts.get(name)), name == current) for name in names]


def _work_of(session: Session, reader: PersonRow, day: date) -> list[int]:
    """The reader and everybody whom they stand in for."""
    away = worklists.absences_on(session, day)
    return [reader.id, *{row.person_id for row in away if row.substitute_id == reader.id}]


def _shown(count: int | None) -> str | None:
    if count is None:
        return None
    return f"{MOST}+" if count > MOST else str(count)
