"""Whose work a case is by the rules of assignment, where nobody is named on it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from rules.texts import Message
from service.portfolio.audit import entry, of_case, record
from service.portfolio.context import Context
from service.portfolio.docket import Docket, People, fill, load
from service.portfolio.handing_over import handed_over
from service.portfolio.precedence import most_specific
from service.portfolio.recomputing import replan_unsettled
from service.store import AssignmentRow, CaseRow, queries
from service.store.staffing import in_force

CRITERIA = ("owner", "jurisdiction", "right")
PAGE = 500


class Assigned(NamedTuple):
    """The two people whom a rule gives a case, by their ids."""

    responsible_id: int | None = None
    backup_id: int | None = None


class Assignments:
    """The assignments in force; each combination of owner, jurisdiction and right is looked up once."""

    def __init__(self, rows: Iterable[AssignmentRow]) -> None:
        self._rows = tuple(rows)
        self._known: dict[tuple[Any, ...], Assigned] = {}

    @classmethod
    def stored(cls, session: Session) -> "Assignments":
        """Those in the store."""
        return cls(in_force(session, AssignmentRow))

    def of(self, facts: Mapping[str, Any]) -> Assigned:
        """Whom the most specific rule gives a case of these facts; nobody where none fits."""
        asked = tuple(facts[name] for name in CRITERIA)
        if asked not in self._known:
            row = most_specific(self._rows, CRITERIA, facts)
            self._known[asked] = Assigned(row.responsible_id, row.backup_id) if row else Assigned()
        return self._known[asked]


def reassign(session: Session, context: Context, changed: AssignmentRow, why: Message) -> int:
    """Give the cases that a rule fits to whom they belong, now that it was entered or withdrawn.

    Answers how many were given to somebody else. Where other people are reminded than before, the reminders of what is
    unsettled are planned anew and the hand-over is told.
    """
    assignments, people = Assignments.stored(session), People(session)
    fitting = {name: getattr(changed, name) for name in CRITERIA}
    count, after = 0, ""
    while cases := queries.cases_fitting(session, fitting, after, PAGE):
        after = cases[-1].reference
        given = {case.id: assignments.of({name: getattr(case, name) for name in CRITERIA}) for case in cases}
        moved = [case for case in cases if given[case.id] != _assigned(case)]
        _give(session, context, moved, given, people, why)
        count += len(moved)
    return count


def _assigned(case: CaseRow) -> Assigned:
    return Assigned(case.assigned_responsible_id, case.assigned_backup_id)


def _give(
    session: Session,
    context: Context,
    cases: list[CaseRow],
    given: Mapping[int, Assigned],
    people: People,
    why: Message,
) -> None:
    dockets = load(session, cases, people)
    entries, events = [], []
    for case in cases:
        docket, before = dockets[case.id], _shown(_assigned(case), people)
        case.assigned_responsible_id, case.assigned_backup_id = given[case.id]
        case.updated_at, case.revision = context.now, case.revision + 1
        entries.append(
            entry(context, "case.assigned", of_case(case.reference), before, _shown(given[case.id], people), why)
        )
        team, docket.team = docket.team, people.team(case.in_charge_id, case.standby_id)
        events += handed_over(context, case, team, docket.team, why)
    _replan(session, context, [dockets[one["case_id"]] for one in events])
    session.flush()
    record(session, entries, events)


def _replan(session: Session, context: Context, dockets: list[Docket]) -> None:
    fill(session, dockets)
    for docket in dockets:
        replan_unsettled(context, docket)


def _shown(assigned: Assigned, people: People) -> dict[str, str | None]:
    responsible, backup = assigned
    return {
        "assigned_responsible": people.by_id[responsible].key if responsible is not None else None,
        "assigned_backup": people.by_id[backup].key if backup is not None else None,
    }
