"""The tables of what came in by files: imports with what became of each row, and reconciliations with other lists."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class ImportRow(Base):
    """One file that somebody imported, or tried to; `name` is its own, without folders, `digest` its SHA-256.

    `counts` has how many rows became what; one without `finished_at` was interrupted.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    digest: Mapped[str | None]
    dry_run: Mapped[bool]
    actor: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class ImportedRow(Base):
    """What became of one row of an imported file."""

    __tablename__ = "imported_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    sheet: Mapped[str | None]
    line: Mapped[int]
    reference: Mapped[str | None]
    outcome: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)

    __table_args__ = (Index(None, "import_id", "id"),)


class ReconciliationRow(Base):
    """One comparison of a list of another system with what is stored, under a name by which it is repeated.

    `first` and `last` are the days, both included, of which the list tells; `options` says how it was read, `counts`
    how many rows got which verdict.
    """

    __tablename__ = "reconciliations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    file_name: Mapped[str | None]
    digest: Mapped[str]
    first: Mapped[date | None]
    last: Mapped[date | None]
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("reconciliations.id"))
    actor: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (Index(None, "name", "id"),)


class ComparedRow(Base):
    """What became of one row of a list, or of one deadline that the list lacks.

    `subject` names what is compared in every run alike, `print` what both sides say of it: a difference with the same
    two is the same difference. `change` is null for what is no difference; a settled one has who settled it and why.
    """

    __tablename__ = "compared_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    reconciliation_id: Mapped[int] = mapped_column(ForeignKey("reconciliations.id"))
    verdict: Mapped[str]
    line: Mapped[int | None]
    subject: Mapped[str]
    print: Mapped[str]
    change: Mapped[str | None]
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"))
    theirs: Mapped[dict[str, Any] | None]
    ours: Mapped[dict[str, Any] | None]
    why: Mapped[list[Any]] = mapped_column(default=list)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]
    settled_reason: Mapped[str | None]

    __table_args__ = (
        Index(None, "reconciliation_id", "id"),
        Index(None, "subject"),
    )
