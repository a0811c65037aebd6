"""What became of each deadline in a drill: who was told when, who answered when, and when it was done."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.drill.queries import chunks
from service.reminders.desk import office
from service.reminders.messages import EMAIL, OPS
from service.reminders.slots import day_ends
from service.store import (
    AcknowledgementRow,
    AttemptRow,
    BounceRow,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    MessageRow,
    MessageRungRow,
    OwnerRow,
    PersonRow,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One message about a deadline: when it was taken by the next hop, and whether it came back."""

    id: int
    channel: str
    recipient: str
    sent_at: datetime | None
    bounced_at: datetime | None

    @property
    def lost(self) -> bool:
        """Whether it never left, or came back."""
        return self.sent_at is None or self.bounced_at is not None

    def arrived(self, until: datetime) -> bool:
        """Whether it had left by a moment and never came back."""
        return self.sent_at is not None and self.sent_at <= until and self.bounced_at is None


@dataclass(slots=True)
class Story:
    """One deadline with everything that happened about its present day to act by."""

    deadline: DeadlineRow
    case: CaseRow
    responsible: PersonRow | None
    backup: PersonRow | None
    lead: timedelta
    letters: list[Letter] = field(default_factory=list)
    answers: list[datetime] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    done_on: date | None = None

    @property
    def act_by(self) -> date:
        """The day to act by."""
        return self.deadline.drives_act_by

    @property
    def ends(self) -> datetime:
        """The moment at which the day to act by is over at the office."""
        return day_ends(self.act_by, office(self.deadline.office).zone)

    @property
    def aimed_at(self) -> datetime:
        """The moment that the reminders lead to: earlier by the owner's days of lead."""
        return self.ends - self.lead

    @property
    def in_time(self) -> bool:
        """Whether it was done by the day to act by."""
        return self.done_on is not None and self.done_on <= self.act_by


def stories(session: Session, numbers: Collection[int]) -> list[Story]:
    """The stories of these deadlines, by the day to act by."""
    letters = _letters(session)
    leads = {name: timedelta(days=days) for name, days in session.execute(select(OwnerRow.name, OwnerRow.lead_days))}
    people = {person.id: person for person in session.scalars(select(PersonRow))}
    found: list[Story] = []
    for some in chunks(numbers):
        told = {one.deadline.id: one for one in _begun(session, some, people, leads)}
        _tell_letters(session, told, letters)
        _tell_answers(session, told)
        _tell_completions(session, told)
        found += told.values()
    return sorted(found, key=lambda one: (one.act_by, one.case.reference, one.deadline.id))


def _letters(session: Session) -> dict[int, Letter]:
    """Every message to people without its bytes, read in one go: its row is long, and much is asked for often.

    A call to another system reminds nobody; one over the second channel does.
    """
    row = MessageRow
    wanted = select(row.id, row.channel, row.recipient, row.sent_at, row.bounced_at)
    wanted = wanted.where(row.channel.in_((EMAIL, OPS)))
    return {found.id: Letter(*found) for found in session.execute(wanted)}


def _begun(
    session: Session, numbers: Collection[int], people: Mapping[int, PersonRow], leads: Mapping[str, timedelta]
) -> list[Story]:
    wanted = select(DeadlineRow, CaseRow).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
    return [
        Story(
            deadline,
            case,
            people.get(case.in_charge_id or 0),
            people.get(case.standby_id or 0),
            leads.get(case.owner or "", timedelta()),
        )
        for deadline, case in session.execute(wanted.where(DeadlineRow.id.in_(numbers)))
    ]


def _tell_letters(session: Session, told: Mapping[int, Story], letters: Mapping[int, Letter]) -> None:
    row = MessageRungRow
    carried: dict[int, set[int]] = defaultdict(set)
    for number, aim, message in session.execute(
        select(row.deadline_id, row.aim, row.message_id).where(row.deadline_id.in_(told))
    ):
        if aim == told[number].act_by and message in letters:
            carried[number].add(message)
    lost = {one for found in carried.values() for one in found if letters[one].lost}
    reasons = _reasons(session, lost)
    for number, messages in carried.items():
        told[number].letters = [letters[one] for one in sorted(messages)]
        told[number].failures = [reasons[one] for one in sorted(messages) if one in reasons]


def _reasons(session: Session, messages: Collection[int]) -> dict[int, str]:
    """Why each of these messages did not arrive: what was said as it came back, else at its last attempt."""
    found: dict[int, str] = {}
    for some in chunks(messages):
        for row in (AttemptRow, BounceRow):
            wanted = select(row.message_id, row.detail).where(row.message_id.in_(some)).order_by(row.id)
            found |= {message or 0: detail or "" for message, detail in session.execute(wanted)}
    return found


def _tell_answers(session: Session, told: Mapping[int, Story]) -> None:
    for row in (AcknowledgementRow, InstructionRow):
        for number, aim, at in session.execute(
            select(row.deadline_id, row.aim, row.at).where(row.deadline_id.in_(told))
        ):
            if aim == told[number].act_by:
                told[number].answers.append(at)


def _tell_completions(session: Session, told: Mapping[int, Story]) -> None:
    row = CompletionRow
    standing = row.voided_at.is_(None), row.deadline_id.in_(told)
    for completion in session.scalars(select(row).where(*standing).order_by(row.id)):
        story = told[completion.deadline_id]
        story.answers.append(completion.recorded_at)
        sound = completion.questioned_at is None or completion.answered_at is not None
        if completion.state == "confirmed" and sound:
            story.done_on = min(story.done_on or date.max, completion.done_on)
