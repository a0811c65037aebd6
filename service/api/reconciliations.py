"""Reconciliations: another system's due list against what is stored, once or day by day."""

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field

from rules.reading import shown
from rules.texts import Text
from service.api.calls import Answer, Reading, Writing
from service.api.cases import Right
from service.api.describing import answers, follows, takes
from service.api.given import Document
from service.api.imports import FileName
from service.api.paging import Listing, page
from service.api.problems import INVALID, Problem
from service.api.routing import resource
from service.api.uploads import SHEETS, Sheets, takes_file
from service.api.validation import Day, Id, Parameters, Storable, Withdrawal
from service.jsontext import Unreadable, read
from service.portfolio.errors import wrong
from service.portfolio.reconciling.documents import row_document, run_document
from service.portfolio.reconciling.lists import ISO
from service.portfolio.reconciling.lists import Writing as Written
from service.portfolio.reconciling.runs import USUAL_KINDS, Asked, find_run, reconcile, settle_difference
from service.store import reconciled

EXAMPLE = "Our ref;Country;Type;Year;Due date\nP1-EP;EP;Annuity;12;2027-11-30\n"
NOT_A_MAPPING = Text("request.not_a_mapping", "{field} {value} is not a JSON object of texts; write it as {example}")
COLUMNS, WORDS = '{"reference": "Our ref", "due": "Due date"}', '{"Jahresgebühr": "annuity"}'

Kind = Literal[
    "annuity",
    "renewal",
    "declaration_of_use",
    "working_statement",
    "instalment",
    "grace_request",
    "national_entry",
    "priority_end",
    "expiry",
    "manual",
]
Verdict = Literal["agree", "differ", "only_here", "only_there", "unreadable"]

OF_A_RUN = follows(number="compare_list#/id")

router = resource("reconciliations")


class Compared(Parameters):
    """What is compared, and how the list is written."""

    name: Storable = Field(
        min_length=1,
        max_length=100,
        description="The name under which the comparison is repeated.",
        examples=["annuities"],
    )
    file: FileName = None
    columns: Storable | None = Field(
        None, max_length=4000, description=f"Which column says what, by field: {COLUMNS}; guessed by name if absent."
    )
    date_format: Storable = Field(ISO, max_length=40, description="How the list writes dates, such as DD.MM.YYYY.")
    kinds: Storable | None = Field(None, max_length=4000, description=f"The list's words for kinds: {WORDS}.")
    only: list[Kind] = Field(
        [], description="The kinds that the list should have; all but expiry and priority_end if none."
    )
    owner: Storable | None = Field(None, max_length=2000, description="It should have the cases of this owner.")
    right: Right | None = Field(None, description="It should have these rights.")
    jurisdiction: Storable | None = Field(None, max_length=2, description="It should have the cases of this office.")
    first: Day | None = Field(None, description="The first day that it covers; that of its first row if absent.")
    last: Day | None = Field(None, description="The last day that it covers; that of its last row if absent.")

    def as_asked(self) -> Asked:
        """The question to the portfolio."""
        columns = _mapping("query.columns", self.columns, COLUMNS)
        written = Written(columns, self.date_format, _mapping("query.kinds", self.kinds, WORDS))
        kinds = tuple(self.only) or USUAL_KINDS
        return Asked(self.name, written, self.first, self.last, kinds, self.owner, self.right, self.jurisdiction)


class Runs(Listing):
    """Which reconciliations."""

    name: Storable | None = Field(None, max_length=100, description="Only those under this name.")


class Rows(Listing):
    """Which rows of a reconciliation."""

    verdict: Verdict | None = Field(None, description="Only rows with this verdict.")
    settled: bool | None = Field(None, description="Whether somebody settled the difference.")


class Differences(Listing):
    """Which differences."""

    change: Literal["new", "unchanged", "gone"] | None = Field(None, description="Against the run before.")
    settled: bool | None = Field(None, description="Whether somebody settled the difference.")


@router.post("/reconciliations", openapi_extra=takes_file(*SHEETS, example=EXAMPLE), **answers("Reconciliation", 201))
def compare_list(call: Writing, sent: Sheets, asked: Annotated[Compared, Query()]) -> Answer:
    """Compare another system's due list with what is stored: what agrees, differs, and is on one side only.

    Repeated under the same name it tells what is new, unchanged and gone since the run before. The answer shows which
    columns were guessed.
    """
    run = reconcile(call.session, call.context, sent.stream(), sent.named(asked.file), asked.as_asked())
    return Answer(run_document(run), 201)


@router.get("/reconciliations", openapi_extra=follows("compare_list"), **answers("ReconciliationPage"))
def list_reconciliations(call: Reading, wanted: Annotated[Runs, Query()]) -> Document:
    """List reconciliations, the latest first."""
    return page(reconciled.runs(call.session, wanted.name, wanted.of(reconciled.LATEST)), run_document)


@router.get("/reconciliations/{number}", openapi_extra=OF_A_RUN, **answers("Reconciliation"))
def get_reconciliation(call: Reading, number: Id) -> Document:
    """Read what was compared, how the list was read, and how many rows got which verdict."""
    return run_document(find_run(call.session, number))


@router.get("/reconciliations/{number}/rows", openapi_extra=OF_A_RUN, **answers("ComparedRowPage"))
def list_compared_rows(call: Reading, number: Id, wanted: Annotated[Rows, Query()]) -> Document:
    """List what was compared: both sides, and for what differs how our day follows from the facts."""
    find_run(call.session, number)
    asked = wanted.of(reconciled.AS_COMPARED)
    return page(reconciled.compared(call.session, number, wanted.verdict, wanted.settled, asked), row_document)


@router.get("/reconciliations/{number}/differences", openapi_extra=OF_A_RUN, **answers("ComparedRowPage"))
def list_differences(call: Reading, number: Id, wanted: Annotated[Differences, Query()]) -> Document:
    """List the differences against the run before: those that are gone, then those that are new or unchanged."""
    run = find_run(call.session, number)
    asked = wanted.of(reconciled.AS_COMPARED)
    found = reconciled.differences(call.session, run, wanted.change, wanted.settled, asked)
    return page(found, lambda row: row_document(row, run.id))


@router.post(
    "/compared-rows/{number}/settle",
    openapi_extra=takes({"reason": "the provider counts from the grant", "actor": "Paralegal 1"})
    | follows(number="list_differences#/items/0/id"),
    **answers("ComparedRow"),
)
def settle_compared_row(call: Writing, number: Id, given: Withdrawal) -> Document:
    """Say why a difference may stand; once either side says another day, it is a difference again."""
    return row_document(settle_difference(call.session, call.acting(given.actor), number, given.reason))


def _mapping(field: str, text: str | None, example: str) -> dict[str, str]:
    if not text:
        return {}
    try:
        found: Any = read(text.encode())
    except Unreadable as unreadable:
        found = unreadable
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Problem(
            INVALID, errors=[wrong(field, NOT_A_MAPPING(field=field, value=shown(text), example=example), text)]
        )
    return found
