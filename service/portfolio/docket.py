"""All that is stored about some cases, loaded together: dates, deadlines, completions, overrides, people."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from rules import Closure
from service.portfolio.computing import Identity, identity
from service.portfolio.context import Context, Planned
from service.portfolio.merging import Facts, facts_of
from service.portfolio.settling import Authority
from service.store import (
    CaseDateRow,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    OverrideRow,
    PersonRow,
    answers,
    queries,
)
from service.store.deadlines import LAPSE, OPEN, TO_VERIFY

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Team:
    """The two people who are reminded of a case: who is in charge of it, and who stands by."""

    responsible: PersonRow | None = None
    backup: PersonRow | None = None

    def keys(self) -> dict[str, str | None]:
        """Their keys."""
        both = {"responsible": self.responsible, "backup": self.backup}
        return {role: person.key if person else None for role, person in both.items()}


@dataclass(slots=True)
class Docket:
    """One stored case with everything that belongs to it."""

    case: CaseRow
    facts: Facts
    team: Team
    dates: dict[str, CaseDateRow] = field(default_factory=dict)
    deadlines: dict[Identity, DeadlineRow] = field(default_factory=dict)
    completions: dict[int, list[CompletionRow]] = field(default_factory=dict)
    overrides: dict[int, list[OverrideRow]] = field(default_factory=dict)
    instructions: dict[int, list[InstructionRow]] = field(default_factory=dict)
    people: Mapping[int, PersonRow] = field(default_factory=dict)
    """Everybody, by id."""

    def standing(self, row: DeadlineRow) -> list[CompletionRow]:
        """The completions of a deadline that nobody voided."""
        return [completion for completion in self.completions.get(row.id, []) if completion.voided_at is None]

    def confirmed(self, row: DeadlineRow) -> list[CompletionRow]:
        """The completions that settle a deadline: confirmed, and not in question."""
        return [found for found in self.standing(row) if found.state == "confirmed" and not in_question(found)]

    def instruction(self, row: DeadlineRow) -> InstructionRow | None:
        """What is wanted of a deadline as it is aimed now: the latest instruction that nobody withdrew."""
        standing = [
            found
            for found in self.instructions.get(row.id, [])
            if found.withdrawn_at is None and found.aim == row.drives_act_by
        ]
        return standing[-1] if standing else None

    def lapse(self, row: DeadlineRow) -> InstructionRow | None:
        """The lapse that two people decided for a deadline as it is aimed now."""
        return next((found for found in self.decided_lapses(row) if found.aim == row.drives_act_by), None)

    def decided_lapses(self, row: DeadlineRow) -> list[InstructionRow]:
        """The lapses that two people decided and nobody withdrew, whatever day they were decided for."""
        return [
            found
            for found in self.instructions.get(row.id, [])
            if found.wish == LAPSE and found.confirmed_at is not None and found.withdrawn_at is None
        ]

    def holding(self, row: DeadlineRow, today: date) -> list[OverrideRow]:
        """The overrides of a deadline that hold on a day."""
        return [
            found
            for found in self.overrides.get(row.id, [])
            if found.withdrawn_at is None and (found.expires_on is None or found.expires_on >= today)
        ]


class People:
    """Everybody, by key and by id; a portfolio has a handful of people for thousands of cases."""

    def __init__(self, session: Session) -> None:
        everybody = queries.everybody(session)
        self.by_key = {person.key: person for person in everybody}
        self.by_id = {person.id: person for person in everybody}

    def team(self, responsible_id: int | None, backup_id: int | None) -> Team:
        """The two people of a case, by their ids."""
        return Team(
            self.by_id[responsible_id] if responsible_id is not None else None,
            self.by_id[backup_id] if backup_id is not None else None,
        )


def load(session: Session, cases: Collection[CaseRow], people: People) -> dict[int, Docket]:
    """Everything about some cases, by the id of the case."""
    if not cases:
        return {}
    ids = [case.id for case in cases]
    dates = _by(queries.current_dates(session, ids), lambda row: row.case_id)
    return {
        case.id: Docket(
            case=case,
            facts=facts_of(case, dates.get(case.id, []), people.by_id),
            team=people.team(case.in_charge_id, case.standby_id),
            dates={row.event: row for row in dates.get(case.id, [])},
            people=people.by_id,
        )
        for case in cases
    }


def fill(session: Session, dockets: Collection[Docket]) -> None:
    """Load what recomputing needs besides the facts: deadlines, and what people said about them."""
    if not dockets:
        return
    ids = [docket.case.id for docket in dockets]
    deadlines = _by(queries.deadlines_of(session, ids), lambda row: row.case_id)
    completions = _by(queries.completions_of(session, ids), lambda row: row.deadline_id)
    overrides = _by(queries.overrides_of(session, ids), lambda row: row.deadline_id)
    instructions = _by(answers.instructions_of(session, ids), lambda row: row.deadline_id)
    for docket in dockets:
        docket.deadlines = {identity(row): row for row in deadlines.get(docket.case.id, [])}
        docket.completions, docket.overrides, docket.instructions = completions, overrides, instructions


def load_one(session: Session, case_id: int) -> Docket:
    """Everything about one case, locked for the rest of the transaction."""
    return load_several(session, [case_id])[case_id]


def load_several(session: Session, case_ids: Collection[int]) -> dict[int, Docket]:
    """Everything about some cases, by the id of the case, locked for the rest of the transaction."""
    dockets = load(session, queries.locked_by_id(session, case_ids), People(session))
    fill(session, dockets.values())
    return dockets


def authority_of(case: CaseRow) -> Authority | None:
    """Whose word settles what was due before the case came here."""
    return Authority(case.settled_through, case.settled_through_source or "") if case.settled_through else None


def in_question(completion: CompletionRow) -> bool:
    """Whether a person has still to say that a completion stands."""
    return completion.questioned_at is not None and completion.answered_at is None


def next_rung(context: Context, deadline: Planned, *, closed: bool) -> datetime | None:
    """When a deadline is to be looked at first; none once its ladder has ended."""
    if closed or deadline.state not in (OPEN, TO_VERIFY):
        return None
    return context.plan(deadline, context.now)


def closures_of(session: Session) -> tuple[Closure, ...]:
    """The special closures of all offices, as the rules take them."""
    return tuple(Closure(row.office, row.first, row.last, row.source) for row in queries.closures(session))


def _by(rows: Iterable[Row], key: Callable[[Row], int]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
