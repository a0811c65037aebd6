"""Cases: registering and correcting them, reading them with their deadlines, closing them."""

from typing import Annotated, Any, Literal

from fastapi import Body, Path, Query
from pydantic import Field

from rules.case import EVENTS
from rules.texts import Text
from service.api.calls import Answer, Call, Reading, Writing, etag
from service.api.describing import answers, conditional, follows, takes
from service.api.given import CaseCorrection, CaseGiven, Document, ManualGiven
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Body as Given
from service.api.validation import Day, Line, Moment, Storable
from service.portfolio.attesting import verify_date
from service.portfolio.closing import close_case, reopen_case
from service.portfolio.errors import Invalid, wrong
from service.portfolio.handing_over import hand_over
from service.portfolio.manual import add_manual
from service.portfolio.merging import PEOPLE
from service.portfolio.reading import date_document, deadline_document, find_case, list_cases, read_case
from service.portfolio.registering import register
from service.portfolio.revisions import hold_case
from service.store import listing
from service.store.listing import CASE_ORDERS, CaseFilter

RENAMED = Text("case.renamed", "reference {value} is not {reference} as in the address; a case keeps its reference")

Reference = Annotated[Storable, Path(max_length=200, description="The name by which you know the case.")]
Event = Annotated[
    Storable,
    Path(description="Which date, such as `grant`.", examples=["filing"], json_schema_extra={"enum": list(EVENTS)}),
]
Filter = Annotated[Storable | None, Field(max_length=2000)]
Right = Literal["patent", "utility_model", "design", "trademark"]
Sort = Literal["reference", "-reference", "updated_at", "-updated_at", "act_by", "-act_by"]
Status = Literal["pending", "granted", "registered", "lapsed", "abandoned", "expired", "transferred"]

EXAMPLE = {
    "reference": "P1-EP",
    "jurisdiction": "EP",
    "right": "patent",
    "title": "Suture anchor",
    "numbers": {"application": "EP16198765.4"},
    "dates": {"filing": {"date": "2016-11-15", "source": "filing receipt", "verified_by": "Paralegal 1"}},
    "settled_through": {"date": "2025-12-31", "source": "records of the former annuity provider"},
}

OF_A_CASE = follows(reference="register_case#/reference")

router = resource("cases")


class Wanted(Listing):
    """Which cases: each parameter that is given must fit."""

    jurisdiction: Filter = None
    right: Right | None = None
    status: Status | None = Field(
        None, description="As it was given; a case whose status follows from its dates has none."
    )
    owner: Filter = None
    responsible: Filter = Field(None, description="The key of who is in charge or stands by.")
    family: Filter = None
    parent: Filter = Field(None, description="The reference of the case they derive from.")
    unruled: bool | None = Field(None, description="Whether no rules exist for them.")
    closed: bool | None = Field(None, description="Whether a person closed them.")
    number: Filter = Field(None, description="One of the office's numbers, however it is punctuated.")
    title: Filter = Field(None, description="A part of the title, in small or large letters.")
    updated_since: Moment | None = Field(None, description="Those that changed at this moment or later.")
    awaiting: bool | None = Field(None, description="Whether the rules await facts of them.")
    duplicates: bool | None = Field(None, description="Whether one of their numbers stands on another case too.")
    unverified: bool | None = Field(None, description="Whether nobody has verified one of their dates.")
    sort: Sort = Field("reference", description="By what; with a minus the other way round.")

    def as_filter(self) -> CaseFilter:
        """The question to the store."""
        return CaseFilter(
            jurisdiction=self.jurisdiction,
            right=self.right,
            status=self.status,
            owner=self.owner,
            family=self.family,
            parent=self.parent,
            named=self.responsible,
            unruled=self.unruled,
            closed=self.closed,
            number=self.number,
            title=self.title,
            updated_since=self.updated_since,
            awaiting=self.awaiting,
            duplicates=self.duplicates,
            unverified=self.unverified,
        )


