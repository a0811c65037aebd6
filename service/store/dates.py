"""Dates of cases that nobody has verified, some cases at a time or all."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from service.store.cases import CaseDateRow, CaseRow

_UNVERIFIED = (CaseDateRow.current, CaseDateRow.day.is_not(None), CaseDateRow.verified_by.is_(None))


def unverified_dates(session: Session, case_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The events of these cases whose day nobody has verified, in the order of entry."""
    found: dict[int, tuple[str, ...]] = {}
    rows = select(CaseDateRow.case_id, CaseDateRow.event).where(CaseDateRow.case_id.in_(case_ids), *_UNVERIFIED)
    for case_id, event in session.execute(rows.order_by(CaseDateRow.id)):
        found[case_id] = (*found.get(case_id, ()), event)
    return found


def has_unverified_dates() -> ColumnElement[bool]:
    """Whether a case has a date that nobody has verified."""
    return exists(select(CaseDateRow.id).where(CaseDateRow.case_id == CaseRow.id, *_UNVERIFIED))
