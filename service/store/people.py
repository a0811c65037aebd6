"""The tables of people: who is reminded, who stands in for whom, whose work is whose, and who is signed in."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base

READER, DOCKETER, SUPERVISOR, ADMIN = "reader", "docketer", "supervisor", "admin"
ROLES = (READER, DOCKETER, SUPERVISOR, ADMIN)  # each may do what those before it may

REMIND, RENEW = "remind", "renew"
UNANSWERED = (REMIND, RENEW)  # what an owner wants when nobody answers


class PersonRow(Base):
    """Somebody who is reminded: a short key, an address, a zone, ISO weekdays (1 is Monday) and working hours.

    `holidays` is the code of a holiday calendar (`CN`, `DE-BY`); null takes the country of the zone.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(unique=True)
    zone: Mapped[str]
    working_days: Mapped[list[Any]] = mapped_column(default=lambda: [1, 2, 3, 4, 5])
    works_from: Mapped[time] = mapped_column(default=time(9))
    works_until: Mapped[time] = mapped_column(default=time(17))
    holidays: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en")
    role: Mapped[str] = mapped_column(default=DOCKETER)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class AbsenceRow(Base):
    """Days on which somebody is away, both included, and who gets their messages beside them."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    first: Mapped[date]
    last: Mapped[date]
    substitute_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]


class AssignmentRow(Base):
    """A rule that says who answers for cases that name nobody: what is null fits every case."""

    __tablename__ = "assignments"

    id: Mapped[int] = mapped_column(primary_key=True)
    jurisdiction: Mapped[str | None]
    right: Mapped[str | None]
    owner: Mapped[str | None]
    responsible_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    backup_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]


class OwnerRow(Base):
    """What one owner of rights wants: days of lead before each date, and what silence means.

    `unanswered` is `remind` (nobody acts unasked, the ladder goes on) or `renew` (from `silence_days` before the day
    to act by, silence counts as the instruction to renew). `patience_days`: after so many days without an answer a
    reminder goes to the back-up.
    """

    __tablename__ = "owners"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    lead_days: Mapped[int] = mapped_column(default=0)
    unanswered: Mapped[str] = mapped_column(default=REMIND)
    silence_days: Mapped[int] = mapped_column(default=30)
    patience_days: Mapped[int] = mapped_column(default=7)
    updated_by: Mapped[str]
    updated_at: Mapped[datetime]


class LadderRow(Base):
    """A ladder for some deadlines: what is null fits every one; `stages` has days before each end, by phase."""

    __tablename__ = "ladders"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str | None]
    right: Mapped[str | None]
    jurisdiction: Mapped[str | None]
    owner: Mapped[str | None]
    stages: Mapped[dict[str, Any]]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None]


class SignInRow(Base):
    """A link that signs one person in, once; known only by the SHA-256 of its token.

    `client` is the network address that asked for it. Where the request was for nobody there is no person, and no link.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    client: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SessionRow(Base):
    """Somebody signed in on one device; known only by the SHA-256 of the secret in their cookie."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class CalendarFeedRow(Base):
    """A person's secret calendar address; known only by the SHA-256 of its token, and ended by revoking it."""

    __tablename__ = "calendar_feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
