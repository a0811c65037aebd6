"""From the facts of a case to the values of its deadlines, through the rules."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import rules
from rules import Closure, Deadline, FieldError, Refused
from rules.document import caution_document
from rules.numbering import cautions
from service.portfolio.merging import Facts, for_rules
from service.store import DeadlineRow
from service.store.deadlines import NO_NUMBER

Identity = tuple[str, int, str]
Document = dict[str, Any]

# What the rules say about a deadline; the rest of its row is the portfolio's.
FROM_RULES = (
    "title",
    "title_code",
    "title_params",
    "opens",
    "due",
    "due_effective",
    "act_by",
    "late",
    "grace_ends",
    "grace_ends_effective",
    "restoration_ends",
    "restoration_basis",
    "covers_from",
    "covers_to",
    "certainty",
    "alternatives",
    "provisional",
    "cites",
)


@dataclass(frozen=True, slots=True)
class Computed:
    """What the rules say about a case: its deadlines, or errors; `unruled` when only the rules are missing."""

    document: Document
    deadlines: tuple[Deadline, ...] = ()
    errors: tuple[FieldError, ...] = ()
    expires: date | None = None
    unruled: bool = False

    @property
    def refused(self) -> bool:
        """Whether the case must not be stored as it is."""
        return bool(self.errors) and not self.unruled

    def rows(self) -> Iterator[tuple[Deadline, Document]]:
        """Each deadline with its JSON object."""
        return zip(self.deadlines, self.document.get("deadlines", ()), strict=True)

    def about_case(self) -> Document:
        """What is kept with the case itself."""
        return {
            "unruled": self.unruled,
            "awaiting": self.document.get("awaiting", []),
            "warnings": self.document.get("warnings", []),
            "errors": self.document.get("errors", []),
            "spans": self.document.get("spans", []),
            "expires": self.expires,
            "rules_version": rules.VERSION,
        }


def compute(
    facts: Facts,
    *,
    as_of: date,
    closures: Sequence[Closure] = (),
    until: date | None = None,
    explain: bool = False,
) -> Computed:
    """Compute the schedule of a case by its facts; what looks wrong with its numbers is among the warnings."""
    result = rules.compute(for_rules(facts), as_of=as_of, until=until, closures=closures, explain=explain)
    document = rules.as_document(result)
    if isinstance(result, Refused):
        return Computed(document, errors=result.errors, unruled=result.unruled)
    doubts = cautions(facts["jurisdiction"], facts["right"], facts["route"], facts["numbers"])
    document["warnings"] += [caution_document(doubt) for doubt in doubts]
    return Computed(document, deadlines=result.deadlines, expires=result.expires)


def explain_due(
    facts: Facts, rows: Collection[DeadlineRow], *, as_of: date, closures: Sequence[Closure] = ()
) -> dict[Identity, list[Document]]:
    """How the due day of each of these deadlines is derived now; one that the rules put later or drop is left out."""
    until = max(row.due for row in rows)
    result = rules.compute(for_rules(facts), as_of=as_of, until=until, closures=closures, explain=True)
    deadlines = () if isinstance(result, Refused) else result.deadlines
    named = {(one.kind, NO_NUMBER if one.number is None else one.number, one.office): one for one in deadlines}
    wanted = {identity(row) for row in rows} & named.keys()
    return {key: derivation_of_due(rules.deadline_document(named[key])) for key in wanted}


def identity(row: DeadlineRow) -> Identity:
    """What a stored deadline is known by within its case."""
    return row.kind, row.number, row.office


def values_of(deadline: Deadline, document: Document) -> SimpleNamespace:
    """A computed deadline as the values of its row, without those that the portfolio decides."""
    covers = deadline.covers
    return SimpleNamespace(
        kind=deadline.kind,
        number=NO_NUMBER if deadline.number is None else deadline.number,
        office=deadline.office,
        title=document["title"],
        title_code=document["title_code"],
        title_params=document["title_params"],
        opens=deadline.opens,
        due=deadline.due,
        due_effective=deadline.due_effective,
        act_by=deadline.act_by,
        late=document["late"],
        grace_ends=deadline.grace_ends,
        grace_ends_effective=deadline.grace_ends_effective,
        restoration_ends=deadline.restoration_ends,
        restoration_basis=deadline.restoration_basis,
        covers_from=covers.first if covers else None,
        covers_to=covers.last if covers else None,
        certainty=document["certainty"],
        alternatives=document["alternatives"],
        provisional=deadline.provisional,
        cites=document["cites"],
        origin="computed",
    )


def derivation_of_due(document: Document) -> list[Document]:
    """How the due day of an explained deadline was derived."""
    return [derivation for derivation in document.get("derivation", []) if derivation["of"] == "due"]


def same_facts(one: list[Document], other: list[Document]) -> bool:
    """Whether two derivations go through the same days; a new wording of the rules is no new fact."""
    return _days(one) == _days(other)


def _days(derivations: list[Document]) -> list[list[str | None]]:
    return [[step["result"] for step in derivation["steps"]] for derivation in derivations]
