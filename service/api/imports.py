"""Imports: a file of rows in, and afterwards what became of each."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from service.api.calls import Answer, Reading, Writing
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.routing import LINES, resource
from service.api.uploads import CSV_TYPE, XLSX_TYPE, Records, takes_file
from service.api.validation import Id, Storable
from service.portfolio.context import IMPORT, Context
from service.portfolio.rows import read_rows
from service.portfolio.tables.runs import as_document, find_import, import_whole, row_document
from service.store import transferring

EXAMPLE = "reference,jurisdiction,right,filing\nP7-EP,EP,patent,2016-11-15\n"
Table = Literal[
    "people",
    "owners",
    "closures",
    "assignments",
    "ladders",
    "absences",
    "cases",
    "dates",
    "deadlines",
    "overrides",
    "completions",
    "instructions",
    "acknowledgements",
    "closings",
]
FileName = Annotated[
    Storable | None, Query(max_length=1000, description="The name of the file; its folders are left off.")
]

OF_AN_IMPORT = follows(number="import_file#/id")

router = resource("imports")


class Rows(Listing):
    """Which rows of an import."""

    outcome: Literal["new", "changed", "unchanged", "refused", "conflict"] | None = Field(
        None, description="Only rows of which this became."
    )


@router.post(
    "/imports", openapi_extra=takes_file(CSV_TYPE, XLSX_TYPE, LINES, example=EXAMPLE), **answers("Import", 201)
)
def import_file(
    call: Writing,
    sent: Records,
    name: FileName = None,
    table: Annotated[Table | None, Query(description="What a CSV file holds; cases or completions if absent.")] = None,
    dry_run: Annotated[bool, Query(description="Say what would become of each row, and store nothing of it.")] = False,
) -> Answer:
    """Import cases and completions, or with an admin key any table of an export; each row whole or not at all.

    A file imported twice changes nothing. The answer counts what became of the rows; `/rows` tells it of each.
    """
    context = Context(call.caller.name, call.now, call.service.plan, IMPORT)
    trusted, rows = call.caller.administers, read_rows(sent.stream(), table)
    kept = import_whole(call.session, context, rows, sent.named(name), trusted=trusted, dry_run=dry_run)
    return Answer(as_document(kept), 201)


@router.get("/imports", openapi_extra=follows("import_file"), **answers("ImportPage"))
def list_imports(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List imports, the latest first."""
    return page(transferring.imports(call.session, wanted.of(transferring.LATEST)), as_document)


@router.get("/imports/{number}", openapi_extra=OF_AN_IMPORT, **answers("Import"))
def get_import(call: Reading, number: Id) -> Document:
    """Read who imported which file, when, and how many rows became what."""
    return as_document(find_import(call.session, number))


@router.get("/imports/{number}/rows", openapi_extra=OF_AN_IMPORT, **answers("ImportedRowPage"))
def list_imported_rows(call: Reading, number: Id, wanted: Annotated[Rows, Query()]) -> Document:
    """List what became of the rows of an import, in their order."""
    find_import(call.session, number)
    asked = wanted.of(transferring.AS_IMPORTED)
    return page(transferring.imported_rows(call.session, number, wanted.outcome, asked), row_document)
