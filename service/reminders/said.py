"""A deadline that was looked at, and what of it goes into one message."""

from dataclasses import dataclass

from service.reminders.desk import office
from service.reminders.entries import ESCALATIONS, Matter
from service.reminders.messages import Carried
from service.reminders.owners import OwnerWishes
from service.reminders.planning import Outlook, Reminder, Situation
from service.store import CaseRow, DeadlineRow
from service.store.deadlines import LAPSE


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline that was looked at, with what stands around it and what it asks for."""

    deadline: DeadlineRow
    case: CaseRow
    situation: Situation
    wishes: OwnerWishes
    outlook: Outlook
    unverified: tuple[str, ...] = ()
    """The events of the case whose day nobody has verified, where that is to be told."""


@dataclass(frozen=True, slots=True)
class Said:
    """One deadline in one message, and the stages that it carries of it."""

    found: Found
    reminder: Reminder

    @property
    def matter(self) -> Matter:
        """What its reader is to be told."""
        one, rung = self.found, self.reminder.rung
        answered = one.situation.answered
        return Matter(
            deadline=one.deadline,
            case=one.case,
            office=office(one.deadline.office),
            recipients=one.situation.recipients,
            rung=rung,
            wishes=one.wishes,
            proposed_by=answered.instructed_by if answered.wish == LAPSE else None,
            escalation=rung.phase if rung.phase in ESCALATIONS else None,
            unverified=one.unverified,
        )

    @property
    def carried(self) -> Carried:
        """The rungs that are recorded with the message."""
        return Carried(self.found.deadline.id, self.found.deadline.drives_act_by, self.reminder.stages)
