"""The worklists: deadlines and cases that wait for somebody, and all deadlines by filters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from pydantic import BaseModel, BeforeValidator
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

import rules
from rules.schema import KINDS
from service.pages.lines import lines
from service.pages.navigation import ALL, DUPLICATES, NAMES, OF_CASES, TODAY, UNVERIFIED, named_lists, navigation
from service.pages.rendering import render
from service.pages.routing import Line, pages
from service.pages.visitors import Reader, Visitor
from service.portfolio.doubles import warnings_of_doubles
from service.portfolio.manual import KIND
from service.store import PersonRow, queries, reading, worklists
from service.store.dates import unverified_dates
from service.store.worklists import STANDS, UNSETTLED, Chosen, Place

PER_PAGE = 50

_PLACE = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,9})", re.ASCII)

router = pages()

Day = Annotated[date | None, BeforeValidator(lambda given: given or None)]
"""A day of a form, which sends the empty text where nobody chose one."""


class Filters(BaseModel):
    """What somebody chose above the list of all deadlines; the empty text stands for everything."""

    stand: Line = UNSETTLED
    person: Line = ""
    office: Line = ""
    owner: Line = ""
    kind: Line = ""
    first: Day = None
    last: Day = None
    after: Line = ""

    def chosen(self, people: Sequence[PersonRow]) -> Chosen:
        """The question to the store; a state or a person that nobody knows is a wrong address."""
        if self.stand not in STANDS:
            raise HTTPException(404)
        ids = {person.key: person.id for person in people}
        if self.person and self.person not in ids:
            raise HTTPException(404)
        return Chosen(
            stand=self.stand,
            person_id=ids.get(self.person),
            office=self.office.strip().upper() or None,
            owner=self.owner.strip() or None,
            kind=self.kind or None,
            first=self.first,
            last=self.last,
        )

    def address(self, after: Place | None = None) -> str:
        """The address of the page behind a place, or of the first one, with the same filters."""
        values = self.model_dump(exclude_defaults=True, exclude={"after"})
        return f"?{urlencode(values | ({'after': _written(after)} if after else {}))}"


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen above the list of all deadlines."""

    people: Sequence[PersonRow]
    owners: Sequence[str]
    offices: Sequence[str]
    kinds: Sequence[str] = (*KINDS, KIND)
    stands: Sequence[str] = STANDS


@router.get("/")
def show_today(request: Request, visitor: Reader, after: Annotated[Line, Query()] = "") -> Response:
    """What the reader has to do today."""
    return _show(request, visitor, TODAY, after)


@router.get(f"/lists/{ALL}")
def show_all(request: Request, visitor: Reader, filters: Annotated[Filters, Query()]) -> Response:
    """Every deadline, by filters."""
    with reading(visitor.service.answering) as session:
        people = queries.everybody(session)
        chosen = worklists.chosen(filters.chosen(people))
        found, more = worklists.page(session, chosen, _place(filters.after), PER_PAGE)
        values = {
            "filters": filters,
            "choices": Choices(people, worklists.owners(session), [one.code for one in rules.jurisdictions()]),
            "first": filters.address() if filters.after else None,
            "more": filters.address(more) if more else None,
        }
        return _list(request, session, visitor, ALL, lines(session, found, visitor.person, visitor.now), values)


@router.get("/lists/{name}")
def show_list(request: Request, visitor: Reader, name: str, after: Annotated[Line, Query()] = "") -> Response:
    """One of the worklists."""
    if name not in NAMES:
        raise HTTPException(404)
    return (_show_cases if name in OF_CASES else _show)(request, visitor, name, after)


def _show(request: Request, visitor: Visitor, name: str, after: str) -> Response:
    with reading(visitor.service.answering) as session:
        wanted = named_lists(session, visitor.person, visitor.now)[name]
        found, more = worklists.page(session, wanted, _place(after), PER_PAGE)
        values = {"first": "?" if after else None, "more": f"?after={_written(more)}" if more else None}
        return _list(request, session, visitor, name, lines(session, found, visitor.person, visitor.now), values)


def _show_cases(request: Request, visitor: Visitor, name: str, after: str) -> Response:
    with reading(visitor.service.answering) as session:
        cases, more = worklists.cases(session, OF_CASES[name], after, PER_PAGE)
        numbers = [case.id for case in cases]
        people = {person.id: person for person in queries.everybody(session)}
        pager = {"first": "?" if after else None, "more": f"?{urlencode({'after': more})}" if more else None}
        values = {
            "people": people,
            "doubles": warnings_of_doubles(session, numbers) if name == DUPLICATES else {},
            "unverified": unverified_dates(session, numbers) if name == UNVERIFIED else {},
        }
        return _list(request, session, visitor, name, cases, values | pager, "cases.html.j2")


def _list(
    request: Request,
    session: Session,
    visitor: Visitor,
    name: str,
    entries: Sequence[Any],
    values: dict[str, Any],
    template: str = "list.html.j2",
) -> Response:
    lists = navigation(session, visitor.person, visitor.now, name, verify_dates=visitor.verify_dates)
    return render(request, template, lists=lists, name=name, entries=entries, zone=visitor.person.zone, **values)


def _place(after: str) -> Place | None:
    """The place that a page begins behind; a strange one is a wrong address."""
    if not after:
        return None
    found = _PLACE.fullmatch(after)
    try:
        return (date.fromisoformat(found[1]), int(found[2])) if found else _nowhere()
    except ValueError:
        return _nowhere()


def _nowhere() -> Place:
    raise HTTPException(404)


def _written(place: Place) -> str:
    return f"{place[0].isoformat()}.{place[1]}"
