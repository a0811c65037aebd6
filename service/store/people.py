"""The table of people who answer for cases."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class PersonRow(Base):
    """Somebody who is reminded: a short key, an address, a time zone and ISO weekdays (1 is Monday)."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(unique=True)
    zone: Mapped[str]
    working_days: Mapped[list[Any]] = mapped_column(default=lambda: [1, 2, 3, 4, 5])
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
