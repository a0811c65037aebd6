"""Who is reminded: a person or the fallback address, with the zone and the days on which they work."""

from dataclasses import dataclass

from babel.core import get_global

from service.store import PersonRow

ALL_DAYS = frozenset(range(1, 8))
WEEKDAYS = frozenset(range(1, 6))


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is reminded by e-mail; `working_days` are ISO weekdays (1 is Monday)."""

    address: str
    name: str = ""
    zone: str = "UTC"
    working_days: frozenset[int] = WEEKDAYS
    person_id: int | None = None

    @property
    def country(self) -> str | None:
        """ISO code of the country whose public holidays they keep: that of their zone, if it has one."""
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
    return Recipient(person.address, person.name, person.zone, days or ALL_DAYS, person.id)


def choose(responsible: PersonRow | None, backup: PersonRow | None, fallback: Recipient) -> Recipients:
    """Who hears of a case: people who have left are passed over, and without anybody the fallback stands in."""
    present = [from_person(person) for person in (responsible, backup) if person is not None and person.active]
    if responsible is not None and responsible.active:
        return Recipients(present[0], present[1] if len(present) > 1 else None)
    return Recipients(present[0] if present else fallback)
