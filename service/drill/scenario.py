"""What happens in a drill: its span, the outages in it, who is absent, and whose mails come back.

The same scenario on the same portfolio gives the same report: all chance comes from its seed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from random import Random

from rules.reading import did_you_mean, shown
from rules.texts import Text
from service.portfolio.errors import Invalid, wrong

MAIL, SERVICE = "mail", "service"

NOT_A_STRETCH = Text("drill.stretch", "{field} {value} is not a stretch of time; write it as 5d, 12h or 5d@2027-02-01")
OUTSIDE = Text("drill.outside", "{field} {value} does not lie within {first} to {last}; give another start or length")
NOBODY = Text("drill.nobody", "{field} {value} is nobody's key, name or address{suggestion}")

_STRETCH = re.compile(r"(?P<count>[1-9][0-9]{0,3})(?P<unit>[dh])(?:@(?P<start>\d{4}-\d{2}-\d{2}))?")


@dataclass(frozen=True, slots=True)
class Outage:
    """A stretch in which mail doesn't leave, or the whole service doesn't run; `until` is not part of it."""

    what: str
    first: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.first <= moment < self.until

    def meets(self, first: datetime, until: datetime) -> bool:
        """Whether it has a moment in common with another stretch."""
        return self.first < until and first < self.until


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person who may be named as absent, or an address that may bounce."""

    address: str
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A drill from `first` up to `until`, not included; `absent` and `bouncing` are addresses."""

    first: datetime
    until: datetime
    seed: int
    outages: tuple[Outage, ...] = ()
    absent: frozenset[str] = frozenset()
    bouncing: frozenset[str] = frozenset()

    def down(self, what: str, moment: datetime) -> Outage | None:
        """The outage of a kind that a moment lies in."""
        return next((one for one in self.outages if one.what == what and one.covers(moment)), None)

    def chance(self, *about: object) -> Random:
        """Chance about one thing: the same each time it is asked, whatever else was asked before."""
        return Random(":".join(map(str, (self.seed, *about))))  # noqa: S311 - a drill is meant to be repeated


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asks a drill for, as they wrote it; `bounces` is the percentage of addresses that bounce."""

    first: date
    days: int
    seed: int = 1
    mail_down: Sequence[str] = ()
    down: Sequence[str] = ()
    absent: Sequence[str] = ()
    bounces: int = 0


def arrange(wanted: Wanted, everybody: Sequence[Somebody]) -> Scenario:
    """The scenario that somebody asks for, where chance decides what they left open. Raises `Invalid`."""
    first = datetime.combine(wanted.first, time(), UTC)
    empty = Scenario(first, first + timedelta(days=wanted.days), wanted.seed)
    asked = [("--mail-down", MAIL, text) for text in wanted.mail_down]
    asked += [("--down", SERVICE, text) for text in wanted.down]
    outages = [_outage(empty, field, what, text, place) for place, (field, what, text) in enumerate(asked)]
    addresses = sorted(one.address for one in everybody)
    bouncing = empty.chance("bounces").sample(addresses, ceil(len(addresses) * wanted.bounces / 100))
    absent = frozenset(_found(name, everybody) for name in wanted.absent)
    return Scenario(first, empty.until, wanted.seed, tuple(outages), absent, frozenset(bouncing))


def _outage(span: Scenario, field: str, what: str, text: str, place: int) -> Outage:
    found = _STRETCH.fullmatch(text)
    start = _day(found["start"]) if found and found["start"] else None
    if not found or (found["start"] and start is None):
        raise Invalid(wrong(field, NOT_A_STRETCH(field=field, value=shown(text)), text))
    count = int(found["count"])
    length = timedelta(days=count) if found["unit"] == "d" else timedelta(hours=count)
    latest = span.until - length
    if start is None and span.first <= latest:
        hours = int((latest - span.first) / timedelta(hours=1))
        start = span.first + timedelta(hours=span.chance("outage", place).randint(0, hours))
    if start is None or not span.first <= start <= latest:
        within = {"first": str(span.first.date()), "last": str((span.until - timedelta(days=1)).date())}
        raise Invalid(wrong(field, OUTSIDE(field=field, value=shown(text), **within), text))
    return Outage(what, start, start + length)


def _day(text: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        return None


def _found(name: str, everybody: Iterable[Somebody]) -> str:
    known = {word: one.address for one in everybody for word in (one.address, one.name, one.key) if word}
    if name not in known:
        suggestion = did_you_mean(name, list(known))
        raise Invalid(wrong("--absent", NOBODY(field="--absent", value=shown(name), suggestion=suggestion), name))
    return known[name]
