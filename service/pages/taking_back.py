"""Taking back what was said, by somebody signed in: an instruction, a completion, or the answer to one in question.

Each brings reminders back or leaves them as they are, but for one: a confirmed completion in question that stands
ends them, as it did before it came into question.
"""

from dataclasses import replace

from fastapi import Request, Response
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException

from service.pages.addresses import case_address
from service.pages.answering import Answering, Find, SpentError, answered, form_page
from service.pages.barriers import READS_ONLY, Barrier, closed
from service.pages.forms import JUDGE, TAKE_BACK, WITHDRAW, Asked, Sent
from service.pages.languages import language_of
from service.pages.own_answers import asked_of
from service.pages.routing import Number, pages
from service.pages.visitors import Reader, Visitor, refuse_other_sites
from service.portfolio.docket import in_question
from service.portfolio.proof_files import headers_of, read_file
from service.portfolio.roles import may
from service.store import CompletionRow, InstructionRow, reading

ACTS = {WITHDRAW: "withdraw", TAKE_BACK: "void", JUDGE: "answer_question"}

router = pages()


@router.get("/said/{purpose}/{number:int}")
def look(request: Request, visitor: Reader, purpose: str, number: Number) -> Response:
    """Show what was said, and the form that takes it back."""
    return form_page(request, _finding(request, visitor, purpose, number))


@router.post("/said/{purpose}/{number:int}")
async def take_back(request: Request, visitor: Reader, purpose: str, number: Number) -> Response:
    """Take it back, for the reason that somebody gave."""
    refuse_other_sites(request)
    return await answered(request, _finding(request, visitor, purpose, number))


@router.get("/proof-files/{number:int}")
def download(visitor: Reader, number: Number) -> Response:
    """A file that proves a completion, as it came, for whoever may read."""
    with reading(visitor.service.engine) as session:
        row = read_file(session, number)
        return Response(row.content, headers=headers_of(row))


def _finding(request: Request, visitor: Visitor, purpose: str, number: int) -> Find:
    """How what is to be taken back is found. Raises `HTTPException` for what can't be."""
    if purpose not in ACTS:
        raise HTTPException(404)

    def find(session: Session, sent: Sent | None) -> Answering:
        row = session.get(InstructionRow, number) if purpose == WITHDRAW else session.get(CompletionRow, number)
        if row is None:
            raise HTTPException(404)
        asked, say = asked_of(session, visitor, row.deadline_id, sent), language_of(request)
        session.refresh(row)
        if why := _barrier(purpose, asked, row):
            raise SpentError(why, say, case_address(asked.case.reference))
        return Answering(purpose, replace(asked, about=row), say, visitor.person.name, visitor.token)

    return find


def _barrier(purpose: str, asked: Asked, row: CompletionRow | InstructionRow) -> Barrier | None:
    """Why something can't be taken back, or answered, now; None if it can."""
    if asked.person and not may(asked.person.role, ACTS[purpose]):
        return READS_ONLY
    if asked.case.closed_at is not None:
        return closed(asked.case)
    over, by = (
        (row.voided_at, row.voided_by) if isinstance(row, CompletionRow) else (row.withdrawn_at, row.withdrawn_by)
    )
    if over is not None:
        return Barrier("answers.taken_back", 410, {"actor": by})
    if purpose == JUDGE and isinstance(row, CompletionRow) and not in_question(row):
        return Barrier("answers.no_question", 410)
    return None
