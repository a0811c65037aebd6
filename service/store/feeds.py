"""What a calendar feed shows: the deadlines of the cases that somebody is in charge of or stands by for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from service.store.cases import CaseRow
from service.store.deadlines import OPEN, TO_VERIFY, DeadlineRow
from service.store.people import CalendarFeedRow, OwnerRow, PersonRow

UNSETTLED = (OPEN, TO_VERIFY)


def holder(session: Session, digest: str) -> PersonRow | None:
    """Whose feed has a token of this digest, unless it was revoked or they have left."""
    wanted = select(PersonRow).join(CalendarFeedRow, CalendarFeedRow.person_id == PersonRow.id)
    mine = CalendarFeedRow.digest == digest, CalendarFeedRow.revoked_at.is_(None), PersonRow.active
    return session.scalars(wanted.where(*mine)).one_or_none()


def shown(session: Session, person_id: int, ended_after: datetime) -> Sequence[Row[Any]]:
    """The deadlines in somebody's feed with their cases and what the owner wants, by the day to act by.

    Those that are unsettled, and those that ended after a moment and had not been settled when they became known.
    """
    case, deadline, owner = CaseRow, DeadlineRow, OwnerRow
    theirs = or_(case.in_charge_id == person_id, case.standby_id == person_id)
    unsettled = and_(deadline.state.in_(UNSETTLED), or_(case.closed_at.is_(None), case.closed_at > ended_after))
    ended = and_(
        deadline.state.not_in(UNSETTLED), deadline.updated_at > ended_after, deadline.updated_at > case.created_at
    )
    wanted = (
        select(
            *(deadline.id, deadline.title, deadline.title_code, deadline.title_params, deadline.office, deadline.state),
            *(deadline.drives_act_by, deadline.late, deadline.updated_at),
            *(case.reference, case.right, case.title.label("case_title"), case.closed_at),
            *(owner.lead_days, owner.updated_at.label("owner_updated_at")),
        )
        .join(case, case.id == deadline.case_id)
        .outerjoin(owner, owner.name == case.owner)
        .where(theirs, or_(unsettled, ended))
    )
    return session.execute(wanted.order_by(deadline.drives_act_by, deadline.id)).all()
