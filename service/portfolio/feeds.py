"""Calendar feeds: secret addresses, 256 random bits each, known afterwards only by their SHA-256."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.errors import Invalid, Unknown, wrong
from service.portfolio.keys import digest
from service.portfolio.people import find_person
from service.portfolio.texts import NO_SUCH_ROW, NOT_ACTIVE
from service.store import CalendarFeedRow, PersonRow, feeds
from service.store.feeds import UNSETTLED

KEPT_CANCELLED = timedelta(days=90)  # how long a calendar has the time to drop what has ended


@dataclass(frozen=True, slots=True)
class Item:
    """One deadline in a feed; `day` is the day to act by less the owner's `lead_days`.

    `cancelled`: it was in the feed and has ended. `changed_at` is when anything about it changed last.
    """

    id: int
    title: str
    title_code: str | None
    title_params: dict[str, Any]
    office: str
    state: str
    act_by: date
    lead_days: int
    late_until: date | None
    cancelled: bool
    changed_at: datetime
    reference: str
    right: str
    case_title: str | None

    @property
    def day(self) -> date:
        """The day by which the owner wants it done."""
        return self.act_by - timedelta(days=self.lead_days)

    def in_late_period(self, on: date) -> bool:
        """Whether a day lies behind the day to act by, and not behind the end of the late period."""
        return self.late_until is not None and self.act_by < on <= self.late_until


def create_feed(session: Session, context: Context, person_key: str) -> tuple[CalendarFeedRow, str]:
    """Make a feed for somebody; answers its row and the token, which can't be had again.

    Raises `Unknown`, and `Invalid` for somebody who has left.
    """
    person = find_person(session, person_key)
    if not person.active:
        raise Invalid(wrong("key", NOT_ACTIVE(value=person.key), person.key))
    token = secrets.token_urlsafe(32)
    row = CalendarFeedRow(person_id=person.id, digest=digest(token), created_at=context.now)
    session.add(row)
    session.flush()
    record(session, [entry(context, "calendar_feed.created", _subject(row), None, {"person": person.key})])
    return row, token


def revoke_feed(session: Session, context: Context, person_key: str, feed_id: int) -> CalendarFeedRow:
    """End a feed at once; one that is revoked stays as it is. Raises `Unknown`, also for somebody else's feed."""
    person = find_person(session, person_key)
    row = session.get(CalendarFeedRow, feed_id)
    if row is None or row.person_id != person.id:
        raise Unknown(wrong("feed", NO_SUCH_ROW(kind="calendar feed", value=feed_id), feed_id))
    if row.revoked_at is None:
        row.revoked_at = context.now
        before, after = {"revoked_at": None}, {"revoked_at": context.now.isoformat()}
        record(session, [entry(context, "calendar_feed.revoked", _subject(row), before, after)])
    return row


def holder_of(session: Session, token: str) -> PersonRow | None:
    """Whose feed a token opens, or None where it is unknown or revoked or its holder has left."""
    return feeds.holder(session, digest(token))


def items_of(session: Session, person: PersonRow, now: datetime) -> list[Item]:
    """The deadlines in somebody's feed, by the day to act by."""
    return [
        Item(
            id=row.id,
            title=row.title,
            title_code=row.title_code,
            title_params=row.title_params,
            office=row.office,
            state=row.state,
            act_by=row.drives_act_by,
            lead_days=row.lead_days or 0,
            late_until=max((date.fromisoformat(step["until"]) for step in row.late), default=None),
            cancelled=row.state not in UNSETTLED or row.closed_at is not None,
            changed_at=max(filter(None, (row.updated_at, row.owner_updated_at, row.closed_at))),
            reference=row.reference,
            right=row.right,
            case_title=row.case_title,
        )
        for row in feeds.shown(session, person.id, now - KEPT_CANCELLED)
    ]


def _subject(row: CalendarFeedRow) -> str:
    return f"calendar feed {row.id}"
