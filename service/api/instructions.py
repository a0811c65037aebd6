"""What somebody wants done about a deadline, and the files that prove what was done."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request, Response

from service.api.calls import SEEN, Answer, Reading, Writing
from service.api.deadlines import NEXT_FEE, OF_A_COMPLETION
from service.api.describing import answers, conditional, follows, takes
from service.api.given import Document
from service.api.routing import resource
from service.api.seen import as_seen
from service.api.validation import Body as Given
from service.api.validation import Day, Id, Line, Storable
from service.portfolio.docket import People
from service.portfolio.instructing import instruct, withdraw_instruction
from service.portfolio.people import find_person
from service.portfolio.proof_files import GivenFile, add_file, headers_of, read_file
from service.portfolio.said import instruction_document

Number = Annotated[Id, Path(description="Its id.")]
FILE = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string"}, "example": "%PDF-1.7 receipt"}},
    }
}

router = resource("deadlines")


async def _body(request: Request) -> bytes:
    return await request.body()


class Wanted(Given):
    """What is wanted, and who wants it: a person by key, or whoever acts; `ask_again_on` goes with `ask_again`."""

    wish: Literal["renew", "lapse", "undecided", "ask_again", "not_mine"]
    ask_again_on: Day | None = None
    person: Line | None = None
    actor: Line | None = None
    note: Line | None = None


class Withdrawal(Given):
    """Why an instruction no longer holds, and who says so."""

    reason: Line
    actor: Line | None = None


@router.post(
    "/deadlines/{number}/instructions",
    openapi_extra=takes({"wish": "renew", "person": "p1", "note": "as every year"})
    | follows("store_person", number=NEXT_FEE)
    | conditional(SEEN),
    **answers("Instruction", 201),
)
def instruct_deadline(call: Writing, number: Number, given: Wanted) -> Answer:
    """Say what is wanted of a deadline as it stands; the latest instruction holds until the day to act by moves.

    A `lapse` is a proposal: two different people have to agree, the second by a link sent to their own address.
    """
    person = find_person(call.session, given.person) if given.person else None
    row = instruct(
        call.session,
        call.acting(given.actor),
        as_seen(call, number),
        given.wish,
        person=person,
        ask_again_on=given.ask_again_on,
        note=given.note,
    )
    return Answer(instruction_document(row, People(call.session).by_id), 201)


@router.post(
    "/instructions/{number}/withdraw",
    openapi_extra=takes({"reason": "the owner thinks it over", "actor": "Paralegal 1"})
    | follows(number="instruct_deadline#/id"),
    **answers("Instruction"),
)
def withdraw_given_instruction(call: Writing, number: Number, given: Withdrawal) -> Document:
    """Take an instruction back, with a reason; the ladder of a lapsed deadline runs again."""
    row = withdraw_instruction(call.session, call.acting(given.actor), number, given.reason)
    return instruction_document(row, People(call.session).by_id)


@router.post("/completions/{number}/files", openapi_extra=FILE | OF_A_COMPLETION, **answers("ProofFile", 201))
def add_proof_file(
    call: Writing,
    number: Number,
    request: Request,
    content: Annotated[bytes, Depends(_body)],
    name: Annotated[Storable, Query(min_length=1, max_length=500, description="Its name.", examples=["receipt.pdf"])],
) -> Answer:
    """Keep a file, the body as it is, as proof of a completion; at most 10 MiB."""
    given = GivenFile(name, request.headers.get("Content-Type", ""), content)
    return Answer(add_file(call.session, call.context, number, given).as_document(), 201)


@router.get(
    "/proof-files/{number}",
    response_class=Response,
    openapi_extra=follows(number="add_proof_file#/id"),
    responses={200: {"description": "The file as it came.", "content": {"application/octet-stream": {}}}},
)
def get_proof_file(call: Reading, number: Number) -> Response:
    """Read a file that proves a completion, as it came."""
    row = read_file(call.session, number)
    return Response(row.content, headers=headers_of(row))
