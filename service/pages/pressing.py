"""How pressing a deadline is today: the day to act by now, and how far off it is.

Once `act_by` has passed, that day is the next end of the late period, then the end of restoration.
"""

from dataclasses import dataclass
from datetime import date

from service.reminders.ladder import late_ends
from service.store import DeadlineRow
from service.store.deadlines import OPEN, TO_VERIFY
from service.words import Language

SOON, NEAR, FAR = 7, 30, 2 * 365  # days


@dataclass(frozen=True, slots=True)
class Pressing:
    """The day to act by now, what it is called, and how much it presses: `calm`, `near`, `soon`, `late` or `done`."""

    goal: date
    code: str
    level: str
    days: int = -1
    """How far off it is; negative once everything has passed, or where nothing is to be done."""

    @property
    def ahead(self) -> bool:
        """Whether the day is still to come, or today."""
        return self.days >= 0

    def words(self, say: Language) -> str:
        """It in a few words."""
        return say(self.code, days=self.days, years=self.days // 365)


def pressing(deadline: DeadlineRow, today: date) -> Pressing:
    """How pressing a deadline is on a day at its office."""
    if deadline.state not in (OPEN, TO_VERIFY):
        return Pressing(deadline.drives_act_by, f"left.{deadline.state}", "done")
    for goal, code in _ends(deadline):
        days = (goal - today).days
        if days >= 0:
            return Pressing(goal, _code(deadline, code, days), _level(deadline, code, days), days)
    return Pressing(deadline.drives_act_by, "left.verify" if deadline.state == TO_VERIFY else "left.over", "late")


def _ends(deadline: DeadlineRow) -> list[tuple[date, str]]:
    ends = [(deadline.drives_act_by, "left"), *((end, "left.late") for end in late_ends(deadline))]
    if deadline.restoration_ends and deadline.restoration_basis != "none":
        ends.append((deadline.restoration_ends, "left.restoration"))
    return ends


def _code(deadline: DeadlineRow, code: str, days: int) -> str:
    if deadline.state == TO_VERIFY:
        return "left.verify"
    return f"{code}.{ {0: 'today', 1: 'tomorrow'}.get(days, 'days' if days < FAR else 'years') }"


def _level(deadline: DeadlineRow, code: str, days: int) -> str:
    if deadline.state == TO_VERIFY:
        return "soon"
    if code != "left":
        return "late"
    return "soon" if days <= SOON else "near" if days <= NEAR else "calm"