class DateGiven(Given):
    """One date of a case; a null `date` deletes it. `verified_by` compared it with the record of the office."""

    date: Day | None
    source: Line | None = None
    verified_by: Line | None = None


class Verification(Given):
    """The day that stands, and the key of the person who compared it with the record of the office."""

    date: Day
    person: Line


class SettledGiven(Given):
    """The day through which everything is settled, and on whose authority; a null `date` takes the word back."""

    date: Day | None
    source: Line | None = None


class Reason(Given):
    """Why, and who says so; the name of the API key when `actor` is absent."""

    reason: Line
    actor: Line | None = None


class HandOver(Reason):
    """Who answers for a case, both or one of them; null takes the name off, so that a rule of assignment holds."""

    responsible: Line | None = None
    backup: Line | None = None


@router.post("/cases", openapi_extra=takes(EXAMPLE) | conditional(), **answers("Registration", also=201))
def register_case(call: Writing, document: Annotated[CaseGiven, Body()]) -> Answer:
    """Register a case, or merge into it what is given: what is absent is unchanged, null deletes.

    Answers with the whole schedule, and tells which deadlines came, moved and went. Status 201 for a new case.
    """
    return _registered(call, document)


@router.get("/cases", openapi_extra=follows("register_case"), **answers("StoredCasePage"))
def list_registered_cases(call: Reading, wanted: Annotated[Wanted, Query()]) -> Document:
    """List cases without their deadlines, in the order of their references or as `sort` says.

    By `act_by` go those that are watched by their next day to act by, the others come behind them.
    """
    return page(list_cases(call.session, wanted.as_filter(), wanted.of(CASE_ORDERS[wanted.sort])), dict)


@router.put(
    "/cases/{reference:path}/dates/{event}",
    openapi_extra=takes({"date": "2016-11-15", "source": "register", "verified_by": "Paralegal 1"})
    | conditional()
    | OF_A_CASE,
    **answers("Registration"),
)
def correct_date(call: Writing, reference: Reference, event: Event, given: DateGiven) -> Answer:
    """Correct one date of a case, or delete it with a null `date`; the answer reports what moved."""
    return _corrected(call, reference, {"dates": {event: given.model_dump(mode="json")}})


@router.post(
    "/cases/{reference:path}/dates/{event}/verify",
    openapi_extra=takes({"date": "2016-11-15", "person": "p2"})
    | conditional()
    | follows("store_person", reference="register_case#/reference"),
    **answers("StoredCase"),
)
def verify_case_date(call: Writing, reference: Reference, event: Event, given: Verification) -> Answer:
    """Take the word of a second person, not of who entered it, that a date is what the record of the office says."""
    verify_date(call.session, call.context, _seen(call, reference), event, given.date, given.person)
    return _case(call, reference)


@router.get("/cases/{reference:path}/dates", openapi_extra=OF_A_CASE, **answers("DatedPage"))
def list_dates(call: Reading, reference: Reference, wanted: Annotated[Listing, Query()]) -> Document:
    """List every date that somebody gave for a case, oldest first."""
    case = find_case(call.session, reference)
    return page(listing.dates(call.session, case.id, wanted.of(listing.DATES_BY_ID)), date_document)


@router.put(
    "/cases/{reference:path}/settled-through",
    openapi_extra=takes({"date": "2025-12-31", "source": "records of the former provider"}) | conditional() | OF_A_CASE,
    **answers("Registration"),
)
def settle_through(call: Writing, reference: Reference, given: SettledGiven) -> Answer:
    """Take somebody's word that everything due up to a day is settled; a null `date` takes it back."""
    return _corrected(call, reference, {"settled_through": given.model_dump(mode="json")})


@router.post(
    "/cases/{reference:path}/close",
    openapi_extra=takes({"reason": "sold to another company", "actor": "Paralegal 1"}) | conditional() | OF_A_CASE,
    **answers("StoredCase"),
)
def close(call: Writing, reference: Reference, given: Reason) -> Answer:
    """Close a case: a person's word, with a reason, that nobody need watch it any longer."""
    close_case(call.session, call.acting(given.actor), _seen(call, reference), given.reason)
    return _case(call, reference)


