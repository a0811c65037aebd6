"""Registering cases, one or many: an upsert by reference that merges, computes, stores and tells what moved.

A batch is read, looked up and written as a whole, each case whole or not at all; nothing is asked of the database case
by case. New cases go in by bulk; one that somebody else registers at the same moment is merged into theirs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from rules import Closure, FieldError
from service.portfolio.assigning import Assignments
from service.portfolio.changes import Change
from service.portfolio.computing import Computed, Document
from service.portfolio.conflicts import Undoing, undoings
from service.portfolio.context import IMPORT, Context
from service.portfolio.correcting import Revision, recomputed, revise, write
from service.portfolio.docket import Docket, People, closures_of, fill, load
from service.portfolio.doubles import keep_numbers, warnings_of_doubles
from service.portfolio.drafting import draft, store_new
from service.portfolio.entering import settle_entries
from service.portfolio.errors import Conflict, Invalid
from service.portfolio.incoming import Given, read
from service.portfolio.people import unknown_people
from service.portfolio.revisions import check_revision
from service.store import AssignmentRow, queries
from service.store.staffing import hold

BATCH = 500  # cases looked up and written together


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of one document.

    With `errors` or `conflicts` nothing of it was stored. `schedule` is the answer of `compute` for the case, null
    where nothing had to be computed. Neither `created` nor `corrected`: it said nothing new. `awaiting` and `warnings`
    are those of the case as it is stored.
    """

    reference: str | None
    case_id: int | None = None
    created: bool = False
    corrected: bool = False
    unruled: bool = False
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Undoing, ...] = ()
    errors: tuple[FieldError, ...] = ()
    schedule: Document | None = None
    awaiting: Sequence[Document] = ()
    warnings: Sequence[Document] = ()


@dataclass(slots=True)
class Batch:
    """What a batch of documents is read and written against, and what became of each by its place."""

    session: Session
    context: Context
    people: People
    closures: Sequence[Closure]
    assignments: Assignments
    results: dict[int, Registered] = field(default_factory=dict)


def register(
    session: Session, context: Context, document: Mapping[str, Any], *, if_match: int | None = None
) -> Registered:
    """Register or correct one case.

    `if_match` is the revision the caller saw; raises `Invalid` with the errors of the document, `Stale` when the case
    is at another revision by now, `Conflict` when an import would undo a correction.
    """
    batch = _begin(session, context)
    if if_match is not None:
        _check_revision(session, document.get("reference"), if_match)
    (result,) = _register_all(batch, [document])
    if result.errors:
        raise Invalid(*result.errors)
    if result.conflicts:
        raise Conflict(*(undoing.error for undoing in result.conflicts))
    return result


def register_many(session: Session, context: Context, documents: Iterable[object]) -> list[Registered]:
    """Register or correct cases; one answer for each document, in order.

    A reference may come more than once: the later document is merged into the earlier.
    """
    return _register_all(_begin(session, context), documents)


def _begin(session: Session, context: Context) -> Batch:
    """What a batch is written against; no assignment is entered or withdrawn until the transaction ends."""
    hold(session, AssignmentRow.__tablename__, to_change=False)
    return Batch(session, context, People(session), closures_of(session), Assignments.stored(session))


def _register_all(batch: Batch, documents: Iterable[object]) -> list[Registered]:
    results: list[Registered] = []
    for wave in _waves(read(document, batch.context.as_of) for document in documents):
        batch.results = {}
        _register(batch, dict(enumerate(wave)))
        settle_entries(batch.session, batch.context, list(_perhaps_entries(batch, wave)))
        results += _with_doubles(batch.session, [batch.results[place] for place in range(len(wave))])
    return results


def _perhaps_entries(batch: Batch, wave: Sequence[Given]) -> Iterator[str]:
    """The references of those just written that may be, or may have, an entry into a national phase."""
    for place, given in enumerate(wave):
        found = batch.results[place]
        if found.corrected or (found.created and (given.values.get("parent") or _awaits_entries(found))):
            yield given.reference


def _awaits_entries(found: Registered) -> bool:
    deadlines = found.schedule.get("deadlines", ()) if found.schedule else ()
    return any(deadline["kind"] == "national_entry" for deadline in deadlines)


