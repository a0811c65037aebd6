"""What became of a deadline: reported to the caller, and as an event to those who watch it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import rules
from rules.texts import Message
from service.store.deadlines import NO_NUMBER

ADDED, MOVED, WENT, QUESTIONED, CURRENT_AGAIN = "added", "moved", "gone", "questioned", "current_again"
KINDS = (ADDED, MOVED, WENT, QUESTIONED, CURRENT_AGAIN)


class Named(Protocol):
    """A deadline's identity, title and days."""

    kind: str
    number: int
    office: str
    title: str
    title_code: str | None
    title_params: dict[str, Any]
    due: date
    act_by: date


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one deadline; `number` is null where the contract says so."""

    kind: str
    number: int | None
    office: str
    title: str
    title_code: str | None
    title_params: dict[str, Any]
    what: str
    old_due: date | None
    new_due: date | None
    old_act_by: date | None
    new_act_by: date | None
    why: Message

    def as_document(self) -> dict[str, Any]:
        """The change as a JSON object."""
        return {
            "kind": self.kind,
            "number": self.number,
            "office": self.office,
            "title": self.title,
            "title_code": self.title_code,
            "title_params": self.title_params,
            "what": self.what,
            "old_due": _day(self.old_due),
            "new_due": _day(self.new_due),
            "old_act_by": _day(self.old_act_by),
            "new_act_by": _day(self.new_act_by),
            **rules.said("why", self.why),
        }


@dataclass(frozen=True, slots=True)
class Days:
    """The due day and the day to act by, before or after a change; both null where there is no deadline."""

    due: date | None = None
    act_by: date | None = None


def change(what: str, deadline: Named, old: Days, new: Days, why: Message) -> Change:
    """Tell what happened to a deadline."""
    return Change(
        kind=deadline.kind,
        number=None if deadline.number == NO_NUMBER else deadline.number,
        office=deadline.office,
        title=deadline.title,
        title_code=deadline.title_code,
        title_params=deadline.title_params,
        what=what,
        old_due=old.due,
        new_due=new.due,
        old_act_by=old.act_by,
        new_act_by=new.act_by,
        why=why,
    )


def days_of(deadline: Named) -> Days:
    """The days of a deadline as they stand."""
    return Days(deadline.due, deadline.act_by)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
