"""What assignments and ladders have in common: the criteria that say for which cases a rule is."""

import re
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from rules.case import RIGHTS
from rules.reading import shown
from rules.schema import KINDS
from service.portfolio.fields import Fields
from service.portfolio.manual import KIND as MANUAL
from service.portfolio.people_texts import NOT_AN_OFFICE, SAME_RULE
from service.store.staffing import Rule, in_force

Criteria = dict[str, str | None]

_OFFICE = re.compile("[A-Z]{2}")


def read_criteria(fields: Fields, names: Sequence[str]) -> Criteria:
    """For which cases a rule is: `owner`, `jurisdiction`, `right`, `kind`; null for any."""
    readers = {
        "owner": lambda: fields.fact("owner"),
        "jurisdiction": lambda: _office(fields),
        "right": lambda: fields.choice("right", RIGHTS),
        "kind": lambda: fields.choice("kind", (*KINDS, MANUAL)),
    }
    return {name: readers[name]() for name in names}


def refuse_twice(
    session: Session,
    fields: Fields,
    row: type[Rule],
    kind: str,
    criteria: Mapping[str, str | None],
) -> None:
    """Refuse a second rule for the same cases: nobody could say which of them holds."""
    for other in in_force(session, row):
        if all(getattr(other, name) == value for name, value in criteria.items()):
            named = next((name for name, value in criteria.items() if value is not None), next(iter(criteria)))
            fields.refuse(named, SAME_RULE(kind=kind, value=other.id), criteria[named])


def _office(fields: Fields) -> str | None:
    value = fields.text("jurisdiction")
    if value is not None and not _OFFICE.fullmatch(value):
        fields.refuse("jurisdiction", NOT_AN_OFFICE(field="jurisdiction", value=shown(value)), value)
    return value
