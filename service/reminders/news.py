"""A deadline that moved, as news for the people concerned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from service.reminders.ladder import DEFAULT
from service.store import CaseRow

NEWS = ("moved", "gone", "questioned", "current_again")  # an added deadline speaks through its own ladder
SOON = timedelta(days=365 + max(DEFAULT.act_by))


@dataclass(frozen=True, slots=True)
class Change:
    """One deadline that moved: what was done to it, its `act_by` before and after, and why.

    `title` and `why` are English; beside each stands its code with parameters, if the words have one.
    """

    what: str
    title: str
    case: CaseRow
    before: date | None
    after: date | None
    why: str
    office: str = ""
    title_code: str | None = None
    title_params: Mapping[str, Any] | None = None
    why_code: str | None = None
    why_params: Mapping[str, Any] | None = None

    def soon(self, today: date) -> bool:
        """Whether one of its dates, or a rung that leads to it, lies within twelve months or has passed."""
        return any(day is not None and day <= today + SOON for day in (self.before, self.after))

    @property
    def news(self) -> bool:
        """Whether its reader has to know."""
        return self.what in NEWS and (self.what != "moved" or self.before != self.after)

    @property
    def at_once(self) -> bool:
        """Whether it can't wait for a digest: an earlier date, or something settled that is so no longer."""
        earlier = self.before is not None and self.after is not None and self.after < self.before
        return earlier or self.what in ("questioned", "current_again")


def change(payload: Mapping[str, Any], case: CaseRow) -> Change:
    """The change that an event of a changed deadline tells of."""
    return Change(
        what=payload["what"],
        title=payload["title"],
        case=case,
        before=_day(payload["old_act_by"]),
        after=_day(payload["new_act_by"]),
        why=payload["why"],
        office=payload.get("office") or case.jurisdiction,
        title_code=payload.get("title_code"),
        title_params=payload.get("title_params"),
        why_code=payload.get("why_code"),
        why_params=payload.get("why_params"),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
