"""The same number on two cases: found by the index of normal forms, some cases at a time or all."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import CaseNumberRow, CaseRow
from service.store.queries import insert_rows

PAGE = 500


@dataclass(frozen=True, slots=True)
class Shared:
    """A number of a case that stands on other cases of the same office and right too; `first` is one of them."""

    case_id: int
    kind: str
    number: str
    first: str
    others: int


def numbers_of(session: Session, case_ids: Collection[int]) -> Sequence[CaseNumberRow]:
    """The rows of these cases."""
    return session.scalars(select(CaseNumberRow).where(CaseNumberRow.case_id.in_(case_ids))).all()


def replace_numbers(session: Session, case_ids: Collection[int], rows: Iterable[dict[str, Any]]) -> None:
    """Put these rows in the place of those of these cases."""
    session.execute(delete(CaseNumberRow).where(CaseNumberRow.case_id.in_(case_ids)))
    insert_rows(session, "case_numbers", list(rows))


def shared_numbers(session: Session, case_ids: Collection[int]) -> Sequence[Shared]:
    """The numbers of these cases that stand on other cases, in the order of cases; closed cases are left out."""
    own, other, case, holder = aliased(CaseNumberRow), aliased(CaseNumberRow), aliased(CaseRow), aliased(CaseRow)
    found = (
        select(own.case_id, own.kind, own.number, func.min(holder.reference), func.count())
        .join(case, and_(case.id == own.case_id, case.closed_at.is_(None)))
        .join(other, _same(own, other))
        .join(holder, and_(holder.id == other.case_id, holder.closed_at.is_(None)))
        .where(own.case_id.in_(case_ids))
        .group_by(own.case_id, own.kind, own.number)
        .order_by(own.case_id, own.kind)
    )
    return [Shared(*row) for row in session.execute(found)]


def shares_a_number() -> ColumnElement[bool]:
    """Whether a case that is watched has a number which stands on another one too."""
    own, other, holder = aliased(CaseNumberRow), aliased(CaseNumberRow), aliased(CaseRow)
    found = (
        select(own.id)
        .join(other, _same(own, other))
        .join(holder, and_(holder.id == other.case_id, holder.closed_at.is_(None)))
        .where(own.case_id == CaseRow.id)
    )
    return and_(CaseRow.closed_at.is_(None), exists(found.correlate(CaseRow)))


def _same(own: Any, other: Any) -> ColumnElement[bool]:
    return and_(
        other.normal == own.normal,
        other.jurisdiction == own.jurisdiction,
        other.right == own.right,
        other.kind == own.kind,
        other.case_id != own.case_id,
    )
