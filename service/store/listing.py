"""Lists of cases, deadlines and bounces for readers: filtered, in a fixed order, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from service.store.cases import CaseRow
from service.store.deadlines import GONE, DeadlineRow
from service.store.messages import BounceRow, MessageRow
from service.store.people import PersonRow


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases: each field that is given must fit; `named` is the key of who is in charge or stands by."""

    jurisdiction: str | None = None
    right: str | None = None
    status: str | None = None
    owner: str | None = None
    family: str | None = None
    parent: str | None = None
    named: str | None = None
    unruled: bool | None = None
    closed: bool | None = None


@dataclass(frozen=True, slots=True)
class DeadlineFilter:
    """Which deadlines: each field that is given must fit; days by the date that drives the ladder, both included."""

    reference: str | None = None
    kind: str | None = None
    office: str | None = None
    state: str | None = None
    first: date | None = None
    last: date | None = None
    case: CaseFilter = CaseFilter()


def cases(session: Session, wanted: CaseFilter, after: str | None, limit: int) -> Sequence[CaseRow]:
    """Cases in the order of their references, from behind one on."""
    found = select(CaseRow).where(*_about_case(wanted))
    if after is not None:
        found = found.where(CaseRow.reference > after)
    return session.scalars(found.order_by(CaseRow.reference).limit(limit)).all()


def deadlines(
    session: Session, wanted: DeadlineFilter, after: tuple[date, int] | None, limit: int
) -> Sequence[tuple[DeadlineRow, CaseRow]]:
    """Deadlines with their cases, the most urgent first; from behind one (its driving day and id) on.

    Those that are gone only where `state` asks for them.
    """
    found = select(DeadlineRow, CaseRow).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
    found = found.where(*_about_case(wanted.case))
    equal = {DeadlineRow.kind: wanted.kind, DeadlineRow.office: wanted.office, DeadlineRow.state: wanted.state}
    found = found.where(*(column == value for column, value in equal.items() if value is not None))
    if wanted.state is None:
        found = found.where(DeadlineRow.state != GONE)
    if wanted.reference is not None:
        found = found.where(CaseRow.reference == wanted.reference)
    if wanted.first is not None:
        found = found.where(DeadlineRow.drives_act_by >= wanted.first)
    if wanted.last is not None:
        found = found.where(DeadlineRow.drives_act_by <= wanted.last)
    if after is not None:
        found = found.where(tuple_(DeadlineRow.drives_act_by, DeadlineRow.id) > after)
    ordered = found.order_by(DeadlineRow.drives_act_by, DeadlineRow.id).limit(limit)
    return [(deadline, case) for deadline, case in session.execute(ordered)]


def bounces(session: Session, fits: bool | None, before: int | None, limit: int) -> list[tuple[BounceRow, str | None]]:
    """Bounces with the keys of their messages, the latest first; only those that fit a message, or none, if asked."""
    found = select(BounceRow, MessageRow.key).outerjoin(MessageRow, MessageRow.id == BounceRow.message_id)
    if fits is not None:
        found = found.where(BounceRow.message_id.is_not(None) if fits else BounceRow.message_id.is_(None))
    if before is not None:
        found = found.where(BounceRow.id < before)
    return [(row, key) for row, key in session.execute(found.order_by(BounceRow.id.desc()).limit(limit))]


def _about_case(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    equal = {
        CaseRow.jurisdiction: wanted.jurisdiction,
        CaseRow.right: wanted.right,
        CaseRow.status: wanted.status,
        CaseRow.owner: wanted.owner,
        CaseRow.family: wanted.family,
        CaseRow.parent: wanted.parent,
        CaseRow.unruled: wanted.unruled,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in equal.items() if value is not None]
    if wanted.closed is not None:
        conditions.append(CaseRow.closed_at.is_not(None) if wanted.closed else CaseRow.closed_at.is_(None))
    if wanted.named is not None:
        person = aliased(PersonRow)
        named = select(person.id).where(person.key == wanted.named).scalar_subquery()
        conditions.append(or_(CaseRow.in_charge_id == named, CaseRow.standby_id == named))
    return conditions
