"""Everything stored about schedules, page by page, to be compared with what the rules say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from service.store.cases import CaseDateRow, CaseRow
from service.store.deadlines import GONE, DeadlineRow

PAGE = 500


@dataclass(frozen=True, slots=True)
class StoredSchedule:
    """One case with its current dates and its computed deadlines, as plain columns."""

    case: CaseRow
    dates: dict[str, date]
    deadlines: list[Row[Any]]


def count_cases(session: Session) -> int:
    """How many cases there are."""
    return session.scalar(select(func.count()).select_from(CaseRow)) or 0


def stored_schedules(
    session: Session, columns: Sequence[str], after: str = "", concerned: Sequence[ColumnElement[bool]] = ()
) -> Iterator[StoredSchedule]:
    """Each case in the order of references with these columns of its computed deadlines, those that are gone left out.

    From behind the reference `after` on, and only cases that fit every condition of `concerned`. Memory does not grow
    with the portfolio.
    """
    while True:
        wanted = select(CaseRow).where(CaseRow.reference > after, *concerned).order_by(CaseRow.reference).limit(PAGE)
        page = session.scalars(wanted).all()
        if not page:
            return
        dates, deadlines = _dates(session, page), _deadlines(session, page, columns)
        for case in page:
            yield StoredSchedule(case, dates.get(case.id, {}), deadlines.get(case.id, []))
        after = page[-1].reference
        session.expunge_all()


def _dates(session: Session, page: Sequence[CaseRow]) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = {}
    wanted = select(CaseDateRow.case_id, CaseDateRow.event, CaseDateRow.day)
    for case_id, event, day in session.execute(
        wanted.where(CaseDateRow.case_id.in_([case.id for case in page]), CaseDateRow.current)
    ):
        if day is not None:
            found.setdefault(case_id, {})[event] = day
    return found


def _deadlines(session: Session, page: Sequence[CaseRow], columns: Sequence[str]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    wanted = select(DeadlineRow.case_id, *(getattr(DeadlineRow, name) for name in columns))
    for row in session.execute(
        wanted.where(
            DeadlineRow.case_id.in_([case.id for case in page]),
            DeadlineRow.origin == "computed",
            DeadlineRow.state != GONE,
        )
    ):
        found.setdefault(row.case_id, []).append(row)
    return found
