"""What if: stored cases with other facts, on another day or with further closures, beside what is stored."""

from collections.abc import Sequence
from itertools import islice
from typing import Annotated, Any

from fastapi import Body, Path, Query
from pydantic import Field

from rules import Closure
from rules.texts import Text
from service.api.calls import Call, Reading
from service.api.describing import answers, follows, takes
from service.api.given import Document, part
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Day, Storable
from service.portfolio.blaming import Thoughts
from service.portfolio.errors import Invalid, wrong
from service.portfolio.previewing import check_office
from service.portfolio.reading import find_case
from service.portfolio.supposing import Question, Supposed, suppose, suppose_each
from service.portfolio.texts import ORDER
from service.store.listing import BY_REFERENCE, CaseFilter, about_case
from service.store.paging import Found

MOST_CLOSURES, MOST_CASES = 50, 500
ONE_OF_BOTH = Text("what_if.one_of_both", "give either cases or filter, not both; leave {field} out")

Reference = Annotated[Storable, Path(max_length=200, description="The name by which you know the case.")]
Filter = Annotated[Storable | None, Field(max_length=2000)]

router = resource("what-if")


class ClosedThen(Given):
    """Days on which an office would be closed, both included."""

    office: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    first: Day
    last: Day


class FactsThen(Given):
    """Other facts of a case: what is absent is unchanged, null deletes."""

    dates: Annotated[dict[str, Any] | None, part("CaseDates")] = None
    attributes: Annotated[dict[str, Any] | None, part("CaseAttributes")] = None
    status: Annotated[str | None, part("CaseStatus")] = None

    def values(self) -> Document:
        """What is given of them."""
        return self.model_dump(include=self.model_fields_set & {"reference", "dates", "attributes", "status"})


class Then(Given):
    """How cases are computed: today by the stored closures, where nothing else is said."""

    as_of: Day | None = None
    until: Day | None = None
    closures: tuple[ClosedThen, ...] = Field((), max_length=MOST_CLOSURES, strict=False)
    explain: bool = False
    same: bool = False

    def question(self, call: Call, values: Document) -> Question:
        """The question of a call, for cases with these values given."""
        thoughts = Thoughts(values, _closures(self.closures), self.as_of, self.until)
        return Question(call.context.as_of, thoughts, same=self.same, explain=self.explain)


class CaseThen(Then, FactsThen):
    """What to compute one case with; `same` lists also what stays as it is, `explain` adds derivations."""


class NamedThen(FactsThen):
    """One of several cases, with other facts of it or as it is."""

    reference: Annotated[Storable, Field(min_length=1, max_length=200)]


class Which(Given):
    """Which cases: each field that is given must fit."""

    jurisdiction: Filter = None
    right: Filter = None
    owner: Filter = None
    family: Filter = None
    responsible: Filter = None

    def as_filter(self) -> CaseFilter:
        """The question to the store."""
        given = self.model_dump()
        return CaseFilter(named=given.pop("responsible"), **given)


class CasesThen(Then):
    """What to compute several cases with: those in `cases`, or all that fit `filter`."""

    cases: tuple[NamedThen, ...] | None = Field(None, max_length=MOST_CASES, strict=False)
    filter: Which | None = None


@router.post(
    "/cases/{reference:path}/what-if",
    openapi_extra=takes({"dates": {"grant": "2026-01-14"}, "same": True})
    | follows(reference="register_case#/reference"),
    **answers("WhatIf"),
)
def suppose_case(call: Reading, reference: Reference, given: Annotated[CaseThen, Body()]) -> Document:
    """Compute a stored case with other facts, on another day or with further closures; nothing is stored.

    Each deadline is told that comes, goes or moves, from which days to which and why; both sides name their rules.
    """
    find_case(call.session, reference)
    document = {"reference": reference} | given.values()
    (found,) = suppose_each(call.session, given.question(call, {}), [document])
    return found.as_document()


@router.post(
    "/what-if",
    openapi_extra=takes(
        {
            "filter": {"jurisdiction": "EP"},
            "closures": [{"office": "EP", "first": "2026-11-30", "last": "2026-12-01"}],
        }
    )
    | follows("register_case"),
    **answers("WhatIfPage"),
)
def suppose_cases(call: Reading, wanted: Annotated[Listing, Query()], given: Annotated[CasesThen, Body()]) -> Document:
    """Compute several stored cases so, each with facts of its own or all alike; nothing is stored.

    Named `cases` are answered in their order, an unknown one with `errors` in its place. Otherwise a page looks at
    `limit` cases and lists those of which something would become: it may be empty while `next_cursor` leads on.
    """
    some, question = wanted.of(BY_REFERENCE), given.question(call, {})
    if given.cases is not None:
        if given.filter is not None:
            raise Invalid(wrong("filter", ONE_OF_BOTH(field="filter")))
        found = suppose_each(call.session, question, [one.values() for one in given.cases])
        return page(Found(found, BY_REFERENCE), Supposed.as_document)
    concerned = about_case((given.filter or Which()).as_filter())
    (after,) = some.after or ("",)
    seen = list(islice(suppose(call.session, question, concerned, after), some.limit))
    end = (seen[-1].reference,) if len(seen) == some.limit else None
    shown = [one for one in seen if given.same or not one.stands]
    return page(Found(shown, BY_REFERENCE, end), Supposed.as_document)


def _closures(given: Sequence[ClosedThen]) -> tuple[Closure, ...]:
    for place, one in enumerate(given):
        check_office(one.office, one.office, f"closures.{place}.office")
        if one.last < one.first:
            name = f"closures.{place}.last"
            message = ORDER(field=name, value=str(one.last), other="first", day=str(one.first))
            raise Invalid(wrong(name, message, str(one.last)))
    return tuple(Closure(one.office, one.first, one.last) for one in given)
