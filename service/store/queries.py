"""Questions that the portfolio asks of the store, each answered for a whole batch at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from service.store.base import Base
from service.store.cases import CaseDateRow, CaseRow, OfficeClosureRow
from service.store.deadlines import CompletionRow, DeadlineRow, OverrideRow
from service.store.people import PersonRow
from service.store.trail import AuditRow

AS_NOW = {"populate_existing": True}  # what this session read before somebody else wrote is read again


def locked_cases(session: Session, references: Collection[str]) -> Sequence[CaseRow]:
    """The cases of these references as they are now, kept from other writers until the transaction ends.

    On SQLite the transaction has the write lock already. The order is always the same, so that two writers can't wait
    for each other.
    """
    return _locked(session, select(CaseRow).where(CaseRow.reference.in_(references)).order_by(CaseRow.reference))


def cases_named(session: Session, references: Collection[str]) -> Sequence[CaseRow]:
    """The cases of these references."""
    return session.scalars(select(CaseRow).where(CaseRow.reference.in_(references)).order_by(CaseRow.reference)).all()


def cases_of(session: Session, case_ids: Collection[int]) -> Sequence[CaseRow]:
    """The cases of these ids, by reference."""
    return session.scalars(select(CaseRow).where(CaseRow.id.in_(case_ids)).order_by(CaseRow.reference)).all()


def locked_case(session: Session, case_id: int) -> CaseRow:
    """One case as it is now, kept from other writers until the transaction ends."""
    return locked_by_id(session, [case_id])[0]


def locked_by_id(session: Session, case_ids: Collection[int]) -> Sequence[CaseRow]:
    """These cases as they are now, kept from other writers until the transaction ends, in the same order as always."""
    return _locked(session, select(CaseRow).where(CaseRow.id.in_(case_ids)).order_by(CaseRow.reference))


def stale_cases(session: Session, rules_version: str, before: datetime, limit: int) -> Sequence[CaseRow]:
    """Cases computed by other rules, or last computed before a moment."""
    stale = or_(CaseRow.rules_version != rules_version, CaseRow.computed_at < before)
    return _locked(session, select(CaseRow).where(stale).order_by(CaseRow.reference).limit(limit))


def count_stale(session: Session, rules_version: str) -> int:
    """How many cases other rules computed."""
    return session.scalar(select(func.count()).where(CaseRow.rules_version != rules_version)) or 0


def aged_cases(session: Session, rules_version: str, before: datetime, limit: int) -> Sequence[CaseRow]:
    """Cases computed by these rules, last before a moment."""
    aged = select(CaseRow).where(CaseRow.rules_version == rules_version, CaseRow.computed_at < before)
    return _locked(session, aged.order_by(CaseRow.reference).limit(limit))


def cases_with_office(session: Session, office: str, after: str, limit: int) -> Sequence[CaseRow]:
    """Cases with a deadline at an office, in the order of their references, from behind one on."""
    concerned = select(DeadlineRow.id).where(DeadlineRow.case_id == CaseRow.id, DeadlineRow.office == office)
    found = select(CaseRow).where(CaseRow.reference > after, concerned.exists())
    return _locked(session, found.order_by(CaseRow.reference).limit(limit))


def cases_fitting(session: Session, facts: Mapping[str, str | None], after: str, limit: int) -> Sequence[CaseRow]:
    """Cases that have these values, null for any, in the order of their references, from behind one on."""
    equal = [getattr(CaseRow, name) == value for name, value in facts.items() if value is not None]
    found = select(CaseRow).where(CaseRow.reference > after, *equal)
    return _locked(session, found.order_by(CaseRow.reference).limit(limit))


def _locked(session: Session, cases: Select[CaseRow]) -> Sequence[CaseRow]:
    return session.scalars(cases.with_for_update(), execution_options=AS_NOW).all()


def current_dates(session: Session, case_ids: Collection[int]) -> Sequence[CaseDateRow]:
    """The dates that hold now for these cases."""
    found = select(CaseDateRow).where(CaseDateRow.case_id.in_(case_ids), CaseDateRow.current)
    return session.scalars(found.order_by(CaseDateRow.id), execution_options=AS_NOW).all()


def all_dates(session: Session, case_id: int) -> Sequence[CaseDateRow]:
    """The dates of a case with those that later ones replaced, oldest first."""
    return session.scalars(select(CaseDateRow).where(CaseDateRow.case_id == case_id).order_by(CaseDateRow.id)).all()


def dates_of(session: Session, case_ids: Collection[int]) -> Sequence[CaseDateRow]:
    """Every date that somebody gave for these cases, those that later ones replaced too, in the order of entry."""
    return session.scalars(select(CaseDateRow).where(CaseDateRow.case_id.in_(case_ids)).order_by(CaseDateRow.id)).all()


def deadlines_of(session: Session, case_ids: Collection[int]) -> Sequence[DeadlineRow]:
    """All deadlines of these cases, those that are gone too, by due day."""
    found = select(DeadlineRow).where(DeadlineRow.case_id.in_(case_ids))
    return session.scalars(found.order_by(DeadlineRow.due, DeadlineRow.id), execution_options=AS_NOW).all()


def completions_of(session: Session, case_ids: Collection[int]) -> Sequence[CompletionRow]:
    """All completions of these cases, voided ones too, in the order of recording."""
    found = select(CompletionRow).join(DeadlineRow, DeadlineRow.id == CompletionRow.deadline_id)
    return session.scalars(
        found.where(DeadlineRow.case_id.in_(case_ids)).order_by(CompletionRow.id), execution_options=AS_NOW
    ).all()


def overrides_of(session: Session, case_ids: Collection[int]) -> Sequence[OverrideRow]:
    """All overrides of these cases, withdrawn ones too, in the order of entry."""
    found = select(OverrideRow).join(DeadlineRow, DeadlineRow.id == OverrideRow.deadline_id)
    return session.scalars(
        found.where(DeadlineRow.case_id.in_(case_ids)).order_by(OverrideRow.id), execution_options=AS_NOW
    ).all()


def overrides_ended(session: Session, today: date) -> Sequence[OverrideRow]:
    """Overrides that hold no longer, although nobody withdrew them."""
    return session.scalars(
        select(OverrideRow).where(OverrideRow.withdrawn_at.is_(None), OverrideRow.expires_on < today)
    ).all()


def everybody(session: Session) -> Sequence[PersonRow]:
    """All people, those who left too."""
    return session.scalars(select(PersonRow).order_by(PersonRow.key)).all()


def closures(session: Session) -> Sequence[OfficeClosureRow]:
    """The special closures of offices that nobody withdrew."""
    found = select(OfficeClosureRow).where(OfficeClosureRow.withdrawn_at.is_(None))
    return session.scalars(found.order_by(OfficeClosureRow.first, OfficeClosureRow.id)).all()


def trail_of(session: Session, subjects: Collection[str]) -> Sequence[AuditRow]:
    """What the audit trail says about these subjects, oldest first."""
    return session.scalars(select(AuditRow).where(AuditRow.subject.in_(subjects)).order_by(AuditRow.id)).all()


def insert_missing(session: Session, rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Insert cases whose reference nobody has taken; answers their ids by reference.

    One that is missing in the answer was registered by somebody else in the meantime.
    """
    table = Base.metadata.tables["cases"]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).on_conflict_do_nothing(index_elements=["reference"])
    found = session.execute(statement.returning(table.c.reference, table.c.id), list(rows))
    return {row.reference: row.id for row in found}


def insert_rows(session: Session, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of the same columns by bulk, none where there are none."""
    if rows:
        session.execute(insert(Base.metadata.tables[table]), rows)
