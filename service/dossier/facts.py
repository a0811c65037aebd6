"""What was known of a case at a moment: its facts, what the rules had said about it, and who was in charge of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from service.dossier.gathering import Gathered
from service.dossier.span import SHORTEST
from service.portfolio.incoming import MAPS
from service.portfolio.merging import FOR_RULES, PEOPLE, flat

Values = dict[str, Any]

ASSIGNED = {f"assigned_{name}": f"assigned_{column}" for name, column in PEOPLE.items()}
BY_RULES = ("rules_version", "unruled", "expires", "awaiting", "warnings", "errors", "spans")
CLOSING = ("closed_at", "closed_by", "closed_reason")


@dataclass(frozen=True, slots=True)
class InCharge:
    """Who was in charge of a case and who stood by, from one moment to another; `until` is excluded, None is the end.

    Both are keys of people.
    """

    since: datetime
    until: datetime | None
    responsible: str | None
    backup: str | None


def facts_at(found: Gathered, end: datetime) -> Values:
    """The facts of the case by field (`dates.filing`), as known when everything before `end` had happened."""
    present = flat(found.docket.facts) | _assigned(found)
    spoken = {name for entry in found.about_case.entries for name in (entry.after or {})}
    names = sorted({*present, *spoken} - {*BY_RULES, *CLOSING})
    values = {name: found.about_case.value(name, present.get(name), end) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def by_rules_at(found: Gathered, end: datetime) -> Values:
    """What the rules had said about the case by then, and which version of them."""
    return {name: found.about_case.value(name, plain(getattr(found.case, name)), end) for name in BY_RULES}


def computed_since(found: Gathered) -> datetime:
    """Since when the case stood computed as it does at the end of the span."""
    spoken = [entry.at for entry in found.about_case.entries if entry.action == "case.computed"]
    return max([found.case.created_at, *(at for at in spoken if found.span.holds(at))])


def for_rules(facts: Values) -> Values:
    """The part of these facts that the rules read, as the document that they read."""
    document: Values = {name: facts.get(name) for name in FOR_RULES if name not in MAPS}
    for name in (name for name in FOR_RULES if name in MAPS):
        document[name] = inside(facts, name)
    return document


def inside(facts: Values, name: str) -> Values:
    """The entries of one map among facts by field: `filing` of `dates.filing`."""
    return {key.removeprefix(f"{name}."): value for key, value in facts.items() if key.startswith(f"{name}.")}


def in_charge(found: Gathered) -> list[InCharge]:
    """Who was in charge over time, from the registration on."""
    return list(_periods(found))


def _periods(found: Gathered) -> Iterator[InCharge]:
    entries = [entry for entry in found.about_case.entries if found.span.holds(entry.at)]
    moments = {entry.at for entry in entries if {*PEOPLE, *ASSIGNED} & (entry.after or {}).keys()}
    since = found.case.created_at
    team = _team(found, since)
    for moment in sorted(moments - {since}):
        if (now := _team(found, moment)) != team:
            yield InCharge(since, moment, *team)
            team, since = now, moment
    yield InCharge(since, None, *team)


def _team(found: Gathered, moment: datetime) -> tuple[str | None, str | None]:
    """Who is in charge and who stands by right after a moment: the people named on the case, else those by rule."""
    facts = facts_at(found, moment + SHORTEST)
    responsible, backup = (facts.get(name) or facts.get(f"assigned_{name}") for name in PEOPLE)
    return responsible, backup


def _assigned(found: Gathered) -> Values:
    ids = {name: getattr(found.case, column) for name, column in ASSIGNED.items()}
    return {name: found.people[number].key for name, number in ids.items() if number is not None}


def plain(value: Any) -> Any:
    """A value as the trail and JSON have it."""
    return value.isoformat() if isinstance(value, date) else value
