"""All that the store holds about one case, loaded together; what is cut by the span alone is cut here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from rules.reading import shown
from service.dossier.span import Span, span_of
from service.dossier.trail import Trail, by_subject
from service.portfolio.audit import of_case, of_deadline
from service.portfolio.docket import Docket, People, fill, load
from service.portfolio.errors import Unknown, wrong
from service.portfolio.texts import NO_SUCH_CASE
from service.store import (
    AcknowledgementRow,
    AuditRow,
    CaseDateRow,
    CaseRow,
    DeadlineRow,
    EventRow,
    InstructionRow,
    OfficeClosureRow,
    PersonRow,
    dossiers,
    queries,
)
from service.store.dossiers import ProofFile, Ticks

Row = TypeVar("Row")
NO_TRAIL = Trail()


@dataclass(frozen=True, slots=True)
class Gathered:
    """One case with everything about it; `deadlines` are those known within the span."""

    span: Span
    docket: Docket
    people: dict[int, PersonRow]
    dates: Sequence[CaseDateRow]
    deadlines: Sequence[DeadlineRow]
    trails: dict[str, Trail]
    trail: Sequence[AuditRow]
    events: Sequence[EventRow]
    closures: Sequence[OfficeClosureRow]
    acknowledgements: Sequence[AcknowledgementRow] = ()
    instructions: Sequence[InstructionRow] = ()
    files: dict[int, list[ProofFile]] = field(default_factory=dict)
    outages: Sequence[AuditRow] = ()
    ticks: Ticks | None = None

    @property
    def case(self) -> CaseRow:
        """The case as it is stored now."""
        return self.docket.case

    @property
    def about_case(self) -> Trail:
        """What the trail says about the case."""
        return self.trails.get(of_case(self.case.reference), NO_TRAIL)

    def about(self, row: DeadlineRow) -> Trail:
        """What the trail says about a deadline."""
        return self.trails.get(of_deadline(self.case, row), NO_TRAIL)

    def name(self, person_id: int | None) -> str | None:
        """Somebody's name."""
        return self.people[person_id].name if person_id is not None else None


def gather(session: Session, reference: str, on: date | None, now: datetime) -> Gathered:
    """Everything about a case within a span. Raises `Unknown`, and `Invalid` for a day that has no file."""
    case = dossiers.find_case(session, reference)
    if case is None:
        raise Unknown(wrong("reference", NO_SUCH_CASE(value=shown(reference), suggestion=""), reference))
    span, everybody = span_of(case, on, now), People(session)
    docket = load(session, [case], everybody)[case.id]
    fill(session, [docket])
    trail = _trail(session, docket)
    trails = by_subject(trail)
    known = [row for row in docket.deadlines.values() if span.holds(_born(trails, case, row))]
    ids = [row.id for row in docket.deadlines.values()]
    completions = [found.id for row in docket.deadlines.values() for found in docket.completions.get(row.id, ())]
    return Gathered(
        span=span,
        docket=docket,
        people=everybody.by_id,
        dates=[row for row in queries.all_dates(session, case.id) if span.holds(row.entered_at)],
        deadlines=sorted(known, key=lambda row: row.id),
        trails=trails,
        trail=[entry for entry in trail if span.holds(entry.at)],
        events=dossiers.events_of(session, case.id, span.end),
        closures=dossiers.closures_entered(session, span.end),
        acknowledgements=[row for row in dossiers.acknowledgements_of(session, ids) if span.holds(row.at)],
        instructions=[row for row in dossiers.instructions_of(session, ids) if span.holds(row.at)],
        files=_by(dossiers.proof_files_of(session, completions, span.end), lambda found: found.completion_id),
        outages=[row for row in dossiers.resumptions(session, case.created_at) if span.holds(_began(row))],
        ticks=dossiers.ticks(session, case.created_at, span.end),
    )


def _trail(session: Session, docket: Docket) -> Sequence[AuditRow]:
    """The whole trail, beyond the span too: what later changed something says what it had been."""
    deadlines = [of_deadline(docket.case, row) for row in docket.deadlines.values()]
    return queries.trail_of(session, [of_case(docket.case.reference), *deadlines])


def _born(trails: dict[str, Trail], case: CaseRow, row: DeadlineRow) -> datetime:
    return trails.get(of_deadline(case, row), NO_TRAIL).born(case.created_at)


def _began(resumption: AuditRow) -> datetime:
    """When an outage began: with the last tick before it."""
    return datetime.fromisoformat((resumption.before or {})["last_tick"])


def _by(rows: Iterable[Row], key: Callable[[Row], int]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
