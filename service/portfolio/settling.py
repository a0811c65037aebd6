"""In which state a deadline begins: still to come, settled on somebody's authority, over, or to be verified."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from dateutil.relativedelta import relativedelta

import rules
from rules.texts import Message
from service.portfolio.texts import ON_AUTHORITY, OVER, PAST
from service.store.deadlines import HISTORY, OPEN, SETTLED, TO_VERIFY

State = tuple[str, Message | None]  # and why, where there is something to say

HORIZON = relativedelta(years=2)  # after the late period, where no end of restoration can be computed


class Dated(Protocol):
    """The dates of a deadline, stored or not."""

    due: date
    due_effective: date
    act_by: date
    grace_ends_effective: date | None
    restoration_ends: date | None


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody's word that everything due up to a day, that day included, is settled."""

    day: date
    source: str

    def covers(self, deadline: Dated) -> bool:
        """Whether the deadline was due by then."""
        return deadline.due <= self.day


def begin(deadline: Dated, as_of: date, authority: Authority | None) -> State:
    """The state of a deadline as it becomes known, and why."""
    if authority and authority.covers(deadline):
        return SETTLED, ON_AUTHORITY(day=str(authority.day), source=authority.source)
    if deadline.act_by >= as_of:
        return OPEN, None
    over = over_after(deadline)
    if over < as_of:
        return HISTORY, OVER(day=str(over))
    return TO_VERIFY, PAST(day=str(deadline.act_by))


def put(row: Any, state: str, reason: Message | None) -> None:
    """Put the row of a deadline into a state and say why, in English and by code."""
    row.state = state
    for name, value in rules.said("state_reason", reason).items():
        setattr(row, name, value)


def standing(row: Any) -> dict[str, Any]:
    """The state of the row of a deadline and why, as the trail has it."""
    said = {"code": row.state_reason_code, "params": row.state_reason_params} if row.state_reason_code else None
    return {"state": row.state, "state_reason": row.state_reason, "state_reason_said": said}


def over_after(deadline: Dated) -> date:
    """The last day on which anything about a deadline could still be done."""
    late_ends = deadline.grace_ends_effective or deadline.due_effective
    return max(deadline.restoration_ends or late_ends + HORIZON, late_ends)
