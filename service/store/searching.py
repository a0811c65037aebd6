"""The audit trail searched: by whom, about what, when, each row with the seal that closes over it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.paging import Found, Order, Page, paged_rows
from service.store.trail import AuditRow, SealRow

LATEST = Order("latest", (AuditRow.id,), descending=True)


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which rows: each field that is given must fit; `since` is included, `until` is not."""

    subject: str | None = None
    actor: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


# A row comes under the first seal that ends with it or behind it.
_SEAL = (
    select(SealRow.number)
    .where(SealRow.last >= AuditRow.id)
    .order_by(SealRow.last)
    .limit(1)
    .correlate(AuditRow)
    .scalar_subquery()
)


def trail(session: Session, wanted: TrailFilter, page: Page) -> Found[tuple[AuditRow, int | None]]:
    """Rows of the trail, each with the number of its seal, None while it waits for one."""
    exact = {AuditRow.subject: wanted.subject, AuditRow.actor: wanted.actor, AuditRow.action: wanted.action}
    found = select(AuditRow, _SEAL).where(*(column == value for column, value in exact.items() if value is not None))
    if wanted.since is not None:
        found = found.where(AuditRow.at >= wanted.since)
    if wanted.until is not None:
        found = found.where(AuditRow.at < wanted.until)
    return paged_rows(session, found, page)


def trail_row(session: Session, number: int) -> tuple[AuditRow, int | None] | None:
    """One row of the trail with the number of its seal."""
    found = session.execute(select(AuditRow, _SEAL).where(AuditRow.id == number)).one_or_none()
    return (found[0], found[1]) if found else None
