"""Who is reminded: a person or the fallback address, with their zone, their working days and hours, their language."""

from dataclasses import dataclass
from datetime import time

from babel.core import get_global

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

    @property
    def calendar(self) -> str | None:
        """The holidays they keep (`CN`, `DE-BY`): the one named for them, else that of their zone's country."""
        if self.holidays:
            return self.holidays
        country: str | None = get_global("zone_territories").get(self.zone)
        return None if country in (None, "ZZ", "001") else country


@dataclass(frozen=True, slots=True)
class Recipients:
    """The two who hear of a case: the responsible person, or the fallback in their place, and the back-up if named."""

    responsible: Recipient
    backup: Recipient | None = None

    def hear(self, *, backup: bool) -> tuple[Recipient, ...]:
        """Those who get a rung; the back-up only where the rung is theirs too."""
        if backup and self.backup and self.backup.address != self.responsible.address:
            return (self.responsible, self.backup)
        return (self.responsible,)


def from_person(person: PersonRow) -> Recipient:
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
    )


def choose(responsible: PersonRow | None, backup: PersonRow | None, fallback: Recipient) -> Recipients:
    """Who hears of a case: people who have left are passed over, and without anybody the fallback stands in."""
    present = [from_person(person) for person in (responsible, backup) if person is not None and person.active]
    if responsible is not None and responsible.active:
        return Recipients(present[0], present[1] if len(present) > 1 else None)
    return Recipients(present[0] if present else fallback)
