"""New cases: from a document to rows, and the rows into the store by bulk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from rules import Closure
from service.portfolio.assigning import Assignments
from service.portfolio.audit import Row, entry, event, of_case, record
from service.portfolio.computing import Computed, compute, values_of
from service.portfolio.context import Context
from service.portfolio.docket import People, next_rung
from service.portfolio.doubles import number_rows
from service.portfolio.incoming import Given, Provenance
from service.portfolio.merging import PEOPLE, PLAIN, Facts, flat, merge, nothing
from service.portfolio.settling import Authority, begin, put
from service.store import queries

UNSAID = Provenance()


@dataclass(frozen=True, slots=True)
class Draft:
    """A new case, computed: the values of its row, of its dates and of its deadlines, still without its id."""

    reference: str
    facts: Facts
    computed: Computed
    case: Row
    dates: Sequence[Row] = ()
    deadlines: Sequence[Row] = ()


def draft(
    context: Context, given: Given, people: People, closures: Sequence[Closure], assignments: Assignments
) -> Draft:
    """Compute a new case; one that the rules refuse gets no rows."""
    facts = merge(nothing(given.reference), given.values)
    computed = compute(facts, as_of=context.as_of, closures=closures)
    if computed.refused:
        return Draft(given.reference, facts, computed, {})
    case = case_values(context, facts, people, assignments) | computed.about_case()
    case |= {"reference": given.reference, "computed_at": context.now, "created_at": context.now, "revision": 1}
    days = {name: date.fromisoformat(day) for name, day in facts["dates"].items()}
    dates = [date_values(context, name, day, given.provenance.get(name, UNSAID)) for name, day in days.items()]
    return Draft(given.reference, facts, computed, case, dates, _deadlines(context, computed, case))


def case_values(context: Context, facts: Facts, people: People, assignments: Assignments) -> Row:
    """What the facts of a case put into its row, and whom the rules of assignment give it."""
    values = {key: facts[key] for key in (*PLAIN, "numbers", "attributes")}
    for key, column in PEOPLE.items():
        values[column] = people.by_key[facts[key]].id if facts[key] else None
    values["assigned_responsible_id"], values["assigned_backup_id"] = assignments.of(facts)
    settled = facts["settled_through"]
    values["settled_through"] = date.fromisoformat(settled) if settled else None
    if settled and not facts["settled_through_source"]:
        values["settled_through_source"] = f"{context.source}, {context.actor}"
    values["updated_at"] = context.now
    return values


def date_values(context: Context, name: str, day: date | None, provenance: Provenance) -> Row:
    """The row of one date as somebody gave it; `day` is null where they deleted it."""
    return {
        "event": name,
        "day": day,
        "source": provenance.source or context.source,
        "entered_at": context.now,
        "entered_by": context.actor,
        "verified_by": provenance.verified_by,
        "verified_at": context.now if provenance.verified_by else None,
        "current": True,
    }


def _deadlines(context: Context, computed: Computed, case: Row) -> list[Row]:
    day = case["settled_through"]
    authority = Authority(day, case["settled_through_source"]) if day else None
    as_of = context.as_of
    return [_begun(context, as_of, values_of(*row), authority) for row in computed.rows()]


def _begun(context: Context, as_of: date, values: Any, authority: Authority | None) -> Row:
    put(values, *begin(values, as_of, authority))
    values.drives_act_by = values.act_by
    values.next_rung_at = next_rung(context, values, closed=False)
    values.updated_at = context.now
    row: Row = vars(values)
    return row


def store_new(session: Session, context: Context, drafts: Collection[Draft]) -> dict[str, int]:
    """Insert new cases with all that belongs to them; answers their ids by reference.

    A reference that somebody else took in the meantime is missing in the answer, and nothing of it is stored.
    """
    # In the order of references, so that two writers can't wait for each other.
    ordered = sorted(drafts, key=lambda one: one.reference)
    ids = queries.insert_missing(session, [one.case for one in ordered]) if ordered else {}
    stored = [one for one in ordered if one.reference in ids]
    for one in stored:
        for row in (*one.dates, *one.deadlines):
            row["case_id"] = ids[one.reference]
    queries.insert_rows(session, "case_dates", [row for one in stored for row in one.dates])
    queries.insert_rows(session, "deadlines", [row for one in stored for row in one.deadlines])
    numbers = [row for one in stored for row in number_rows(ids[one.reference], one.facts)]
    queries.insert_rows(session, "case_numbers", numbers)
    record(
        session,
        (entry(context, "case.registered", of_case(one.reference), None, flat(one.facts)) for one in stored),
        (event(context, "case.registered", _announced(one), ids[one.reference]) for one in stored),
    )
    return ids


def _announced(one: Draft) -> Row:
    return {"reference": one.reference, "jurisdiction": one.facts["jurisdiction"], "right": one.facts["right"]}