@router.post(
    "/cases/{reference:path}/reopen",
    openapi_extra=takes({"reason": "closed by mistake", "actor": "Paralegal 1"})
    | conditional()
    | follows(reference="close#/reference"),
    **answers("StoredCase"),
)
def reopen(call: Writing, reference: Reference, given: Reason) -> Answer:
    """Take a closing back; the ladders run again."""
    reopen_case(call.session, call.acting(given.actor), _seen(call, reference), given.reason)
    return _case(call, reference)


@router.post(
    "/cases/{reference:path}/hand-over",
    openapi_extra=takes({"responsible": "p2", "backup": "p3", "reason": "Paralegal 1 moves to trade marks"})
    | conditional()
    | follows("store_person", reference="register_case#/reference"),
    **answers("StoredCase"),
)
def hand_over_case(call: Writing, reference: Reference, given: HandOver) -> Answer:
    """Name who is in charge of a case from now on, or who stands by; both sides are told."""
    to = given.model_dump(include=given.model_fields_set & set(PEOPLE))
    hand_over(call.session, call.acting(given.actor), _seen(call, reference), to, given.reason)
    return _case(call, reference)


@router.post(
    "/cases/{reference:path}/deadlines",
    openapi_extra=takes(
        {"title": "Renewal", "due": "2027-03-31", "source": "agent's letter"},
        {"title": "Answer the agent", "due": "2026-03-12", "source": "agent's letter"},
    )
    | conditional()
    | OF_A_CASE,
    **answers("StoredDeadline", 201),
)
def enter_deadline(call: Writing, reference: Reference, document: Annotated[ManualGiven, Body()]) -> Answer:
    """Enter a deadline that no rule computes; an unruled case is watched by it."""
    row = add_manual(call.session, call.context, _seen(call, reference), document)
    case = find_case(call.session, reference)
    return Answer(deadline_document(row, case), 201, {"Location": f"/v1/deadlines/{row.id}"})


@router.patch(
    "/cases/{reference:path}",
    openapi_extra=takes({"title": "Suture anchor with eyelet", "dates": {"grant": "2026-01-14"}})
    | conditional()
    | OF_A_CASE,
    **answers("Registration"),
)
def correct_case(call: Writing, reference: Reference, document: Annotated[CaseCorrection, Body()]) -> Answer:
    """Merge into a case what is given: what is absent is unchanged, null deletes; the answer reports what moved."""
    return _corrected(call, reference, document)


@router.get("/cases/{reference:path}", openapi_extra=OF_A_CASE, **answers("StoredCase"))
def get_case(call: Reading, reference: Reference) -> Answer:
    """Read a case with its deadlines; its `ETag` is for `If-Match`."""
    return _case(call, reference)


def _case(call: Call, reference: str) -> Answer:
    document = read_case(call.session, reference)
    return Answer(document, headers=etag(document["revision"]))


def _corrected(call: Call, reference: str, document: Document) -> Answer:
    """Correct a case that exists."""
    find_case(call.session, reference)
    named = document.get("reference", reference)
    if named != reference:
        raise Invalid(wrong("reference", RENAMED(value=str(named)[:200], reference=reference), named))
    return _registered(call, document | {"reference": reference})


def _registered(call: Call, document: Document) -> Answer:
    result = register(call.session, call.context, document, if_match=call.revision)
    stored = read_case(call.session, result.reference or "")
    told: dict[str, Any] = {"created": result.created, "changes": [change.as_document() for change in result.changes]}
    return Answer(stored | told, 201 if result.created else 200, etag(stored["revision"]))


def _seen(call: Call, reference: str) -> int:
    """The id of a case that is still at the revision the caller saw, and stays so until the call is over."""
    return hold_case(call.session, reference, call.revision)
