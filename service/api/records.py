"""What people said about deadlines, each by itself for a client that has its id."""

from typing import Annotated

from fastapi import Path

from service.api.calls import Reading
from service.api.deadlines import OF_A_COMPLETION
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.routing import resource
from service.api.validation import Id
from service.portfolio.docket import People
from service.portfolio.proof_files import files_of
from service.portfolio.said import (
    acknowledgement_document,
    completion_document,
    instruction_document,
    override_document,
)
from service.portfolio.withdrawing import find_entry
from service.store import AcknowledgementRow, CompletionRow, InstructionRow, OverrideRow

Number = Annotated[Id, Path(description="Its id.")]

router = resource("deadlines")


@router.get("/completions/{number}", openapi_extra=OF_A_COMPLETION, **answers("OneCompletion"))
def get_completion(call: Reading, number: Number) -> Document:
    """Read a completion with its files, voided or not."""
    row = find_entry(call.session, CompletionRow, "completion", number)
    return completion_document(row, files_of(call.session, [row.id])) | {"deadline": row.deadline_id}


@router.get("/overrides/{number}", openapi_extra=follows(number="override_deadline#/id"), **answers("OneOverride"))
def get_override(call: Reading, number: Number) -> Document:
    """Read an override, withdrawn or not."""
    row = find_entry(call.session, OverrideRow, "override", number)
    return override_document(row) | {"deadline": row.deadline_id}


@router.get("/instructions/{number}", openapi_extra=follows(number="instruct_deadline#/id"), **answers("Instruction"))
def get_instruction(call: Reading, number: Number) -> Document:
    """Read an instruction, withdrawn or not."""
    row = find_entry(call.session, InstructionRow, "instruction", number)
    return instruction_document(row, People(call.session).by_id)


@router.get(
    "/acknowledgements/{number}", openapi_extra=follows(number="acknowledge_deadline#/id"), **answers("Acknowledgement")
)
def get_acknowledgement(call: Reading, number: Number) -> Document:
    """Read somebody's word that they have seen a deadline."""
    row = find_entry(call.session, AcknowledgementRow, "acknowledgement", number)
    return acknowledgement_document(row, People(call.session).by_id)
