"""What all tables share: the metadata with its naming convention, and moments kept in UTC."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Dialect, LargeBinary, MetaData, Text, Time
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

JSON_VALUE = JSON(none_as_null=True)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC; a naive one is refused, since nobody could say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What a moment is in Python."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone; pass an aware datetime")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Restore the zone that SQLite doesn't keep."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Base(DeclarativeBase):
    """The tables of the store."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text,
        bytes: LargeBinary,
        date: Date,
        time: Time,
        datetime: Moment,
        dict[str, Any]: JSON_VALUE,
        list[Any]: JSON_VALUE,
    }
