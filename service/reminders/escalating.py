"""What follows when nobody answers, or when a mail came back: pure functions from what was told to further rungs.

Unanswered after the owner's patience → the back-up. A mail that came back, or "this is not mine" → the back-up at once.
A last rung that nobody answers within half a working day → the second channel, and so does each mail that came back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.portfolio.answers import Answered
from service.reminders.ladder import BACKUP, RESPONSIBLE, SUPERVISORS, Ladder, Rung
from service.reminders.recipients import Recipient, Recipients
from service.reminders.slots import Departure
from service.store.deadlines import NOT_MINE

OPS = Recipient("ops")  # stands for the second channel among recipients
PATIENCE_AT_LAST = timedelta(hours=4)  # for an answer to one of the last rungs

PHASES = {"act_by": ("opens", "act_by"), "grace": ("late", "price", "grace"), "restoration": ("restoration",)}


@dataclass(frozen=True, slots=True)
class Told:
    """A rung that somebody was told of, by mail or call, for the present aim."""

    stage: str
    address: str
    at: datetime

    @property
    def rung(self) -> Rung:
        """The rung as it was, for its name."""
        return Rung(self.stage, self.at.date(), "urgent")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A mail about the present aim that did not arrive: its number, whom it was for, when that was known."""

    message_id: int
    address: str
    at: datetime
    about_another: bool = False
    """Whether it only told of another mail that did not arrive; one after the other would never end."""


def unanswered(told: Sequence[Told], answered: Answered, ladder: Ladder, recipients: Recipients) -> Iterator[Departure]:
    """What the back-up hears: nobody has answered in a phase for too long, or somebody said that it isn't theirs."""
    if answered.wish == NOT_MINE and answered.instructed_at:
        stage = f"not_mine.{answered.instructed_at:%Y%m%dT%H%M%S}"
        yield from _to_backup(stage, answered.instructed_at, "urgent", recipients)
    if answered.ordered_or_paid:
        return
    for phase, words in PHASES.items():
        moments = [one.at for one in told if one.stage.partition(".")[0] in words]
        if moments and not _answered_since(answered, min(moments) if phase != "act_by" else None):
            urgency = "normal" if phase == "act_by" else "late"
            due = min(moments) + timedelta(days=ladder.patience_days)
            yield from _to_backup(f"unanswered.{phase}", due, urgency, recipients, alone=False)


def bounced(troubles: Sequence[Trouble], recipients: Recipients) -> Iterator[Departure]:
    """What another person hears at once of each mail that did not arrive: the back-up, else a supervisor."""
    for trouble in troubles:
        if not trouble.about_another:
            rung = Rung(f"bounced.{trouble.message_id}", trouble.at.date(), "urgent", (BACKUP,), alone=True)
            others = [
                [one for one in recipients.hear((role,)) if one.address != trouble.address]
                for role in (BACKUP, SUPERVISORS, RESPONSIBLE)
            ]
            yield from (Departure(trouble.at, rung, one) for one in next(filter(None, others), []))


def second_channel(told: Sequence[Told], troubles: Sequence[Trouble], answered: Answered) -> Iterator[Departure]:
    """What leaves by the second channel: last rungs without an answer, and mails that did not arrive."""
    last: dict[str, Told] = {}
    for one in sorted(told, key=lambda one: one.at):
        if one.rung.minimum:
            last.setdefault(one.stage, one)
    if last and not answered.ordered_or_paid:
        for one in last.values():
            if not _answered_since(answered, one.at):
                yield Departure(one.at + PATIENCE_AT_LAST, one.rung, OPS)
    for trouble in troubles:
        yield Departure(trouble.at, Rung(f"bounced.{trouble.message_id}", trouble.at.date(), "urgent"), OPS)


def _answered_since(answered: Answered, since: datetime | None) -> bool:
    """Whether somebody said something about the deadline, since a moment if one is given."""
    last = answered.last_at
    return last is not None and answered.wish != NOT_MINE and (since is None or last >= since)


def _to_backup(
    stage: str, at: datetime, urgency: str, recipients: Recipients, *, alone: bool = True
) -> Iterator[Departure]:
    """A rung for the back-up and their stand-ins; without a back-up for the supervisors."""
    rung = Rung(stage, at.date(), urgency, (BACKUP,), alone=alone)
    for recipient in recipients.hear((BACKUP,)) or recipients.hear((SUPERVISORS,)):
        yield Departure(at, rung, recipient)
        for stand_in in recipient.stand_ins(at.date()):
            yield Departure(at, rung, stand_in)
