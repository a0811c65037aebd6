"""The page of a deadline: by when to act, why that day, what happens otherwise, and where to answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import Request, Response

from service.pages.languages import language_of
from service.pages.lines import lines
from service.pages.navigation import navigation
from service.pages.record import record_of
from service.pages.rendering import render
from service.pages.routing import Number, pages
from service.pages.visitors import Reader
from service.portfolio.audit import of_deadline
from service.portfolio.docket import People, fill, load
from service.portfolio.explaining import explain_deadline
from service.portfolio.reading import find_deadline
from service.reminders.standing import told_unverified
from service.store import CaseRow, DeadlineRow, queries, reading

Document = dict[str, Any]

router = pages()


@dataclass(frozen=True, slots=True)
class Why:
    """How one day follows from the dates of the case: its name as a code with a number, the day, steps and sources."""

    code: str
    number: str
    day: date
    steps: list[Document]
    cites: list[str]


@router.get("/deadlines/{number:int}")
def show_deadline(request: Request, visitor: Reader, number: Number, full: bool = False) -> Response:
    """One deadline with the derivation of each of its days; `full` shows its whole history."""
    with reading(visitor.service.answering) as session:
        row = find_deadline(session, number)
        case = session.get_one(CaseRow, row.case_id)
        docket = load(session, [case], People(session))[case.id]
        fill(session, [docket])
        (line,) = lines(session, [(row, case)], visitor.person, visitor.now)
        explained = explain_deadline(session, number, visitor.context.as_of)
        trail = queries.trail_of(session, [of_deadline(case, row)])
        return render(
            request,
            "deadline.html.j2",
            lists=navigation(session, visitor.person, visitor.now, verify_dates=visitor.verify_dates),
            unverified=told_unverified(session, visitor.service.desk, [(row, case)]).get(row.id, ()),
            line=line,
            deadline=row,
            case=case,
            whys=[_why(one) for one in explained["derivation"]],
            overrides=[one for one in docket.overrides.get(row.id, ()) if one.withdrawn_at is None],
            titles={row.id: row},
            record=record_of(session, docket, [row], trail, language_of(request), full=full),
            alternatives=[_alternative(one) for one in row.alternatives],
            last=last_late_day(row),
            full=full,
            zone=visitor.person.zone,
        )


def last_late_day(row: DeadlineRow) -> date:
    """The last day on which the act can still be done, without restoration."""
    return max(row.drives_act_by, row.grace_ends or row.drives_act_by)


def _why(derivation: Document) -> Why:
    """`late.1.effective` is the day `why.late.effective` of step 1."""
    parts = derivation["of"].split(".")
    number = next((part for part in parts if part.isdigit()), "")
    code = ".".join(["day", *(part for part in parts if not part.isdigit())])
    return Why(code, number, date.fromisoformat(derivation["result"]), derivation["steps"], derivation["cites"])


def _alternative(reading: Document) -> tuple[list[tuple[str, date]], Document]:
    """The days of another reading by name, and the reading itself, which says why."""
    days = [(name, date.fromisoformat(day)) for name, day in reading.items() if not name.startswith("why") and day]
    return days, reading
