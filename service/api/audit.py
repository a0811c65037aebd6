"""The audit trail: who changed what, when, from what to what, and the seal that proves it."""

from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from service.api.calls import Administering
from service.api.describing import answers, follows
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Id, Moment, Storable
from service.portfolio.errors import Unknown, wrong
from service.portfolio.texts import NO_SUCH_ROW
from service.store import AuditRow, seals
from service.store.searching import LATEST, TrailFilter, trail, trail_row

Number = Annotated[Id, Path(description="Its number.")]
Exactly = Annotated[Storable | None, Field(max_length=2000)]

router = resource("administration")


class Wanted(Listing):
    """Which rows: each parameter that is given must fit."""

    subject: Exactly = Field(None, description="What it was done to, such as `case P1-EP`.")
    actor: Exactly = Field(None, description="Who did it: a person, or a key by its name.")
    action: Exactly = Field(None, description="What was done, such as `case.closed`.")
    since: Moment | None = Field(None, description="The first moment of interest.")
    until: Moment | None = Field(None, description="The first moment that is of no interest any more.")

    def as_filter(self) -> TrailFilter:
        """The question to the store."""
        return TrailFilter(self.subject, self.actor, self.action, self.since, self.until)


@router.get("/audit", openapi_extra=follows("register_case"), **answers("AuditEntryPage"))
def search_audit_trail(call: Administering, wanted: Annotated[Wanted, Query()]) -> Document:
    """Search the audit trail, the latest first."""
    return page(trail(call.session, wanted.as_filter(), wanted.of(LATEST)), lambda pair: _document(*pair))


@router.get("/audit/head", openapi_extra=follows("run_sandbox_tick"), **answers("AuditHead"))
def get_audit_head(call: Administering) -> Document:
    """Read the newest seal of the audit trail, to be kept where nobody who writes to the database can write."""
    newest = seals.newest_seal(call.session)
    names = "number", "digest", "at", "last"
    about = plain(newest, *names) if newest else dict.fromkeys(names)
    return about | {"waiting": seals.count_waiting(call.session)}


@router.get("/audit/{number}", openapi_extra=follows(number="search_audit_trail#/items/0/id"), **answers("AuditEntry"))
def get_audit_entry(call: Administering, number: Number) -> Document:
    """Read one row of the audit trail."""
    found = trail_row(call.session, number)
    if found is None:
        raise Unknown(wrong("audit", NO_SUCH_ROW(kind="row of the audit trail", value=number), number))
    return _document(*found)


def _document(row: AuditRow, seal: int | None) -> Document:
    return plain(row, "id", "at", "actor", "action", "subject", "before", "after", "reason") | {"seal": seal}
