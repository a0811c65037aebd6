"""Keeping stored schedules true while cases stand still: new rules, special closures, the horizon moving on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

import rules
from rules.reading import NOT_A_TEXT, shown
from rules.texts import Message
from service.portfolio.audit import entry, record
from service.portfolio.changes import Change
from service.portfolio.computing import compute
from service.portfolio.context import Context
from service.portfolio.docket import Docket, People, closures_of, fill, load
from service.portfolio.doubles import keep_numbers
from service.portfolio.errors import Invalid, wrong
from service.portfolio.incoming import read_day
from service.portfolio.recomputing import Recomputing, apply, said_of_case
from service.portfolio.texts import GIVE_DAY, NEEDED, NEW_CLOSURE, NEW_RULES, NO_CLOSURE, ORDER, TIME_WENT_ON
from service.portfolio.withdrawing import withdraw
from service.store import CaseRow, OfficeClosureRow, queries

# Schedules reach 25 years ahead; computed anew each month, they never end too soon.
FRESH_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one case that was computed anew."""

    reference: str
    changes: tuple[Change, ...]
    refused: bool


def recompute_stale(session: Session, context: Context, limit: int = 200, *, hold: bool = False) -> list[Refreshed]:
    """Compute anew cases that other rules computed, or that were last computed a month ago; at most `limit`.

    With `hold`, cases that other rules computed are left as they are. To be called, each time in a transaction of its
    own, until it answers with nothing. A case that the rules now refuse keeps its deadlines and gets the errors.
    """
    wanted = queries.aged_cases if hold else queries.stale_cases
    return _refresh(session, context, wanted(session, rules.VERSION, context.now - FRESH_FOR, limit), None)


def recompute_office(session: Session, context: Context, closure: OfficeClosureRow, after: str = "") -> list[Refreshed]:
    """Compute anew the next cases, by reference from behind `after` on, that have a deadline at a closed office."""
    cases = queries.cases_with_office(session, closure.office, after, limit=200)
    text = NEW_CLOSURE if closure.withdrawn_at is None else NO_CLOSURE
    why = text(office=closure.office, first=str(closure.first), last=str(closure.last))
    return _refresh(session, context, cases, why)


def add_closure(session: Session, context: Context, document: Mapping[str, Any]) -> OfficeClosureRow:
    """Enter days on which an office is closed by its own notice: `office`, `first`, `last` (included), `source`.

    Stored schedules follow by `recompute_office`. Raises `Invalid`.
    """
    errors = []
    texts = {key: document.get(key) for key in ("office", "source")}
    for key, value in texts.items():
        if not isinstance(value, str) or not value or not value.isprintable():
            errors.append(wrong(key, NOT_A_TEXT(field=key, most=200, value=shown(value)), value))
    first, last = (read_day(errors, key, document.get(key)) for key in ("first", "last"))
    missing = [key for key in ("first", "last") if document.get(key) in (None, "")]
    errors += [wrong(key, NEEDED(field=key, remedy=GIVE_DAY())) for key in missing]
    if first and last and last < first:
        errors.append(wrong("last", ORDER(field="last", value=str(last), other="first", day=str(first)), str(last)))
    if errors or first is None or last is None:
        raise Invalid(*errors)
    row = OfficeClosureRow(**texts, first=first, last=last, entered_by=context.actor, entered_at=context.now)
    session.add(row)
    session.flush()
    after = texts | {"first": str(first), "last": str(last)}
    record(session, [entry(context, "closure.added", f"office {row.office}", None, after)])
    return row


def withdraw_closure(session: Session, context: Context, number: int, reason: str) -> OfficeClosureRow:
    """Take a closure back that was entered by mistake. Stored schedules follow by `recompute_office`.

    Raises `Invalid` without a reason, `Unknown`, `Conflict` where it is withdrawn.
    """
    return withdraw(session, context, OfficeClosureRow, "closure", number, reason)


def recompute(session: Session, context: Context, docket: Docket, why: Message) -> Refreshed:
    """Compute one loaded case anew."""
    case = docket.case
    explain = any(docket.standing(row) for row in docket.deadlines.values())
    computed = compute(docket.facts, as_of=context.as_of, closures=closures_of(session), explain=explain)
    if computed.refused:
        said = {"errors": computed.document["errors"], "rules_version": rules.VERSION}
        told = said_of_case(context, case, said, why)
        record(session, told)
        _count(context, case, told)
        case.computed_at = context.now
        return Refreshed(case.reference, (), refused=True)
    run = Recomputing(session, context, docket, why)
    changes = apply(run, computed)
    _count(context, case, run.audited)
    return Refreshed(case.reference, tuple(changes), refused=False)


def _count(context: Context, case: CaseRow, told: Sequence[object]) -> None:
    """Count a change of a case where the trail tells of one, so that its ETag is another."""
    if told:
        case.revision += 1
        case.updated_at = context.now


def _refresh(session: Session, context: Context, cases: Iterable[CaseRow], why: Message | None) -> list[Refreshed]:
    dockets = list(load(session, list(cases), People(session)).values())
    fill(session, dockets)
    refreshed = [recompute(session, context, docket, why or _why_stale(docket.case)) for docket in dockets]
    keep_numbers(session, [docket.case for docket in dockets])
    return refreshed


def _why_stale(case: CaseRow) -> Message:
    if case.rules_version == rules.VERSION:
        return TIME_WENT_ON()
    return NEW_RULES(old=case.rules_version, new=rules.VERSION)
