"""Who is reminded: a person or the fallback address, with their zone, working days and hours, language and absences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time

from babel.core import get_global

from service.reminders.ladder import BACKUP, RESPONSIBLE
from service.store import PersonRow
from service.words import ENGLISH

ALL_DAYS = frozenset(range(1, 8))
WEEKDAYS = frozenset(range(1, 6))
OPENS, CLOSES = time(9), time(17)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is reminded by e-mail; `working_days` are ISO weekdays (1 is Monday)."""

    address: str
    name: str = ""
    zone: str = "UTC"
    working_days: frozenset[int] = WEEKDAYS
    person_id: int | None = None
    works_from: time = OPENS
    works_until: time = CLOSES
    holidays: str | None = None
    language: str = ENGLISH
    away: tuple["Away", ...] = field(default=(), compare=False)

    @property
    def calendar(self) -> str | None:
        """The holidays they keep (`CN`, `DE-BY`): the one named for them, else that of their zone's country."""
        if self.holidays:
            return self.holidays
        country: str | None = get_global("zone_territories").get(self.zone)
        return None if country in (None, "ZZ", "001") else country

    def stand_ins(self, day: date) -> Iterator["Recipient"]:
        """Those who get their messages too on a day (their own); where a substitute is away, that one's substitute."""
        seen = {self.address}
        waiting = [self]
        while waiting:
            for away in waiting.pop().away:
                if away.first <= day <= away.last and away.substitute.address not in seen:
                    seen.add(away.substitute.address)
                    waiting.append(away.substitute)
                    yield away.substitute


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which somebody is away, both included, and who stands in."""

    first: date
    last: date
    substitute: Recipient


@dataclass(frozen=True, slots=True)
class Recipients:
    """Those who hear of a case: the responsible person, or the fallback in their place; the back-up; supervisors.

    Where there are no supervisors, whoever receives the alarms stands among them.
    """

    responsible: Recipient
    backup: Recipient | None = None
    supervisors: tuple[Recipient, ...] = ()

    def hear(self, audience: Iterable[str]) -> tuple[Recipient, ...]:
        """Those of an audience, each address once."""
        found: dict[str, Recipient] = {}
        for role in audience:
            for one in self._of(role):
                found.setdefault(one.address, one)
        return tuple(found.values())

    def _of(self, role: str) -> tuple[Recipient, ...]:
        if role == RESPONSIBLE:
            return (self.responsible,)
        if role == BACKUP:
            return (self.backup,) if self.backup else ()
        return self.supervisors


def from_person(person: PersonRow, away: tuple[Away, ...] = ()) -> Recipient:
    """A stored person as a recipient; without working days they count as working every day."""
    days = frozenset(int(day) for day in person.working_days)
    return Recipient(
        address=person.address,
        name=person.name,
        zone=person.zone,
        working_days=days or ALL_DAYS,
        person_id=person.id,
        works_from=person.works_from,
        works_until=person.works_until,
        holidays=person.holidays,
        language=person.language,
        away=away,
    )


def choose(
    responsible: Recipient | None,
    backup: Recipient | None,
    fallback: Recipient,
    supervisors: tuple[Recipient, ...] = (),
) -> Recipients:
    """Who hears of a case, of those who are still here: without a responsible person the back-up, then the fallback."""
    if responsible is not None:
        return Recipients(responsible, backup, supervisors)
    return Recipients(backup or fallback, None, supervisors)
