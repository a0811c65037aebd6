"""A stored case as the document that would register it, and merging what is given into it.

An absent key is unchanged, an explicit null deletes; `dates`, `numbers` and `attributes` merge key by key.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from service.portfolio.incoming import MAPS
from service.store import CaseDateRow, CaseRow, PersonRow

Facts = dict[str, Any]

PLAIN = (
    "jurisdiction",
    "right",
    "route",
    "status",
    "title",
    "owner",
    "family",
    "parent",
    "watched_by",
    "settled_through_source",
)
FOR_RULES = ("reference", "jurisdiction", "right", "route", "status", "dates", "attributes")
PEOPLE = {"responsible": "responsible_id", "backup": "backup_id"}


def facts_of(case: CaseRow, dates: Iterable[CaseDateRow], people: Mapping[int, PersonRow]) -> Facts:
    """The document that would register a stored case; `dates` are its current ones."""
    facts: Facts = {"reference": case.reference}
    facts |= {key: getattr(case, key) for key in PLAIN}
    facts |= {key: _key_of(people, getattr(case, column)) for key, column in PEOPLE.items()}
    facts["settled_through"] = case.settled_through and case.settled_through.isoformat()
    facts["numbers"] = dict(case.numbers)
    facts["attributes"] = dict(case.attributes)
    facts["dates"] = {row.event: row.day.isoformat() for row in dates if row.day}
    return facts


def nothing(reference: str) -> Facts:
    """A case of which nothing is known yet."""
    blank: Facts = {"reference": reference} | dict.fromkeys((*PLAIN, *PEOPLE, "settled_through"))
    return blank | {"numbers": {}, "attributes": {}, "dates": {}}


def merge(facts: Facts, values: Mapping[str, Any]) -> Facts:
    """What the case is after `values` were given."""
    merged = facts | dict(values)
    for key in MAPS:
        if key in values:
            given = values[key]
            both = {} if given is None else facts[key] | given
            merged[key] = {name: value for name, value in both.items() if value is not None and value != ""}
    if not merged["settled_through"]:
        merged["settled_through_source"] = None
    merged["route"] = merged["route"] or "direct"
    return merged


def for_rules(facts: Facts) -> Facts:
    """The part of a case that the rules read."""
    return {key: facts[key] for key in FOR_RULES}


def flat(facts: Facts) -> Facts:
    """Each fact by its field's name (`dates.filing`); what is null is left out."""
    found: Facts = {}
    for key, value in facts.items():
        if key in MAPS:
            found |= {f"{key}.{name}": item for name, item in value.items()}
        elif value is not None:
            found[key] = value
    return found


def _key_of(people: Mapping[int, PersonRow], person_id: int | None) -> str | None:
    return people[person_id].key if person_id is not None else None
