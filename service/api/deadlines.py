"""Deadlines: reading them with their derivations, and recording what people did about them."""

from typing import Annotated, Literal

from fastapi import Body, Path, Query
from pydantic import Field

from service.api.calls import SEEN, Answer, Call, Reading, Writing
from service.api.describing import answers, conditional, follows, takes
from service.api.given import Document, OverrideGiven
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.seen import as_seen, deadline_tag
from service.api.validation import Body as Given
from service.api.validation import Day, Id, Line, Storable
from service.portfolio.completing import Proof, answer_question, complete, void
from service.portfolio.docket import People
from service.portfolio.explaining import explain_deadline, read_deadline
from service.portfolio.manual import override, withdraw_override
from service.portfolio.people import find_person
from service.portfolio.proof_files import files_of
from service.portfolio.reading import find_deadline, list_deadlines
from service.portfolio.said import acknowledgement_document, completion_document, override_document
from service.reminders.acknowledging import acknowledge
from service.store import CompletionRow
from service.store.listing import DEADLINE_ORDERS, CaseFilter, DeadlineFilter

Number = Annotated[Id, Path(description="Its id.")]
Filter = Annotated[Storable | None, Field(max_length=2000)]
Sort = Literal["act_by", "-act_by", "reference", "-reference"]
State = Literal["open", "settled", "history", "to_verify", "gone"]

NEXT_FEE = "register_case#/deadlines/8/id"
OF_A_DEADLINE = follows(number=NEXT_FEE)
OF_A_COMPLETION = follows(number="record_completion#/completions/0/id")

router = resource("deadlines")


class Wanted(Listing):
    """Which deadlines: each parameter that is given must fit."""

    state: State | None = Field(None, description="Those that are gone only where asked for.")
    kind: Filter = None
    office: Filter = None
    reference: Filter = None
    jurisdiction: Filter = None
    owner: Filter = None
    responsible: Filter = Field(None, description="The key of who is in charge or stands by.")
    family: Filter = None
    act_by_from: Day | None = Field(None, description="First day to act by, by the driving date.")
    act_by_to: Day | None = Field(None, description="Last day to act by, by the driving date.")
    sort: Sort = Field("act_by", description="By what; with a minus the other way round.")

    def as_filter(self) -> DeadlineFilter:
        """The question to the store."""
        case = CaseFilter(jurisdiction=self.jurisdiction, owner=self.owner, family=self.family, named=self.responsible)
        return DeadlineFilter(
            self.reference, self.kind, self.office, self.state, self.act_by_from, self.act_by_to, case
        )


class Done(Given):
    """What was done: only `confirmed` ends a ladder; `covers` names other numbers done with it."""

    state: Literal["ordered", "paid", "confirmed"]
    done_on: Day
    proof: Line | None = None
    covers: tuple[Id, ...] = Field((), strict=False)
    actor: Line | None = None


class Voiding(Given):
    """Why a completion doesn't stand, and who says so."""

    reason: Line
    actor: Line | None = None


class Judgement(Given):
    """Whether a completion in question stands, and who says so."""

    stands: bool
    reason: Line | None = None
    actor: Line | None = None


class Seen(Given):
    """Who has seen the deadline: a person by key, or whoever acts."""

    person: Line | None = None
    actor: Line | None = None
    note: Line | None = None


class Withdrawal(Given):
    """Why an override no longer holds."""

    reason: Line


@router.get("/deadlines", openapi_extra=follows("register_case"), **answers("StoredDeadlinePage"))
def list_all_deadlines(call: Reading, wanted: Annotated[Wanted, Query()]) -> Document:
    """List deadlines, the most urgent first, or as `sort` says."""
    return page(list_deadlines(call.session, wanted.as_filter(), wanted.of(DEADLINE_ORDERS[wanted.sort])), dict)


