"""The tables of cases, of their dates with their history, and of office closures."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, func, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class CaseRow(Base):
    """One right or application in one jurisdiction, known by the client's reference.

    `responsible_id` and `backup_id` are the people named on the case; those that an assignment rule gives it stand in
    `assigned_…`. Who is reminded: `in_charge_id` and `standby_id`.
    """

    __tablename__ = "cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    jurisdiction: Mapped[str]
    right: Mapped[str]
    route: Mapped[str] = mapped_column(default="direct")
    status: Mapped[str | None]
    title: Mapped[str | None]
    owner: Mapped[str | None] = mapped_column(index=True)
    numbers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    attributes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    family: Mapped[str | None] = mapped_column(index=True)
    parent: Mapped[str | None] = mapped_column(index=True)
    watched_by: Mapped[str | None]
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    backup_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    assigned_responsible_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    assigned_backup_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    settled_through: Mapped[date | None]
    settled_through_source: Mapped[str | None]
    unruled: Mapped[bool] = mapped_column(default=False)
    awaiting: Mapped[list[Any]] = mapped_column(default=list)
    warnings: Mapped[list[Any]] = mapped_column(default=list)
    errors: Mapped[list[Any]] = mapped_column(default=list)
    spans: Mapped[list[Any]] = mapped_column(default=list)
    expires: Mapped[date | None]
    rules_version: Mapped[str]
    computed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    closed_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Index(None, "jurisdiction", "right"),)

    @hybrid_property
    def in_charge_id(self) -> int | None:
        """Who answers for the case: the person named on it, else the one whom a rule gives it."""
        return self.assigned_responsible_id if self.responsible_id is None else self.responsible_id

    @in_charge_id.inplace.expression
    @classmethod
    def _in_charge_id(cls) -> ColumnElement[int | None]:
        return func.coalesce(cls.responsible_id, cls.assigned_responsible_id)

    @hybrid_property
    def standby_id(self) -> int | None:
        """The back-up: the person named on the case, else the one whom a rule gives it."""
        return self.assigned_backup_id if self.backup_id is None else self.backup_id

    @standby_id.inplace.expression
    @classmethod
    def _standby_id(cls) -> ColumnElement[int | None]:
        return func.coalesce(cls.backup_id, cls.assigned_backup_id)


class CaseDateRow(Base):
    """One date of a case as somebody gave it; what a later one replaced stays, no longer `current`.

    `day` is null where a client deleted the date.
    """

    __tablename__ = "case_dates"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    event: Mapped[str]
    day: Mapped[date | None]
    source: Mapped[str]
    entered_at: Mapped[datetime]
    entered_by: Mapped[str]
    verified_by: Mapped[str | None]
    verified_at: Mapped[datetime | None]
    current: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        Index(
            "uq_case_dates_current",
            "case_id",
            "event",
            unique=True,
            sqlite_where=text("current = 1"),
            postgresql_where=text("current"),
        ),
        Index(None, "case_id"),
    )


class CaseNumberRow(Base):
    """One number of a case as it was given, and in the form in which it is the same however it is written.

    Office and right stand here too, so that the index answers by itself.
    """

    __tablename__ = "case_numbers"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    jurisdiction: Mapped[str]
    right: Mapped[str]
    kind: Mapped[str]
    number: Mapped[str]
    normal: Mapped[str]

    __table_args__ = (Index(None, "normal", "jurisdiction", "right", "kind"),)


class OfficeClosureRow(Base):
    """Days on which one office was closed beyond its calendar, both ends included, by its own notice."""

    __tablename__ = "office_closures"

    id: Mapped[int] = mapped_column(primary_key=True)
    office: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    source: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]
