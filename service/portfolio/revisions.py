"""The revision of a case that a caller saw, held against the one it has now."""

from sqlalchemy.orm import Session

from service.portfolio.errors import Stale, wrong
from service.portfolio.reading import find_case
from service.portfolio.texts import STALE_REVISION
from service.store import CaseRow, queries


def hold_case(session: Session, reference: str, seen: int | None) -> int:
    """The id of a case, kept from other writers from now on until the transaction ends.

    Raises `Unknown`, and `Stale` where the caller saw another revision than the case has now; None is any.
    """
    case = queries.locked_case(session, find_case(session, reference).id)
    check_revision(case, seen)
    return case.id


def check_revision(case: CaseRow, seen: int | None) -> None:
    """Raise `Stale` where a case that is locked has another revision than its caller saw."""
    if seen is not None and case.revision != seen:
        message = STALE_REVISION(reference=case.reference, revision=case.revision, seen=seen)
        raise Stale(wrong("revision", message, seen))
