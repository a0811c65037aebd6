"""Having the reminders look at deadlines again at once, because who is reminded of them, or when, may have changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from service.store.cases import CaseRow
from service.store.deadlines import OPEN, TO_VERIFY, DeadlineRow


@dataclass(frozen=True, slots=True)
class Touched:
    """Which deadlines: each field that is given must fit; `person_id` is in charge of the case or stands by."""

    owner: str | None = None
    jurisdiction: str | None = None
    right: str | None = None
    kind: str | None = None
    person_id: int | None = None
    case_ids: Collection[int] | None = None
    before: datetime | None = None
    """Only those that would be looked at before this moment."""


def look_again(session: Session, touched: Touched, now: datetime) -> None:
    """Let the next tick look at unsettled deadlines of open cases; it sets anew when to look at each after that."""
    cases = select(CaseRow.id).where(CaseRow.closed_at.is_(None), *_about_case(touched))
    # In the order of references, as everybody locks cases, so that two writers can't wait for each other.
    session.execute(cases.order_by(CaseRow.reference).with_for_update())
    # One that is due already keeps its moment, since it counts as unsent from then on.
    later = or_(DeadlineRow.next_rung_at.is_(None), DeadlineRow.next_rung_at > now)
    deadlines = [DeadlineRow.state.in_((OPEN, TO_VERIFY)), DeadlineRow.case_id.in_(cases), later]
    if touched.kind is not None:
        deadlines.append(DeadlineRow.kind == touched.kind)
    if touched.before is not None:
        deadlines.append(DeadlineRow.next_rung_at < touched.before)
    changed = update(DeadlineRow).where(*deadlines).values(next_rung_at=now, updated_at=now)
    session.execute(changed, execution_options={"synchronize_session": False})


def _about_case(touched: Touched) -> list[ColumnElement[bool]]:
    equal = {
        CaseRow.owner: touched.owner,
        CaseRow.jurisdiction: touched.jurisdiction,
        CaseRow.right: touched.right,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in equal.items() if value is not None]
    if touched.person_id is not None:
        theirs = CaseRow.in_charge_id == touched.person_id, CaseRow.standby_id == touched.person_id
        conditions.append(or_(*theirs))
    if touched.case_ids is not None:
        conditions.append(CaseRow.id.in_(touched.case_ids))
    return conditions
