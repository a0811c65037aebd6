"""Questions about who answers for what: who is away, which assignments and ladders hold, what owners want."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, func, or_, select, text
from sqlalchemy.orm import Session

from service.store.cases import CaseRow
from service.store.paging import Found, Order, Page, paged
from service.store.people import AbsenceRow, AssignmentRow, LadderRow, OwnerRow, PersonRow

Rule = TypeVar("Rule", AssignmentRow, LadderRow)

PEOPLE_BY_KEY = Order("key", (PersonRow.key,))
OWNERS_BY_NAME = Order("name", (OwnerRow.name,))
ABSENCES_BY_FIRST = Order("first", (AbsenceRow.first, AbsenceRow.id))
ASSIGNMENTS_BY_ID, LADDERS_BY_ID = Order("id", (AssignmentRow.id,)), Order("id", (LadderRow.id,))


def hold(session: Session, table: str, *, to_change: bool) -> None:
    """Keep a table of rules as it is until the transaction ends; `to_change` keeps out those who rely on it as well.

    Whoever registers cases by rules and whoever changes the rules must not pass each other unseen. On SQLite a writer
    is alone anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {table} IN {'SHARE ROW EXCLUSIVE' if to_change else 'SHARE'} MODE"))


def absences_on(session: Session, first: date, last: date) -> Sequence[AbsenceRow]:
    """Absences that hold on any day from `first` to `last`, both included, by their first day."""
    return session.scalars(
        select(AbsenceRow)
        .where(AbsenceRow.withdrawn_at.is_(None), AbsenceRow.first <= last, AbsenceRow.last >= first)
        .order_by(AbsenceRow.first, AbsenceRow.id)
    ).all()


def people(session: Session, page: Page) -> Found[PersonRow]:
    """Everybody, those who left too."""
    return paged(session, select(PersonRow), page)


def absences(
    session: Session, page: Page, *, ending: date | None = None, person_id: int | None = None
) -> Found[AbsenceRow]:
    """Absences, withdrawn ones too: of one person, or those that end on a day or later."""
    found = select(AbsenceRow)
    if ending is not None:
        found = found.where(AbsenceRow.last >= ending)
    if person_id is not None:
        found = found.where(AbsenceRow.person_id == person_id)
    return paged(session, found, page)


def in_force(session: Session, rule: type[Rule]) -> Sequence[Rule]:
    """The assignments or the ladders that nobody withdrew, in the order of entry."""
    return session.scalars(select(rule).where(rule.withdrawn_at.is_(None)).order_by(rule.id)).all()


def all_rules(session: Session, rule: type[Rule], page: Page) -> Found[Rule]:
    """All assignments or ladders, withdrawn ones too."""
    return paged(session, select(rule), page)


def owners_listed(session: Session, page: Page) -> Found[OwnerRow]:
    """The owners whose wishes are known."""
    return paged(session, select(OwnerRow), page)


def owners(session: Session) -> Sequence[OwnerRow]:
    """Every owner whose wishes are known, by name."""
    return session.scalars(select(OwnerRow).order_by(OwnerRow.name)).all()


def owner_named(session: Session, name: str) -> OwnerRow | None:
    """What one owner wants, if anybody said."""
    return session.scalars(select(OwnerRow).where(OwnerRow.name == name)).one_or_none()


def live_cases_by_owner(session: Session) -> dict[str, int]:
    """How many cases that nobody closed each owner has."""
    live = select(CaseRow.owner, func.count()).where(CaseRow.owner.is_not(None), CaseRow.closed_at.is_(None))
    return {str(owner): int(count) for owner, count in session.execute(live.group_by(CaseRow.owner))}


def live_cases_of(session: Session, person_id: int) -> tuple[int, int]:
    """How many cases that nobody closed a person is in charge of, and for how many they stand by."""

    def count(role: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count(CaseRow.id)).where(role, CaseRow.closed_at.is_(None))) or 0

    return count(CaseRow.in_charge_id == person_id), count(CaseRow.standby_id == person_id)


def rules_naming(session: Session, person_id: int) -> int:
    """How many assignments in force name a person."""
    names = or_(AssignmentRow.responsible_id == person_id, AssignmentRow.backup_id == person_id)
    found = select(func.count(AssignmentRow.id)).where(names, AssignmentRow.withdrawn_at.is_(None))
    return session.scalar(found) or 0


def substituting(session: Session, person_id: int, today: date) -> int:
    """How many absences, running or to come, have a person as the substitute."""
    running = AbsenceRow.withdrawn_at.is_(None), AbsenceRow.last >= today
    found = select(func.count(AbsenceRow.id)).where(AbsenceRow.substitute_id == person_id, *running)
    return session.scalar(found) or 0
