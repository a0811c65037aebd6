"""The family of one case: its parents, its parts, the others, and at which of them each span is paid for."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from rules import FieldError, Refused, as_document
from rules.texts import Message
from service.portfolio.payers import find_faults
from service.portfolio.reading import find_case
from service.store.families import Member, related

MOST = 500  # cases of one family

Document = dict[str, Any]


def family_of(session: Session, reference: str, today: date) -> Document:
    """A case with all that it hangs together with by parent or family. Raises `Unknown`."""
    find_case(session, reference)
    members = related(session, reference, MOST)
    itself = next(one for one in members if one.reference == reference)
    return {
        "reference": reference,
        "members": [_document(one, _relation(one, itself, members)) for one in members],
        "payments": [payment for one in members for payment in sorted(_payments(one), key=lambda paid: paid["from"])],
        "faults": [{"reference": fault.reference} | _said(fault.message) for fault in find_faults(members, today)],
    }


def _relation(one: Member, itself: Member, members: Sequence[Member]) -> str:
    if one is itself:
        return "self"
    if one.reference in _ancestors(itself, members):
        return "parent"
    return "part" if itself.reference in _ancestors(one, members) else "relative"


def _ancestors(one: Member, members: Sequence[Member]) -> list[str]:
    """The cases that one derives from, the nearest first; a circle of parents is walked once."""
    parents = {other.reference: other.parent for other in members}
    found: list[str] = []
    parent = one.parent
    while parent is not None and parent not in (one.reference, *found):
        found.append(parent)
        parent = parents.get(parent)
    return found


def _payments(one: Member) -> Iterator[Document]:
    """The spans of a case: what its annuities and its renewals pay for, and what is prepaid or free."""
    for kind, span in (("annuity", one.paid), ("renewal", one.renewed)):
        if span:
            first, last = span
            days = {"from": first.isoformat(), "to": last.isoformat()}
            yield {"reference": one.reference, **days, "as": kind, "cites": []}
    for declared in one.spans:
        yield {"reference": one.reference, **declared}


def _document(one: Member, relation: str) -> Document:
    return {
        "reference": one.reference,
        "jurisdiction": one.jurisdiction,
        "right": one.right,
        "route": one.route,
        "status": one.status,
        "family": one.family,
        "parent": one.parent,
        "relation": relation,
        "watched_by": one.watched_by,
        "closed": one.closed,
        "dates": {event: day.isoformat() for event, day in one.dates.items()},
    }


def _said(message: Message) -> Document:
    said: Document = as_document(Refused(None, (FieldError("", message),)))["errors"][0]
    return {key: value for key, value in said.items() if key != "field"}