def _with_doubles(session: Session, results: Sequence[Registered]) -> list[Registered]:
    """The same, with the warnings about numbers that stand on other cases too."""
    doubles = warnings_of_doubles(session, [found.case_id for found in results if found.case_id])
    return [
        replace(found, warnings=[*found.warnings, *doubles[found.case_id]]) if found.case_id in doubles else found
        for found in results
    ]


def _waves(given: Iterable[Given]) -> Iterator[list[Given]]:
    """Cut documents into runs of limited size in which no reference comes twice."""
    wave: list[Given] = []
    seen: set[str] = set()
    for one in given:
        if len(wave) >= BATCH or (one.reference and one.reference in seen):
            yield wave
            wave, seen = [], set()
        wave.append(one)
        seen.add(one.reference)
    if wave:
        yield wave


def _register(batch: Batch, wave: dict[int, Given]) -> None:
    """Register documents of different references; `wave` has them by their place in the answer."""
    readable = {}
    for place, given in wave.items():
        given.errors += unknown_people(batch.people, given.values)
        if given.errors:
            batch.results[place] = Registered(given.reference or None, errors=tuple(given.errors))
        else:
            readable[place] = given
    cases = queries.locked_cases(batch.session, [given.reference for given in readable.values()])
    dockets = {docket.case.reference: docket for docket in load(batch.session, cases, batch.people).values()}
    _correct(batch, {place: given for place, given in readable.items() if given.reference in dockets}, dockets)
    late = _create(batch, {place: given for place, given in readable.items() if given.reference not in dockets})
    if late:
        _register(batch, late)


def _create(batch: Batch, wave: dict[int, Given]) -> dict[int, Given]:
    """Store new cases; answers those that somebody else registered in the meantime."""
    drafts = {}
    for place, given in wave.items():
        drafted = draft(batch.context, given, batch.people, batch.closures, batch.assignments)
        if drafted.computed.refused:
            batch.results[place] = Registered(given.reference, errors=drafted.computed.errors)
        else:
            drafts[place] = drafted
    stored = store_new(batch.session, batch.context, drafts.values())
    for place, drafted in drafts.items():
        if case_id := stored.get(drafted.reference):
            computed = drafted.computed
            batch.results[place] = _said(Registered(drafted.reference, case_id, created=True), computed)
    return {place: wave[place] for place, drafted in drafts.items() if drafted.reference not in stored}


def _correct(batch: Batch, wave: dict[int, Given], dockets: Mapping[str, Docket]) -> None:
    """Merge documents into the cases they name."""
    revisions = {place: revise(dockets[given.reference], given) for place, given in wave.items()}
    for place, revision in revisions.items():
        case = revision.docket.case
        batch.results[place] = Registered(
            case.reference, case.id, unruled=case.unruled, awaiting=case.awaiting, warnings=case.warnings
        )
    changed = {place: revision for place, revision in revisions.items() if revision.changes_something}
    if batch.context.source == IMPORT:
        changed = _without_conflicts(batch, changed)
    fill(batch.session, [revision.docket for revision in changed.values()])
    for place, revision in changed.items():
        case = revision.docket.case
        computed = recomputed(batch.context, revision, batch.closures)
        if computed.refused:
            batch.results[place] = Registered(case.reference, case.id, unruled=case.unruled, errors=computed.errors)
            continue
        changes = write(batch.session, batch.context, revision, computed, batch.people, batch.assignments)
        registered = Registered(case.reference, case.id, corrected=True, changes=tuple(changes))
        batch.results[place] = _said(registered, computed)
    keep_numbers(batch.session, [one.docket.case for one in changed.values() if one.renumbered])


def _said(registered: Registered, computed: Computed) -> Registered:
    """The same, with what the rules say about the case."""
    about = computed.about_case()
    return replace(
        registered,
        unruled=computed.unruled,
        schedule=computed.document,
        awaiting=about["awaiting"],
        warnings=about["warnings"],
    )


def _without_conflicts(batch: Batch, revisions: dict[int, Revision]) -> dict[int, Revision]:
    undone = undoings(batch.session, list(revisions.values()))
    for place, revision in revisions.items():
        if found := undone.get(revision.reference):
            case = revision.docket.case
            batch.results[place] = Registered(case.reference, case.id, unruled=case.unruled, conflicts=tuple(found))
    return {place: revision for place, revision in revisions.items() if revision.reference not in undone}


def _check_revision(session: Session, reference: object, seen: int) -> None:
    for case in queries.locked_cases(session, [reference] if isinstance(reference, str) else []):
        check_revision(case, seen)