@router.get("/deadlines/{number}", openapi_extra=OF_A_DEADLINE, **answers("StoredDeadline"))
def get_deadline(call: Reading, number: Number) -> Answer:
    """Read a deadline with its derivation: how each of its days follows from the dates of the case.

    The `ETag` is for `If-Match` with whatever is recorded about it.
    """
    document = explain_deadline(call.session, number, call.context.as_of)
    return Answer(document, headers=deadline_tag(document))


@router.post(
    "/deadlines/{number}/completions",
    openapi_extra=takes({"state": "confirmed", "done_on": "2026-02-27", "proof": "receipt 20260227-17"})
    | OF_A_DEADLINE
    | conditional(SEEN),
    **answers("Completed", 201),
)
def record_completion(call: Writing, number: Number, given: Done) -> Answer:
    """Record that an act was done; a day outside the window puts the completion in question."""
    proof = Proof(given.state, given.done_on, given.proof, given.covers, given.actor)
    return Answer(_completed(call, number, *complete(call.session, call.context, as_seen(call, number), proof)), 201)


@router.post(
    "/completions/{number}/void",
    openapi_extra=takes({"reason": "paid for another case", "actor": "Paralegal 1"}) | OF_A_COMPLETION,
    **answers("Completed"),
)
def void_completion(call: Writing, number: Number, given: Voiding) -> Document:
    """Take a completion back, with a reason; the ladder of a deadline it settled runs again."""
    completion = void(call.session, call.acting(given.actor), number, given.reason)
    return _completed(call, completion.deadline_id, completion)


@router.post(
    "/completions/{number}/answer",
    openapi_extra=takes({"stands": True, "reason": "the office took the early payment", "actor": "Paralegal 2"})
    | OF_A_COMPLETION,
    **answers("Completed"),
)
def answer_questioned_completion(call: Writing, number: Number, given: Judgement) -> Document:
    """Say whether a completion in question stands; one that doesn't is voided."""
    completion = answer_question(
        call.session, call.acting(given.actor), number, stands=given.stands, reason=given.reason
    )
    return _completed(call, completion.deadline_id, completion)


@router.post(
    "/deadlines/{number}/overrides",
    openapi_extra=takes({"due": "2026-12-15", "reason": "shorter time in the notice", "source": "notice of 2026-09-15"})
    | OF_A_DEADLINE
    | conditional(SEEN),
    **answers("Override", 201),
)
def override_deadline(call: Writing, number: Number, document: Annotated[OverrideGiven, Body()]) -> Answer:
    """Set another date against a computed one; both stay visible, and the earlier drives the ladder."""
    return Answer(override_document(override(call.session, call.context, as_seen(call, number), document)), 201)


@router.post(
    "/overrides/{number}/withdraw",
    openapi_extra=takes({"reason": "the notice was withdrawn"}) | follows(number="override_deadline#/id"),
    **answers("Override"),
)
def withdraw(call: Writing, number: Number, given: Withdrawal) -> Document:
    """Take an override back."""
    return override_document(withdraw_override(call.session, call.context, number, given.reason))


@router.post(
    "/deadlines/{number}/acknowledgements",
    openapi_extra=takes({"person": "p1", "note": "ordered tomorrow"})
    | follows("store_person", number=NEXT_FEE)
    | conditional(SEEN),
    **answers("Acknowledgement", 201),
)
def acknowledge_deadline(call: Writing, number: Number, given: Seen) -> Answer:
    """Say that a deadline was seen as it stands; when its day moves it has to be seen anew."""
    person = find_person(call.session, given.person) if given.person else None
    deadline = find_deadline(call.session, as_seen(call, number))
    row = acknowledge(call.session, call.acting(given.actor), deadline, person=person, note=given.note)
    return Answer(acknowledgement_document(row, People(call.session).by_id), 201)


def _completed(call: Call, number: int, *completions: CompletionRow) -> Document:
    return {
        "completions": [completion_document(one, files_of(call.session, [one.id])) for one in completions],
        "deadline": read_deadline(call.session, number),
    }
