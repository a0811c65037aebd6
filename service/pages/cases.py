"""The page of a case: what it is, its dates and deadlines, what was told and answered, and who changed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request, Response
from sqlalchemy.orm import Session

from service.pages.languages import language_of
from service.pages.lines import Line, Staff, lines, staff
from service.pages.navigation import navigation
from service.pages.record import record_of
from service.pages.rendering import render
from service.pages.routing import Line as Text
from service.pages.routing import pages
from service.pages.visitors import Reader, Visitor
from service.portfolio.attesting import can_verify
from service.portfolio.audit import of_case, of_deadline
from service.portfolio.docket import Docket, People, fill, load
from service.portfolio.doubles import warnings_of_doubles
from service.portfolio.reading import find_case
from service.store import CaseDateRow, CaseRow, listing, queries, reading
from service.store.dates import unverified_dates
from service.store.deadlines import GONE, OPEN, TO_VERIFY
from service.store.listing import CaseFilter
from service.store.paging import Page

MOST_RELATIVES = 100
SOON = timedelta(days=2 * 365)

router = pages()


@dataclass(frozen=True, slots=True)
class Dates:
    """One date of a case: what holds, and what it replaced, the latest first."""

    event: str
    current: CaseDateRow | None
    earlier: Sequence[CaseDateRow]
    verifiable: bool = False
    """Whether whoever looks may verify it."""


@dataclass(frozen=True, slots=True)
class Relatives:
    """The cases that belong together with one."""

    parent: CaseRow | None
    children: Sequence[CaseRow]
    family: Sequence[CaseRow]


@router.get("/cases/{reference:path}")
def show_case(request: Request, visitor: Reader, reference: Text, full: bool = False) -> Response:
    """One case with everything known about it; `full` shows its whole history."""
    with reading(visitor.service.answering) as session:
        case = find_case(session, reference)
        docket = load(session, [case], People(session))[case.id]
        fill(session, [docket])
        rows = sorted(docket.deadlines.values(), key=lambda row: (row.drives_act_by, row.id))
        trail = queries.trail_of(session, [of_case(reference), *(of_deadline(case, row) for row in rows)])
        docketed = _deadlines(session, docket, visitor)
        everybody = staff(session, visitor.today)
        return render(
            request,
            "case.html.j2",
            lists=navigation(session, visitor.person, visitor.now, verify_dates=visitor.verify_dates),
            warnings=[*case.warnings, *warnings_of_doubles(session, [case.id]).get(case.id, ())],
            unverified=unverified_dates(session, [case.id]).get(case.id, ()) if visitor.verify_dates else (),
            case=case,
            facts=docket.facts,
            team=everybody.team(case),
            named_here=_named(case, everybody),
            dates=_dates(session, case, visitor),
            relatives=_relatives(session, case),
            to_do=docketed.to_do,
            later=docketed.later,
            done=docketed.done,
            titles={row.id: row for row in rows},
            record=record_of(session, docket, rows, trail, language_of(request), full=full),
            full=full,
            zone=visitor.person.zone,
        )


@dataclass(frozen=True, slots=True)
class Docketed:
    """The deadlines of a case: what is to be done soon, what later, and what is over."""

    to_do: Sequence[Line]
    later: Sequence[Line]
    done: Sequence[Line]


def _deadlines(session: Session, docket: Docket, visitor: Visitor) -> Docketed:
    """The next to be lost first; of what is over the latest first. What comes next is soon, however far off it is."""
    rows = [(row, docket.case) for row in docket.deadlines.values() if row.state != GONE]
    found = sorted(
        lines(session, rows, visitor.person, visitor.now), key=lambda one: (one.pressing.goal, one.deadline.id)
    )
    to_do = [line for line in found if line.deadline.state in (OPEN, TO_VERIFY)]
    done = [line for line in found if line.deadline.state not in (OPEN, TO_VERIFY)]
    soon = [line for line in to_do if line.pressing.goal < visitor.today + SOON] or to_do[:1]
    return Docketed(soon, to_do[len(soon) :], done[::-1])


def _named(case: CaseRow, everybody: Staff) -> bool:
    """Whether the one in charge is named on the case, and not given by a rule."""
    return case.responsible_id in everybody.people


def _dates(session: Session, case: CaseRow, visitor: Visitor) -> list[Dates]:
    events: dict[str, list[CaseDateRow]] = {}
    for row in queries.all_dates(session, case.id):
        events.setdefault(row.event, []).append(row)
    found = [
        Dates(
            event,
            current=next((row for row in rows if row.current and row.day), None),
            earlier=[row for row in reversed(rows) if not (row.current and row.day)],
            verifiable=visitor.verify_dates and any(can_verify(visitor.person, row) for row in rows),
        )
        for event, rows in events.items()
    ]
    return sorted(found, key=lambda one: (one.current is None, one.current and one.current.day))


def _relatives(session: Session, case: CaseRow) -> Relatives:
    parents = queries.cases_named(session, [case.parent] if case.parent else [])
    some = Page(listing.BY_REFERENCE, limit=MOST_RELATIVES)
    children = listing.cases(session, CaseFilter(parent=case.reference), some).entries
    family = listing.cases(session, CaseFilter(family=case.family), some).entries if case.family else []
    return Relatives(
        parent=parents[0] if parents else None,
        children=children,
        family=[one for one in family if one.id != case.id],
    )
