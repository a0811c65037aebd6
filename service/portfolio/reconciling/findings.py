"""What comes of comparing: each row of a list with its verdict, our side of it with the derivation, and why."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from rules.reading import shown
from rules.texts import Message, Text
from service.portfolio.computing import compute, derivation_of_due, identity, values_of
from service.portfolio.context import Context
from service.portfolio.docket import People, closures_of, load
from service.portfolio.errors import wrong
from service.portfolio.incoming import storable
from service.portfolio.reconciling.comparing import AGREE, DIFFER, ONLY_HERE, ONLY_THERE, UNREADABLE, Compared, compare
from service.portfolio.reconciling.lists import Theirs
from service.portfolio.reconciling.matching import match
from service.portfolio.tables.runs import error_document
from service.store import CaseRow, DeadlineRow, queries, reconciled
from service.store.deadlines import NO_NUMBER
from service.store.reconciled import Scope

PAGE = 200  # cases

NO_CASE = Text("compared.no_case", "no case here has the reference {reference} or one of the numbers")
SEVERAL_CASES = Text("compared.several_cases", "the number fits several cases ({choices}); give the reference")
NO_DEADLINE = Text("compared.no_deadline", "{reference} has no such deadline here, or another row of the list took it")
NOT_IN_LIST = Text("compared.not_in_list", "the list has no row for it, though it covers {first} to {last}")
DIFFERENT_DAY = Text("compared.differ", "the list says {theirs}, here it is {ours}")


def findings(
    session: Session, context: Context, rows: Sequence[Theirs], scope: Scope | None
) -> Iterator[dict[str, Any]]:
    """A row to keep for each row of the list, and for each deadline within the scope that the list lacks."""
    for row in rows:
        if row.errors:
            yield _kept(UNREADABLE, row, None, [error_document(error) for error in row.errors])
    matched = match(session, [row for row in rows if not row.errors])
    for row, cases in matched.unmatched:
        why = SEVERAL_CASES(choices=cases) if cases else NO_CASE(reference=shown(row.reference))
        yield _kept(ONLY_THERE, row, None, [_said(why)])
    seen: set[int | None] = set()
    ids = sorted(matched.rows)
    for begin in range(0, len(ids), PAGE):
        some = {case_id: matched.rows[case_id] for case_id in ids[begin : begin + PAGE]}
        for kept in _of_cases(session, context, some):
            seen.add(kept["deadline_id"])
            yield kept
    if scope is not None:
        yield from _lacking(session, scope, seen)


def _lacking(session: Session, scope: Scope, seen: Collection[int | None]) -> Iterator[dict[str, Any]]:
    """The deadlines within the scope that no row of the list is about."""
    why = _said(NOT_IN_LIST(first=str(scope.first), last=str(scope.last)))
    for page in reconciled.unsettled_within(session, scope):
        for deadline, case in page:
            if deadline.id not in seen:
                yield _kept(ONLY_HERE, None, _ours(case, deadline), [why], deadline.id)


def _of_cases(
    session: Session, context: Context, rows: Mapping[int, Sequence[tuple[Theirs, str]]]
) -> Iterator[dict[str, Any]]:
    cases = {case.id: case for case in queries.cases_of(session, list(rows))}
    deadlines: dict[int, list[DeadlineRow]] = {}
    for deadline in reconciled.computed_still(session, list(rows)):
        deadlines.setdefault(deadline.case_id, []).append(deadline)
    found: list[tuple[CaseRow, Compared, str]] = []
    for case_id, given in rows.items():
        told = compare([row for row, _ in given], deadlines.get(case_id, []))
        found += [(cases[case_id], one, how) for one, (_, how) in zip(told, given, strict=True)]
    derived = _derivations(session, context, {case.id: case for case, one, _ in found if one.verdict == DIFFER})
    by_id = {one.id: one for some in deadlines.values() for one in some}
    for case, one, how in found:
        if one.deadline_id is None:
            why = _said(NO_DEADLINE(reference=case.reference))
            yield _kept(ONLY_THERE, one.theirs, None, [why])
            continue
        row = by_id[one.deadline_id]
        ours = _ours(case, row) | {"matched_by": how, "agrees_with": one.agrees_with}
        differs = DIFFERENT_DAY(theirs=str(one.theirs.due), ours=str(row.due))
        if one.verdict == DIFFER:
            ours["derivation"] = derived.get((case.id, *identity(row)), [])
        yield _kept(one.verdict, one.theirs, ours, [] if one.verdict == AGREE else [_said(differs)], row.id)


def _derivations(session: Session, context: Context, cases: Mapping[int, CaseRow]) -> dict[tuple[Any, ...], Any]:
    """How the due days of some cases follow from their facts, by the case and the deadline."""
    found: dict[tuple[Any, ...], Any] = {}
    if not cases:
        return found
    closures = closures_of(session)
    for docket in load(session, list(cases.values()), People(session)).values():
        computed = compute(docket.facts, as_of=context.as_of, closures=closures, explain=True)
        for deadline, document in computed.rows():
            values = values_of(deadline, document)
            key = (docket.case.id, values.kind, values.number, values.office)
            found[key] = derivation_of_due(document)
    return found


def _ours(case: CaseRow, row: DeadlineRow) -> dict[str, Any]:
    return {
        "deadline": row.id,
        "reference": case.reference,
        "kind": row.kind,
        "number": None if row.number == NO_NUMBER else row.number,
        "office": row.office,
        "title": row.title,
        "due": str(row.due),
        "due_effective": str(row.due_effective),
        "act_by": str(row.act_by),
        "drives_act_by": str(row.drives_act_by),
        "state": row.state,
        "closed": case.closed_at is not None,
    }


def _theirs(row: Theirs) -> dict[str, Any]:
    return {
        "line": row.line,
        "reference": row.reference,
        "due": row.due and str(row.due),
        "kinds": list(row.kinds),
        "number": row.number,
        "office": row.office,
        "numbers": dict(row.numbers),
        "cells": dict(row.cells),
    }


def _kept(
    verdict: str,
    theirs: Theirs | None,
    ours: dict[str, Any] | None,
    why: Sequence[dict[str, Any]],
    deadline_id: int | None = None,
) -> dict[str, Any]:
    said = storable(_theirs(theirs)) if theirs else None
    return {
        "verdict": verdict,
        "line": theirs.line if theirs else None,
        "subject": _subject(said, ours),
        "print": _print(verdict, said, ours),
        "deadline_id": deadline_id,
        "theirs": said,
        "ours": ours,
        "why": storable(list(why)),
    }


def _subject(theirs: dict[str, Any] | None, ours: dict[str, Any] | None) -> str:
    """What is compared, in the same words in every run: a deadline here, else the row without its place and day."""
    if ours is not None:
        return _digest("here", *(ours[name] for name in ("reference", "kind", "number", "office")))
    row = theirs or {}
    named = [row.get(name) for name in ("reference", "kinds", "number", "office", "numbers")]
    # A row that can't be read, or says no number, is known by all that stands in it.
    return _digest("there", *named, None if row.get("number") is not None and row.get("due") else row.get("cells"))


def _print(verdict: str, theirs: dict[str, Any] | None, ours: dict[str, Any] | None) -> str:
    days = [ours[name] for name in ("due", "due_effective", "act_by", "drives_act_by")] if ours else []
    return _digest(verdict, theirs and theirs["due"], *days)


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _said(message: Message) -> dict[str, Any]:
    return error_document(wrong("", message))
