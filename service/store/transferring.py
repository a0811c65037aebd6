"""Questions about imports and reconciliations: lists page by page, and what earlier runs said."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.paging import Found, Order, Page, paged
from service.store.transfers import ImportedRow, ImportRow

LATEST = Order("-id", (ImportRow.id,), descending=True)
AS_IMPORTED = Order("id", (ImportedRow.id,))


def imports(session: Session, page: Page) -> Found[ImportRow]:
    """Imports, the latest first."""
    return paged(session, select(ImportRow), page)


def imported_rows(session: Session, number: int, outcome: str | None, page: Page) -> Found[ImportedRow]:
    """What became of the rows of an import, in their order, of one outcome if asked."""
    found = select(ImportedRow).where(ImportedRow.import_id == number)
    if outcome is not None:
        found = found.where(ImportedRow.outcome == outcome)
    return paged(session, found, page)
