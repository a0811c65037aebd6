"""What a portfolio has to know of cases that hang together: the question behind "who pays for which day"."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from service.store.cases import CaseDateRow, CaseRow
from service.store.deadlines import GONE, OPEN, TO_VERIFY, DeadlineRow

# A portfolio's parts: by these routes a case owes something to another one, or another pays for it.
PARTED = ("ep", "up", "pct", "madrid", "hague")
EVENTS = ("filing", "parent_filing", "grant", "ep_grant", "registration")


@dataclass(slots=True)
class Member:
    """One case among those it hangs together with.

    `paid` holds the first and the last day that its annuities pay for, `renewed` those of its renewals, `spans` the
    stretches for which none is asked; `renewals` counts its renewals; `entries` are the last days of entry by office.
    """

    reference: str
    jurisdiction: str
    right: str
    route: str
    status: str | None
    family: str | None
    parent: str | None
    watched_by: str | None
    closed: bool
    attributes: dict[str, Any]
    spans: list[Any]
    dates: dict[str, date] = field(default_factory=dict)
    paid: tuple[date, date] | None = None
    renewals: int = 0
    entries: dict[str, date] = field(default_factory=dict)
    renewed: tuple[date, date] | None = None


def members(session: Session, hubs: Collection[str]) -> list[Member]:
    """Every case of an office in `hubs`, every part by its route, every case with a parent; in the order of references.

    Four questions, however many cases there are.
    """
    return _members(
        session, or_(CaseRow.jurisdiction.in_(hubs), CaseRow.route.in_(PARTED), CaseRow.parent.is_not(None))
    )


def related(session: Session, reference: str, most: int) -> list[Member]:
    """A case and all that it hangs together with by parent or family, however far; about `most` of them at most."""
    known: set[str] = set()
    wanted = {reference}
    while wanted - known and len(known) < most:
        known |= wanted
        row, some = CaseRow, sorted(known)
        families = select(row.family).where(row.reference.in_(some), row.family.is_not(None))
        parents = select(row.parent).where(row.reference.in_(some), row.parent.is_not(None))
        linked = or_(row.family.in_(families), row.reference.in_(parents), row.parent.in_(some))
        wanted = set(session.scalars(select(row.reference).where(linked).limit(most)))
    return _members(session, CaseRow.reference.in_(sorted(known)))


def _members(session: Session, concerned: ColumnElement[bool]) -> list[Member]:
    found = _cases(session, concerned)
    days = (
        select(CaseDateRow.case_id, CaseDateRow.event, CaseDateRow.day)
        .join(CaseRow, CaseRow.id == CaseDateRow.case_id)
        .where(concerned, CaseDateRow.current, CaseDateRow.event.in_(EVENTS))
    )
    for case_id, event, day in session.execute(days):
        if day is not None:
            found[case_id].dates[event] = day
    _add_payments(session, found, concerned)
    _add_entries(session, found, concerned)
    return list(found.values())


def _cases(session: Session, concerned: ColumnElement[bool]) -> dict[int, Member]:
    columns = (
        *(CaseRow.id, CaseRow.reference, CaseRow.jurisdiction, CaseRow.right, CaseRow.route, CaseRow.status),
        *(CaseRow.family, CaseRow.parent, CaseRow.watched_by, CaseRow.closed_at.is_not(None)),
        *(CaseRow.attributes, CaseRow.spans),
    )
    rows = session.execute(select(*columns).where(concerned).order_by(CaseRow.reference))
    return {case_id: Member(*values) for case_id, *values in rows}


def _add_payments(session: Session, found: dict[int, Member], concerned: ColumnElement[bool]) -> None:
    payments = (
        select(
            *(DeadlineRow.case_id, DeadlineRow.kind, func.count()),
            *(func.min(DeadlineRow.covers_from), func.max(DeadlineRow.covers_to)),
        )
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(concerned, DeadlineRow.state != GONE, DeadlineRow.kind.in_(("annuity", "renewal")))
        .group_by(DeadlineRow.case_id, DeadlineRow.kind)
    )
    for case_id, kind, count, first, last in session.execute(payments):
        if kind == "renewal":
            found[case_id].renewals = count
            found[case_id].renewed = (first, last) if first is not None and last is not None else None
        elif first is not None and last is not None:
            found[case_id].paid = first, last


def _add_entries(session: Session, found: dict[int, Member], concerned: ColumnElement[bool]) -> None:
    last = func.coalesce(DeadlineRow.grace_ends_effective, DeadlineRow.due_effective, type_=DeadlineRow.due.type)
    entries = (
        select(DeadlineRow.case_id, DeadlineRow.office, last)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .where(concerned, DeadlineRow.state != GONE, DeadlineRow.kind == "national_entry")
    )
    for case_id, office, day in session.execute(entries):
        found[case_id].entries[office] = day


def entries_made(session: Session, references: Collection[str]) -> Sequence[tuple[DeadlineRow, CaseRow, str]]:
    """Unsettled entries into a national phase for which a child of that office is registered.

    Only those of which the parent or the child is among the references; each with its case and the child's reference.
    """
    child = aliased(CaseRow)
    found = (
        select(DeadlineRow, CaseRow, child.reference)
        .join(CaseRow, CaseRow.id == DeadlineRow.case_id)
        .join(child, and_(child.parent == CaseRow.reference, child.jurisdiction == DeadlineRow.office))
        .where(DeadlineRow.kind == "national_entry", DeadlineRow.state.in_((OPEN, TO_VERIFY)))
        .order_by(DeadlineRow.id, child.id)
    )
    # Two questions, each with an index of its own to go by.
    rows = [
        *session.execute(found.where(child.reference.in_(references))),
        *session.execute(found.where(CaseRow.reference.in_(references))),
    ]
    return list({deadline.id: (deadline, case, reference) for deadline, case, reference in rows}.values())
