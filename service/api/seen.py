"""Deadlines as a caller saw them: their ETag, and the check that they are still so before anything is recorded."""

from service.api.calls import Call, tag
from service.api.given import Document
from service.portfolio.explaining import read_deadline
from service.portfolio.reading import find_deadline
from service.store.queries import locked_case

PASSING = ("next_rung_at", "derivation")  # what no act of anybody changes


def deadline_tag(document: Document) -> dict[str, str]:
    """The header with the ETag of a deadline."""
    return {"ETag": tag(_state(document))}


def as_seen(call: Call, number: int) -> int:
    """The id of a deadline that is as the caller saw it, kept so until the call ends. Raises `Unknown`, `Stale`."""
    if call.if_match is not None:
        locked_case(call.session, find_deadline(call.session, number).case_id)
        call.expect(_state(read_deadline(call.session, number)))
    return number


def _state(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in PASSING}
